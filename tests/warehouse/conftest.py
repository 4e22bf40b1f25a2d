"""Fixtures of the warehouse tests: a data folder, and what is done to it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from extractors.records import Batch
from tests.warehouse.builders import at, report_of_load
from warehouse.load import LoadReport
from warehouse.migrate import migrate
from warehouse.paths import Paths
from warehouse.publish import publish
from warehouse.query import connect
from warehouse.stage import stage


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of today's schema with nothing in it: making one anew takes a third of a small test's time."""
    folder = tmp_path_factory.mktemp("empty")
    migrate(Paths(folder), now=at(600), wait=0)
    return folder / "warehouse.duckdb"


@pytest.fixture
def put(data: Path, empty: Path) -> Callable[..., LoadReport]:
    """Stage batches and load them, all at once."""

    def put(*batches: Batch, now: datetime | None = None) -> LoadReport:
        if not data.exists():
            data.mkdir(parents=True)
            shutil.copyfile(empty, data / "warehouse.duckdb")
        for one in batches:
            stage(data, one)
        return report_of_load(data, now=now or at(600))

    return put


@pytest.fixture
def reader(data: Path) -> Iterator[Callable[[], duckdb.DuckDBPyConnection]]:
    """Publish, and open what was published."""
    with ExitStack() as opened:

        def reader() -> duckdb.DuckDBPyConnection:
            publish(data)
            return opened.enter_context(closing(connect(data)))

        yield reader
