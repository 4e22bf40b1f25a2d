"""Lists of days, lists that a page names, and the pages of an index, against a small server."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from config.outlets import Outlet, Outlets
from config.settings import Settings
from extractors.records import RunKind
from flows import pipeline
from flows.context import Window
from flows.report import RunReport
from tests.flows.serving import listening

NOW = datetime(2026, 3, 6, 2, tzinfo=UTC)
NAME = "0123456789abcdef0123456789abcdef"
SOURCES: dict[str, dict[str, Any]] = {
    "days": {"url": "http://site.localhost/day/{day:%Y/%m%d}.html", "use": "both"},
    "hub": {"url": "http://site.localhost/hub/", "newest": 3, "use": "both"}
    | {"leads_to": {"find": "datasource:([0-9a-f]{32})", "url": "ds_{found}.json"}},
    "pages": {"url": "http://site.localhost/xw/", "paging": {"url": "index_{n}.html", "first": 1}, "use": "both"},
}


class Site:
    """Articles are named by their day: `/a/20260305_3.html`; lists are what the test puts at a path."""

    def __init__(self) -> None:
        self.port = 0
        self.lists: dict[str, list[str]] = {}
        self.status: dict[str, int] = {}
        self.asked: list[str] = []

    async def answer(self, request: web.Request) -> web.Response:
        path = request.path
        self.asked.append(path)
        if path in self.status:
            return web.Response(status=self.status[path])
        if path == "/hub/":
            return web.Response(text=f"<script>list(datasource:{NAME})</script>", content_type="text/html")
        if path.startswith("/a/"):
            text = (
                f"On the day of {path} both sides met, spoke about trade, and agreed to meet again before the summer."
            )
            page = f"<html lang=en><title>Talks {path}</title><h1>Talks {path}</h1><article><p>{text * 3}</p></article>"
            return web.Response(text=page, content_type="text/html")
        if path not in self.lists:
            return web.Response(status=404)
        links = [f"/a/{name}.html" for name in self.lists[path]]
        if path.endswith(".json"):
            return web.Response(text=json.dumps([{"publishUrl": link} for link in links]))
        return web.Response(text="".join(f"<a href={link}>x</a>" for link in links), content_type="text/html")


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    async with listening(site.answer) as site.port:
        yield site


async def run(site: Site, data: Path, source: str, since: date | None = None, until: date | None = None) -> RunReport:
    """Collect one source to staged batches: a poll, or a backfill where days are given."""
    fields = {"id": source, "kind": "index", "url_pattern": r"^/a/\d{8}_\d+\.html$"} | SOURCES[source]
    outlet = Outlet.model_validate(
        {
            "id": "site",
            "name": "Site",
            "country": "CN",
            "ownership": "state",
            "languages": ["en"],
            "timezone": "Asia/Shanghai",
            "hosts": ["site.localhost"],
            "rights": "media-text",
            "status": {"state": "live"},
            "sources": [fields],
        }
    )
    settings = Settings(_env_file=None, data=data, loopback={"*.localhost": site.port}, host_delay=0, now=NOW)
    options: dict[str, Any] = {"window": Window(since, until)} if since else {"force": True}
    kind: RunKind = "backfill" if since else "poll"
    outlets = Outlets([outlet])
    site.asked.clear()
    async with pipeline.open_run(settings, outlets, pipeline.new_run(settings, kind), **options) as ctx:
        await pipeline.collect_outlets(ctx, [outlet], lambda outlet, source: True)
        return ctx.report


def read(site: Site) -> set[str]:
    """The articles that the last run asked for."""
    return {path.removeprefix("/a/").removesuffix(".html") for path in site.asked if path.startswith("/a/")}


async def test_a_poll_reads_the_lists_of_today_and_yesterday_where_the_outlet_is(site: Site, tmp_path: Path) -> None:
    site.lists = {f"/day/2026/03{day:02}.html": [f"202603{day:02}_1"] for day in (3, 4, 5, 6)}
    report = await run(site, tmp_path, "days")
    assert report.sources == {"ok": 1}
    assert read(site) == {"20260306_1", "20260305_1"}


async def test_a_day_without_a_list_is_no_failure(site: Site, tmp_path: Path) -> None:
    site.lists = {"/day/2026/0305.html": ["20260305_1"]}
    assert (await run(site, tmp_path, "days")).sources == {"ok": 1}
    site.status = {"/day/2026/0306.html": 503}
    assert (await run(site, tmp_path, "days")).sources == {"failing": 1}


async def test_a_backfill_reads_the_lists_of_its_window(site: Site, tmp_path: Path) -> None:
    site.lists = {f"/day/2026/03{day:02}.html": [f"202603{day:02}_1"] for day in (1, 2, 3, 4, 5, 6)}
    await run(site, tmp_path, "days", date(2026, 3, 2), date(2026, 3, 4))
    assert read(site) == {"20260302_1", "20260303_1", "20260304_1"}
    assert {path for path in site.asked if path.startswith("/day")} == {f"/day/2026/030{n}.html" for n in (2, 3, 4)}


async def test_a_poll_takes_the_newest_of_a_long_list_and_a_backfill_all(site: Site, tmp_path: Path) -> None:
    site.lists = {f"/hub/ds_{NAME}.json": [f"20260305_{n}" for n in range(9)]}
    report = await run(site, tmp_path, "hub")
    assert report.sources == {"ok": 1}
    assert read(site) == {"20260305_0", "20260305_1", "20260305_2"}
    await run(site, tmp_path, "hub", date(2026, 3, 1), date(2026, 3, 6))
    assert len(read(site)) == 9


async def test_a_poll_reads_the_first_page_and_a_backfill_to_where_its_window_begins(
    site: Site, tmp_path: Path
) -> None:
    days = [date(2026, 3, 6).toordinal() - n for n in range(12)]
    names = [f"{date.fromordinal(day):%Y%m%d}_1" for day in days]
    pages = ["/xw/", *(f"/xw/index_{n}.html" for n in range(1, 6))]
    site.lists = {page: names[2 * n : 2 * n + 2] for n, page in enumerate(pages)}
    await run(site, tmp_path, "pages")
    assert read(site) == set(names[:2])
    report = await run(site, tmp_path, "pages", date(2026, 3, 2), date(2026, 3, 6))
    assert report.pages == {"article": 5, "outside": 3}
    # The page with 28 and 27 February is the first with nothing near the window: what follows it is not asked.
    assert "/xw/index_3.html" in site.asked
    assert "/xw/index_4.html" not in site.asked


async def test_the_end_of_an_index_is_no_failure_and_a_broken_page_is(site: Site, tmp_path: Path) -> None:
    site.lists = {"/xw/": ["20260305_1"], "/xw/index_1.html": ["20260304_1"]}
    window = (date(2026, 1, 1), date(2026, 3, 6))
    assert (await run(site, tmp_path, "pages", *window)).sources == {"ok": 1}
    assert read(site) == {"20260305_1", "20260304_1"}
    site.status = {"/xw/index_1.html": 500}
    report = await run(site, tmp_path, "pages", *window)
    assert report.sources == {"failing": 1}
    site.status, site.lists["/xw/index_2.html"] = {}, ["20260304_1"]  # some sites answer any number with the last page
    site.asked.clear()
    await run(site, tmp_path, "pages", *window)
    assert "/xw/index_3.html" not in site.asked
