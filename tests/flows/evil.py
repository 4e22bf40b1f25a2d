"""A reader for the pool's tests: does to its process what the worst pages do."""

from __future__ import annotations

import ctypes
import os
import time
from typing import Any

from flows.jobs import Job, Knowledge


def prepare() -> None:
    """Leave a trace in whatever process this runs in."""
    os.environ["PREPARED_BY"] = str(os.getpid())


def read(job: Job, knowledge: Knowledge) -> Any:
    """Do what the body says, and answer with it, backwards, and the process that did it."""
    match job.body:
        case None:
            return None
        case b"crash":
            ctypes.string_at(0)
        case b"exit":
            os._exit(3)
        case b"kill":
            os.kill(os.getpid(), 9)
        case b"spin":
            while True:
                pass
        case b"sleep":
            time.sleep(3600)
        case b"memory":
            return len(bytes(100_000_000_000))
        case b"prepared":
            return os.environ.get("PREPARED_BY")
        case b"bug":
            raise KeyError("a bug")
    return job.body[::-1], os.getpid()


def read_or_crash(job: Job, knowledge: Knowledge) -> Any:
    """Read like the pipeline, but for pages that hold `<!-- crash -->`."""
    from flows.reading import read_job

    _crash(job)
    return read_job(job, knowledge)


def read_to_rows_or_crash(job: Job, knowledge: Knowledge) -> Any:
    """The same as a backfill does it."""
    from flows.reading import read_to_rows

    _crash(job)
    return read_to_rows(job, knowledge)


def _crash(job: Job) -> None:
    if b"<!-- crash -->" in (job.body or b""):
        ctypes.string_at(0)
