"""Checks of the warehouse: each file of `sql/checks` returns the rows that should not be there."""

from __future__ import annotations

import duckdb

from warehouse.migrate import scripts


def run_checks(con: duckdb.DuckDBPyConnection) -> list[tuple[str, int]]:
    """The name of every check and how many rows offend it; all zero in a sound warehouse."""
    return [(script.name, len(con.execute(script.sql).fetchall())) for script in scripts("checks")]
