"""The press on a socket: one HTTP server on 127.0.0.1 for all hosts, told apart by the Host header.

    async with Press(World.load(), at=FIRST) as press:     # press.port, press.requests
        press.at = SECOND                                   # the clock moves only when it is told to

`running(...)` does the same in a thread, for callers that are not coroutines.
"""

from __future__ import annotations

import asyncio
import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from types import TracebackType
from typing import Protocol

from aiohttp import web

from config.outlets import Outlets
from press.edition import GZIP, Edition, Resource
from press.others import Others
from press.sites import SITES
from press.world import FIRST, World

CLOCK = "/_press/clock"
"""`POST /_press/clock?at=2026-03-07T12:00:00Z` moves the clock, on any host; GET tells it."""


class Further(Protocol):
    """More hosts to serve, such as `press.year.Year`."""

    def get(self, host: str, path: str, query: str) -> tuple[int, str, bytes] | None: ...


class Press:
    """The server; an async context manager."""

    def __init__(
        self,
        world: World | None = None,
        *,
        at: datetime = FIRST,
        port: int = 0,
        latency: float = 0,
        others: Outlets | None = None,
        further: Further | None = None,
    ) -> None:
        """Port 0 takes a free one. `latency` is in seconds, before each answer. `others` stand beside the eight."""
        self.world = world or World.load()
        self.port = port
        self.latency = latency
        self.requests: list[tuple[str, str, int]] = []
        """(host, path, status) of every request answered, in order."""
        self._outlets = others or Outlets(())
        self._edition = Edition(self.world, at)
        self._others = Others(self._outlets, at, but=SITES)
        self._further = further
        self._runner: web.AppRunner | None = None

    @property
    def at(self) -> datetime:
        """The moment it shows. It can be set, from any thread."""
        return self._edition.at

    @at.setter
    def at(self, moment: datetime) -> None:
        if moment.tzinfo is None:
            raise ValueError(f"a time without a zone: {moment!r}")
        self._edition = Edition(self.world, moment.astimezone(UTC))
        self._others = Others(self._outlets, moment.astimezone(UTC), but=SITES)

    async def __aenter__(self) -> Press:
        application = web.Application()
        application.router.add_route("*", CLOCK, self._clock)
        application.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        try:
            await site.start()
        except OSError:
            await self._runner.cleanup()
            raise
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def _clock(self, request: web.Request) -> web.Response:
        if request.method == "POST":
            try:
                self.at = datetime.fromisoformat(request.query.get("at", ""))
            except ValueError as error:
                return web.Response(status=400, text=f"at: not a time with a zone: {error}\n")
        return web.Response(text=f"{self.at.isoformat()}\n")

    async def _answer(self, request: web.Request) -> web.Response:
        waited = 0.0
        while (left := self.latency - waited) > 0:  # looked at again: it can be set while somebody waits
            await asyncio.sleep(min(left, 0.05))
            waited += min(left, 0.05)
        host = request.host.partition(":")[0].lower()
        edition = self._edition
        if request.method not in ("GET", "HEAD"):
            response = web.Response(status=405, headers={"Allow": "GET, HEAD"})
        else:
            response = _respond(request, edition.get(host, request.path) or self._of_others(host, request))
        response.headers["Date"] = _http_date(edition.at)
        self.requests.append((host, request.path, response.status))
        return response

    def _of_others(self, host: str, request: web.Request) -> Resource | None:
        if self._further is not None:
            # As it came: an address within an address keeps its two slashes.
            found = self._further.get(host, request.raw_path.partition("?")[0], request.query_string)
            return Resource(*found, self._others.at) if found else None
        answer = self._others.get(host, request.path, request.query_string)
        return Resource(200, *answer, self._others.at) if answer else None


def _respond(request: web.Request, resource: Resource | None) -> web.Response:
    if resource is None:
        return web.Response(status=404, text="There is no such page.\n")
    if resource.status != 200:
        return web.Response(status=resource.status, body=resource.body, headers={"Content-Type": resource.content_type})
    headers = {
        "ETag": resource.etag,
        "Last-Modified": _http_date(resource.modified_at),
        "Vary": "Accept-Encoding",
    }
    if _has_it_already(request, resource):
        return web.Response(status=304, headers=headers)
    headers["Content-Type"] = resource.content_type
    body = resource.body
    if "gzip" in request.headers.get("Accept-Encoding", "") and resource.content_type != GZIP:
        headers["Content-Encoding"] = "gzip"
        body = gzip.compress(body, mtime=0)
    return web.Response(body=body, headers=headers)


def _has_it_already(request: web.Request, resource: Resource) -> bool:
    """Whether the client's validators still hold: its ETag if it sent one, else its date (RFC 9110, 13.2.2)."""
    tags = request.headers.get("If-None-Match")
    if tags is not None:
        return any(tag.strip() in ("*", resource.etag) for tag in tags.split(","))
    try:
        since = parsedate_to_datetime(request.headers.get("If-Modified-Since", ""))
    except ValueError:
        return False
    return resource.modified_at <= since.replace(tzinfo=since.tzinfo or UTC)


def _http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


@contextmanager
def running(
    world: World | None = None,
    *,
    at: datetime = FIRST,
    port: int = 0,
    latency: float = 0,
    others: Outlets | None = None,
    further: Further | None = None,
) -> Iterator[Press]:
    """A press in a thread of its own, for callers that are not coroutines. Raises what starting it raises."""
    press = Press(world, at=at, port=port, latency=latency, others=others, further=further)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="press", daemon=True)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(press.__aenter__(), loop).result()
        try:
            yield press
        finally:
            asyncio.run_coroutine_threadsafe(press.__aexit__(None, None, None), loop).result()
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
