"""One source against a server that fails in parts: what was had is kept, and nothing counts as done that was not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from config.outlets import Outlet, Outlets
from config.settings import Settings
from flows import pipeline
from flows.report import RunReport
from tests.flows.serving import listening, site_outlet
from warehouse.query import connect

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
PARAGRAPHS = [
    f"Paragraph {n} of the account says that both sides met, spoke about trade and transport, and agreed to go on."
    for n in range(8)
]


class Site:
    """A site with a sitemap index of two leaves, an article in two pages, and parts that can be broken."""

    def __init__(self) -> None:
        self.port = 0
        self.broken: dict[str, int] = {}
        """Paths that answer with a status and nothing else."""
        self.asked: list[str] = []

    async def answer(self, request: web.Request) -> web.Response:
        path = request.path
        self.asked.append(path)
        if path in self.broken:
            return web.Response(status=self.broken[path])
        pages = {
            "/sitemap.xml": self.index(["/leaf1.xml", "/leaf2.xml"]),
            "/leaf1.xml": self.leaf(["/a/1.html"]),
            "/leaf2.xml": self.leaf(["/a/2.html"]),
            "/a/1.html": self.article("First", PARAGRAPHS[:3], more="1_2.html"),
            "/a/1_2.html": self.article("First", PARAGRAPHS[3:6]),
            "/a/2.html": self.article("Second", PARAGRAPHS[5:]),
        }
        if path not in pages:
            return web.Response(status=404)
        if request.headers.get("If-None-Match") == f'"{path}"':
            return web.Response(status=304)
        kind = "application/xml" if path.endswith(".xml") else "text/html"
        return web.Response(text=pages[path], content_type=kind, headers={"ETag": f'"{path}"'})

    @staticmethod
    def index(leaves: list[str]) -> str:
        inner = "".join(f"<sitemap><loc>http://site.localhost{leaf}</loc></sitemap>" for leaf in leaves)
        return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</sitemapindex>'

    @staticmethod
    def leaf(urls: list[str]) -> str:
        inner = "".join(f"<url><loc>http://site.localhost{url}</loc></url>" for url in urls)
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</urlset>'

    @staticmethod
    def article(title: str, paragraphs: list[str], more: str | None = None) -> str:
        body = "".join(f"<p>{text}</p>" for text in paragraphs)
        link = f'<a class="next" href="{more}">Next</a>' if more else ""
        head = f"<title>{title}</title><meta name=publishdate content=2026-03-05>"
        return f"<html lang=en><head>{head}</head><body><h1>{title}</h1><div id=text>{body}</div>{link}</body></html>"


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    async with listening(site.answer) as site.port:
        yield site


OUTLET = site_outlet(
    {"id": "map", "kind": "sitemap", "url": "http://site.localhost/sitemap.xml"},
    pages=[{"body": "#text", "next_page": "a.next"}],
)


async def poll(site: Site, data: Path, hours: float = 0, outlets: Outlets | None = None) -> RunReport:
    at = NOW + timedelta(hours=hours)
    settings = Settings(_env_file=None, data=data, loopback={"*.localhost": site.port}, host_delay=0, now=at)
    return await pipeline.poll(settings, outlets=outlets or Outlets([OUTLET]))


def titles(data: Path) -> dict[str, int]:
    with connect(data) as con:
        return dict(con.execute("select title, n_words from documents").fetchall())


async def test_a_folder_that_cannot_be_written_ends_a_poll_with_one_error(
    site: Site, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It is no bug of a source, which is logged with its traceback, and it is so for all of them."""
    file = tmp_path / "file"
    file.write_text("")
    others = [OUTLET.model_copy(update={"id": f"site{n}"}) for n in range(3)]
    with pytest.raises(NotADirectoryError):
        await poll(site, file / "data", outlets=Outlets([OUTLET, *others]))
    assert (caplog.records, site.asked) == ([], [])


async def test_a_leaf_that_fails_is_asked_again_though_its_index_is_unchanged(site: Site, tmp_path: Path) -> None:
    site.broken = {"/leaf2.xml": 503}
    first = await poll(site, tmp_path)
    assert first.sources == {"failing": 1}
    assert "leaf2.xml" in next(iter(first.reasons))
    assert set(titles(tmp_path)) == {"First"}

    site.broken = {}
    second = await poll(site, tmp_path, hours=2)
    assert second.sources == {"ok": 1}
    assert set(titles(tmp_path)) == {"First", "Second"}


async def test_leaves_are_read_at_every_poll(site: Site, tmp_path: Path) -> None:
    await poll(site, tmp_path)
    site.asked.clear()
    await poll(site, tmp_path, hours=2)
    assert {"/sitemap.xml", "/leaf1.xml", "/leaf2.xml"} <= set(site.asked)


async def test_a_missing_part_is_no_half_article(site: Site, tmp_path: Path) -> None:
    site.broken = {"/a/1_2.html": 503}
    first = await poll(site, tmp_path)
    assert first.pages == {"article": 1, "connection": 1}
    assert set(titles(tmp_path)) == {"Second"}

    site.broken = {}
    await poll(site, tmp_path, hours=2)
    words = sum(len(text.split()) for text in PARAGRAPHS[:6])
    assert titles(tmp_path)["First"] == words


async def test_a_page_that_is_always_refused_is_given_up_at_last_and_one_whose_server_fails_never(
    site: Site, tmp_path: Path
) -> None:
    site.broken = {"/a/1.html": 402, "/a/2.html": 503}
    for n in range(11):  # one more than what is refused is asked for
        await poll(site, tmp_path, hours=30 * 1.5**n)
    assert (site.asked.count("/a/1.html"), site.asked.count("/a/2.html")) == (10, 11)
    with connect(tmp_path) as con:
        failures = con.execute("select max(failures) from store.page_state where url like '%/a/1.html'").fetchone()
    assert failures == (10,)
    site.broken = {}
    await poll(site, tmp_path, hours=30 * 1.5**11)
    assert set(titles(tmp_path)) == {"Second"}


async def test_pages_of_a_host_at_rest_are_left_for_later_and_not_counted_as_failed(site: Site, tmp_path: Path) -> None:
    site.broken = {"/a/1.html": 429}
    first = await poll(site, tmp_path)
    assert first.pages == {"throttled": 1, "postponed": 1}
    assert "left alone" in " ".join(first.reasons) or "asked to be left alone" in " ".join(first.reasons)
    with connect(tmp_path) as con:
        assert con.execute("select count(*) from store.page_state").fetchone() == (1,)
    site.broken = {}
    await poll(site, tmp_path, hours=2)
    assert set(titles(tmp_path)) == {"First", "Second"}


async def test_sources_with_nothing_new_are_staged_together(site: Site, tmp_path: Path) -> None:
    sources = [
        {"id": f"s{n}", "kind": "sitemap", "url": f"http://h{n}.localhost/leaf1.xml", "url_pattern": "nothing"}
        for n in range(5)
    ]
    outlets = Outlets([Outlet.model_validate(OUTLET.model_dump(mode="json") | {"sources": sources})])
    for hours in (0, 3):
        report = await poll(site, tmp_path, hours, outlets)
        assert report.batches == 1
    assert report.sources == {"empty": 5}
    with connect(tmp_path) as con:
        assert con.execute("select count(*) from store.source_state").fetchone() == (5,)
        n_robots = con.execute("select count(*) from fetches where purpose = 'robots'").fetchone()
    assert n_robots == (5,)
    assert site.asked.count("/robots.txt") == 5


async def test_robots_txt_is_asked_for_once_a_day(site: Site, tmp_path: Path) -> None:
    for hours in (0, 12, 23, 25):
        await poll(site, tmp_path, hours)
    assert site.asked.count("/robots.txt") == 2


async def test_pages_that_a_source_lists_keep_no_other_source_of_its_host_waiting(site: Site, tmp_path: Path) -> None:
    asked_next = asyncio.Event()

    async def answer(request: web.Request) -> web.Response:
        if request.path == "/leaf2.xml":
            asked_next.set()
        if request.path == "/a/1.html":
            async with asyncio.timeout(50):  # far beyond what a request takes: it ends as a failure
                await asked_next.wait()
        return await site.answer(request)

    sources = [
        {"id": name, "kind": "sitemap", "url": f"http://lists.localhost/{name}.xml", "url_pattern": pattern}
        for name, pattern in (("leaf1", "/a/1.html"), ("leaf2", "nothing"))
    ]
    outlets = Outlets([Outlet.model_validate(OUTLET.model_dump(mode="json") | {"sources": sources})])
    async with listening(answer) as site.port:
        report = await poll(site, tmp_path, outlets=outlets)
    assert report.sources.total() == 2
    assert report.pages == {"article": 1}


def test_what_is_known_is_looked_up_when_it_is_needed_and_for_some_hosts_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Ctx:
        def __init__(self) -> None:
            self.asked: list[list[str]] = []

        def learn(self, ids: list[str]) -> None:
            self.asked.append(ids)

    monkeypatch.setattr(pipeline, "KNOWN_AT_ONCE", 3)
    urls = [f"http://h{host}.localhost/{n}.xml" for n in range(2) for host in range(5)]
    sources = [{"id": f"s{n}", "kind": "sitemap", "url": url} for n, url in enumerate(urls)]
    outlet = Outlet.model_validate(OUTLET.model_dump(mode="json") | {"sources": sources})
    hosts = pipeline.by_host([(outlet, source) for source in outlet.sources])
    ctx = Ctx()
    found = []
    for n, jobs in enumerate(pipeline.learned(ctx, hosts)):  # type: ignore[arg-type]
        assert len(ctx.asked) == 1 + n // 2
        found.append([source.id for _, source in jobs])
    assert found == [["s0", "s5"], ["s1", "s6"], ["s2", "s7"], ["s3", "s8"], ["s4", "s9"]]
    assert [len(ids) for ids in ctx.asked] == [4, 4, 2]
    assert ctx.asked[0] == ["site/s0", "site/s5", "site/s1", "site/s6"]
    assert list(pipeline.learned(ctx, [])) == []  # type: ignore[arg-type]
