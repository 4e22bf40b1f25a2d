"""A hostile server, a client that reaches it, and the archive it writes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from config.settings import Settings
from extractors.fetch.archive import Archive
from extractors.fetch.client import Client
from press.faults import FaultServer as Server
from press.faults import listening

NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with listening() as made:
        yield made


@pytest.fixture
def archive(tmp_path: Path) -> Any:
    made = Archive(tmp_path / "archive", lambda: NOW)
    yield made
    made.close()


@pytest.fixture
def client(server: Server, archive: Archive) -> Any:
    """Opens a client that reaches the server at `*.localhost`, with settings of the test's choice."""

    @asynccontextmanager
    async def opened(**options: Any) -> AsyncIterator[Client]:
        usual = {"host_delay": 0, "timeout": 1.0, "max_body": 200_000, "loopback": {"*.localhost": server.port}}
        settings = Settings(_env_file=None, **(usual | options))
        async with Client(settings, archive=archive, clock=lambda: NOW) as made:
            yield made

    return opened
