"""Loading beside other work: staged batches go into the warehouse while the next ones are made."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from config.outlets import Outlets
from config.settings import Settings
from warehouse.load import LoadReport, load


class Loader:
    """Loads what is staged, in a thread of its own. A context manager; its owner never waits for a load.

    What is staged survives on disk, so nothing is lost when a load fails: `check` and `finish` raise its error.
    """

    def __init__(self, settings: Settings, outlets: Outlets) -> None:
        self._settings, self._outlets = settings, outlets
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="loader")
        self._job: Future[LoadReport] | None = None
        self.reports: list[LoadReport] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(wait=True)  # a load is whole or nothing; a moment's patience keeps it whole

    def kick(self) -> None:
        """Begin a load, unless one is under way: that which comes after it takes all. Raises what the last one met."""
        self.check()
        if self._job is None:
            self._job = self._threads.submit(
                load, self._settings.data, outlets=self._outlets, now=self._settings.clock()
            )

    def check(self) -> None:
        """Take in a load that is done. Raises what it met."""
        if self._job is not None and self._job.done():
            job, self._job = self._job, None
            self.reports.append(job.result())

    def finish(self) -> None:
        """Load whatever is staged, and wait for it. Raises WarehouseBusy, OSError, duckdb.Error."""
        if self._job is not None:
            job, self._job = self._job, None
            self.reports.append(job.result())
        self.kick()
        if self._job is not None:
            job, self._job = self._job, None
            self.reports.append(job.result())
