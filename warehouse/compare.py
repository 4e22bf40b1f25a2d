"""Compare two warehouses by what they hold, whatever the order it came in."""

from __future__ import annotations

from collections import Counter

import duckdb

HISTORY = frozenset({"batch", "load_counter", "schema_version", "story_alias"})
"""Tables that tell how a warehouse came to be, not what it holds."""

INCIDENTAL = frozenset({"archive_file", "archive_offset", "elapsed_ms", "loaded_at", "read_at", "step", "attempts"})
"""Columns that differ between two runs over the same news."""


def differences(a: duckdb.DuckDBPyConnection, b: duckdb.DuckDBPyConnection) -> list[str]:
    """A line for every row that only one of them has: `- table: row` only in a, `+ table: row` only in b."""
    lines = []
    for table in sorted(_tables(a) | _tables(b)):
        rows_a, rows_b = _rows(a, table), _rows(b, table)
        lines += [f"- {table}: {row}" for row in sorted((rows_a - rows_b).elements())]
        lines += [f"+ {table}: {row}" for row in sorted((rows_b - rows_a).elements())]
    return lines


def equal_warehouses(a: duckdb.DuckDBPyConnection, b: duckdb.DuckDBPyConnection) -> bool:
    """Whether both hold the same; prints the rows that differ."""
    found = differences(a, b)
    for line in found:
        print(line)
    return not found


def _tables(con: duckdb.DuckDBPyConnection) -> set[str]:
    names = con.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'store'").fetchall()
    return {name for (name,) in names} - HISTORY


def _rows(con: duckdb.DuckDBPyConnection, table: str) -> Counter[str]:
    if table not in _tables(con):
        return Counter()
    columns = con.execute(
        "SELECT column_name FROM duckdb_columns() WHERE schema_name = 'store' AND table_name = ? ORDER BY column_name",
        [table],
    ).fetchall()
    kept = ", ".join(f'"{name}"' for (name,) in columns if name not in INCIDENTAL)
    found = con.execute(f"SELECT t::VARCHAR FROM (SELECT {kept} FROM store.{table}) AS t").fetchall()  # noqa: S608
    return Counter(row for (row,) in found)
