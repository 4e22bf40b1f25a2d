"""The readers' side of the pool: a small process that has everything imported, and forks workers when it is asked.

A worker is born in a few milliseconds and shares the nursery's memory, so that renewing one costs nothing. It is asked
and answers over one socket, whose other end the pool alone has: when the pool's process ends, however it ends, the
socket closes, and nursery and workers end too. Neither imports Prefect, DuckDB, Arrow or the caller's main module.

    nursery   <- its knowledge, once; then for each worker a socket; answers with the worker's process id
              <- a process id; answers with how that worker ended
    worker    <- pickled jobs; answers each in its turn with a pickled (outcome, None) or (None, reason)
"""

from __future__ import annotations

import gc
import os
import pickle
import queue
import resource
import signal
import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flows.children import SIZE, receive, send
from flows.jobs import Job, Knowledge

_FORK, _REAP = b"f", b"r"
NOBODY_KNOWS = 1 << 32
"""Where an exit code should be."""


Reader = Callable[[Job, Knowledge], Any]
"""What workers do with a job: a function of a module, since it is told by its name."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may cost before its reader is ended by the kernel."""

    cpu_seconds: float = 30.0
    wall_seconds: float = 300.0
    """Longer than the other by far: on a busy machine time passes without work being done."""
    memory: int = 1_500_000_000
    """Bytes of a worker's own memory; more is refused, and the page with it."""


# ------------------------------------------------------------------------------------------------ the nursery


def nursery(control: socket.socket) -> None:
    """Serve one pool until it closes its end of `control`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the pool's to answer
    told = receive(control)
    if told is None:
        return
    reader, prepare, knowledge, limits = pickle.loads(told)  # noqa: S301  from our own parent
    gc.collect()
    gc.set_threshold(20_000, 20, 50)  # a page makes thousands of objects and hardly a cycle: a sixth of the time
    gc.freeze()  # or the first collection in every worker would copy all the pages it shares
    send(control, b"ready")
    renewed = False
    while True:
        message, handles, _, _ = socket.recv_fds(control, 1 + SIZE.size, 1)
        if not message:
            return
        if message[:1] == _FORK and handles:
            if renewed and prepare is not None:
                prepare()
                prepare = None
            pid = os.fork()
            if not pid:
                control.close()
                _be_worker(socket.socket(fileno=handles[0]), reader, knowledge, limits)
            os.close(handles[0])
            send(control, SIZE.pack(pid))
        else:
            renewed = True
            try:
                code = os.waitstatus_to_exitcode(os.waitpid(SIZE.unpack(message[1:])[0], 0)[1])
            except ChildProcessError:
                code = NOBODY_KNOWS  # forked by a nursery before this one
            send(control, struct.pack("<q", code))


def ask_for_worker(control: socket.socket, theirs: socket.socket) -> int:
    """Let the nursery fork a worker at the other end of a socket; returns its process id. Raises OSError."""
    socket.send_fds(control, [_FORK + bytes(SIZE.size)], [theirs.fileno()])
    answer = receive(control)
    if answer is None:
        raise ConnectionError("the nursery is gone")
    return int(SIZE.unpack(answer)[0])


def ask_how_it_ended(control: socket.socket, pid: int) -> int:
    """How a worker that is ending ended: its exit code, negative for a signal, or `NOBODY_KNOWS`. Raises OSError."""
    control.sendall(_REAP + SIZE.pack(pid))
    answer = receive(control)
    if answer is None:
        raise ConnectionError("the nursery is gone")
    return int(struct.unpack("<q", answer)[0])


# ------------------------------------------------------------------------------------------------ a worker


def _be_worker(sock: socket.socket, reader: Reader, knowledge: Knowledge, limits: Limits) -> None:
    """Read jobs until the other end closes, then end the process, without the nursery's clean-up."""
    code = 1
    try:
        # The kernel ends a reader that is lost in a page, even where no Python code gets its turn any more.
        for name in (signal.SIGPROF, signal.SIGALRM):
            signal.signal(name, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_DATA, (limits.memory, limits.memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        jobs: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        # A thread of its own takes the jobs in: the pool never waits for a busy worker, and its end is noticed at once.
        threading.Thread(target=_take_in, args=(sock, jobs), daemon=True).start()
        while True:
            data = jobs.get()
            signal.setitimer(signal.ITIMER_PROF, limits.cpu_seconds)
            signal.setitimer(signal.ITIMER_REAL, limits.wall_seconds)
            answer = _answer(data, reader, knowledge)
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
            send(sock, answer)
    except OSError:
        code = 0  # nobody is there to be answered
    finally:
        os._exit(code)


def _take_in(sock: socket.socket, jobs: queue.SimpleQueue[bytes]) -> None:
    try:
        while (data := receive(sock)) is not None:
            jobs.put(data)
    finally:  # the pool is gone; or a job is too large to be taken in, which would leave the other thread waiting
        os._exit(0)


def _answer(data: bytes, reader: Reader, knowledge: Knowledge) -> bytes:
    job: Job = pickle.loads(data)  # noqa: S301  from our own parent
    answer: tuple[Any, str | None]
    try:
        answer = reader(job, knowledge), None
    except MemoryError:
        answer = None, "it takes more memory than a reader may use"
    except Exception as error:  # one page must not end the batch; what it met is told
        answer = None, f"{type(error).__name__}: {error}"[:300]
    return pickle.dumps(answer, protocol=5)
