"""The pool: every page gets its answer, whatever other pages do to the processes that read them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.outlets import Outlets
from extractors.records import Fetch
from flows.extraction import Pool
from flows.jobs import Job, Knowledge
from flows.nursery import Limits
from tests.flows import evil

NOON = datetime(2026, 3, 6, 12, tzinfo=UTC)
NOTHING = Knowledge(Outlets([]))


def job(body: bytes | None, number: int = 0) -> Job:
    url = f"https://daily.example/{number}"
    return Job(Fetch(url, "page", NOON, "ok"), body, url)


def pool(n: int = 2, *, cpu: float = 0.3, wall: float = 60, renew_after: int = 1000) -> Pool:
    return Pool(NOTHING, n, reader=evil.read, limits=Limits(cpu, wall), renew_after=renew_after)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except (FileNotFoundError, ProcessLookupError):
        return False


def gone(pids: list[int], seconds: float = 300) -> bool:
    until = time.monotonic() + seconds
    while any(map(is_alive, pids)) and time.monotonic() < until:
        time.sleep(0.02)
    return not any(map(is_alive, pids))


def test_what_the_nursery_prepared_every_later_worker_has() -> None:
    with Pool(NOTHING, 1, reader=evil.read, prepare=evil.prepare, renew_after=2) as prepared:
        first = [answer for _, answer, _ in prepared.map(job(b"prepared", n) for n in range(2))]
        list(prepared.map(job(b"prepared", n) for n in range(2)))
        later = [answer for _, answer, _ in prepared.map(job(b"prepared", n) for n in range(2))]
        assert first == [None, None]
        assert later == [str(prepared.pids()[0])] * 2


BAD = {
    b"crash": "signal 11",
    b"exit": "exit code 3",
    b"kill": "signal 9",
    b"spin": "it took too long",
    b"memory": "more memory",
    b"bug": "KeyError: 'a bug'",
}


def test_pages_that_end_their_reader_are_given_up_and_the_others_are_read() -> None:
    bodies = {7 * number: body for number, body in enumerate(BAD)}
    jobs = [job(bodies.get(number, b"page"), number) for number in range(50)]
    with pool() as reading:
        answers = list(reading.map(jobs))
    assert [asked for asked, _, _ in answers] == jobs  # in their order, each once
    for number, (_, found, reason) in enumerate(answers):
        if number in bodies:
            assert BAD[bodies[number]] in (reason or "")
            assert found is None
        else:
            assert reason is None
            assert found[0] == b"egap"


def test_a_page_that_waits_for_ever_is_given_up() -> None:
    with pool(1, cpu=60, wall=2) as reading:  # the others take no time, but may have to wait for a processor
        answers = list(reading.map([job(b"a"), job(b"sleep"), job(b"b")]))
    assert [reason for _, _, reason in answers] == [None, "the page ended its reader 2 times: it took too long", None]


def test_only_bad_pages_and_nothing_to_read() -> None:
    with pool() as reading:
        answers = list(reading.map([job(b"exit"), job(None), job(b"crash"), job(None)]))
        assert [reason is None for _, _, reason in answers] == [False, True, False, True]
        assert list(reading.map([])) == []
    assert reading.pids() == []


def test_no_process_is_started_before_a_page_comes() -> None:
    with pool() as reading:
        assert list(reading.map([job(None)])) == [(job(None), None, None)]
        assert reading.pids() == []


def test_a_page_larger_than_any_pipe() -> None:
    body = bytes(range(256)) * 20_000
    with pool() as reading:
        answers = [found[0] for _, found, _ in reading.map([job(body, n) for n in range(30)])]
    assert answers == [body[::-1]] * 30


def test_workers_are_renewed() -> None:
    with pool(2, renew_after=10) as reading:
        pids = [found[1] for _, found, _ in reading.map(job(b"page", n) for n in range(200))]
    assert len(set(pids)) >= 20
    assert all(pids.count(pid) <= 10 for pid in set(pids))


def test_workers_and_nursery_killed_from_outside_cost_no_page() -> None:
    with pool() as reading:
        answers = []
        for n, answer in enumerate(reading.map(job(b"page %d" % n, n) for n in range(600))):
            answers.append(answer)
            if n % 100 == 50:
                pids = reading.pids()
                os.kill(pids[n // 100 % len(pids)], signal.SIGKILL)
        assert [reason for _, _, reason in answers] == [None] * 600
        assert reading.ended >= 3


def test_an_error_of_the_source_comes_after_what_was_before_it() -> None:
    def source() -> Iterator[Job]:
        yield job(b"one")
        yield job(b"two")
        raise OSError("the file ends here")

    found = []
    with pool() as reading:
        with pytest.raises(OSError, match="the file ends here"):
            found.extend(answer[0][::-1] for _, answer, _ in reading.map(source()))
        assert len(found) == 0 or found == [b"one", b"two"]
        found = [answer[0] for _, answer, _ in reading.map([job(b"on")])]
        assert found == [b"no"]


def test_a_caller_who_has_enough() -> None:
    with pool() as reading:
        for _ in reading.map(job(b"page", n) for n in range(1_000)):
            break
        pids = reading.pids()
    assert gone(pids)


def test_nobody_is_left_when_the_parent_is_killed() -> None:
    code = (
        "from tests.flows.test_extraction import job, pool\n"
        "with pool(2, cpu=60) as reading:\n"
        "    for _ in reading.map(job(b'sleep' if n == 5 else b'page', n) for n in range(1000)):\n"
        "        print(*reading.pids(), flush=True)\n"
    )
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=root, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": "."}
    ) as parent:
        assert parent.stdout is not None
        pids = list(map(int, parent.stdout.readline().split()))
        assert all(map(is_alive, pids))
        parent.kill()
    assert gone(pids)
