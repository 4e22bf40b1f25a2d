"""A feed whose items hold whole texts: read from it, kept as pages are, and nothing of them is asked twice."""

from __future__ import annotations

import html
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from config.outlets import Outlets
from config.settings import Settings
from flows import check, pipeline, rereading
from flows.report import RunReport
from tests.flows.serving import listening, site_outlet
from warehouse.query import connect

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
OUTLET = site_outlet(
    {"id": "feed", "kind": "feed", "url": "http://site.localhost/feed.xml", "read": "items", "use": "both"}
)

WORDINGS = (
    "select version_id, document_id, text from store.version_text join store.version using (version_id) order by 1"
)


def text(n: int, word: str = "trade") -> str:
    return "".join(
        f"<p>Paragraph {k} of account {n} says that both sides met, spoke about {word}, and agreed to go on.</p>"
        for k in range(6)
    )


class Feed:
    """A feed of items, by number; what has no text in it has a page."""

    def __init__(self) -> None:
        self.port = 0
        self.items: dict[int, str] = {1: text(1), 2: text(2), 3: ""}
        self.asked: list[str] = []

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        if request.path == "/feed.xml":
            return web.Response(text=self.body(), content_type="application/rss+xml")
        if request.path.startswith("/a/"):
            page = (
                f"<html lang=en><title>Account</title><body><article><h1>Account</h1>{text(9)}</article></body></html>"
            )
            return web.Response(text=page, content_type="text/html")
        return web.Response(status=404)

    def body(self) -> str:
        items = "".join(
            f"<item><title>Account {n}</title><link>http://site.localhost/a/{n}</link>"
            f"<pubDate>Fri, 06 Mar 2026 08:00:00 GMT</pubDate>"
            f"<content:encoded>{html.escape(its)}</content:encoded></item>"
            for n, its in self.items.items()
        )
        return f'<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{items}</channel></rss>'


@pytest.fixture
async def feed() -> AsyncIterator[Feed]:
    feed = Feed()
    async with listening(feed.answer) as feed.port:
        yield feed


def settings(feed: Feed, data: Path, hours: float = 0) -> Settings:
    at = NOW + timedelta(hours=hours)
    return Settings(_env_file=None, data=data, loopback={"*.localhost": feed.port}, host_delay=0, now=at)


async def poll(feed: Feed, data: Path, hours: float = 0) -> RunReport:
    feed.asked.clear()
    return await pipeline.poll(settings(feed, data, hours), outlets=Outlets([OUTLET]))


def rows(data: Path, query: str) -> list[Any]:
    with connect(data) as con:
        return con.execute(query).fetchall()


async def test_texts_come_from_the_feed_and_only_what_it_lacks_is_asked_for(feed: Feed, tmp_path: Path) -> None:
    report = await poll(feed, tmp_path)
    assert feed.asked == ["/robots.txt", "/feed.xml", "/a/3"]
    assert report.pages == {"article": 3}
    assert rows(tmp_path, "select title, via, published_on from documents order by url") == [
        ("Account 1", "feed", date(2026, 3, 6)), ("Account 2", "feed", date(2026, 3, 6)),
        ("Account", "feed", date(2026, 3, 6)),
    ]  # fmt: skip


async def test_an_edit_of_an_item_is_a_wording_and_the_same_again_is_none(feed: Feed, tmp_path: Path) -> None:
    await poll(feed, tmp_path)
    feed.items[1] = text(1, "transport")
    report = await poll(feed, tmp_path, 4)
    assert feed.asked == ["/feed.xml", "/a/3"]
    assert report.pages == {"article": 1, "unchanged": 2}
    assert rows(tmp_path, "select url, n_versions from documents order by url") == [
        ("http://site.localhost/a/1", 2), ("http://site.localhost/a/2", 1), ("http://site.localhost/a/3", 1),
    ]  # fmt: skip


async def test_an_item_that_is_listed_no_more_is_not_asked_for(feed: Feed, tmp_path: Path) -> None:
    """Its page has other words around the same text: it would seem to have been edited."""
    await poll(feed, tmp_path)
    feed.items = {4: text(4)}
    await poll(feed, tmp_path, 5)
    assert feed.asked == ["/feed.xml", "/a/3"], "that one has a page"
    assert rows(tmp_path, "select count(*), sum(n_versions) from documents") == [(4, 4)]


async def test_an_item_is_in_the_archive_as_a_page_and_reads_the_same_again(feed: Feed, tmp_path: Path) -> None:
    await poll(feed, tmp_path)
    before = rows(tmp_path, WORDINGS)
    report, changes = rereading.reprocess(
        settings(feed, tmp_path, 1), outlets=Outlets([OUTLET]), again=True, apply=True
    )
    assert report.pages == {"article": 3}
    assert (changes.read, changes.changed, changes.errors) == (3, 0, {})
    assert rows(tmp_path, WORDINGS) == before


async def test_a_backfill_takes_items_too(feed: Feed, tmp_path: Path) -> None:
    report = await pipeline.backfill(
        settings(feed, tmp_path), ["site"], since=date(2026, 3, 6), outlets=Outlets([OUTLET])
    )
    assert feed.asked == ["/robots.txt", "/feed.xml", "/a/3"]
    assert report.pages == {"article": 3}


async def test_a_check_says_what_is_asked_for(feed: Feed, tmp_path: Path) -> None:
    (found,) = await check.check_outlet(settings(feed, tmp_path), Outlets([OUTLET]), OUTLET)
    assert feed.asked == ["/robots.txt", "/feed.xml"]
    assert (found.fine, found.would_fetch) == (True, 1)
    assert found.remarks == ["1 item holds no text: its page is asked for"]
