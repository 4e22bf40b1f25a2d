"""The measure itself: the least of a few goes, and a limit that tells."""

from __future__ import annotations

import gc
import time

import pytest

from tests.effort import GOES, measured, within


def burn(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_a_first_use_does_not_count() -> None:
    goes = iter([0.2, 0.0])
    assert measured(lambda: burn(next(goes)), 0.1)[1] < 0.1
    assert gc.isenabled()


def test_what_always_takes_long_is_told() -> None:
    gone: list[int] = []

    def work() -> None:
        gone.append(1)
        burn(0.02)

    with pytest.raises(AssertionError, match="the page"):
        within(0.01, work, "the page")
    assert len(gone) == GOES
    assert within(60, lambda: "found") == "found"
