"""The page that everything started from."""

from __future__ import annotations

import pytest

from config.outlets import load_outlets
from tests.extractors.pages.conftest import Seed


@pytest.mark.shared
def test_seed(seed: Seed) -> None:
    seed.must_be(seed.read(load_outlets()["bjreview"]))
