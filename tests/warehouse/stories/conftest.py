"""A warehouse that several tests begin with or compare theirs to."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.warehouse.stories.test_derive import build, world


@pytest.fixture(scope="session")
def whole(folder: Callable[[str], Path]) -> Path:
    """The `world`, loaded at once and published: for reading."""
    data = folder("whole")
    return build(data, world(), 100)


@pytest.fixture
def copied(whole: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return shutil.copytree(whole, tmp_path / "copied", symlinks=True)
