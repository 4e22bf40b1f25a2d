"""Kill -9 at random moments of a poll and its load: nothing lost, nothing twice."""

from __future__ import annotations

import os
import random
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.e2e.conftest import Command
from warehouse.checks import run_checks
from warehouse.compare import differences
from warehouse.paths import staged
from warehouse.query import connect

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(3000)]


SOURCES = 14
"""Batches of an undisturbed poll: one a source."""


def killed(readouts: Command, data: Path, rng: random.Random, seconds: float, by_time: bool) -> bool:
    """Start a poll and kill it at a random moment of its life. Returns whether it was still alive then.

    By time, most moments fall into fetching; the others are counted from a random staged batch on, so that
    staging, loading and publishing, which are short, get their share.
    """
    child = readouts.start(data, "poll", "--json")
    until = time.monotonic() + (rng.uniform(0.1, 1.0) * seconds if by_time else 60)
    enough = rng.randint(1, SOURCES)
    while child.poll() is None and time.monotonic() < until:
        if not by_time and len(staged(data)) >= enough:
            by_time, until = True, time.monotonic() + rng.uniform(0, 0.15 * seconds)
        time.sleep(0.005)
    hit = child.poll() is None
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.communicate()
    return hit


def check(readouts: Command, tmp_path: Path, kills: int, seed: int) -> None:
    began = time.monotonic()
    assert readouts.json(tmp_path / "whole", "poll")["new_documents"] >= 100
    seconds = time.monotonic() - began
    rng = random.Random(seed)
    hits = left_staged = left_loaded = 0
    with connect(tmp_path / "whole") as whole:
        for number in range(3 * kills):
            if hits == kills:
                break
            data = tmp_path / f"killed-{number}"
            began = time.monotonic()
            hit = killed(readouts, data, rng, seconds, by_time=number % 2 == 0)
            if not hit:
                seconds = min(seconds, time.monotonic() - began)  # the machine is faster than it was
            hits += hit
            left_staged += hit and bool(staged(data))
            left_loaded += hit and (data / "current.duckdb").exists()
            readouts.json(data, "poll")
            with connect(data) as again:
                assert differences(whole, again) == []
                assert [(name, n) for name, n in run_checks(again) if n] == []
            assert not any((data / "staging").iterdir()), "a batch was left behind"
    assert hits == kills, "most kills came after the end: the test tests nothing"
    print(f"{kills} kills: {left_staged} with staged batches, {left_loaded} after a snapshot had been published")


def test_killed_polls_equal_an_undisturbed_one(readouts: Command, tmp_path: Path) -> None:
    check(readouts, tmp_path, kills=2, seed=1)


@pytest.mark.soak
def test_thirty_killed_polls_equal_an_undisturbed_one(readouts: Command, tmp_path: Path) -> None:
    check(readouts, tmp_path, kills=30, seed=2)
