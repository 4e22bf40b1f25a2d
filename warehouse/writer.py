"""The writer's connection: one at a time on this data folder, across processes.

Never open() `warehouse.duckdb` in a process that has it connected, not even to read a byte or to copy it: closing
that second handle drops the process's POSIX lock, another writer gets in, and commits are lost. Copies are made by
a child process, with no connection open.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from warehouse.errors import WarehouseError
from warehouse.interrupts import ctrl_c_interrupts
from warehouse.paths import FULL, Paths, sync_file

STORAGE_VERSION = "v1.2.0"
"""Of new files: the first that knows zstd columns, and one that DuckDB 1.5 and 2.0 both read and write."""

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": STORAGE_VERSION,
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


LOOKED_UP = 1_000
"""Keys up to which a join reads a table at these alone. DuckDB's 50 are fewer than an hour's documents, whose one old
partner would have it read all that lies between the times of the two."""


WAIT = 600.0
"""Seconds to wait for another writer where nobody says how long."""


class WarehouseBusy(WarehouseError, TimeoutError):
    """Another process held the warehouse for longer than we were told to wait."""


class DiskFull(WarehouseError, OSError):
    """The disk of the data folder is full: what was under way is rolled back."""


class CopyFailed(WarehouseError, OSError):
    """A database file could not be copied, or a snapshot not be made: most often the disk is full."""

    @classmethod
    def at(cls, target: Path, said: str) -> CopyFailed:
        """Of a file that was to be made; a full disk stands before the words of `cp` or DuckDB for it."""
        said = " ".join(said.split())
        full = f"the disk of {target.parent} is full; make room on it. Nothing is lost: readers have what they had ("
        return cls(f"{full}{said})" if _is_full(said) else said)


@contextmanager
def writer_lock(data: Path, wait: float = WAIT) -> Iterator[Paths]:
    """Hold the writer's lock; the kernel drops it when the process dies. Raises WarehouseBusy."""
    paths = Paths(data)
    paths.data.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(paths.lock, timeout=wait):
            yield paths
    except Timeout as error:
        raise WarehouseBusy(
            f"{paths.lock} was held by another load or publication for {wait:g} s; try again when it is done"
        ) from error


_FULL = tuple(map(os.strerror, FULL))
"""DuckDB has no error of its own for a full disk: it quotes the system's, in whatever it was doing."""


def _is_full(said: str) -> bool:
    return any(words in said for words in _FULL)


@contextmanager
def full_disk_told(paths: Paths) -> Iterator[None]:
    """A full disk is told in a sentence, before DuckDB's words for it. Raises DiskFull."""
    try:
        yield
    except duckdb.Error as error:
        if not _is_full(str(error)):
            raise
        said = " ".join(str(error).split())
        raise DiskFull(
            f"the disk of {paths.data} is full; make room on it. Nothing is lost: what could not be loaded waits in "
            f"{paths.staging} (DuckDB says: {said})"
        ) from error


@contextmanager
def connection(paths: Paths, wait: float = WAIT) -> Iterator[duckdb.DuckDBPyConnection]:
    """Connect to the writer's file, creating it. Only under `writer_lock`.

    DuckDB has a lock of its own and no waiting: somebody who opened the file by hand, against the rule that readers
    use the snapshot, makes us try again until they are gone. Raises WarehouseBusy, DiskFull, duckdb.Error.
    """
    with full_disk_told(paths):
        con = _connected(paths, wait)
        try:
            with ctrl_c_interrupts(con):
                yield con
        finally:
            con.close()


def _connected(paths: Paths, wait: float) -> duckdb.DuckDBPyConnection:
    until = time.monotonic() + wait
    while True:
        try:
            return connect_writing(paths.database)
        except duckdb.IOException as error:
            if "lock" not in str(error).lower():
                raise
            if time.monotonic() >= until:
                raise WarehouseBusy(
                    f"{paths.database} is open in another program; readers open {paths.current.name} instead ({error})"
                ) from error
            time.sleep(random.uniform(0.1, 0.5))  # noqa: S311


def connect_writing(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a database file to write, creating it. Raises duckdb.Error."""
    con = duckdb.connect(path, config=_CONFIG)
    con.execute("SET enable_progress_bar = false")  # as in `query.connect`
    con.execute(f"SET dynamic_or_filter_threshold = {LOOKED_UP}")
    return con


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of it or nothing. A COMMIT that raises may have committed: whoever tries again must bear that."""
    con.execute("BEGIN")
    try:
        yield
    except BaseException:
        with suppress(duckdb.Error):  # the connection may be beyond use; closing it rolls back as well
            con.execute("ROLLBACK")
        raise
    con.execute("COMMIT")


@contextmanager
def writing(data: Path, wait: float = WAIT) -> Iterator[duckdb.DuckDBPyConnection]:
    """One transaction in the writer's turn, on the file as it is. Raises WarehouseBusy, duckdb.Error."""
    with writer_lock(data, wait) as paths, connection(paths, wait) as con, transaction(con):
        yield con


def copy_in_child(source: Path, target: Path) -> None:
    """Copy a database file by a child process, and make the copy durable. Raises CopyFailed.

    `cp` shares the blocks where the file system can (XFS, Btrfs), so that a copy costs nothing.
    """
    copier = shutil.which("cp") if sys.platform == "linux" else None
    command = (
        [copier, "--reflink=auto", str(source), str(target)]
        if copier
        else [sys.executable, "-c", "import shutil, sys; shutil.copyfile(*sys.argv[1:])", str(source), str(target)]
    )
    env = os.environ | {"LC_ALL": "C"}  # what it says is looked at
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)  # noqa: S603
    if done.returncode:
        target.unlink(missing_ok=True)
        raise CopyFailed.at(target, f"{source} could not be copied to {target}: {done.stderr}")
    sync_file(target)
