"""Manners: one request at a time to a host, its starts apart, few hosts at once."""

from __future__ import annotations

import asyncio

import pytest

from extractors.fetch.manners import Manners


class Clock:
    """Runs asyncio's clock by hand, so that hours of waiting take no time."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.now = loop.time()
        self.start = self.now
        select = loop._selector.select

        def skip(timeout: float | None) -> object:
            # Nothing is ready before `timeout`: go there at once.
            if timeout:
                self.now += timeout
            return select(0)

        loop.time = lambda: self.now
        loop._selector.select = skip


@pytest.fixture
async def clock() -> Clock:
    return Clock(asyncio.get_running_loop())


async def ask(
    manners: Manners, log: list[tuple[str, float]], clock: Clock, host: str, took: float, delay: float = 0
) -> None:
    async with manners.turn(host, delay):
        log.append((host, round(clock.now - clock.start, 3)))
        await asyncio.sleep(took)
        log.append((f"/{host}", round(clock.now - clock.start, 3)))


async def test_starts_are_apart_however_short_the_requests(clock: Clock) -> None:
    manners, log = Manners(4, 16), list[tuple[str, float]]()
    await asyncio.gather(*(ask(manners, log, clock, "a", 0.5) for _ in range(3)))
    assert [at for host, at in log if host == "a"] == pytest.approx([0, 4, 8], abs=0.01)


async def test_a_long_request_is_waited_for(clock: Clock) -> None:
    manners, log = Manners(4, 16), list[tuple[str, float]]()
    await asyncio.gather(*(ask(manners, log, clock, "a", 10) for _ in range(2)))
    assert [name for name, _ in log] == ["a", "/a", "a", "/a"]
    assert log[2][1] == pytest.approx(10, abs=0.01)


async def test_a_longer_crawl_delay_counts_and_a_shorter_does_not(clock: Clock) -> None:
    manners, log = Manners(4, 16), list[tuple[str, float]]()
    for delay in (0, 120, 1):
        await ask(manners, log, clock, "a", 0, delay)
    assert [at for host, at in log if host == "a"] == pytest.approx([0, 120, 124], abs=0.01)


async def test_hosts_do_not_wait_for_each_other(clock: Clock) -> None:
    manners, log = Manners(4, 16), list[tuple[str, float]]()
    await asyncio.gather(*(ask(manners, log, clock, host, 1) for host in "abc"))
    assert all(at == pytest.approx(0, abs=0.01) for host, at in log if not host.startswith("/"))


async def test_few_hosts_at_once_and_a_waiting_host_takes_no_place(clock: Clock) -> None:
    manners, log = Manners(100, 1), list[tuple[str, float]]()
    await asyncio.gather(*(ask(manners, log, clock, host, 1) for host in "aab"))
    assert [name for name, _ in log] == ["a", "/a", "b", "/b", "a", "/a"]


async def test_first_come_first_served(clock: Clock) -> None:
    manners, order = Manners(1, 4), list[int]()

    async def one(n: int) -> None:
        async with manners.turn("a"):
            order.append(n)

    await asyncio.gather(*(one(n) for n in range(20)))
    assert order == list(range(20))


async def test_a_failed_request_gives_the_turn_back(clock: Clock) -> None:
    manners = Manners(0, 1)
    with pytest.raises(ZeroDivisionError):
        async with manners.turn("a"):
            _ = 1 / 0
    async with asyncio.timeout(1), manners.turn("a"):
        pass


async def test_a_rest_ends(clock: Clock) -> None:
    manners = Manners(0, 1)
    manners.rest("a", 60)
    manners.rest("a", 10)
    assert manners.resting("a") == pytest.approx(60)
    assert manners.resting("b") == 0
    await asyncio.sleep(60)
    assert manners.resting("a") == 0
