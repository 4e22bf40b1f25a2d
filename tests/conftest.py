"""Fixtures of all tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Machines are noisy: a hang is pytest-timeout's to find, and speed is measured in benchmarks/. What is made up is the
# same in every run, or a run would fail for what another run passed; `make soak` makes up new.
settings.register_profile("readouts", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", settings.get_profile("readouts"), derandomize=False, max_examples=2000)
settings.load_profile("readouts")

# Nor does what somebody set for his own data change what a test finds.
for name in [name for name in os.environ if name.startswith(("READOUTS_", "PREFECT_"))]:
    del os.environ[name]

SHARED = Path(__file__).parents[1].parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real pages and documents kept beside the checkout; tests that need them skip where they are absent."""
    if not SHARED.is_dir():
        pytest.skip(f"no folder of real pages beside the checkout ({SHARED.name}/)")
    return SHARED


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of today's schema with nothing in it, in blocks of the smallest size.

    With DuckDB's own, of 256 KB, the warehouse of a test is 7 MB of which it fills 50 KB: a load spends a quarter of
    its time on making, copying and writing the rest. Where a warehouse is made anew it has those.
    """
    # Not above: the tests of other folders start without DuckDB.
    from warehouse import writer
    from warehouse.migrate import migrate
    from warehouse.paths import Paths

    paths = Paths(tmp_path_factory.mktemp("empty"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(writer._CONFIG, "default_block_size", "16384")
        migrate(paths, now=datetime(2026, 3, 2, tzinfo=UTC), wait=0)
    return paths.database


@pytest.fixture(scope="session")
def folder(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Make a data folder of that name with an empty warehouse in it: for what several tests share."""

    def made(name: str) -> Path:
        data = tmp_path_factory.mktemp(name)
        shutil.copyfile(empty, data / empty.name)
        return data

    return made


@pytest.fixture
def made_once(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new warehouse is a copy of `empty`: to make one anew takes as long as to load a page or two.

    Where making it is what is tested, a module has a `made_once` of its own, which does nothing.
    """
    monkeypatch.setattr("warehouse.migrate._make", lambda paths, now: shutil.copyfile(empty, paths.database))


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
