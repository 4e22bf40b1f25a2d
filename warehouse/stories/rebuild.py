"""Make sketches, edges and stories anew from the stored texts, when the code that makes them changes, and their events.

A chunk of documents is a transaction: a rebuild that was stopped goes on with what is left, and readers keep the
snapshot they have until the next is published. Loads in between are no harm: what they bring is of today already.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from warehouse.events import rederive
from warehouse.merge import Changes, to_be_published
from warehouse.migrate import scripts
from warehouse.stories.derive import TOGETHER, settle
from warehouse.stories.tables import set_thresholds
from warehouse.writer import connection, transaction, writer_lock


def rebuild_stories(data: Path, *, wait: float = 600, together: int = TOGETHER) -> Iterator[int]:
    """Rebuild what is of an older `ALGO_VERSION`, and yield how many documents are left after each chunk.

    Yields nothing when all is up to date. Holds the writer's lock for a chunk at a time. Publish when done.
    Raises WarehouseBusy, duckdb.Error.
    """
    while True:
        with writer_lock(data, wait) as paths, connection(paths, wait) as con:
            before = len(stale_documents(con))
            if not before:
                return
            rebuild_chunk(con, together)
            left = len(stale_documents(con))
        yield left
        if left >= before:
            raise RuntimeError(f"a rebuild of stories makes no progress: {left} documents stay stale")


def stale_documents(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Documents whose sketches, or the classes of whose changes, are of an older version; the earliest first."""
    set_thresholds(con)
    (script,) = scripts("stories/stale")
    return [document for (document,) in con.execute(script.sql).fetchall()]


def rebuild_chunk(con: duckdb.DuckDBPyConnection, together: int) -> Changes:
    """Rebuild the earliest of the stale documents, so many at once, in one transaction."""
    with transaction(con):
        changes = settle(con, stale_documents(con)[:together], "asked")
        changes.add(rederive(con, moved=changes.moved))
        to_be_published(con)
    return changes
