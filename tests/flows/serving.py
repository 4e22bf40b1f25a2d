"""A site on loopback for the tests of flows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from config.outlets import Outlet


@asynccontextmanager
async def listening(answer: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> AsyncIterator[int]:
    """Answer every GET, and yield the port."""
    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    listener = web.TCPSite(runner, "127.0.0.1", 0)
    await listener.start()
    try:
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


def site_outlet(source: dict[str, Any], **more: Any) -> Outlet:
    """The outlet whose site that is, at http://site.localhost, with one source."""
    fields = {
        "id": "site",
        "name": "Site",
        "country": "CH",
        "ownership": "private",
        "languages": ["en"],
        "timezone": "Europe/Zurich",
        "hosts": ["site.localhost"],
        "rights": "media-text",
        "status": {"state": "live"},
    }
    return Outlet.model_validate(fields | {"sources": [source]} | more)
