"""Loading: what is staged goes into the warehouse at the end of a run, and beside it while it goes on.

A `Loader` has a process of its own for each load: neither whoever fetches nor whoever reads waits for it, what it takes
of memory ends with it (from load to load it would grow: to 300 MB of heap and caches after three), and where it is
killed (by a person, or by the kernel short of memory) the run goes on and another one is started. What is staged
survives on the disk, so nothing is lost wherever it ends. When the run's process ends, however it ends, the loader ends
too: a load commits whole or not at all.
"""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
import select
import signal
import socket
import subprocess
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from types import TracebackType
from typing import TYPE_CHECKING, Self

import duckdb

from config.outlets import Outlets
from config.settings import Settings
from extractors.records import Run
from flows.children import ended, in_words, receive, send, start
from flows.report import RunReport
from warehouse.errors import WarehouseError
from warehouse.load import LoadReport, load
from warehouse.paths import staged
from warehouse.publish import publish
from warehouse.writer import WAIT, WarehouseBusy

if TYPE_CHECKING:
    from flows.context import Stop

log = logging.getLogger("readouts")

SHARE = 4
"""A load that took so long is followed by a pause of so many times that: a large warehouse is loaded less often."""
PATIENCE = 5.0
"""Seconds to wait for another writer while a run goes on: it loads whatever is staged as well."""
TRIES = 10
"""Loaders in a row that may end in the middle of a load, `load_every` apart, before the run gives up."""
TICK = 1.0
"""Seconds between two looks at whether a load is due."""


class LoadFailed(WarehouseError):
    """What is staged cannot be loaded now; the message says why. It stays staged."""


def load_staged(
    settings: Settings,
    outlets: Outlets,
    report: RunReport,
    *,
    to_publish: bool = True,
    only_staged: bool = False,
    wait: float = WAIT,
) -> None:
    """Load every staged batch in one writer's turn; then publish a snapshot, if anything is new and it is wanted.

    `only_staged` leaves the configuration for later where nothing is staged. Raises WarehouseBusy after `wait` seconds,
    OSError, duckdb.Error.
    """
    keep, loaded = settings.snapshots_kept, LoadReport()
    try:
        load(
            settings.data,
            outlets=outlets,
            now=settings.clock(),
            wait=wait,
            keep=keep if to_publish else None,
            only_staged=only_staged,
            report=loaded,
        )
    finally:
        report.add_load(loaded)
    snapshot = loaded.snapshot
    if loaded.to_erase:
        from flows.forgetting import finish_forgetting  # seldom: what was forgotten came back by another way

        finish_forgetting(settings)
        snapshot = publish(settings.data, keep=keep, wait=wait) if to_publish else None
    report.snapshot = str(snapshot) if snapshot else report.snapshot


# ------------------------------------------------------------------------------------------------ beside a run


class Loader:
    """Loads what is staged now and then, each time in a process. A context manager, for one thread at a time.

    A run shorter than `settings.load_every` has none.
    """

    def __init__(self, settings: Settings, outlets: Outlets, run: Run, *, to_publish: bool = True) -> None:
        self._settings, self._outlets, self._to_publish = settings, outlets, to_publish
        self._told = (settings, outlets, run, to_publish)
        self._sock: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = 0
        self._began = 0.0
        self._due = time.monotonic() + settings.load_every
        self.report = RunReport(run=run)
        """What was loaded so far."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(patient=kind is None or issubclass(kind, Exception))

    def kick(self) -> None:
        """Begin a load if one is due, none is under way, and anything is staged. Raises LoadFailed for the last one."""
        self.check()
        if self._sock is not None or time.monotonic() < self._due or not staged(self._settings.data):
            return
        self._began = time.monotonic()
        try:
            self._start()
        except OSError as error:
            self._bury()
            log.warning("a loader could not be started: %s", error)
            self._count_end(f"{error}")

    def check(self) -> None:
        """Take in a load that is done. Raises LoadFailed for one that failed, or was ended again and again."""
        if self._sock is None or not select.select([self._sock], [], [], 0)[0]:
            return
        answer = receive(self._sock)
        how = self._bury()
        if answer is None:
            log.warning("a loader ended in the middle of a load: %s", how)
            self._count_end(how)
            return
        self._ended = 0
        self._due = time.monotonic() + max(self._settings.load_every, SHARE * (time.monotonic() - self._began))
        found: RunReport | str | None = pickle.loads(answer)  # noqa: S301  from our own child
        if isinstance(found, str):
            raise LoadFailed(found)
        if found is not None:
            self.report.merge(found)

    def _count_end(self, how: str) -> None:
        self._ended += 1
        self._due = time.monotonic() + self._settings.load_every
        if self._ended >= TRIES:
            raise LoadFailed(f"{self._ended} loaders ended in a row: {how}")

    def settle(self) -> None:
        """Wait for the load that is under way, if any. Raises LoadFailed."""
        if self._sock is not None:
            select.select([self._sock], [], [])
        self.check()

    def finish(self) -> None:
        """Load the rest, here. Raises WarehouseBusy, LoadFailed, OSError, duckdb.Error."""
        self.settle()
        load_staged(self._settings, self._outlets, self.report, to_publish=self._to_publish)

    def close(self, *, patient: bool = True) -> None:
        """End the process, if there is one: after its load, or at once."""
        if patient:
            with suppress(LoadFailed):
                self.settle()
        self._bury()

    def pid(self) -> int | None:
        """Id of the process of the load that is under way."""
        return self._process.pid if self._process else None

    # -------------------------------------------------------------------------------------------- its process

    def _start(self) -> None:
        told = "from flows.children import receive; told = receive(sock)"  # before what takes long to import
        self._process, self._sock = start(f"{told}; from flows.loading import serve; serve(sock, told)")
        send(self._sock, pickle.dumps(self._told, protocol=5))

    def _bury(self) -> str:
        """Close the socket, which ends the process; returns how it ended, in words."""
        if self._sock is not None:
            self._sock.close()
            self._sock = None
        if self._process is None:
            return "it was never started"
        code = ended(self._process)
        self._process = None
        return in_words(code)


def serve(sock: socket.socket, told: bytes | None) -> None:
    """The loader's process: one load, answered with a pickled report, a reason, or None where another one loads.

    It ends when the other end is closed, whatever it is at.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if told is None:
        return
    settings, outlets, run, to_publish = pickle.loads(told)  # noqa: S301  from our own parent
    threading.Thread(target=_end_with, args=(sock,), daemon=True).start()
    report = RunReport(run=run)
    answer: RunReport | str | None = report
    try:
        load_staged(settings, outlets, report, to_publish=to_publish, wait=PATIENCE)
    except WarehouseBusy:
        answer = None  # another one loads what is staged
    except (WarehouseError, OSError, duckdb.Error) as error:
        answer = str(error)
    except Exception as error:
        log.exception("a load broke")
        answer = f"{type(error).__name__}: {error}"
    send(sock, pickle.dumps(answer, protocol=5))


def _end_with(sock: socket.socket) -> None:
    """End this process when the other end is closed."""
    try:
        receive(sock)
    finally:
        os._exit(0)


@asynccontextmanager
async def loading(settings: Settings, outlets: Outlets, report: RunReport, stop: Stop) -> AsyncIterator[None]:
    """Load what is staged now and then while the block runs; `report` has it at the end.

    A load that fails (the disk is full) asks the run to stop, which stages what it has. Raises LoadFailed for it.
    """
    over = asyncio.Event()
    loader = Loader(settings, outlets, report.run)

    async def keep_loading() -> None:
        while not over.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), min(TICK, max(settings.load_every, 0.01)))
            try:
                await asyncio.to_thread(loader.kick)
            except LoadFailed:
                stop.asked = True
                raise

    task = asyncio.create_task(keep_loading())
    try:
        yield
        over.set()
        await asyncio.shield(task)
        await asyncio.shield(asyncio.to_thread(loader.settle))
    finally:
        over.set()
        await asyncio.gather(asyncio.shield(task), return_exceptions=True)
        loader.close(patient=False)
        report.merge(loader.report)
