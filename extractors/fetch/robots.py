"""robots.txt: asked once a host and run, and kept to (RFC 9309).

An answer that there is none means no rules; a refusal means no; anything that could change by tomorrow means not now.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from extractors.records import Outcome, Page

AGENT = "readouts"
"""The product token a robots.txt names us by."""
MAX_READ = 512 * 1024
"""Bytes read of a robots.txt; RFC 9309 asks for at least 500 KiB."""
MAX_DELAY = 600.0
"""Seconds. A host that wants longer pauses than this cannot be read in a run, and is left alone."""
_MAX_WORK = 1_000_000
"""Rules times agents that the parser may unroll."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a URL is not fetched."""

    outcome: Outcome
    reason: str
    retry_after_s: int | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host allows us."""

    parser: Protego | None = None
    """None when it has no rules."""
    closed: Refusal | None = None
    """Set when the whole host is closed to us, for now or for good."""
    delay: float = 0.0
    """Seconds between the starts of requests."""

    def refuses(self, url: str) -> Refusal | None:
        """Why this URL may not be fetched; None when it may."""
        if self.closed is None and self.parser is not None and not self.parser.can_fetch(url, AGENT):
            return Refusal("robots", "robots.txt disallows it")
        return self.closed


def read_rules(page: Page) -> Rules:
    """The rules in an answer to a request for robots.txt, whatever it was. Pure."""
    fetch = page.fetch
    if page.body is None:
        if fetch.outcome in ("gone", "client-error"):
            return Rules()
        if fetch.outcome == "refused":
            return Rules(closed=Refusal("robots", f"robots.txt is refused ({fetch.status}), which means no"))
        if fetch.outcome in ("bad-address", "bad-url"):  # the page itself would end the same way
            return Rules(closed=Refusal(fetch.outcome, fetch.reason or fetch.outcome))
        why = f"robots.txt cannot be read now (temporary): {fetch.outcome}: {fetch.reason}"
        return Rules(closed=Refusal("robots", why, fetch.retry_after_s))
    text = page.body[:MAX_READ].decode("utf-8-sig", "replace")
    if text.lstrip().startswith("<"):  # a site's "not found" page with status 200
        return Rules()
    lines = text.splitlines()
    agents = sum(1 for line in lines if re.match(r"\s*user[- ]?agent", line, re.IGNORECASE))
    if agents * len(lines) > _MAX_WORK:
        return Rules(closed=Refusal("robots", f"robots.txt cannot be read: {agents} agents"))
    parser = Protego.parse(text)
    delay = parser.crawl_delay(AGENT) or 0.0
    if delay > MAX_DELAY:
        return Rules(closed=Refusal("robots", f"robots.txt asks for {delay:.0f} s between requests"))
    return Rules(parser=parser, delay=delay)


class Robots:
    """The rules of every host of a run. `fetch` asks for one robots.txt and never raises."""

    def __init__(self, fetch: Callable[[str], Awaitable[Page]]) -> None:
        self._fetch = fetch
        self._tasks: dict[str, asyncio.Task[Rules]] = {}

    async def rules(self, url: str) -> Rules:
        """The rules for a URL's host; all who wait for the same robots.txt share one request."""
        parts = urlsplit(url)
        where = f"{parts.scheme}://{parts.netloc}/robots.txt"
        if where not in self._tasks:
            self._tasks[where] = asyncio.create_task(self._read(where))
        return await asyncio.shield(self._tasks[where])  # one waiter's cancellation must not end the others' wait

    async def _read(self, where: str) -> Rules:
        page = await self._fetch(where)
        return await asyncio.to_thread(read_rules, page)

    async def close(self) -> None:
        """End what is still on its way."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
