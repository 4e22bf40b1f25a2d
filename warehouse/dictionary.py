"""The data dictionary: `docs/data-dictionary.md`, made from the comments in the database.

`python -m warehouse.dictionary` writes it; a test asserts that it is up to date.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from warehouse.migrate import migrate
from warehouse.paths import Paths
from warehouse.writer import connection

PAGE = Path(__file__).parents[1] / "docs" / "data-dictionary.md"

_HEAD = """# Data dictionary

Made by `python -m warehouse.dictionary` from the comments in the database; `DESCRIBE <view>` shows the same columns.

Views are for queries: their columns are added to, never renamed. Times are UTC. The tables of schema `store`, further
down, are what the views are made of; they may change with any version.
"""


def dictionary(con: duckdb.DuckDBPyConnection) -> str:
    """The page, in Markdown, for a connection to a warehouse or snapshot."""
    views = con.execute(
        "SELECT view_name, comment FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal ORDER BY view_name"
    ).fetchall()
    tables = con.execute(
        "SELECT table_name, comment FROM duckdb_tables() WHERE schema_name = 'store' ORDER BY table_name"
    ).fetchall()
    parts = [_HEAD, "## Views\n"]
    parts += [_section(con, "main", name, comment) for name, comment in views]
    parts.append("## Tables\n")
    parts += [_section(con, "store", name, comment) for name, comment in tables]
    return "\n".join(parts)


def _section(con: duckdb.DuckDBPyConnection, schema: str, name: str, comment: str) -> str:
    columns = con.execute(
        """
        SELECT column_name, data_type, comment FROM duckdb_columns()
        WHERE schema_name = ? AND table_name = ? ORDER BY column_index
        """,
        [schema, name],
    ).fetchall()
    title = name if schema == "main" else f"{schema}.{name}"
    rows = "".join(f"| `{column}` | {kind} | {text} |\n" for column, kind, text in columns)
    return f"### {title}\n\n{comment}\n\n| column | type | |\n| --- | --- | --- |\n{rows}"


def current() -> str:
    """The page of this version's schema."""
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(Path(folder))
        migrate(paths, now=datetime.now(UTC), wait=0)
        with connection(paths, wait=0) as con:
            return dictionary(con)


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(current(), encoding="utf-8")
