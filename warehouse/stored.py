"""Views whose answers a large snapshot holds: what everyone asks is summed up once, not with every question.

In the warehouse a view reads through every fetch and wording there ever was, which takes seconds over a million
documents. A snapshot never changes, so it may hold the rows themselves, under the same names, columns and comments.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb

from warehouse.merge import run_scripts
from warehouse.paths import sync_file
from warehouse.writer import connect_writing, transaction

STORED = ("documents", "stories", "carriers", "edits", "readouts", "events")
"""In the order in which one is made of the others."""
WORDINGS = "document_versions"
"""Held without its texts, which stand in a table of their own already."""
FROM_BYTES = 50_000_000
"""A smaller warehouse, of some ten thousand documents, answers at once as it is."""


def store_views(snapshot: Path, *, from_bytes: int = FROM_BYTES) -> bool:
    """Turn the views of `STORED` into tables and `WORDINGS` into a view of one, in a snapshot that nobody reads yet.

    Returns whether it was worth it. Raises duckdb.Error; the file is then good for nothing.
    """
    if snapshot.stat().st_size < from_bytes:
        return False
    with closing(connect_writing(snapshot)) as con:
        for view in STORED:
            with transaction(con), _commented(con, view, "TABLE"):
                con.execute(f"CREATE TABLE {view}_rows AS FROM {view}")  # names of ours
                con.execute(f"DROP VIEW {view}")
                con.execute(f"ALTER TABLE {view}_rows RENAME TO {view}")
        with transaction(con), _commented(con, WORDINGS, "VIEW"):
            run_scripts(con, "publish")
        con.execute("CHECKPOINT")
    sync_file(snapshot)
    return True


@contextmanager
def _commented(con: duckdb.DuckDBPyConnection, view: str, kind: str) -> Iterator[None]:
    """Give what is made of a view the view's comments."""
    said = con.execute("SELECT comment FROM duckdb_views() WHERE view_name = ?", [view]).fetchall()[0][0]
    columns = con.execute(
        "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = ? AND comment IS NOT NULL", [view]
    ).fetchall()
    yield
    con.execute(f"COMMENT ON {kind} {view} IS {_quoted(said)}")
    for name, comment in columns:
        con.execute(f'COMMENT ON COLUMN {view}."{name}" IS {_quoted(comment)}')


def _quoted(text: str | None) -> str:
    return "NULL" if text is None else "'" + text.replace("'", "''") + "'"
