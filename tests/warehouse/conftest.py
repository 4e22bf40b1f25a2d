"""Fixtures of the warehouse tests: a data folder, and what is done to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from extractors.records import Batch
from tests.warehouse.builders import at, report_of_load
from warehouse.load import LoadReport
from warehouse.publish import publish
from warehouse.query import connect
from warehouse.stage import stage


@pytest.fixture(autouse=True)
def _made_once(made_once: None) -> None:
    """For all tests of this folder."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def put(data: Path) -> Callable[..., LoadReport]:
    """Stage batches and load them, all at once."""

    def put(*batches: Batch, now: datetime | None = None) -> LoadReport:
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
