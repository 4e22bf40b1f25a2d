"""Lists of days, lists that a page names, and the pages of an index, against a small server."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from config.outlets import Outlet, Outlets
from config.settings import Settings
from flows import past, pipeline
from flows.parts import TRIES
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
            return web.Response(text=f"<html><script>list(datasource:{NAME})</script></html>", content_type="text/html")
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
        found = "".join(f"<a href={link}>x</a>" for link in links)
        return web.Response(text=f"<html>{found}</html>", content_type="text/html")


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    async with listening(site.answer) as site.port:
        yield site


def there(site: Site, data: Path, source: str) -> tuple[Settings, Outlets]:
    """Settings that reach the site, and its outlet with one source."""
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
    return settings, Outlets([outlet])


async def run(site: Site, data: Path, source: str, since: date | None = None, until: date | None = None) -> RunReport:
    """A poll of one source, or a backfill where days are given."""
    settings, outlets = there(site, data, source)
    site.asked.clear()
    if since is None:
        return await pipeline.poll(settings, force=True, outlets=outlets)
    return await pipeline.backfill(settings, ["site"], since=since, until=until, kind="index", outlets=outlets)


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
    report = await run(site, tmp_path, "days", date(2026, 3, 2), date(2026, 3, 4))
    # The days beside them too: a list's zone need not be the page's.
    assert report.pages == {"article": 3, "outside": 2}
    assert {path for path in site.asked if path.startswith("/day")} == {f"/day/2026/030{n}.html" for n in range(1, 6)}


async def test_a_poll_takes_the_newest_of_a_long_list_and_a_backfill_all(site: Site, tmp_path: Path) -> None:
    site.lists = {f"/hub/ds_{NAME}.json": [f"20260305_{n}" for n in range(9)]}
    report = await run(site, tmp_path, "hub")
    assert report.sources == {"ok": 1}
    assert read(site) == {"20260305_0", "20260305_1", "20260305_2"}
    await run(site, tmp_path / "past", "hub", date(2026, 3, 1), date(2026, 3, 6))
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
    report = await run(site, tmp_path / "past", "pages", date(2026, 3, 2), date(2026, 3, 6))
    assert report.pages == {"article": 5, "outside": 1}
    # The page with 28 and 27 February is the first with nothing near the window: what follows it is not asked.
    assert "/xw/index_3.html" in site.asked
    assert "/xw/index_4.html" not in site.asked


async def test_the_end_of_an_index_is_no_failure_and_a_broken_page_is(site: Site, tmp_path: Path) -> None:
    site.lists = {"/xw/": ["20260305_1"], "/xw/index_1.html": ["20260304_1"]}
    window = (date(2026, 1, 1), date(2026, 3, 5))
    assert (await run(site, tmp_path / "whole", "pages", *window)).partitions == {"done": 1}
    assert read(site) == {"20260305_1", "20260304_1"}
    site.status = {"/xw/index_1.html": 500}
    report = await run(site, tmp_path / "broken", "pages", *window)
    assert report.partitions == {"failed": 1}
    (reason,) = report.reasons
    assert "http://site.localhost/xw/index_1.html: status 500" in reason
    site.status, site.lists["/xw/index_2.html"] = {}, ["20260304_1"]  # some sites answer any number with the last page
    await run(site, tmp_path / "endless", "pages", *window)
    assert "/xw/index_3.html" not in site.asked


async def test_what_was_given_up_is_counted_once(site: Site, tmp_path: Path) -> None:
    """A list whose days are not over is read again, and leads again to what was given up."""
    settings, outlets = there(site, tmp_path, "hub")
    asked = past.Asked(date(2026, 3, 5), date(2026, 3, 6), "index", retry=True)
    reports = [await past.backfill(settings, outlets, ["site"], asked) for _ in range(TRIES)]
    assert [report.partitions["given-up"] for report in reports] == [0] * (TRIES - 1) + [1]
    again = await past.backfill(settings, outlets, ["site"], replace(asked, retry=False))
    assert again.partitions == {"todo": 1, "given-up": 1}
