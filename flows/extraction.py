"""Reading in parallel: a pool of processes, bytes in, records out.

Whoever feeds the pool does the archive, the batches and the database meanwhile: the pool knows none of them. Answers
come in the order of the jobs. A page that ends its reader (a crash in a library, too much memory, too long) is tried
once more alone and then given up with its reason; the others go on. A worker killed from outside costs no page.
"""

from __future__ import annotations

import logging
import os
import pickle
import selectors
import signal
import socket
import subprocess
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from flows.children import ended, in_words, receive, send, start
from flows.jobs import Job, Knowledge
from flows.nursery import NOBODY_KNOWS, Limits, Reader, ask_for_worker, ask_how_it_ended
from flows.reading import read_job

log = logging.getLogger("readouts")

DEPTH = 24
"""Jobs a worker has before it, so that it has work while the pool's owner reads ahead or stages a batch."""
HELD_JOBS = 100
HELD_BYTES = 32_000_000
"""Jobs, and bytes of their bodies, between the first one that is not answered yet and the last one taken."""
RENEW_AFTER = 1_000
"""Jobs after which a worker is renewed: what libraries leak goes with it."""
TRIES = 2
"""Workers that one page may end before it is given up."""
TRIES_KILLED = 5
"""The same for ends by SIGKILL, which are seldom the page's fault: a person, or the kernel short of memory."""


@dataclass(slots=True)
class _Slot:
    """A job on its way through the pool."""

    job: Job
    size: int
    tries: int = 0
    kills: int = 0
    answered: bool = False
    outcome: Any = None
    reason: str | None = None
    """Why there is no outcome."""


@dataclass(slots=True, eq=False)
class _Worker:
    pid: int
    sock: socket.socket
    busy: deque[_Slot] = field(default_factory=deque)
    """What it was asked and has not answered, in order: it is at the first."""
    taken: int = 0
    alone: bool = False
    """It has a page that ended a worker before: nothing else is put at risk with it."""


class Pool:
    """`n` reading processes, started when the first job comes. A context manager, for one thread.

    `prepare` is called once, in the process that all workers are copies of, after the first of them was renewed: what
    it loads, no later worker has to, and a run of few pages does not wait for it.
    Raises OSError when no process can be started.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        n: int,
        *,
        reader: Reader = read_job,
        prepare: Callable[[], None] | None = None,
        limits: Limits | None = None,
        renew_after: int = RENEW_AFTER,
    ) -> None:
        self.n = max(1, n)
        self._reader, self._knowledge = reader, knowledge
        self._told = (reader, prepare, knowledge, limits or Limits())
        self._renew_after = renew_after
        self._workers: list[_Worker] = []
        self._control: socket.socket | None = None
        self._nursery: subprocess.Popen[bytes] | None = None
        self._waiting: deque[_Slot] = deque()
        self.ended = 0
        """Workers that ended on their own, for whatever reason."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every process of the pool."""
        for worker in self._workers:
            worker.sock.close()
            with suppress(ProcessLookupError):
                os.kill(worker.pid, signal.SIGKILL)
        self._workers = []
        self._waiting.clear()
        self._end_nursery()

    def pids(self) -> list[int]:
        """Process ids of nursery and workers."""
        return [*([self._nursery.pid] if self._nursery else []), *(worker.pid for worker in self._workers)]

    def map(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Any, str | None]]:
        """Yield (job, outcome, None), or (job, None, reason) where it could not be read, in the order of the jobs.

        Jobs are drawn as there is room for them. An error of `jobs` is raised after everything before it is
        answered. Ended early, the pool drops what was under way.
        """
        held: deque[_Slot] = deque()
        source = _careful(jobs)
        more = True
        n_bytes = 0
        try:
            while True:
                while more and len(held) < HELD_JOBS and (n_bytes < HELD_BYTES or not held):
                    job = next(source, None)
                    if job is None:
                        more = False
                        break
                    slot = _Slot(job, len(job.body or b"") + sum(len(part.body or b"") for part in job.parts))
                    held.append(slot)
                    n_bytes += slot.size
                    if job.body is None:
                        slot.outcome, slot.answered = self._reader(job, self._knowledge), True
                    else:
                        self._waiting.append(slot)
                        self._hand_out()
                if not held:
                    break
                self._turn(block=not held[0].answered)
                while held and held[0].answered:
                    slot = held.popleft()
                    n_bytes -= slot.size
                    yield slot.job, slot.outcome, slot.reason
        except GeneratorExit:
            self.close()
            raise
        if source.error is not None:
            raise source.error

    # -------------------------------------------------------------------------------------------- one turn

    def _turn(self, block: bool) -> None:
        """Hand out what waits and take in what is answered; wait for an answer when `block`."""
        self._hand_out()
        with selectors.DefaultSelector() as selector:
            for worker in self._workers:
                selector.register(worker.sock, selectors.EVENT_READ, worker)
            ready = [key.data for key, _ in selector.select(None if block else 0)]
        for worker in ready:
            self._take_in(worker)
        self._hand_out()

    def _hand_out(self) -> None:
        while self._waiting:
            slot = self._waiting[0]
            suspect = slot.tries > 0
            worker = self._free(suspect)
            if worker is None:
                return
            worker.alone = suspect
            worker.busy.append(self._waiting.popleft())
            worker.taken += 1
            with suppress(OSError):  # it has ended: that is noticed when it is listened to
                send(worker.sock, pickle.dumps(slot.job, protocol=5))

    def _free(self, suspect: bool) -> _Worker | None:
        """A worker that can take a job: one without any for a suspect. Workers are born as they are needed."""
        fit = [worker for worker in self._workers if not worker.alone and worker.taken < self._renew_after]
        if suspect:
            fit = [worker for worker in fit if not worker.busy]
        if sum(worker.taken < self._renew_after for worker in self._workers) < self.n and all(w.busy for w in fit):
            return self._born()
        least = min(fit, key=lambda worker: len(worker.busy), default=None)
        return least if least is not None and len(least.busy) < DEPTH else None

    def _take_in(self, worker: _Worker) -> None:
        try:
            answer = receive(worker.sock)
        except OSError:
            answer = None
        if answer is None:
            self._bury(worker)
            return
        slot = worker.busy.popleft()
        slot.outcome, slot.reason = pickle.loads(answer)  # noqa: S301  from our own worker
        slot.answered = True
        worker.alone = False
        if worker.taken >= self._renew_after and not worker.busy:
            self._dismiss(worker)

    def _bury(self, worker: _Worker) -> None:
        """A worker has ended: find out why, and who tries again."""
        code = self._dismiss(worker)
        self.ended += 1
        if not worker.busy:
            return
        first = worker.busy[0]
        killed = code is None or code == -signal.SIGKILL
        first.kills += killed
        first.tries += not killed
        reason = f"the page ended its reader {first.tries + first.kills} times: {_in_words(code)}"
        log.warning("%s: a reader ended: %s", first.job.fetch.url, _in_words(code))
        if first.tries >= TRIES or first.kills >= TRIES_KILLED:
            worker.busy.popleft()
            first.reason, first.answered = reason, True
        self._waiting.extendleft(reversed(worker.busy))

    # -------------------------------------------------------------------------------------------- processes

    def _born(self) -> _Worker:
        for attempt in range(TRIES_KILLED):
            ours, theirs = socket.socketpair()
            with theirs:
                try:
                    worker = _Worker(ask_for_worker(self._nurse(), theirs), ours)
                except OSError:
                    ours.close()
                    self._end_nursery()  # killed, or short of memory: another one, which the next attempt starts
                    if attempt == TRIES_KILLED - 1:
                        raise
                    continue
            self._workers.append(worker)
            return worker
        raise AssertionError

    def _dismiss(self, worker: _Worker) -> int | None:
        """Close a worker's socket, which ends it; returns its exit code, None when nobody knows it."""
        self._workers.remove(worker)
        worker.sock.close()
        if self._control is None:
            return None
        try:
            code = ask_how_it_ended(self._control, worker.pid)
            return None if code == NOBODY_KNOWS else code
        except OSError:
            self._end_nursery()
            return None

    def _nurse(self) -> socket.socket:
        """The control socket of the nursery, started when there is none."""
        if self._control is None:
            self._nursery, self._control = start("from flows.nursery import nursery; nursery(sock)")
            send(self._control, pickle.dumps(self._told, protocol=5))
            if receive(self._control) is None:
                raise ConnectionError("the reading processes could not be started")
        return self._control

    def _end_nursery(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._nursery is not None:
            ended(self._nursery)
            self._nursery = None


class _careful(Iterator[Job]):
    """An iterator that ends where the other raises, and keeps the error."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self._jobs = iter(jobs)
        self.error: Exception | None = None

    def __next__(self) -> Job:
        try:
            return next(self._jobs)
        except StopIteration:
            raise
        except Exception as error:
            self.error = error
            raise StopIteration from None


def _in_words(code: int | None) -> str:
    if code is None:
        return "nobody knows how"
    return "it took too long" if -code in (signal.SIGPROF, signal.SIGALRM) else in_words(code)
