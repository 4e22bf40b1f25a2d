"""Fixtures of the tests of flows."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _made_once(made_once: None) -> None:
    """For all tests of this folder."""
