"""Addresses in the pipeline: a feed that lists twins, redirects and a moved host gives each article one document."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from config.outlets import Outlets
from config.settings import Settings
from flows import pipeline
from flows.report import RunReport
from tests.flows.serving import listening, site_outlet
from warehouse.checks import run_checks
from warehouse.query import connect

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
SITE = "http://www.site.localhost"
FIRST, SECOND, THIRD = "/world/1000001.html", "/world/1000002.html", "/world/1000003.html"


class Site:
    """Every host of one outlet, with a feed whose links can be changed."""

    def __init__(self) -> None:
        self.port = 0
        self.links: list[str] = []
        self.asked: list[str] = []

    async def answer(self, request: web.Request) -> web.Response:
        host, path = request.host.partition(":")[0], request.path
        self.asked.append(f"{host}{request.path_qs}")
        if path == "/rss.xml":
            items = "".join(f"<item><title>Item</title><link>{link}</link></item>" for link in self.links)
            return web.Response(text=f"<rss><channel>{items}</channel></rss>", content_type="application/xml")
        if path.startswith("/go/"):
            raise web.HTTPFound(f"{SITE}{path.removeprefix('/go')}")
        number = next((number for number in ("1000001", "1000002", "1000003") if number in path), None)
        if number is None:
            return web.Response(status=404)
        lines = [f"Paragraph {n} of article {number} says what both sides agreed on trade." for n in range(6)]
        if host.startswith("m."):
            # A line of its own: read now here and now there, it would look like an edit.
            lines.append("A line that only the mobile page prints, long enough to be a paragraph of it.")
        body = "".join(f"<p>{line}</p>" for line in lines)
        head = f"<html lang=en><title>Article {number}</title><body><h1>Article {number}</h1>"
        return web.Response(text=f"{head}<div id=text>{body}</div>", content_type="text/html")


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    async with listening(site.answer) as site.port:
        yield site


OUTLET = site_outlet(
    {"id": "feed", "kind": "feed", "url": f"{SITE}/rss.xml"},
    moved={"old.site.localhost": "www.site.localhost"},
    pages=[{"body": "#text"}],
)


async def poll(site: Site, data: Path, hours: float = 0) -> RunReport:
    at = NOW + timedelta(hours=hours)
    settings = Settings(_env_file=None, data=data, loopback={"*.localhost": site.port}, host_delay=0, now=at)
    return await pipeline.poll(settings, outlets=Outlets([OUTLET]))


async def test_each_article_is_one_document_whatever_its_address(site: Site, tmp_path: Path) -> None:
    site.links = [
        f"{SITE}{FIRST}",
        f"http://m.site.localhost{FIRST}",
        f"{SITE}/amp{SECOND}",
        f"http://old.site.localhost{SECOND}",
        f"{SITE}/go{THIRD}",
        f"{SITE}{THIRD}",
    ]
    report = await poll(site, tmp_path)
    assert report.new_documents == 3
    with connect(tmp_path) as con:
        documents = con.execute("select canonical_url, host, n_versions from documents order by all").fetchall()
        aliases = con.execute(
            "select from_url, to_url, kind, document_id is not null from url_aliases order by all"
        ).fetchall()
        broken = {name for name, n in run_checks(con) if n}
    site_url = "https://www.site.localhost"
    assert documents == [(f"{site_url}{path}", "www.site.localhost", 1) for path in (FIRST, SECOND, THIRD)]
    assert (f"{site_url}/go{THIRD}", f"{site_url}{THIRD}", "redirect", True) in aliases
    assert (f"{site_url}/amp{SECOND}", f"{site_url}{SECOND}", "amp", True) in aliases
    assert broken == set()


async def test_a_page_is_asked_again_where_it_was_read(site: Site, tmp_path: Path) -> None:
    site.links = [f"{SITE}{FIRST}"]
    await poll(site, tmp_path)
    site.links = [f"http://m.site.localhost{FIRST}"]
    site.asked.clear()
    again = await poll(site, tmp_path, hours=6)
    assert again.new_documents == 0
    assert again.pages.total() == 1
    assert f"www.site.localhost{FIRST}" in site.asked
    with connect(tmp_path) as con:
        assert con.execute("select count(*) from edits").fetchall() == [(0,)]
        assert con.execute("select count(*) from document_versions").fetchall() == [(1,)]
