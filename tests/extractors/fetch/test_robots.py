"""robots.txt: asked once, kept to, and a doubt is a no."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.fetch.hosts import Hosts
from extractors.fetch.robots import Kept, Robots, Rules, read_rules
from extractors.records import Fetch, Outcome, Page
from press.faults import FaultServer as Server
from press.faults import answer
from tests.effort import within
from tests.extractors.fetch.conftest import NOW

URL = "http://a.localhost/page"


def answered(body: bytes | None, outcome: Outcome = "ok", status: int = 200) -> Page:
    return Page(Fetch("http://a.localhost/robots.txt", "robots", NOW, outcome, status=status, reason="why"), body)


@pytest.mark.parametrize(
    ("body", "path", "allowed"),
    [
        (b"User-agent: *\nDisallow: /page", "/page", False),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /page", "/page", False),
        (b"User-agent: *\nDisallow: /*.do*", "/x.do?id=1", False),
        (b"User-agent: *\nDisallow: /*.do*", "/page", True),
        (b"User-agent: *\nDisallow: /\nAllow: /page", "/page", True),
        (b"User-agent: Googlebot\nDisallow: /", "/page", True),
        (b"User-agent: readouts\nDisallow: /\n\nUser-agent: *\nDisallow:", "/page", False),
        (b"User-agent: *\nDisallow: /\n\nUser-agent: Readouts\nAllow: /", "/page", True),
        (b"", "/page", True),
        (b"<!DOCTYPE html><title>Not found</title>", "/page", True),
        (b"\xff\xfe\x00\x01 nonsense", "/page", True),
    ],
)
def test_rules(body: bytes, path: str, allowed: bool) -> None:
    assert (read_rules(answered(body)).refuses(f"http://a.localhost{path}") is None) == allowed


@pytest.mark.parametrize(
    ("outcome", "status", "refused"),
    [
        ("gone", 404, None),
        ("gone", 410, None),
        ("client-error", 400, None),
        ("refused", 401, "robots"),
        ("refused", 403, "robots"),
        ("throttled", 429, "robots"),
        ("server-error", 500, "robots"),
        ("timeout", None, "robots"),
        ("dns", None, "robots"),
        ("tls", None, "robots"),
        ("connection", None, "robots"),
        ("redirects", 302, "robots"),
        ("too-large", 200, "robots"),
        ("bomb", 200, "robots"),
        ("bad-address", None, "bad-address"),
    ],
)
def test_what_no_answer_means(outcome: Outcome, status: int, refused: Outcome | None) -> None:
    refusal = read_rules(answered(None, outcome, status)).refuses(URL)
    assert (refusal.outcome if refusal else None) == refused
    if outcome in ("timeout", "server-error", "dns", "throttled"):
        assert "temporary" in (refusal.reason if refusal else "")


@pytest.mark.parametrize(
    ("line", "delay"),
    [("Crawl-delay: 120", 120), ("Crawl-delay: 0.5", 0.5), ("Crawl-delay: -3", 0), ("Crawl-delay: x", 0)],
)
def test_crawl_delay(line: str, delay: float) -> None:
    assert read_rules(answered(f"User-agent: *\n{line}".encode())).delay == delay


def test_a_host_that_wants_hours_between_requests_is_left_alone() -> None:
    rules = read_rules(answered(b"User-agent: *\nCrawl-delay: 1e9"))
    assert "between requests" in (rules.refuses(URL) or answered).reason  # type: ignore[union-attr]


@settings(max_examples=50)
@given(
    st.one_of(st.binary(), st.text().map(lambda text: f"User-agent: *\n{text}".encode("utf-8", "replace"))), st.text()
)
def test_no_robots_txt_breaks_it(body: bytes, path: str) -> None:
    read_rules(answered(body)).refuses(f"http://a.localhost/{path}")


def test_a_robots_txt_made_to_be_slow_is_refused() -> None:
    body = b"".join(b"User-agent: a%d\n" % n for n in range(15_000)) + b"Disallow: /x\n" * 15_000
    assert within(2, lambda: read_rules(answered(body))).closed is not None


async def test_it_is_asked_once_for_all_pages_and_kept_to(client: Any, server: Server) -> None:
    server.on("/robots.txt", answer(b"User-agent: *\nDisallow: /secret"))
    server.on("/page", answer(b"<p>page"))
    server.on("/secret", answer(b"<p>secret"))
    async with client() as opened:
        pages = await asyncio.gather(
            *(opened.fetch(f"http://a.localhost/{path}", "page") for path in ("page", "secret"))
        )
        part = await opened.fetch("http://a.localhost/secret?2", "part")
        source = await opened.fetch("http://a.localhost/secret.xml", "source")
        other = await opened.fetch("http://b.localhost/page", "page")
        with opened.robots.told() as robots:
            assert len(robots) == 2
        with opened.robots.told() as again:
            assert again == []
    assert [page.fetch.outcome for page in (*pages, part, source, other)] == ["ok", "robots", "robots", "robots", "ok"]
    assert [request.headers["host"] for request in server.asked("/robots.txt")] == ["a.localhost", "b.localhost"]
    assert server.asked("/secret") == []
    assert [(fetch.purpose, fetch.outcome) for fetch in robots] == [("robots", "ok")] * 2


async def test_it_is_asked_before_the_target_of_a_redirect_too(client: Any, server: Server) -> None:
    server.on("/robots.txt", answer(b"User-agent: *\nDisallow: /secret"))
    server.on("/page", answer(b"", "Location: /secret", status="302 Found"))
    async with client() as opened:
        page = await opened.fetch(URL, "page")
    assert (page.fetch.outcome, page.fetch.status) == ("robots", 302)
    assert server.asked("/secret") == []


async def test_when_it_cannot_be_read_nothing_is(client: Any, server: Server) -> None:
    server.on("/robots.txt", answer(b"", "Retry-After: 60", status="503 Later"))
    async with client() as opened:
        page = await opened.fetch(URL, "page")
    assert (page.fetch.outcome, page.fetch.retry_after_s, page.fetch.status) == ("robots", 60, None)
    assert "temporary" in (page.fetch.reason or "")
    assert server.asked("/page") == []


async def test_requests_to_a_host_are_apart_and_one_at_a_time(client: Any, server: Server, starts: list[float]) -> None:
    server.on("/page", answer(b"<p>page"))
    async with client(host_delay=0.1) as opened:
        await asyncio.gather(*(opened.fetch(URL, "page") for _ in range(3)))
    assert len(server.requests) == len(starts) == 4
    assert min(later - before for before, later in pairwise(starts)) > 0.099
    assert server.open_most == 1


# ------------------------------------------------------------------------------------ kept between runs


class Killed(Exception):
    """The end of a run before what it did was on disk."""


class Asked:
    """A run after another: what each is answered, and how often it asks."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.n = folder, 0
        self.told: list[Fetch] = []
        self.killed = False

    async def rules(self, page: Page, hours: float, url: str = URL) -> Rules:
        at = NOW + timedelta(hours=hours)

        async def fetch(_: str) -> Page:
            self.n += 1
            return replace(page, fetch=replace(page.fetch, fetched_at=at))

        robots = Robots(fetch, kept=Kept(Hosts(self.folder)), clock=lambda: at)
        rules = await robots.rules(url)
        with suppress(Killed), robots.told() as told:
            self.told += told
            if self.killed:
                raise Killed
        return rules


CLOSED, OPEN = answered(b"User-agent: *\nDisallow: /page\nCrawl-delay: 7"), answered(b"")


async def test_an_answer_is_kept_for_a_day(tmp_path: Path) -> None:
    asked = Asked(tmp_path)
    for hours in (0, 1, 23.9):
        rules = await asked.rules(CLOSED if not hours else OPEN, hours)
        assert (rules.refuses(URL) is not None, rules.delay) == (True, 7)
    assert asked.n == 1
    assert (await asked.rules(OPEN, 24.1)).refuses(URL) is None
    assert asked.n == 2


async def test_an_answer_that_no_log_tells_of_is_not_kept(tmp_path: Path) -> None:
    asked = Asked(tmp_path)
    asked.killed = True
    await asked.rules(CLOSED, 0)
    assert list(tmp_path.iterdir()) == []
    asked.killed = False
    await asked.rules(CLOSED, 1)
    await asked.rules(CLOSED, 2)
    assert asked.n == 2
    assert [fetch.fetched_at for fetch in asked.told] == [NOW, NOW + timedelta(hours=1)]


async def test_what_could_not_be_told_is_told_by_the_next_batch(tmp_path: Path) -> None:
    async def fetch(_: str) -> Page:
        return OPEN

    robots = Robots(fetch, kept=Kept(Hosts(tmp_path)), clock=lambda: NOW)
    await robots.rules(URL)
    with pytest.raises(OSError, match="full"), robots.told():
        raise OSError("the disk is full")
    assert list(tmp_path.iterdir()) == []
    with robots.told() as told:
        assert told == [OPEN.fetch]
    assert len(list(tmp_path.iterdir())) == 1
    with robots.told() as told:
        assert told == []


async def test_that_there_is_none_is_kept_too_and_a_refusal_for_less_long(tmp_path: Path) -> None:
    asked = Asked(tmp_path)
    assert (await asked.rules(answered(None, "gone", 404), 0)).refuses(URL) is None
    assert (await asked.rules(CLOSED, 20)).refuses(URL) is None
    other = "http://b.localhost/page"
    assert (await asked.rules(answered(None, "refused", 403), 0, other)).refuses(other) is not None
    assert (await asked.rules(OPEN, 5, other)).refuses(other) is not None
    assert (await asked.rules(OPEN, 7, other)).refuses(other) is None


async def test_an_old_answer_holds_while_a_new_one_cannot_be_had(tmp_path: Path) -> None:
    asked, down = Asked(tmp_path), answered(None, "timeout", 0)
    await asked.rules(CLOSED, 0)
    rules = await asked.rules(down, 48)
    assert not rules.temporary
    assert rules.refuses(URL) is not None
    assert rules.refuses("http://a.localhost/other") is None
    assert (await asked.rules(down, 31 * 24)).temporary


async def test_a_failure_is_not_kept(tmp_path: Path) -> None:
    asked = Asked(tmp_path)
    assert (await asked.rules(answered(None, "server-error", 500), 0)).temporary
    assert (await asked.rules(OPEN, 0.1)).refuses(URL) is None


async def test_schemes_and_ports_have_their_own(tmp_path: Path) -> None:
    asked = Asked(tmp_path)
    await asked.rules(CLOSED, 0)
    for url in ("https://a.localhost/page", "http://a.localhost:8000/page"):
        assert (await asked.rules(OPEN, 0, url)).refuses(url) is None
    assert (await asked.rules(OPEN, 0)).refuses(URL) is not None


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"url": "http://a.localhost/robots.txt"}', "\xff"])
async def test_a_file_that_cannot_be_read_is_asked_for_anew(tmp_path: Path, text: str) -> None:
    asked = Asked(tmp_path)
    await asked.rules(CLOSED, 0)
    (kept,) = tmp_path.glob("*.robots")
    kept.write_text(text, encoding="latin-1")
    assert (await asked.rules(OPEN, 1)).refuses(URL) is None
