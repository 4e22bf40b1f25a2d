"""Run the loading SQL over registered Arrow tables, and count the rows that really changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from warehouse.migrate import scripts

_FEEDS = re.compile(r"^-- Feeds on (.+)\.\n")
_TARGET = re.compile(r"^(MERGE INTO|UPDATE|DELETE FROM|INSERT INTO) store\.(\w+)", re.MULTILINE)
_MADE = re.compile(r"^CREATE OR REPLACE TEMP TABLE (\w+) AS$", re.MULTILINE)


@dataclass(slots=True)
class Changes:
    """Rows changed, by table."""

    inserted: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    reread: Counter[str] = field(default_factory=Counter)
    """Rows whose content is as before, and of which only the time of the reading moved."""
    moved: set[str] = field(default_factory=set)
    """Documents that are of another story than before."""

    def add(self, other: Changes) -> None:
        self.inserted += other.inserted
        self.updated += other.updated
        self.reread += other.reread
        self.moved |= other.moved


@contextmanager
def registered(con: duckdb.DuckDBPyConnection, tables: dict[str, pa.Table]) -> Iterator[None]:
    """Let SQL see Arrow tables by name."""
    for name, table in tables.items():
        con.register(name, table)
    try:
        yield
    finally:
        with suppress(duckdb.TransactionException):  # DuckDB 2 unregisters nothing in a transaction that failed
            for name in tables:
                con.unregister(name)


def to_be_published(con: duckdb.DuckDBPyConnection) -> None:
    """Note that something has changed, of which the next snapshot is made. In the transaction that changes it."""
    con.execute("UPDATE store.load_counter SET loads = loads + 1")


def feeds(sql: str) -> frozenset[str]:
    """The inputs that a script names in its first line, as in `-- Feeds on staged_fetches, staged_readings.`"""
    found = _FEEDS.match(sql)
    return frozenset(found[1].split(", ")) if found else frozenset()


def run_scripts(con: duckdb.DuckDBPyConnection, folder: str, empty: Collection[str] = ()) -> Changes:
    """Run the files of `warehouse/sql/<folder>` by name. Call it in a transaction, with their inputs registered.

    A script all of whose feeds are `empty` is passed over: it would change nothing, yet take as long as a short one
    with rows. So it is where they are temporary tables that an earlier script left empty. A MERGE counts what its
    `RETURNING merge_action` says; deleted rows count as updated, also when the same file inserts them anew; an UPDATE
    is bookkeeping.
    """
    changes, without = Changes(), set(empty)
    for script in scripts(folder):
        if (needed := feeds(script.sql)) and needed.issubset(without):
            without.update(_MADE.findall(script.sql))
            continue
        deleted: Counter[str] = Counter()
        for statement in con.extract_statements(script.sql):
            target = _TARGET.search(statement.query)
            result = con.execute(statement).fetchall()
            if (made := _MADE.search(statement.query)) and result == [(0,)]:
                without.add(made[1])
            if not target:
                continue
            action, table = target.groups()
            if action == "MERGE INTO":
                done = Counter(merge_action for (merge_action,) in result)
                changes.inserted[table] += done["INSERT"]
                changes.updated[table] += done["UPDATE"]
            elif action == "DELETE FROM":
                deleted[table] += result[0][0]
                changes.updated[table] += result[0][0]
            elif action == "INSERT INTO":
                changes.inserted[table] += max(0, result[0][0] - deleted[table])
            else:
                changes.reread[table] += result[0][0]
    return changes
