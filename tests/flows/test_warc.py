"""WARC files through the pool: pages that end their reader, files that end in the middle, the same file twice."""

from __future__ import annotations

import asyncio
import gzip
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from config.outlets import load_outlets
from config.settings import Settings
from extractors.fetch.archive import Archive, read_record
from extractors.records import Batch, Fetch, Page, Run
from flows import crawls, pipeline
from flows.collect import collect_warc
from flows.context import Context, Window
from flows.extraction import Pool
from flows.gather import PartFailed
from tests.flows.evil import read_to_rows_or_crash
from warehouse.checks import run_checks
from warehouse.query import connect

NOON = datetime(2026, 3, 6, 12, tzinfo=UTC)
N = 12


def html(number: int, mark: str = "") -> bytes:
    said = "".join(
        f"<p>Account {number}, paragraph {n}: the two harbours agreed to keep the ferry of item {number * 31 + n}.</p>"
        for n in range(6)
    )
    return f"<html lang=en><head><title>Item {number}</title></head><body><h1>Item {number}</h1>{mark}{said}".encode()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", now=NOON + timedelta(days=1), workers=2)


def warc(folder: Path, pages: dict[int, bytes], status: int = 200) -> Path:
    archive = Archive(folder, lambda: NOON)
    for number, body in pages.items():
        fetch = Fetch(
            f"https://daily.example/{number}.html", "page", NOON + timedelta(minutes=number), "ok", status=status
        )
        archive.keep(Page(fetch, body, (("Content-Type", "text/html; charset=utf-8"),)))
    archive.close()
    (path,) = folder.rglob("*.warc.gz")
    return path


async def collect(settings: Settings, path: Path) -> Context:
    outlets = load_outlets(settings.outlets)
    run = pipeline.new_run(settings, "backfill", warc=[path.name])
    async with pipeline.open_run(settings, outlets, run) as ctx:
        with Pool(ctx.knowledge, 2, reader=read_to_rows_or_crash) as pool:
            ctx.pool = pool
            try:
                collect_warc(ctx, path, frozenset())
            finally:
                pipeline.finish(settings, outlets, ctx.report)
    return ctx


async def test_a_page_that_kills_its_reader_is_recorded_and_the_others_are_read(
    settings: Settings, tmp_path: Path
) -> None:
    pages = {number: html(number, "<!-- crash -->" if number == 5 else "") for number in range(N)}
    ctx = await collect(settings, warc(tmp_path / "theirs", pages))
    assert ctx.report.pages == {"article": N - 1, "error": 1}
    with closing(connect(settings.data)) as con:
        assert con.execute(
            "SELECT url, verdict, reason FROM store.page_state WHERE verdict <> 'article'"
        ).fetchall() == [
            (
                "https://daily.example/5.html",
                "error",
                "the page ended its reader 2 times: signal 11 (Segmentation fault)",
            )
        ]
        places = con.execute("SELECT title, archive_file, archive_offset FROM store.version ORDER BY title").fetchall()
        assert [n for _, n in run_checks(con) if n] == []
    assert len(places) == N - 1
    for title, file, offset in places:
        number = int(title.removeprefix("Item "))
        assert read_record(settings.data / "archive", file, offset).body == pages[number]


async def test_a_torn_file_gives_what_was_whole_and_a_second_time_nothing(settings: Settings, tmp_path: Path) -> None:
    path = warc(tmp_path / "theirs", {number: html(number) for number in range(N)})
    path.write_bytes(path.read_bytes()[:-40])
    for seen in ({"article": N - 1}, {"known": N - 1}):
        report = await pipeline.backfill_warc(settings, [path])
        assert report.pages == seen
        assert [reason.rpartition(", ")[2] for reason in report.reasons] == ["inside one"]
        assert (await pipeline.backfill_warc(settings, [path])).pages == {}, "it was given up"
        path = path.rename(tmp_path / "theirs-again")


async def test_answers_that_are_no_page_are_told_and_the_others_are_read(settings: Settings, tmp_path: Path) -> None:
    """A crawler keeps what it was refused as well, and what was gone."""
    files = [warc(tmp_path / str(status), {status: html(status)}, status) for status in (200, 404, 500, 201)]
    together = tmp_path / "together.warc.gz"
    together.write_bytes(b"".join(path.read_bytes() for path in files))
    report = await pipeline.backfill_warc(settings, [together])
    assert report.pages == {"article": 2, "gone": 1, "server-error": 1}
    with closing(connect(settings.data)) as con:
        assert con.execute("SELECT outcome, count(*) FROM store.page_state GROUP BY ALL ORDER BY ALL").fetchall() == [
            ("gone", 1),
            ("ok", 2),
            ("server-error", 1),
        ]
        assert [n for _, n in run_checks(con) if n] == []


async def test_progress_expects_the_pages_that_it_tells_of(settings: Settings, tmp_path: Path) -> None:
    class Watcher:
        expected = done = 0

        def expect(self, n: int) -> None:
            self.expected += n

        def step(self, label: str, fate: str, size: int = 1) -> None:
            self.done += size
            assert self.done <= self.expected, "a share of more than the whole"

    path = warc(tmp_path / "theirs", {number: html(number) for number in range(N)})
    for _ in range(2):
        watcher = Watcher()
        await pipeline.backfill_warc(settings, [path], progress=watcher)
        assert watcher.done == watcher.expected == 1 + N
        path = path.rename(tmp_path / "theirs-again")


async def test_a_body_is_read_as_far_as_the_setting_allows(settings: Settings, tmp_path: Path) -> None:
    path = warc(tmp_path / "theirs", {0: html(0), 1: html(1, "<!-- much of nothing -->" * 400)})
    report = await pipeline.backfill_warc(settings.model_copy(update={"max_body": 5000}), [path])
    assert report.pages == {"article": 1, "too-large": 1}


def test_a_damaged_list_of_a_crawl_fails_its_part(settings: Settings) -> None:
    class Client:
        async def fetch(self, url: str, *_: object, **__: object) -> Page:
            return Page(
                Fetch(url, "source", NOON, "ok"), gzip.compress(b"crawl-data/a.warc.gz", mtime=0)[:10] + b"\xff" * 20
            )

    ctx = SimpleNamespace(client=Client(), settings=settings, window=Window())
    batch = Batch(run=Run("backfill", NOON, "{}"), label="2026-03")
    job: Any = SimpleNamespace(ctx=ctx, row=SimpleNamespace(key="2026-03"), batch=batch, children=[])
    with pytest.raises(PartFailed, match=r"warc\.paths\.gz"):
        asyncio.run(crawls._list_crawl(job, ()))


def test_a_file_whose_reading_breaks_is_told_and_the_others_are_read(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a bug of ours does with one file, it must not take the others' work with it."""
    files = [warc(tmp_path / name, {n: html(n)}) for n, name in enumerate(("first", "second", "third"))]

    def breaks_on_the_first(ctx: Context, path: Path, only: frozenset[str]) -> None:
        if path == files[0]:
            raise ZeroDivisionError("a bug")
        collect_warc(ctx, path, only)

    monkeypatch.setattr(crawls, "collect_warc", breaks_on_the_first)
    asked = [str(path) for path in files]
    report = asyncio.run(crawls.backfill_files(settings, load_outlets(settings.outlets), asked, crawls.Wanted()))
    assert report.pages == {"article": 2}
    with closing(connect(settings.data)) as con:
        parts = con.execute("SELECT state, reason FROM store.backfill ORDER BY state, reason").fetchall()
    assert parts == [("done", None), ("done", None), ("failed", "ZeroDivisionError: a bug")]
