"""Fixtures of all tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# Machines are noisy: a hang is pytest-timeout's to find, and speed is measured in benchmarks/.
settings.register_profile("readouts", deadline=None)
settings.load_profile("readouts")

SHARED = Path(__file__).parents[1].parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real pages and documents kept beside the checkout; tests that need them skip where they are absent."""
    if not SHARED.is_dir():
        pytest.skip(f"no folder of real pages beside the checkout ({SHARED.name}/)")
    return SHARED


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Soak tests run only when asked for by `-m soak`."""
    if "soak" in (config.option.markexpr or ""):
        return
    kept = [item for item in items if "soak" not in item.keywords]
    config.hook.pytest_deselected(items=[item for item in items if "soak" in item.keywords])
    items[:] = kept


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Compressed bytes hold the time: as names they would differ between the processes that share the tests."""
    if isinstance(val, bytes) and not (val.isascii() and val.decode().isprintable()):
        return f"{argname} of {len(val)} bytes"
    return None
