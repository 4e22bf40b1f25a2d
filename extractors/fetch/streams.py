"""Large files, such as another's WARC: streamed piece by piece, never whole in memory or on disk.

The same guard, robots.txt and turns as for a page; no redirects. A connection that breaks is taken up where it broke.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp

from extractors.fetch.client import Client
from extractors.fetch.outcomes import of_error, of_status

PIECE = 1 << 18
"""Bytes handed on at a time."""
RESUMES = 5
"""Times in a row that a broken connection is taken up again without any progress."""


class StreamError(OSError):
    """A file that cannot be had, or not to its end; `hard` when waiting will not mend it."""

    def __init__(self, message: str, *, hard: bool = False) -> None:
        super().__init__(message)
        self.hard = hard


async def stream(client: Client, url: str) -> AsyncIterator[bytes]:
    """Yield the bytes of a file, in order. Raises StreamError."""
    done, tries = 0, 0
    tag: str | None = None
    total: int | None = None
    while True:
        headers = {"Accept-Encoding": "identity"}
        if done:
            headers["Range"] = f"bytes={done}-"
            if tag:
                headers["If-Range"] = tag
        before = done
        why = "the connection closed early"
        try:
            async with client.opened(url, headers) as response:
                if response.status != (206 if done else 200):
                    outcome, reason = of_status(response.status, None)
                    hard = outcome in ("gone", "refused", "client-error") or bool(done)
                    raise StreamError(f"{url}: {reason or f'status {response.status}, not a part'}", hard=hard)
                if not done:
                    tag = response.headers.get("ETag")
                    total = response.content_length
                async for piece in response.content.iter_chunked(PIECE):
                    done += len(piece)
                    yield piece
            if total is None or done >= total:
                return
        except (aiohttp.ClientError, TimeoutError) as error:
            why = of_error(error)[1]
        tries = 1 if done > before else tries + 1
        if tries > RESUMES:
            raise StreamError(f"{url}: {why}, after {done} bytes")
        await asyncio.sleep(min(0.5 * 2**tries, 30))
