"""Politeness: one request at a time to a host, its starts apart, none while it wants rest, not many hosts at once.

Within a process, turns are kept by locks of asyncio, in the order they were asked for. Between processes that share
a data folder they are kept by `hosts`; who comes first there is chance.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from extractors.fetch.hosts import NEVER, Hosts, Known, Turn

REFUSALS = 3
"""Refused requests in a row after which a host is left alone for `PAUSE`."""
PAUSE = 6 * 3600.0
SILENCES = 3
"""Requests in a row without any answer after which a host is left alone for `REST`, by this process only: the fault
may be our own line's."""
REST = 300.0
"""Seconds. Also for a host that says it is asked too much, but not for how long."""
_SILENT = f"the host gave no answer {SILENCES} times in a row"
_BUSY = (0.02, 1.0)
"""Seconds between two looks at a turn that another process has: at first, and at most."""


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    started: float = NEVER
    """When its last request started, on the loop's monotonic clock."""
    silences: int = 0
    silent_until: float = NEVER
    known: Known = field(default_factory=Known)
    """Of its rests and refusals."""


class Manners:
    """Whose turn it is. Requests to one host are served in the order they came, as asyncio.Lock does.

    `host_delay` is in seconds, `concurrency` the number of hosts asked at the same time. `clock` is what rests are
    measured by, in seconds; `hosts` is what is shared with other processes, None for nothing.
    """

    def __init__(
        self,
        host_delay: float,
        concurrency: int,
        *,
        hosts: Hosts | None = None,
        clock: Callable[[], float] | None = None,
    ) -> None:
        self._host_delay = host_delay
        self._slots = asyncio.Semaphore(concurrency)
        self._shared = hosts
        self._clock = clock
        self._hosts: dict[str, _Host] = {}

    def rest(self, host: str, seconds: float, why: str = "the host asked to be left alone") -> None:
        """Leave a host alone for so long, because of `why`. Other processes learn it when its turn ends."""
        known = self._host(host).known
        if self._now() + seconds > known.rests_until:
            known.rests_until, known.why = self._now() + seconds, why

    def ended(self, host: str, *, answered: bool, refused: bool) -> None:
        """Note how a request ended: a host that refuses or is silent again and again is left alone for a while."""
        place = self._host(host)
        if not answered:
            place.silences += 1
            if place.silences >= SILENCES:
                place.silences, place.silent_until = 0, self._now() + REST
            return
        place.silences = 0
        place.known.refusals = place.known.refusals + 1 if refused else 0
        if place.known.refusals >= REFUSALS:
            self.rest(host, PAUSE, f"the host refused {place.known.refusals} requests in a row")
            place.known.refusals = 0

    def resting(self, host: str) -> tuple[float, str]:
        """Seconds for which a host is still to be left alone, and why; 0 when it may be asked."""
        place = self._hosts.get(host)
        if place is None:  # later, each turn brings the news of other processes
            place = self._host(host)
            place.known = self._shared.known(host) if self._shared is not None else place.known
        until = max(place.known.rests_until, place.silent_until)
        if until == NEVER or (seconds := until - self._now()) <= 0:
            return 0.0, ""
        return seconds, place.known.why if until == place.known.rests_until else _SILENT

    def _host(self, host: str) -> _Host:
        place = self._hosts.get(host)
        if place is None:
            place = self._hosts[host] = _Host()
        return place

    @asynccontextmanager
    async def turn(self, host: str, delay: float = 0.0) -> AsyncIterator[bool]:
        """Wait for the host's turn and hold it; `delay` are the seconds its robots.txt asks for, if more than ours.

        Yields whether it may be asked: it may have come to rest while its turn was waited for.
        """
        place = self._host(host)
        clock = asyncio.get_running_loop().time
        delay = max(self._host_delay, delay)
        busy = _BUSY[0]
        async with place.lock:
            while True:
                if (left := place.started + delay - clock()) > 0:
                    await asyncio.sleep(left)
                # Only now: a host that waits for its turn must not keep another from being asked.
                async with self._slots:
                    turn = self._shared.take(host) if self._shared is not None else None
                    if turn is not None or self._shared is None:
                        try:
                            pause = self._before(place, turn, delay)
                            if pause <= 0:
                                may = self.resting(host)[0] == 0
                                if may:
                                    place.started = clock()
                                    if delay:  # else nobody need know when it began
                                        self._write(place, turn, started=time.time())
                                yield may
                                return
                        finally:
                            if turn is not None:
                                self._write(place, turn)
                                turn.end()
                    else:
                        pause, busy = busy, min(2 * busy, _BUSY[1])
                await asyncio.sleep(pause)

    def _before(self, place: _Host, turn: Turn | None, delay: float) -> float:
        """Learn what other processes know of a host. Returns the seconds it must not be asked for yet."""
        if turn is None:
            return 0.0
        place.known = turn.known()
        return place.known.started + delay - time.time()

    def _write(self, place: _Host, turn: Turn | None, *, started: float | None = None) -> None:
        if started is not None:
            place.known.started = started
        if turn is not None:
            turn.write(place.known)

    def _now(self) -> float:
        return self._clock() if self._clock is not None else asyncio.get_running_loop().time()
