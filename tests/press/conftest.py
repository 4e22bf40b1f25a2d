"""The packaged world, and a small one whose every word the tests know."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.world import World


@pytest.fixture(scope="session")
def packaged() -> World:
    return World.load()


@pytest.fixture(scope="session")
def small() -> World:
    return World.load(Path(__file__).parent / "stories")
