"""Backfills of the press's year: by sitemap, lists of days, captures and a crawl, the same documents come in."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from config.settings import Settings
from flows import pipeline
from flows.report import RunReport
from press.server import Press, running
from press.world import World
from press.year import CRAWLS, NAMES, WAYBACK, Year
from warehouse.checks import run_checks
from warehouse.query import connect

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(3000), pytest.mark.usefixtures("made_once")]

UNTIL = date(2026, 3, 5)
NOW = datetime(2026, 4, 20, 12, tzinfo=UTC)
DOCUMENTS = """
    select d.url, d.outlet_id, d.title, d.published_on, v.text
    from documents d join document_versions v using (version_id)
"""


def settings(data: Path, press: Press, now: datetime = NOW) -> Settings:
    return Settings(
        _env_file=None,
        data=data,
        loopback={"*.localhost": press.port},
        host_delay=0.0,
        archive_delay=0.0,
        wayback=f"http://{WAYBACK}",
        commoncrawl=f"http://{CRAWLS}",
        now=now,
    )


@contextmanager
def served(year: Year) -> Iterator[Press]:
    with running(World(()), at=NOW, further=year) as press:
        yield press


def stored(data: Path) -> dict[str, tuple[object, ...]]:
    with connect(data) as con:
        assert [(name, n) for name, n in run_checks(con) if n] == []
        return {row[0]: row[1:] for row in con.execute(DOCUMENTS).fetchall()}


def wanted(year: Year, since: date, until: date) -> dict[str, tuple[object, ...]]:
    return {
        url: (piece.text.outlet_id, piece.text.title, piece.day, "\n\n".join(piece.text.paragraphs))
        for url, piece in year.wanted(since, until).items()
    }


def _of(year: Year, since: date, until: date, n: int) -> dict[str, tuple[object, ...]]:
    """What is wanted of the first outlets."""
    return {url: row for url, row in wanted(year, since, until).items() if row[0] in NAMES[:n]}


def run(year: Year, press: Press, data: Path, way: str, since: date, until: date) -> RunReport:
    at = settings(data, press)
    if way == "warc":
        path = data.with_suffix(".warc.gz")
        if not path.exists():
            year.write_warc(path)
        return asyncio.run(pipeline.backfill_warc(at, [path], NAMES, since=since, until=until, outlets=year.outlets))
    return asyncio.run(pipeline.backfill(at, NAMES, since=since, until=until, kind=way, outlets=year.outlets))


def all_ways(tmp_path: Path, days: int, since: date, until: date) -> None:
    """Every text of the window by each way, none from outside; again, nothing is asked and nothing changes."""
    year = Year(until=UNTIL, days=days)
    truth = wanted(year, since, until)
    assert truth
    with served(year) as press:
        for way in ("sitemap", "index", "wayback", "warc"):
            began, asked = time.monotonic(), len(press.requests)
            report = run(year, press, tmp_path / way, way, since, until)
            seconds = time.monotonic() - began
            found = stored(tmp_path / way)
            assert sorted(set(truth) - set(found)) == [], way
            assert sorted(set(found) - set(truth)) == [], way
            assert [url for url in truth if found[url] != truth[url]] == [], way
            assert not report.partitions["failed"], report.reasons
            n = len(press.requests) - asked
            print(f"{way}: {len(found)} documents, {n} requests, {seconds:.0f} s, parts: {dict(report.partitions)}")
            asked = len(press.requests)
            again = run(year, press, tmp_path / way, way, since, until)
            assert (len(press.requests) - asked, again.changed_rows, again.batches) == (0, 0, 0), way
            assert again.partitions["settled"] == sum(again.partitions.values()) > 0
            assert again.snapshot is None


def test_four_ways_find_the_same(tmp_path: Path) -> None:
    all_ways(tmp_path, days=9, since=UNTIL - timedelta(days=5), until=UNTIL - timedelta(days=2))


@pytest.mark.soak
def test_four_ways_find_the_same_of_a_year(tmp_path: Path) -> None:
    all_ways(tmp_path, days=385, since=UNTIL - timedelta(days=374), until=UNTIL - timedelta(days=10))


def test_numbers_are_walked(tmp_path: Path) -> None:
    year = Year(until=UNTIL, days=50)
    since, until = UNTIL - timedelta(days=22), UNTIL - timedelta(days=15)
    truth = {url: row for url, row in wanted(year, since, until).items() if row[0] in ("uplands", "lantern")}
    with served(year) as press:
        at = settings(tmp_path, press)
        walk = pipeline.backfill(at, ["uplands", "lantern"], since=since, until=until, kind="ids", outlets=year.outlets)
        report = asyncio.run(walk)
        assert not report.partitions["failed"], report.reasons
        pages = [path for _, path, _ in press.requests if path.startswith("/news/")]
        assert len(pages) == len({(host, path) for host, path, _ in press.requests if path.startswith("/news/")})
    assert stored(tmp_path) == truth
    # Bisection, gaps and edges; the walk does not read the fifty days for eight.
    assert len(pages) < 3.5 * len(truth)


def test_pages_that_are_gone_come_from_captures(tmp_path: Path) -> None:
    year = Year(until=UNTIL, days=6, gone=4)
    since, until = UNTIL - timedelta(days=4), UNTIL - timedelta(days=1)
    inside = {url: piece for url, piece in year.pieces.items() if since <= piece.day <= until}
    gone = set(inside) & year.gone
    assert gone
    with served(year) as press:
        run(year, press, tmp_path, "wayback", since, until)
        asked = [path for host, path, _ in press.requests if host == WAYBACK and path.startswith("/web/")]
        copies = [path.partition("id_/")[2] for path in asked]
        assert len(copies) == len(set(copies))
        assert gone <= set(copies) <= year.gone, "only what is gone is asked for there"
    assert set(stored(tmp_path)) == set(inside)
    captured = {}
    for _, url, at in reversed(year.captures()):
        captured[url] = at
    with connect(tmp_path) as con:
        rows = con.execute("select url, via, first_fetched_at, gone_at from documents").fetchall()
    for url, via, at, gone_at in rows:
        assert via == "wayback"
        assert (at.replace(tzinfo=UTC) == captured[url]) == (url in gone)
        assert (gone_at is not None) == (url in gone)


def test_a_crawl_is_streamed_and_its_strangers_left(tmp_path: Path) -> None:
    year = Year(until=UNTIL, days=5)
    year.write_warc(tmp_path / "crawl.warc.gz")
    year.add_crawl("2026-03", tmp_path / "crawl.warc.gz")
    since, until = UNTIL - timedelta(days=3), UNTIL
    from flows import crawls, past

    with served(year) as press:
        at = settings(tmp_path / "data", press)
        asked = past.Asked(since, until)
        found = asyncio.run(crawls.backfill_crawls(at, year.outlets, ["harbour", "uplands"], asked))
        assert found.partitions["done"] == 2, found.reasons
        truth = wanted(year, since, until)
        assert stored(tmp_path / "data") == {url: row for url, row in truth.items() if row[0] in ("harbour", "uplands")}
        n = len(press.requests)
        again = asyncio.run(crawls.backfill_crawls(at, year.outlets, ["harbour", "uplands"], asked))
        assert (len(press.requests) - n, again.changed_rows) == (0, 0)


def test_what_fails_is_told_and_done_later(tmp_path: Path) -> None:
    """A dead network settles nothing; an hour later the same command makes up for it."""
    year = Year(until=UNTIL, days=6)
    since, until = UNTIL - timedelta(days=3), UNTIL
    with served(year) as press:
        down = settings(tmp_path / "a", press).model_copy(update={"loopback": {"*.localhost": 1}})
        window = {"since": since, "until": until, "kind": "sitemap", "outlets": year.outlets}
        report = asyncio.run(pipeline.backfill(down, NAMES[:2], **window))
        assert (report.partitions["failed"], report.partitions["done"], report.new_documents) == (2, 0, 0)
        soon = settings(tmp_path / "a", press, NOW + timedelta(minutes=1))
        report = asyncio.run(pipeline.backfill(soon, NAMES[:2], **window))
        assert (report.partitions["waiting"], len(press.requests)) == (2, 0)
        later = settings(tmp_path / "a", press, NOW + timedelta(hours=1))
        asyncio.run(pipeline.backfill(later, NAMES[:2], **window))
    assert stored(tmp_path / "a") == _of(year, since, until, 2)


def test_two_runs_at_once_share_the_work(tmp_path: Path) -> None:
    year = Year(until=UNTIL, days=8)
    since, until = UNTIL - timedelta(days=5), UNTIL - timedelta(days=1)
    window = {"since": since, "until": until, "kind": "sitemap", "outlets": year.outlets}
    with served(year) as press:
        at = settings(tmp_path / "both", press)

        async def both() -> None:
            later = at.model_copy(update={"now": NOW + timedelta(seconds=5)})
            await asyncio.gather(
                pipeline.backfill(at, NAMES[:3], **window), pipeline.backfill(later, NAMES[:3], **window)
            )

        asyncio.run(both())
        pages = [(host, path) for host, path, _ in press.requests if path != "/robots.txt"]
        assert len(pages) == len(set(pages))
    assert stored(tmp_path / "both") == _of(year, since, until, 3)


def test_a_range_that_is_not_over_is_not_settled(tmp_path: Path) -> None:
    year = Year(until=UNTIL, days=4)
    today = datetime(2026, 3, 5, 20, tzinfo=UTC)
    with served(year) as press:
        window = {"since": UNTIL - timedelta(days=1), "until": UNTIL, "kind": "sitemap", "outlets": year.outlets}
        now = settings(tmp_path, press, today)
        first = asyncio.run(pipeline.backfill(now, ["estuary"], **window))
        assert first.partitions["todo"]
        assert not first.partitions["done"]
        asked = len(press.requests)
        second = asyncio.run(pipeline.backfill(now, ["estuary"], **window))
        assert second.partitions["todo"]
        assert second.changed_rows == 0
        assert {path for _, path, _ in press.requests[asked:]} == {"/sitemap.xml", "/sitemap/archive_2026_03.xml"}
