"""Where things lie in the data folder."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
REFUSED = FULL | {errno.EROFS, errno.EIO}
"""What the system says of a disk that is full, and of one that takes nothing."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The files and folders of one data folder that the warehouse owns."""

    data: Path

    @property
    def staging(self) -> Path:
        """Batches waiting to be loaded: a folder each; a name that starts with a dot is not complete."""
        return self.data / "staging"

    @property
    def quarantine(self) -> Path:
        """Batches that cannot be loaded, each with a `reason.txt`."""
        return self.data / "quarantine"

    @property
    def database(self) -> Path:
        """The writer's file. Nobody else opens it."""
        return self.data / "warehouse.duckdb"

    @property
    def lock(self) -> Path:
        return self.data / "warehouse.lock"

    @property
    def snapshots(self) -> Path:
        return self.data / "snapshots"

    @property
    def current(self) -> Path:
        """Symlink to the newest snapshot: what readers open."""
        return self.data / "current.duckdb"


def staged(data: Path) -> list[Path]:
    """Folders of the complete batches that wait to be loaded, ordered by id."""
    try:
        names = sorted(os.listdir(Paths(data).staging))
    except FileNotFoundError:
        return []
    return [Paths(data).staging / name for name in names if not name.startswith(".")]


def sync_folder(folder: Path) -> None:
    """Make the names in a folder (files created, renamed, removed) durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Make a file's content durable. Never for a database that is open: see `writer`."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
