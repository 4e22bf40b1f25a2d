"""Publish: a copy of the warehouse for everyone's SQL, under a new name, behind a link that moves at once."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import duckdb

from warehouse.paths import Paths, sync_folder
from warehouse.stored import store_views
from warehouse.writer import WAIT, CopyFailed, connection, copy_in_child, transaction, writer_lock

_NAME = re.compile(r"readouts-(\d+)\.duckdb")


def publish(data: Path, *, keep: int = 3, force: bool = False, wait: float = WAIT) -> Path | None:
    """Publish what was loaded since the last time, and return the new snapshot; None when there is nothing new.

    A reader finds either the old snapshot or the new one behind `current.duckdb`, whole, and keeps what it has
    open. A crash anywhere is mended by the next call.

    Args:
        data: The data folder.
        keep: Snapshots left on disk, the new one included.
        force: Publish even when nothing is new.
        wait: Seconds to wait for another writer.

    Raises: WarehouseBusy, CopyFailed (disk full; the old snapshot stays), duckdb.Error.
    """
    with writer_lock(data, wait) as paths:
        if not paths.database.exists():
            return None
        with connection(paths, wait) as con:
            number = due(con, paths, force=force)
        return make_snapshot(paths, number, keep) if number is not None else None


def make_snapshot(paths: Paths, number: int, keep: int) -> Path:
    """Make the snapshot of a number that is `due`, and point to it. Under the same lock, and not connected any more."""
    snapshot = _snapshot(paths, number)
    temporary = snapshot.with_name(f".{snapshot.name}.tmp")
    copy_in_child(paths.database, temporary)
    _store_views(temporary)
    os.replace(temporary, snapshot)
    sync_folder(paths.snapshots)
    _point(paths, snapshot)
    _tidy(paths, keep)
    return snapshot


def _store_views(snapshot: Path) -> None:
    try:
        store_views(snapshot)
    except duckdb.Error as error:
        for path in (snapshot, Path(f"{snapshot}.wal")):
            path.unlink(missing_ok=True)
        raise CopyFailed.at(snapshot, f"{snapshot.name} could not be made: {error}") from error


def _snapshot(paths: Paths, number: int) -> Path:
    return paths.snapshots / f"readouts-{number:06d}.duckdb"


def due(con: duckdb.DuckDBPyConnection, paths: Paths, *, force: bool = False) -> int | None:
    """The number of the snapshot to make, noted in the database beforehand; None when the current one will do.

    Under the writer's lock. Leaves nothing in the write-ahead log: once closed, the file alone is the whole of it.
    """
    paths.snapshots.mkdir(exist_ok=True)
    ((loads, published, last),) = con.execute(
        "SELECT loads, published_loads, snapshot FROM store.load_counter"
    ).fetchall()
    is_there = paths.current.resolve() == _snapshot(paths, last).resolve() and paths.current.exists()
    if is_there and loads == published and not force:
        return None
    # A database put back from a copy counts from there: never take the name of a snapshot that someone may read.
    number = max([last, *(number for number, _ in _snapshots(paths))]) + 1
    with transaction(con):
        con.execute("UPDATE store.load_counter SET published_loads = loads, snapshot = ?", [number])
    con.execute("CHECKPOINT")
    return int(number)


def _point(paths: Paths, snapshot: Path) -> None:
    """Move `current.duckdb` to a snapshot at once. The link is relative: the data folder can be moved."""
    temporary = paths.data / f".{paths.current.name}.tmp"
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(snapshot.relative_to(paths.data))
    os.replace(temporary, paths.current)
    sync_folder(paths.data)


def _snapshots(paths: Paths) -> list[tuple[int, Path]]:
    """Snapshots on disk with their numbers, oldest first."""
    names = ((_NAME.fullmatch(path.name), path) for path in paths.snapshots.iterdir())
    return sorted((int(match[1]), path) for match, path in names if match)


def _tidy(paths: Paths, keep: int) -> None:
    """Remove old snapshots (whoever has one open keeps it) and what crashed copies left."""
    for _, old in _snapshots(paths)[: -max(keep, 1)]:
        old.unlink(missing_ok=True)
    for leftover in paths.snapshots.glob(".*.tmp*"):  # with the log and the folder that DuckDB had beside one
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)
