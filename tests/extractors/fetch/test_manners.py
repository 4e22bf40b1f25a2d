"""Manners: one request at a time to a host, its starts apart, few hosts at once."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from extractors.fetch.hosts import Hosts
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
    manners.rest("a", 60, "why")
    manners.rest("a", 10, "not this")
    assert manners.resting("a") == (pytest.approx(60), "why")
    assert manners.resting("b")[0] == 0
    await asyncio.sleep(60)
    assert manners.resting("a")[0] == 0


async def test_who_waits_while_a_host_comes_to_rest_does_not_ask(clock: Clock) -> None:
    manners, asked = Manners(4, 4), list[bool]()

    async def one() -> None:
        async with manners.turn("a") as may:
            asked.append(may)
            if may:
                manners.rest("a", 60)

    await asyncio.gather(one(), one(), one())
    assert asked == [True, False, False]


async def test_a_host_that_refuses_three_times_in_a_row_is_left_alone_for_six_hours(clock: Clock) -> None:
    manners = Manners(0, 1)
    for refused in (True, True, False, True, True):
        manners.ended("a", answered=True, refused=refused)
    assert manners.resting("a")[0] == 0
    manners.ended("a", answered=True, refused=True)
    seconds, why = manners.resting("a")
    assert (seconds, why) == (pytest.approx(6 * 3600), "the host refused 3 requests in a row")


async def test_a_host_that_is_silent_three_times_in_a_row_is_not_waited_for_by_all(clock: Clock) -> None:
    manners = Manners(0, 1)
    for answered in (False, False, True, False, False):
        manners.ended("a", answered=answered, refused=False)
    assert manners.resting("a")[0] == 0
    manners.ended("a", answered=False, refused=False)
    assert manners.resting("a")[0] == pytest.approx(300)
    async with manners.turn("a") as may:
        assert not may
    async with manners.turn("b") as may:
        assert may


# ------------------------------------------------------------------------------------ between processes


def shared(folder: Path, delay: float = 0) -> Manners:
    """The manners of another process of the same data folder."""
    return Manners(delay, 4, hosts=Hosts(folder), clock=time.time)


async def test_processes_share_turns(tmp_path: Path) -> None:
    one, other, starts = shared(tmp_path, 0.1), shared(tmp_path, 0.1), list[float]()
    open_now = 0

    async def ask(manners: Manners) -> None:
        nonlocal open_now
        async with manners.turn("a") as may:
            assert may
            assert open_now == 0
            open_now += 1
            starts.append(Hosts(tmp_path).known("a").started)  # as it was noted: it may be long ago by now
            await asyncio.sleep(0.01)
            open_now -= 1

    await asyncio.gather(*(ask(manners) for manners in (one, other) * 3))
    gaps = [after - before for before, after in pairwise(starts)]
    assert len(gaps) == 5
    assert min(gaps) >= 0.099


async def test_processes_share_rests_and_refusals(tmp_path: Path) -> None:
    one, other = shared(tmp_path), shared(tmp_path)
    async with one.turn("a"):
        one.ended("a", answered=True, refused=True)
    for _ in range(2):
        async with other.turn("a"):
            other.ended("a", answered=True, refused=True)
    async with one.turn("a") as may:  # its turn brings the news
        assert not may
    seconds, why = one.resting("a")
    assert (6 * 3600 - 120 < seconds <= 6 * 3600, why) == (True, "the host refused 3 requests in a row")
    assert 6 * 3600 - 120 < shared(tmp_path).resting("a")[0] <= seconds


@pytest.mark.parametrize("text", ["", "{", "x 0 0 ", "9e12 0 0 ", "1.0 2.0", "0 0 0.5 why", "\0" * 50])
async def test_a_torn_file_stops_nobody(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.turn").write_text(text)
    async with asyncio.timeout(60), shared(tmp_path, 0.05).turn("a") as may:
        assert may


async def test_names_of_hosts_cannot_leave_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "hosts"
    for name in ("../../etc/passwd", "a/b", "..", "x" * 400, "nul\0", "хост"):
        async with shared(folder).turn(name):
            pass
    assert {path.name for path in tmp_path.iterdir()} == {"hosts"}
    assert len(list(folder.iterdir())) == 6


def test_a_killed_process_gives_its_turn_back(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from extractors.fetch.hosts import Hosts;"
        "turn = Hosts(Path(sys.argv[1])).take('a'); print('mine', flush=True); time.sleep(60)"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "mine\n"
        assert Hosts(tmp_path).take("a") is None
        child.send_signal(signal.SIGKILL)
        child.wait()
        turn = Hosts(tmp_path).take("a")
        assert turn is not None
        turn.end()


async def test_a_rest_of_a_clock_that_was_ahead_is_none(clock: Clock) -> None:
    """It was set back since: nobody asks to be left alone for a year."""
    manners = Manners(0, 1)
    manners.rest("a", 365 * 86_400, "by the clock of then")
    assert manners.resting("a")[0] == 0
    manners.rest("a", 60, "why")
    assert manners.resting("a") == (pytest.approx(60), "why")
