"""Events: readouts that tell of the same contact, joined by who met, when and how; never by their words.

Two readouts are joined when they name the same sides and two people of different sides in common, their days overlap
(or, for two issuers, touch), both were in person or both by wire or both by letter, and they do not name two
countries. Two texts of one house tell of two contacts, unless they are one story. Edges are facts about two
readouts; events are their connected components, so the order of arrival cannot matter. When readouts change, their
events and every event they now touch are derived anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from extractors.records import content_id, utc
from warehouse.errors import WarehouseError
from warehouse.joined import roots
from warehouse.merge import Changes, registered, run_scripts, to_be_published
from warehouse.migrate import opened, script
from warehouse.writer import WAIT, transaction, writer_lock

_MEMBERS = pa.schema(
    {"version_id": pa.string(), "event_id": pa.string(), "joined_to": pa.string(), "evidence": pa.string()}
)

_REACH = 14
"""Days around a change in which readouts are looked at; a visit told of in parts is no longer than that."""


class NoSuchReadout(WarehouseError, LookupError):
    """No readout of that id; the message says so."""


@dataclass(frozen=True, slots=True)
class Member:
    """A readout as far as its event's name needs it."""

    version_id: str
    start_date: date | None


def components(members: Iterable[Member], edges: Mapping[tuple[str, str], str]) -> list[dict[str, str | None]]:
    """Rows of `event_member`. An event is named after its earliest readout (by day, then by id)."""
    dated = {one.version_id: one.start_date for one in members}
    among = {pair: evidence for pair, evidence in edges.items() if dated.keys() >= set(pair)}
    neighbours: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for (one, other), evidence in among.items():
        neighbours[one].append((other, evidence))
        neighbours[other].append((one, evidence))
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for one, event in roots(dated, among).items():
        groups[event].append(one)
    made: list[dict[str, str | None]] = []
    for group in groups.values():
        first = min(group, key=lambda one: (dated[one] or date.max, one))
        event = content_id("e", first)
        for one in sorted(group):
            joined, why = min(neighbours[one], default=(None, None))
            made.append({"version_id": one, "event_id": event, "joined_to": joined, "evidence": why})
    return made


def derive_events(con: duckdb.DuckDBPyConnection) -> Changes:
    """Derive the events of the readouts in `new_readout`, and of all they touch. In the load's transaction."""
    con.execute(
        """
        CREATE OR REPLACE TEMP TABLE affected_readout AS
        SELECT version_id FROM new_readout
        UNION SELECT version_id FROM judged_version
        """
    )
    return _derive(con)


def rederive(con: duckdb.DuckDBPyConnection, version_ids: Sequence[str]) -> Changes:
    """Derive the events of these readouts anew, whether they are still there or not. In a transaction."""
    affected = "CREATE OR REPLACE TEMP TABLE affected_readout AS SELECT unnest($1::VARCHAR[]) AS version_id"
    con.execute(affected, [list(version_ids)])
    return _derive(con)


def _derive(con: duckdb.DuckDBPyConnection) -> Changes:
    con.execute(
        """
        INSERT INTO affected_readout
        SELECT DISTINCT m.version_id FROM store.event_member AS m
        WHERE m.event_id IN (
            SELECT event_id FROM store.event_member WHERE version_id IN (FROM affected_readout)
        ) AND m.version_id NOT IN (FROM affected_readout)
        """
    )
    window = con.execute(
        "SELECT min(start_date) - $1::INTEGER, max(end_date) + $1::INTEGER FROM store.readout "
        "WHERE version_id IN (FROM affected_readout) AND is_readout",
        [_REACH],
    ).fetchone()
    edges: dict[tuple[str, str], str] = {}
    if window and window[0]:
        con.execute(script("event_edges", "heads").sql, list(window))
        con.execute(script("event_edges", "edges").sql)
        edges = {(one, other): why for one, other, why in con.execute("FROM event_edge").fetchall()}
        _reach(con, edges)
    members = con.execute(
        """
        SELECT r.version_id, r.start_date FROM store.readout AS r
        JOIN store.version AS v ON v.version_id = r.version_id AND NOT v.superseded
        WHERE r.is_readout AND r.version_id IN (FROM affected_readout)
        """
    ).fetchall()
    rows = components([Member(*row) for row in members], edges)
    with registered(con, {"new_event_member": pa.Table.from_pylist(rows, schema=_MEMBERS)}):
        return run_scripts(con, "events")


def _reach(con: duckdb.DuckDBPyConnection, edges: Mapping[tuple[str, str], str]) -> None:
    """Let the affected readouts grow along the edges until they hold whole events."""
    affected = {one for (one,) in con.execute("FROM affected_readout").fetchall()}
    grown = set(affected)
    while True:
        more = {b if a in grown else a for a, b in edges if (a in grown) != (b in grown)}
        if not more:
            break
        grown |= more
    new = pa.Table.from_pylist(
        [{"version_id": one} for one in sorted(grown - affected)], schema=pa.schema({"version_id": pa.string()})
    )
    with registered(con, {"reached_readout": new}):
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
