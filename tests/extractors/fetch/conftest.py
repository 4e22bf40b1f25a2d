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
from extractors.fetch.client import _host as host_of
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
        # A machine that does much else may take seconds for an answer; what must time out says when.
        usual = {"host_delay": 0, "timeout": 60.0, "max_body": 200_000, "loopback": {"*.localhost": server.port}}
        settings = Settings(_env_file=None, **(usual | options))
        async with Client(settings, archive=archive, clock=lambda: NOW) as made:
            yield made

    return opened


@pytest.fixture
def starts(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When each request began, as manners noted it: a busy machine delays what the server sees, and shortens pauses."""
    noted: list[float] = []
    exchange = Client._exchange

    async def noting(self: Client, url: str, *more: Any) -> Any:
        noted.append(self._manners._hosts[host_of(url)].started)
        return await exchange(self, url, *more)

    monkeypatch.setattr(Client, "_exchange", noting)
    return noted
