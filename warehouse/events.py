"""Events: readouts that tell of the same contact, kept up with every load.

What is joined is said in `warehouse.contacts`; events are the connected components. When readouts change, or the story
of their text, their events and every event they now touch are derived anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from extractors.records import content_id, utc
from warehouse.contacts import NEAR, Account, Contact, House, Joined, joined
from warehouse.errors import WarehouseError
from warehouse.joined import roots
from warehouse.merge import Changes, registered, run_scripts, to_be_published
from warehouse.migrate import opened, script
from warehouse.stories.tables import id_table
from warehouse.writer import WAIT, transaction, writer_lock

_MEMBERS = pa.schema(
    {"version_id": pa.string(), "event_id": pa.string(), "joined_to": pa.string(), "evidence": pa.string()}
)

_REACH = 14
"""Days around a change in which readouts are looked at; a visit told of in parts is no longer than that."""


_CHUNK = 5_000


class NoSuchReadout(WarehouseError, LookupError):
    """No readout of that id; the message says so."""


@dataclass(frozen=True, slots=True)
class Member:
    """A readout as far as its event's name needs it."""

    version_id: str
    start_date: date | None


def event_rows(members: Iterable[Member], found: Joined) -> list[dict[str, str | None]]:
    """Rows of `event_member`. An event is named after its earliest readout (by day, then by id)."""
    dated = {one.version_id: one.start_date for one in members}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for one, event in roots(dated, (link for link in found.links if link[0] in dated)).items():
        groups[event].append(one)
    made: list[dict[str, str | None]] = []
    for group in groups.values():
        first = min(group, key=lambda one: (dated[one] or date.max, one))
        event = content_id("e", first)
        for one in sorted(group):
            other, why = found.nearest.get(one, (None, None))
            made.append({"version_id": one, "event_id": event, "joined_to": other, "evidence": why})
    return made


def derive_events(con: duckdb.DuckDBPyConnection, moved: Collection[str]) -> Changes:
    """Derive the events of the readouts in `new_readout`, and of all they touch. In the load's transaction.

    `moved` are the documents that are of another story than before.
    """
    con.execute(
        """
        CREATE OR REPLACE TEMP TABLE affected_readout AS
        SELECT version_id FROM new_readout
        UNION SELECT version_id FROM judged_version
        """
    )
    return _derive(con, moved)


def rederive(
    con: duckdb.DuckDBPyConnection, version_ids: Collection[str] = (), *, moved: Collection[str] = ()
) -> Changes:
    """Derive the events of these readouts anew, whether they are still there or not. In a transaction.

    `moved` are documents that are of another story than before.
    """
    affected = "CREATE OR REPLACE TEMP TABLE affected_readout AS SELECT unnest($1::VARCHAR[]) AS version_id"
    con.execute(affected, [list(version_ids)])
    return _derive(con, moved)


def _derive(con: duckdb.DuckDBPyConnection, moved: Collection[str]) -> Changes:
    with registered(con, {"moved_document": id_table("document_id", sorted(moved))}):
        con.execute(script("event_accounts", "moved").sql)
    con.execute(script("event_accounts", "mates").sql, {"near": NEAR})
    con.execute(script("event_accounts", "whole").sql)
    accounts = list(_accounts(con))
    found = joined(accounts)
    _reach(con, [account.version_id for account in accounts], found)
    members = con.execute(
        """
        SELECT r.version_id, r.start_date FROM store.readout AS r
        JOIN store.version AS v ON v.version_id = r.version_id AND NOT v.superseded
        WHERE r.is_readout AND r.version_id IN (FROM affected_readout)
        """
    ).fetchall()
    made = event_rows((Member(*row) for row in members), found)
    with registered(con, {"new_event_member": pa.Table.from_pylist(made, schema=_MEMBERS)}):
        return run_scripts(con, "events")


def _accounts(con: duckdb.DuckDBPyConnection) -> Iterator[Account]:
    """The accounts around the affected ones. What many say is held once: a backfill can touch a hundred thousand."""
    houses: dict[House, House] = {}
    contacts: dict[Contact, Contact] = {}
    rows = con.execute(script("event_accounts", "accounts").sql, {"reach": _REACH})
    while chunk := rows.fetchmany(_CHUNK):
        for version_id, issuer, host, lang, story_id, start, end, medium, country, sides, people in chunk:
            house = House(host, issuer, lang)
            named = frozenset(zip(people[::2], people[1::2], strict=True))
            contact = Contact(start, end, medium, tuple(sides), named, country)
            kept = contacts.setdefault(contact, contact)
            yield Account(version_id, houses.setdefault(house, house), story_id, kept)


def _reach(con: duckdb.DuckDBPyConnection, accounts: Sequence[str], found: Joined) -> None:
    """Let the affected readouts grow along the links until they hold whole events."""
    affected = {one for (one,) in con.execute("FROM affected_readout").fetchall()}
    root_of = roots(accounts, found.links)
    touched = {root_of[one] for one in affected if one in root_of}
    reached = sorted(one for one, root in root_of.items() if root in touched and one not in affected)
    if reached:
        with registered(con, {"reached_readout": id_table("version_id", reached)}):
            con.execute("INSERT INTO affected_readout SELECT version_id FROM reached_readout")


def split(data: Path, version_id: str, *, now: datetime, wait: float = WAIT) -> str:
    """Take a readout out of its event, for good, and return the id of the event it now makes alone.

    Raises NoSuchReadout and WarehouseBusy.
    """
    with writer_lock(data, wait) as paths, opened(paths, now=now, wait=wait) as con, transaction(con):
        if not con.execute("SELECT 1 FROM store.event_member WHERE version_id = ?", [version_id]).fetchall():
            raise NoSuchReadout(f"no event holds the readout {version_id}")
        con.execute(
            "INSERT INTO store.event_split SELECT $1, $2 WHERE $1 NOT IN (SELECT version_id FROM store.event_split)",
            [version_id, utc(now).replace(tzinfo=None)],
        )
        rederive(con, [version_id])
        to_be_published(con)
        row = con.execute("SELECT event_id FROM store.event_member WHERE version_id = ?", [version_id]).fetchone()
        return str(row[0]) if row else ""
