"""robots.txt: asked once a host and day, and kept to (RFC 9309).

An answer that there is none means no rules; a refusal means no; anything that could change by tomorrow means not now.
An answer is kept for a day in a file beside the host's turn; while a new one cannot be had, the old one holds on.
It is kept once the log of requests is sure to tell of it, and not before: whoever finds the rules does not ask, and so
would never tell.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import secrets
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

from protego import Protego

from extractors import urls
from extractors.fetch.hosts import Hosts
from extractors.records import Fetch, Outcome, Page

AGENT = "readouts"
"""The product token a robots.txt names us by."""
MAX_READ = 512 * 1024
"""Bytes read of a robots.txt; RFC 9309 asks for at least 500 KiB."""
MAX_DELAY = 600.0
"""Seconds. A host that wants longer pauses than this cannot be read in a run, and is left alone."""
_MAX_WORK = 1_000_000
"""Rules times agents that the parser may unroll."""
FRESH = timedelta(hours=24)
"""How long an answer is kept to without asking again: as long as RFC 9309 allows."""
FRESH_REFUSAL = timedelta(hours=6)
"""The same of a refusal, which is a guard's mood more often than a webmaster's will."""
STALE = timedelta(days=30)
"""How long it is kept to while a new one cannot be had."""
AGAIN = 600
"""Seconds after which a robots.txt that cannot be read now is worth asking for again."""


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

    @property
    def temporary(self) -> bool:
        """Whether the host is closed only because its robots.txt cannot be read now."""
        return self.closed is not None and self.closed.retry_after_s is not None

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
        return Rules(closed=Refusal("robots", why, fetch.retry_after_s or AGAIN))
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
    """The rules of every host of a run. `fetch` asks for one robots.txt and never raises.

    `kept` is where answers are kept for later runs, None for nowhere; `clock` tells their age.
    """

    def __init__(
        self, fetch: Callable[[str], Awaitable[Page]], *, kept: Kept | None = None, clock: Callable[[], datetime]
    ) -> None:
        self._fetch = fetch
        self._kept = kept
        self._clock = clock
        self._tasks: dict[str, asyncio.Task[Rules]] = {}
        self._untold: list[tuple[str, Page]] = []
        self._lock = threading.Lock()

    @contextmanager
    def told(self) -> Iterator[list[Fetch]]:
        """The requests that nobody has told of yet, to be put on disk within the block: they are rows too.

        After it, their answers are kept for other processes and later runs; where it raises, the next one tells. From
        any thread.
        """
        with self._lock:
            asked, self._untold = self._untold, []
        try:
            yield [page.fetch for _, page in asked]
        except BaseException:
            with self._lock:
                self._untold += asked
            raise
        for where, page in asked:
            if self._kept is not None and page.fetch.outcome in _KEPT:
                self._kept.put(where, page)

    async def rules(self, url: str) -> Rules:
        """The rules for a URL's host; all who wait for the same robots.txt share one request."""
        where = f"{urls.place(url)}/robots.txt"
        task = self._tasks.get(where)
        if task is None:
            task = self._tasks[where] = asyncio.create_task(self._read(where))
        if task.done():
            return task.result()
        return await asyncio.shield(task)  # one waiter's cancellation must not end the others' wait

    async def _read(self, where: str) -> Rules:
        kept = self._kept.get(where) if self._kept is not None else None
        age = abs(self._clock() - kept.fetch.fetched_at) if kept else None  # a clock that was set back: no excuse
        if kept is not None and age is not None and age < (FRESH if kept.fetch.outcome != "refused" else FRESH_REFUSAL):
            return await self._rules_of(kept)
        page = await self._fetch(where)
        with self._lock:
            self._untold.append((where, replace(page, body=page.body and page.body[:MAX_READ])))
        rules = await self._rules_of(page)
        if rules.temporary and kept is not None and age is not None and age < STALE:
            return await self._rules_of(kept)
        return rules

    async def _rules_of(self, page: Page) -> Rules:
        if page.body is None or len(page.body) < _SMALL:
            return read_rules(page)
        return await asyncio.to_thread(read_rules, page)  # off the event loop: the parser takes its time

    async def close(self) -> None:
        """End what is still on its way."""
        pending = [task for task in self._tasks.values() if not task.done()]
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)


_SMALL = 8 * 1024
_KEPT: frozenset[Outcome] = frozenset({"ok", "gone", "client-error", "refused"})
"""Outcomes that say what a host wants; the others say nothing."""


@dataclass(slots=True)
class Kept:
    """Answers of earlier runs, a file each beside the host's turn."""

    hosts: Hosts

    def get(self, where: str) -> Page | None:
        """The last answer to a request for this robots.txt; None when there is none that can be read."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            data = json.loads(self._path(where).read_bytes())
            if data["url"] == where and data["outcome"] in get_args(Outcome):
                at = datetime.fromisoformat(data["fetched_at"])
                fetch = Fetch(where, "robots", at, data["outcome"], status=data["status"], reason=data["reason"])
                return Page(fetch, data["body"].encode() if data["body"] is not None else None)
        return None

    def put(self, where: str, page: Page) -> None:
        """Keep an answer, whole or not at all. A disk that is full costs a request tomorrow, no more."""
        fetch = page.fetch
        body = page.body[:MAX_READ].decode("utf-8-sig", "replace") if page.body is not None else None
        data = {
            "url": where,
            "outcome": fetch.outcome,
            "status": fetch.status,
            "reason": fetch.reason,
            "fetched_at": fetch.fetched_at.isoformat(),
            "body": body,
        }
        path = self._path(where)
        temporary = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps(data), encoding="utf-8")
            temporary.replace(path)

    def _path(self, where: str) -> Path:
        parts = urlsplit(where)
        return self.hosts.path(f"{parts.netloc}-{parts.scheme}", "robots")
