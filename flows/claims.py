"""Who works on what: a lane (an outlet, or the files) belongs to one process of a data folder at a time.

A lane is a file whose lock the kernel lets go of when its process dies, however it dies. Its content says who had it
last, so that the next one knows whether to look at the ledger anew.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def claim(folder: Path, lane: str, run_id: str) -> Iterator[str | None]:
    """Hold a lane. Yields the run that had it last ("" for none), or None where another process has it now."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / f"{lane}.lane", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        last = os.pread(handle, 200, 0).decode("ascii", "replace").strip()
        os.ftruncate(handle, 0)
        os.pwrite(handle, run_id.encode(), 0)
        yield last
    finally:
        os.close(handle)
