"""Large files come piece by piece, whole, however often the connection breaks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiohttp import web

from config.settings import Settings
from extractors.fetch.client import Client, StreamRefused
from extractors.fetch.streams import StreamError, stream

BODY = bytes(range(256)) * 4000
ADDRESS = "http://files.localhost/a.warc.gz"


class Server:
    """Breaks off after `most` bytes of each answer; `status` is what it answers instead."""

    def __init__(self) -> None:
        self.port = 0
        self.most = len(BODY)
        self.status = 200
        self.changed = False
        self.asked: list[str | None] = []

    async def answer(self, request: web.Request) -> web.StreamResponse:
        if request.path == "/robots.txt":
            return web.Response(status=404)
        self.asked.append(request.headers.get("Range"))
        if self.status != 200:
            return web.Response(status=self.status, headers={"Retry-After": "7200"})
        wanted = request.headers.get("Range")
        start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted and not self.changed else 0
        response = web.StreamResponse(status=206 if start else 200, headers={"ETag": '"one"'})
        response.content_length = len(BODY) - start
        await response.prepare(request)
        await response.write(BODY[start : start + self.most])
        if start + self.most < len(BODY):
            assert request.transport is not None
            request.transport.close()
        return response


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    app = web.Application()
    app.router.add_get("/{path:.*}", server.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.port = runner.addresses[0][1]
    yield server
    await runner.cleanup()


async def fetched(server: Server, url: str = ADDRESS) -> bytes:
    settings = Settings(_env_file=None, loopback={"*.localhost": server.port}, host_delay=0)
    async with Client(settings, archive=None, clock=lambda: datetime.now(UTC)) as client:
        return b"".join([piece async for piece in stream(client, url)])


async def test_a_file_comes_whole(server: Server) -> None:
    assert await fetched(server) == BODY
    assert server.asked == [None]


async def test_a_broken_connection_is_taken_up_where_it_broke(server: Server) -> None:
    server.most = 600_000
    assert await fetched(server) == BODY
    assert server.asked[0] is None
    assert len(server.asked) == 2
    assert server.asked[1] is not None


async def test_a_file_that_changed_meanwhile_is_not_pieced_together(server: Server) -> None:
    server.most, server.changed = 600_000, True
    with pytest.raises(StreamError, match="not a part"):
        await fetched(server)


async def test_a_file_that_is_not_there_is_told(server: Server) -> None:
    server.status = 404
    with pytest.raises(StreamError, match="404") as told:
        await fetched(server)
    assert told.value.hard


@pytest.mark.parametrize("status", [429, 503])
async def test_a_host_that_asks_to_be_left_alone_is(server: Server, status: int) -> None:
    server.status = status
    settings = Settings(_env_file=None, loopback={"*.localhost": server.port}, host_delay=0)
    async with Client(settings, archive=None, clock=lambda: datetime.now(UTC)) as client:
        with pytest.raises(StreamError, match=str(status)):
            await anext(stream(client, ADDRESS))
        with pytest.raises(StreamRefused, match="left alone"):
            await anext(stream(client, "http://files.localhost/b.warc.gz"))
    assert len(server.asked) == 1


async def test_private_addresses_are_refused(server: Server) -> None:
    with pytest.raises(OSError, match=r"public|private|address"):
        await fetched(server, "http://10.0.0.1/a.warc.gz")
