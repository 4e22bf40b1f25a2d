"""Fetching: a URL in, a page out, and every end is an outcome.

Order matters: what may not be fetched costs nothing, robots.txt is asked before the page, the host's turn is waited
for last, and the answer is in the archive before anything reads it. No proxy, no cookies, no guises; TLS is always
verified.
"""

from __future__ import annotations

import asyncio
import hashlib
import math
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver

from config.settings import Settings
from extractors import urls
from extractors.fetch.archive import Archive
from extractors.fetch.decode import DecodeError, decode
from extractors.fetch.guard import Resolver, ascii_host, check_form, check_host, check_place, socket_factory
from extractors.fetch.hosts import Hosts
from extractors.fetch.manners import REST, Manners
from extractors.fetch.outcomes import REDIRECTS, of_error, of_status, printable, retry_after
from extractors.fetch.robots import Kept, Refusal, Robots, Rules
from extractors.records import Fetch, Outcome, Page, Purpose, Via

MAX_REDIRECTS = 5
PERMANENT = frozenset({301, 308})
SLOWER = {"web.archive.org": 5.0}
"""Seconds between requests to hosts that ask for more than the usual delay somewhere else than in robots.txt."""
MAX_HEADER_LINE = 32 * 1024
"""Bytes. Cookie and policy headers of real sites pass aiohttp's own limit of 8 KiB."""
_CHUNK = 64 * 1024
_SMALL = 16 * 1024
"""Bytes of body up to which an answer is settled on the event loop: handing it to a thread would take longer."""
_SILENT: frozenset[Outcome] = frozenset({"timeout", "connection", "dns", "tls"})
_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml, */*;q=0.5"
_NO_RULES = Rules()


class StreamRefused(OSError):
    """A file that may not be asked for now; the message says why."""


@dataclass(slots=True)
class _Ask:
    """What a caller of `Client.fetch` wants."""

    url: str
    purpose: Purpose
    via: Via | None
    etag: str | None
    last_modified: str | None
    body_sha256: str | None

    def headers(self) -> dict[str, str]:
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}

    def refused(self, refusal: Refusal, url: str, at: datetime, last: Page | None) -> Page:
        """The end of a request that may not go (further) to `url`; `last` is the redirect that led there."""
        if last is None:
            fetch = Fetch(printable(self.url), self.purpose, at, refusal.outcome, self.via)
            return Page(replace(fetch, reason=refusal.reason, retry_after_s=refusal.retry_after_s))
        reason = f"redirects to {printable(url)[:300]}: {refusal.reason}"
        fetch = replace(last.fetch, outcome=refusal.outcome, reason=reason, retry_after_s=refusal.retry_after_s)
        return replace(last, fetch=fetch)


@dataclass(slots=True)
class _Answer:
    """What a server said: whole, as far as it came, or nothing (`status` is None)."""

    status: int | None = None
    status_line: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    first: dict[str, str] = field(default_factory=dict)
    """The first header of each name, in lower case."""
    body: bytearray = field(default_factory=bytearray)
    """As received: without chunks, still compressed."""
    broke_off: tuple[Outcome, str] | None = None

    def head(self, response: aiohttp.ClientResponse) -> Self:
        version = response.version or aiohttp.HttpVersion11
        self.status = response.status
        self.status_line = f"HTTP/{version.major}.{version.minor} {response.status} {response.reason or ''}"
        self.headers = tuple((_text(name), _text(value)) for name, value in response.raw_headers)
        self.first = {name.lower(): value for name, value in reversed(self.headers)}
        return self


@dataclass(frozen=True, slots=True)
class _Place:
    """What is the same for all URLs of one scheme, host and port."""

    host: str
    refusal: Refusal | None
    """Why nothing of it may be asked, by its name alone."""
    delay: float
    """Seconds between requests that somebody other than its robots.txt wants; 0 for the usual."""


def _text(header: bytes) -> str:
    # Headers are ASCII by the book; servers write UTF-8, older ones Latin-1.
    try:
        return printable(header.decode("utf-8"))
    except UnicodeDecodeError:
        return printable(header.decode("latin-1"))


def _address(base: str, link: str) -> str:
    """The address a link leads to, as it is asked for: absolute, scheme in lower case, no fragment, spaces encoded."""
    if (
        not base
        and link.startswith(("http://", "https://"))
        and link.isprintable()
        and not (" " in link or "#" in link)
    ):
        return link
    try:
        return urlsplit(urljoin(base, link.strip().replace(" ", "%20")))._replace(fragment="").geturl()
    except ValueError:
        return link  # which the guard refuses


def _host(url: str) -> str:
    """The host of a URL as it is looked up: a name and its punycode are one host, and share one turn."""
    return ascii_host(urls.host(url))


class Client:
    """An async context manager, one a run: it keeps the manners and the robots.txt of all hosts.

    `archive` is where every answer is kept; None keeps none. `clock` gives `fetched_at`, aware and in UTC. `hosts` is
    a folder in which processes share turns, rests and robots.txt; None shares nothing. `delays` gives the seconds
    that a host wants between requests, 0 for the usual. `resolver` replaces the system's; it is guarded all the same.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        archive: Archive | None,
        clock: Callable[[], datetime],
        hosts: Path | None = None,
        delays: Callable[[str], float] = lambda host: 0.0,
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._settings = settings
        self._archive = archive
        self._clock = clock
        self._delays = delays
        self._resolver = resolver
        self._hosts = shared = Hosts(hosts) if hosts is not None else None
        self._manners = Manners(
            settings.host_delay, settings.concurrency, hosts=shared, clock=lambda: clock().timestamp()
        )
        self.robots = Robots(
            lambda url: self.fetch(url, "robots"), kept=Kept(shared) if shared is not None else None, clock=clock
        )
        self._places: dict[str, _Place] = {}
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        loopback = self._settings.loopback
        # A connection that idles between two polite requests would be a second one beside another process's.
        patient = self._settings.host_delay >= 1
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=Resolver(loopback, self._resolver),
                socket_factory=socket_factory(loopback),
                limit=self._settings.concurrency,
                limit_per_host=1,
                force_close=patient,
            ),
            headers={"User-Agent": self._settings.user_agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"},
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),  # ours covers redirects and the body too
            auto_decompress=False,  # within bounds, in `decode`
            max_line_size=MAX_HEADER_LINE,
            max_field_size=MAX_HEADER_LINE,
            trust_env=False,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.robots.close()
        if self._session is not None:
            await self._session.close()
        if self._hosts is not None:
            self._hosts.close()

    async def fetch(
        self,
        url: str,
        purpose: Purpose,
        *,
        via: Via | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
        body_sha256: str | None = None,
    ) -> Page:
        """Fetch one URL. Nothing a URL or a server does raises: the outcome and reason of the page's fetch tell.

        `etag`, `last_modified` and `body_sha256` are those of the last answer: when nothing has changed, the outcome
        is `not-modified`. `url` stays as given; `final_url` is where redirects led. Waiting for the host's turn does
        not count against the deadline. Raises OSError when the archive cannot be written.
        """
        return await self._follow(_Ask(url, purpose, via, etag, last_modified, body_sha256))

    @asynccontextmanager
    async def opened(self, url: str, headers: dict[str, str]) -> AsyncIterator[aiohttp.ClientResponse]:
        """An answer whose body the caller reads, its host's turn held meanwhile; nothing is archived.

        Raises StreamRefused where it may not be asked, and what aiohttp raises. `timeout` is for each wait.
        """
        assert self._session is not None, "a Client is used inside `async with`"
        place = self._place(url)
        rules, refusal = _NO_RULES, self._check(url, place, set())
        if refusal is None:
            rules = await self.robots.rules(url)
            refusal = rules.refuses(url)
        if refusal is not None:
            raise StreamRefused(f"{printable(url)}: {refusal.reason}")
        async with self._manners.turn(place.host, max(rules.delay, place.delay)) as may:
            if not may:
                raise StreamRefused(f"{place.host}: the host rests")
            waits = aiohttp.ClientTimeout(
                total=None, sock_connect=self._settings.timeout, sock_read=self._settings.timeout
            )
            async with self._session.get(url, headers=headers, allow_redirects=False, timeout=waits) as response:
                self._note(place.host, _Answer().head(response), self._clock())
                yield response

    def resting(self, url: str) -> tuple[float, str]:
        """Seconds for which a URL's host is still to be left alone, and why; 0 when it may be asked."""
        return self._manners.resting(_host(url))

    async def _follow(self, ask: _Ask) -> Page:
        url, seen, elapsed = _address("", ask.url), set[str](), 0.0
        page: Page | None = None
        moved_to: str | None = None
        for_good = True
        while True:
            place = self._place(url)
            rules, refusal = _NO_RULES, self._check(url, place, seen)
            if refusal is None and ask.purpose != "robots":
                rules = await self.robots.rules(url)
                refusal = rules.refuses(url)
            if refusal is not None:
                return ask.refused(refusal, url, self._clock(), page)
            seen.add(url)
            async with self._manners.turn(place.host, max(rules.delay, place.delay)) as may:
                at, started = self._clock(), time.monotonic()
                if may:
                    answer = await self._exchange(url, ask.headers(), self._settings.timeout - elapsed)
                    elapsed += time.monotonic() - started
                    self._note(place.host, answer, at)
            if not may:
                return ask.refused(self._rest(place.host) or Refusal("throttled", "the host rests"), url, at, page)
            if len(answer.body) <= _SMALL:
                page = self._settle(ask, url, answer, at, elapsed)
            else:  # off the event loop: compressing a record takes longer than asking for it
                page = await asyncio.to_thread(self._settle, ask, url, answer, at, elapsed)
            page = replace(page, moved_to=moved_to) if moved_to else page
            if answer.status not in REDIRECTS:
                return page
            target = answer.first.get("location")
            if not target:
                return ask.refused(Refusal("redirects", "no Location"), "nowhere", at, page)
            for_good = for_good and answer.status in PERMANENT
            url = _address(url, target)
            moved_to = url if for_good else moved_to

    def _note(self, host: str, answer: _Answer, at: datetime) -> None:
        """Tell manners how a request ended, while its turn is held: so every process learns it before the next."""
        silent = answer.status is None and answer.broke_off is not None and answer.broke_off[0] in _SILENT
        self._manners.ended(host, answered=not silent, refused=answer.status in (401, 403))
        if answer.status in (429, 503):
            seconds = retry_after(answer.first.get("retry-after"), at)
            if seconds is not None or answer.status == 429:
                self._manners.rest(host, REST if seconds is None else seconds)

    def _rest(self, host: str) -> Refusal | None:
        seconds, why = self._manners.resting(host)
        rest = math.ceil(seconds)
        return Refusal("throttled", f"{why}: left alone for {rest} s still", rest) if rest else None

    def _place(self, url: str) -> _Place:
        """What is known of a URL by its scheme, host and port; looked at once a run for all that share them."""
        try:
            if problem := check_form(url):
                return _Place(_host(url), Refusal("bad-url", problem), 0.0)
            name = urls.place(url)
            place = self._places.get(name)
            if place is None:
                host, loopback = _host(url), self._settings.loopback
                refusal = None
                if problem := check_place(urlsplit(url), loopback):
                    refusal = Refusal("bad-url", problem)
                elif problem := check_host(host, loopback):
                    refusal = Refusal("bad-address", problem)
                place = _Place(host, refusal, max(SLOWER.get(host, 0.0), self._delays(host)))
                self._places[name] = place
            return place
        except ValueError as error:
            return _Place("", Refusal("bad-url", str(error)), 0.0)

    def _check(self, url: str, place: _Place, seen: set[str]) -> Refusal | None:
        """Why this URL may not be asked next, before any question to its host."""
        if refusal := place.refusal or self._rest(place.host):
            return refusal
        if url in seen:
            return Refusal("redirects", "a loop")
        if len(seen) > MAX_REDIRECTS:
            return Refusal("redirects", f"more than {MAX_REDIRECTS} redirects")
        return None

    async def _exchange(self, url: str, headers: dict[str, str], seconds: float) -> _Answer:
        """One request and its answer, within `seconds` from dialling to the last byte. Never raises."""
        assert self._session is not None, "a Client is used inside `async with`"
        answer, room = _Answer(), self._settings.max_body
        try:
            async with (
                asyncio.timeout(seconds),
                self._session.get(url, headers=headers, allow_redirects=False) as response,
            ):
                answer.head(response)
                if response.content.at_eof():  # a 304, mostly
                    return answer
                async for chunk in response.content.iter_chunked(_CHUNK):
                    answer.body += chunk
                    if len(answer.body) > room:
                        del answer.body[room:]
                        answer.broke_off = ("too-large", f"more than {room} bytes")
                        response.close()
                        break
        except Exception as error:
            answer.broke_off = of_error(error)
        return answer

    def _settle(self, ask: _Ask, url: str, answer: _Answer, at: datetime, elapsed: float) -> Page:
        """The page an answer makes, archived before its body is read."""
        asked_for = printable(ask.url)
        ms = round(elapsed * 1000)
        if answer.status is None:
            outcome, why = answer.broke_off or ("error", "no answer")
            why = why if url == asked_for else f"{url[:300]}: {why}"
            fetch = Fetch(asked_for, ask.purpose, at, outcome, ask.via, reason=why, elapsed_ms=ms)
            return Page(fetch, None, answer.headers)
        wait = retry_after(answer.first.get("retry-after"), at)
        outcome, reason = of_status(answer.status, wait)
        if outcome == "ok" and answer.broke_off:
            outcome, reason = answer.broke_off
        if outcome == "not-modified" and not ask.headers():
            outcome, reason = "error", "status 304, though nothing was said about an earlier answer"
        fetch = Fetch(
            url=asked_for,
            purpose=ask.purpose,
            fetched_at=at,
            outcome=outcome,
            via=ask.via,
            final_url=url,
            status=answer.status,
            reason=reason,
            content_type=answer.first.get("content-type"),
            n_bytes=len(answer.body),
            etag=answer.first.get("etag"),
            last_modified=answer.first.get("last-modified"),
            retry_after_s=wait,
            elapsed_ms=ms,
        )
        raw = bytes(answer.body)
        # A 304 has nothing to keep: what it says stands in the log of requests.
        if self._archive is not None and outcome != "not-modified":
            fetch = self._archive.write(fetch, answer.headers, answer.status_line, raw)
        if outcome != "ok":
            return Page(fetch, None, answer.headers)
        try:
            body = decode(raw, answer.first.get("content-encoding"), self._settings.max_body)
        except DecodeError as error:
            return Page(replace(fetch, outcome=error.outcome, reason=error.reason), None, answer.headers)
        digest = hashlib.sha256(body).hexdigest()
        fetch = replace(fetch, body_sha256=digest)
        if digest == ask.body_sha256:
            unchanged = replace(fetch, outcome="not-modified", reason="the same bytes as before")
            return Page(unchanged, None, answer.headers)
        return Page(fetch, body, answer.headers)
