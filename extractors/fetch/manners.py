"""Politeness: one request at a time to a host, its starts apart, none while it wants rest, not many hosts at once.

Within a process, turns are kept by locks of asyncio, in the order they were asked for. Between processes that share
a data folder they are kept by `hosts`; who comes first there is chance.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType

from extractors.fetch.hosts import NEVER, Hosts, Known, Turn
from extractors.fetch.outcomes import MAX_RETRY_AFTER

REFUSALS = 3
"""Refused requests in a row after which a host is left alone for `PAUSE`."""
PAUSE = 6 * 3600.0
SILENCES = 3
"""Requests in a row without any answer after which a host is left alone for `REST`, by this process only: the fault
may be our own line's."""
REST = 300.0
"""Seconds. Also for a host that says it is asked too much, but not for how long."""
LONGEST_REST = float(MAX_RETRY_AFTER)
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
        self.slots = asyncio.Semaphore(concurrency)
        self.shared = hosts
        self._clock = clock
        self._hosts: dict[str, _Host] = {}

    def rest(self, host: str, seconds: float, why: str = "the host asked to be left alone") -> None:
        """Leave a host alone for so long, because of `why`. Other processes learn it when its turn ends."""
        known = self._host(host).known
        self._in_reach(known)
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
            place.known = self.shared.known(host) if self.shared is not None else place.known
        self._in_reach(place.known)
        until = max(place.known.rests_until, place.silent_until)
        if until == NEVER or (seconds := until - self._now()) <= 0:
            return 0.0, ""
        return seconds, place.known.why if until == place.known.rests_until else _SILENT

    def _in_reach(self, known: Known) -> None:
        """Take back a rest that no host asks for: the clock was ahead when it was noted, and set back since."""
        if known.rests_until > self._now() + LONGEST_REST:
            known.rests_until = NEVER

    def _host(self, host: str) -> _Host:
        place = self._hosts.get(host)
        if place is None:
            place = self._hosts[host] = _Host()
        return place

    def turn(self, host: str, delay: float = 0.0) -> _Held:
        """Wait for the host's turn and hold it, as in `async with manners.turn(host) as may:`.

        `delay` are the seconds its robots.txt asks for, if more than ours; `may` is whether it may be asked: it may
        have come to rest while its turn was waited for.
        """
        return _Held(self, host, self._host(host), max(self._host_delay, delay))

    def _now(self) -> float:
        return self._clock() if self._clock is not None else asyncio.get_running_loop().time()


class _Held:
    """A host's turn: waited for on the way in, given back on the way out.

    A class, since a generator under `asynccontextmanager` takes a third more of the time.
    """

    __slots__ = ("_delay", "_host", "_manners", "_place", "_turn")

    def __init__(self, manners: Manners, host: str, place: _Host, delay: float) -> None:
        self._manners, self._host, self._place, self._delay = manners, host, place, delay
        self._turn: Turn | None = None

    async def __aenter__(self) -> bool:
        await self._place.lock.acquire()
        try:
            return await self._wait()
        except BaseException:
            self._place.lock.release()
            raise

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._give()
        finally:
            self._place.lock.release()

    async def _wait(self) -> bool:
        clock = asyncio.get_running_loop().time
        busy = _BUSY[0]
        while True:
            if (left := self._place.started + self._delay - clock()) > 0:
                await asyncio.sleep(left)
            # Only now: a host that waits for its turn must not keep another from being asked.
            await self._manners.slots.acquire()
            held = False
            try:
                if self._take():
                    pause = self._place.known.started + self._delay - time.time()
                    if pause <= 0:
                        may = self._manners.resting(self._host)[0] == 0
                        if may:
                            self._start(clock())
                        held = True
                        return may
                else:
                    pause, busy = busy, min(2 * busy, _BUSY[1])
            finally:
                if not held:
                    self._give()
            await asyncio.sleep(pause)

    def _take(self) -> bool:
        """Whether no other process has the turn. Learn what they know of the host."""
        shared = self._manners.shared
        if shared is None:
            return True
        self._turn = shared.take(self._host)
        if self._turn is None:
            return False
        self._place.known = self._turn.known()
        return True

    def _start(self, now: float) -> None:
        self._place.started = now
        if self._delay and self._turn is not None:  # else nobody need know when it began
            self._place.known.started = time.time()
            self._turn.write(self._place.known)

    def _give(self) -> None:
        """Tell other processes what was learned, and let them and other hosts go on."""
        turn, self._turn = self._turn, None
        try:
            if turn is not None:
                try:
                    turn.write(self._place.known)
                finally:
                    turn.end()
        finally:
            self._manners.slots.release()
