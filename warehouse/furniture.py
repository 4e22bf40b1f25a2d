"""Furniture in the warehouse: what to learn it from, what was learned and decided, and what it changes.

Learning itself knows no database (`extractors.pages.learn`); here are its inputs and where its results go. A text
from which furniture is taken is a new reading of the fetches it was read from, staged and loaded like any other: the
old wording is superseded, and no revision appears.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import duckdb
import pyarrow as pa

from extractors.records import Block, Edge, LearnedLine, utc
from warehouse.errors import WarehouseError
from warehouse.forgotten import tombstones
from warehouse.merge import Changes, registered, run_scripts, to_be_published
from warehouse.migrate import opened, script
from warehouse.schema import arrow_schema
from warehouse.writer import WAIT, transaction, writer_lock, writing

CHUNK = 500
"""Wordings read at a time."""

Decision = Literal["pin", "free"]


@dataclass(frozen=True, slots=True)
class FurnitureLine:
    """A row of `store.furniture_line`, without what a person decided."""

    line_id: str
    outlet_id: str
    edge: Edge
    mask: str
    example: str
    n_documents: int
    n_days: int
    share: float
    first_day: date
    last_day: date
    state: Literal["learned", "candidate", "retired"]
    reason: str
    active: bool
    learner: str


@dataclass(frozen=True, slots=True)
class _Change:
    line_id: str
    outlet_id: str
    changed_at: datetime
    active: bool
    reason: str
    learner: str


class Outdated(WarehouseError):
    """What was learned may hold lines of what is forgotten since: it must be learned anew."""


class UnknownLine(LookupError):
    """No line of that id."""


# ------------------------------------------------------------------------------------------------ what to learn from


def signatures(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """By outlet, a value that changes when any of its readings does."""
    return dict(con.execute(script("maintain", "signatures").sql).fetchall())


def learned_until(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """By outlet, the signature that the last finished round left."""
    return dict(con.execute("SELECT outlet_id, signature FROM store.furniture_state").fetchall())


def samples(con: duckdb.DuckDBPyConnection, outlet_id: str, most: int) -> Iterator[tuple[str, date, list[Block]]]:
    """Document id, day and blocks of the outlet's newest documents."""
    found = con.cursor().execute(script("maintain", "samples").sql, {"outlet": outlet_id, "most": most})
    while rows := found.fetchmany(CHUNK):
        for document, day, blocks in rows:
            yield document, day, [Block(**block) for block in blocks]


def elsewhere(
    con: duckdb.DuckDBPyConnection, wanted: Iterable[tuple[str, str, str]]
) -> dict[tuple[str, str], tuple[int, float]]:
    """Of lines (outlet, key, text), by outlet and key: other publishers with it, and the share of copies with it."""
    rows = [dict(zip(("outlet_id", "key", "text"), line, strict=True)) for line in wanted]
    schema = pa.schema([("outlet_id", pa.string()), ("key", pa.string()), ("text", pa.string())])
    with registered(con, {"wanted": pa.Table.from_pylist(rows, schema=schema)}):
        found = con.execute(script("maintain", "elsewhere").sql).fetchall()
    return {(outlet, key): (publishers, carried) for outlet, key, publishers, carried in found}


def known_lines(con: duckdb.DuckDBPyConnection) -> dict[str, list[FurnitureLine]]:
    """The stored lines by outlet."""
    names = [column.name for column in fields(FurnitureLine)]
    found: dict[str, list[FurnitureLine]] = {}
    for row in con.execute(f"SELECT {', '.join(names)} FROM store.furniture_line ORDER BY line_id").fetchall():  # noqa: S608
        found.setdefault(row[1], []).append(FurnitureLine(*row))
    return found


def decisions(con: duckdb.DuckDBPyConnection) -> dict[str, bool]:
    """What a person decided, by line id: True holds it, False frees it."""
    found = con.execute("SELECT line_id, decision FROM store.furniture_line WHERE decision IS NOT NULL").fetchall()
    return {line_id: decision == "pin" for line_id, decision in found}


def active_lines(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[LearnedLine, ...]]:
    """The lines in force, by outlet; none in a snapshot from before they were learned."""
    try:
        rows = con.execute(
            "SELECT outlet_id, edge, mask FROM store.furniture_line WHERE active ORDER BY line_id"
        ).fetchall()
    except duckdb.CatalogException:
        return {}
    found: dict[str, list[LearnedLine]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(LearnedLine(*row))
    return {outlet: tuple(lines) for outlet, lines in found.items()}


# ------------------------------------------------------------------------------------------------ what was learned


def store_lines(data: Path, lines: Sequence[FurnitureLine], now: datetime, *, under: int) -> Changes:
    """Bring the stored lines to these, and log what came into force and what was put back.

    `under` is how many tombstones there were where they were learned. Raises Outdated, WarehouseBusy.
    """
    with writing(data) as con:
        if tombstones(con) != under:
            raise Outdated("something was forgotten while its outlet's furniture was learned")
        before = dict(con.execute("SELECT line_id, active FROM store.furniture_line").fetchall())
        changed = [
            _Change(line.line_id, line.outlet_id, utc(now).replace(tzinfo=None), line.active, line.reason, line.learner)
            for line in lines
            if line.active != before.get(line.line_id, False)
        ]
        tables = {"new_furniture_line": _table(FurnitureLine, lines), "new_furniture_change": _table(_Change, changed)}
        with registered(con, tables):
            changes = run_scripts(con, "furniture")
        _count(con, changes)
    return changes


def store_signatures(data: Path, taught: Mapping[str, str]) -> Changes:
    """Remember that outlets were learned and applied as they now are; `taught` is what was applied, by outlet.

    Call it when everything staged is loaded. Raises WarehouseBusy.
    """
    schema = pa.schema([("outlet_id", pa.string()), ("signature", pa.string())])
    with writing(data) as con:
        reached = signatures(con)
        rows = [
            {"outlet_id": outlet, "signature": f"{reached[outlet]} {digest}"}
            for outlet, digest in taught.items()
            if outlet in reached
        ]
        with registered(con, {"new_furniture_state": pa.Table.from_pylist(rows, schema=schema)}):
            changes = run_scripts(con, "furniture_state")
        _count(con, changes)
    return changes


def decide(data: Path, outlet_id: str, wanted: Mapping[str, Decision], now: datetime) -> int:
    """Write down what a person decided about lines (by id), for the next round to follow. Returns the rows changed.

    Raises UnknownLine when the outlet has no such line, and WarehouseBusy.
    """
    changed = 0
    with writer_lock(data) as paths, opened(paths, now=now, wait=WAIT) as con, transaction(con):
        for line_id, decision in wanted.items():
            found = con.execute(
                "SELECT decision FROM store.furniture_line WHERE line_id = ? AND outlet_id = ?", [line_id, outlet_id]
            ).fetchall()
            if not found:
                raise UnknownLine(line_id)
            if found != [(decision,)]:
                con.execute(
                    "UPDATE store.furniture_line SET decision = ?, decided_at = ? WHERE line_id = ?",
                    [decision, utc(now).replace(tzinfo=None), line_id],
                )
                changed += 1
        if changed:
            # The next round must look at this outlet, whatever else is new.
            con.execute("DELETE FROM store.furniture_state WHERE outlet_id = ?", [outlet_id])
            to_be_published(con)
    return changed


def _count(con: duckdb.DuckDBPyConnection, changes: Changes) -> None:
    if changes.inserted.total() + changes.updated.total():
        to_be_published(con)


def _table(record: type, rows: Sequence[Any]) -> pa.Table:
    return pa.Table.from_pylist([asdict(row) for row in rows], schema=arrow_schema(record))


# ------------------------------------------------------------------------------------------------ what it changes


def wordings(con: duckdb.DuckDBPyConnection, outlet_id: str) -> Iterator[tuple[str, list[Block]]]:
    """Version id and blocks of every wording of the outlet's documents."""
    found = con.cursor().execute(script("maintain", "wordings").sql, {"outlet": outlet_id})
    while rows := found.fetchmany(CHUNK):
        for version, blocks in rows:
            yield version, [Block(**block) for block in blocks]
