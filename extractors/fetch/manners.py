"""Politeness: one request at a time to a host, its starts apart, none while it wants rest, not many hosts at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    started: float = float("-inf")
    """When its last request started, on the loop's monotonic clock."""
    rests_until: float = float("-inf")


class Manners:
    """Whose turn it is. Requests to one host are served in the order they came, as asyncio.Lock does.

    `host_delay` is in seconds, `concurrency` the number of hosts asked at the same time.
    """

    def __init__(self, host_delay: float, concurrency: int) -> None:
        self._host_delay = host_delay
        self._slots = asyncio.Semaphore(concurrency)
        self._hosts: dict[str, _Host] = {}

    def rest(self, host: str, seconds: float) -> None:
        """Leave a host alone for so long: it said that it is asked too much."""
        place = self._hosts.setdefault(host, _Host())
        place.rests_until = max(place.rests_until, asyncio.get_running_loop().time() + seconds)

    def resting(self, host: str) -> float:
        """Seconds for which the host is still to be left alone; 0 when it may be asked."""
        place = self._hosts.get(host)
        return max(0.0, place.rests_until - asyncio.get_running_loop().time()) if place else 0.0

    @asynccontextmanager
    async def turn(self, host: str, delay: float = 0.0) -> AsyncIterator[None]:
        """Wait for the host's turn and hold it; `delay` are the seconds its robots.txt asks for, if more than ours."""
        place = self._hosts.setdefault(host, _Host())
        clock = asyncio.get_running_loop().time
        async with place.lock:
            await asyncio.sleep(max(0.0, place.started + max(self._host_delay, delay) - clock()))
            # Only now: a host that waits for its turn must not keep another from being asked.
            async with self._slots:
                place.started = clock()
                yield
