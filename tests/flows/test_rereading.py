"""`readouts reprocess`: what a better reader finds in the archive is a new reading, not an edit."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from config.outlets import load_outlets
from config.settings import Settings
from extractors.fetch.archive import Archive, read_record
from extractors.pages import EXTRACTOR
from extractors.records import Article, Batch, Fetch, Origin, Page, Reading, Run
from flows.changes import Changes, print_changes
from flows.cli import main
from flows.decisions import after_page
from flows.extraction import Pool
from flows.jobs import Job, Knowledge
from flows.nursery import Reader
from flows.reading import read_job
from flows.rereading import reprocess
from tests.flows.evil import read_or_crash
from tests.flows.test_warc import html
from warehouse.archived import Archived
from warehouse.checks import run_checks
from warehouse.load import load
from warehouse.publish import publish
from warehouse.query import connect
from warehouse.stage import stage

NOON = datetime(2026, 3, 6, 12, tzinfo=UTC)
OUTLETS = load_outlets()
SITE = "https://daily.example"
NOTICE = b"<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1><p>The page is gone.</p></body>"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", now=NOON + timedelta(days=1), workers=1)


class Inline:
    """A pool without processes, which take a second to start."""

    def __init__(self, knowledge: Knowledge, reader: Reader = read_job) -> None:
        self.knowledge, self.reader = knowledge, reader

    def map(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Any, None]]:
        for told in jobs:
            yield told, self.reader(told, self.knowledge), None


@pytest.fixture
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.rereading.reading_pool", lambda _, knowledge: nullcontext(Inline(knowledge)))


def rows(settings: Settings, sql: str) -> list[tuple[Any, ...]]:
    with closing(connect(settings.data)) as con:
        return con.execute(sql).fetchall()


def misread(number: int, article: Article) -> Article:
    """What an older reader made of the page of that number."""
    article = replace(article, extractor="pages/0")
    match number:
        case 1:
            return replace(article, title=f"{article.title} - The Daily")
        case 2:
            return replace(article, blocks=article.blocks[:3])
        case 3:
            return replace(article, origin=Origin("carrier", "xinhua", "Xinhua"), authors=("Share This",))
        case 4:
            return replace(article, verdict="paywall", reason="looks like one")
        case _:
            return article


def seed(data: Path, mark: str = "") -> None:
    """Pages 0 to 5 as an older reader read them: 4 as no article, and 5, a notice, as an article; 2 has a mark."""
    archive = Archive(data / "archive", lambda: NOON)
    batch = Batch(Run("poll", NOON, "{}"), "daily/feed")
    good = read_job(job(archive, 9, html(9)), Knowledge(OUTLETS)).article
    assert good is not None
    for number in range(6):
        told = job(archive, number, NOTICE if number == 5 else html(number, mark if number == 2 else ""))
        found = read_job(told, Knowledge(OUTLETS)).article if number != 5 else good
        assert found is not None
        article = misread(number, found)
        reading = Reading(article, told.fetch, f"{SITE}/{number}.html", "daily.example")
        batch.fetches.append(told.fetch)
        if article.verdict == "article":
            batch.readings.append(reading)
        version = reading.version_id if article.verdict == "article" else None
        batch.page_states.append(after_page(reading.canonical_url, told.fetch, article, version, None))
    archive.close()
    stage(data, batch)
    load(data, outlets=OUTLETS, now=NOON)
    publish(data)


@pytest.fixture(scope="module")
def seed_once(folder: Callable[[str], Path]) -> Path:
    data = folder("seeded")
    seed(data)
    return data


@pytest.fixture
def seeded(seed_once: Path, settings: Settings) -> None:
    """The test's data folder is a copy of one that was seeded."""
    shutil.copytree(seed_once, settings.data, symlinks=True)


def job(archive: Archive, number: int, body: bytes) -> Job:
    url = f"{SITE}/{number}.html"
    fetch = Fetch(url, "page", NOON + timedelta(minutes=number), "ok", via="warc", status=200, final_url=url)
    page = archive.keep(Page(fetch, body, (("Content-Type", "text/html"),)))
    record = read_record(archive._folder, page.fetch.archive_file or "", page.fetch.archive_offset or 0)
    return Job(replace(record.fetch, via="warc"), body, url)


EXPECTED = {"verdict": 2, "title": 1, "date": 0, "origin": 1, "authors": 1, "body": 1, "readout": 0}


@pytest.mark.usefixtures("seeded")
def test_a_report_changes_nothing(settings: Settings) -> None:
    before = (settings.data / "warehouse.duckdb").read_bytes()
    answer = CliRunner().invoke(main, ["reprocess", "--json"], obj=None, env=env(settings))
    assert answer.exit_code == 0, answer.output
    found = json.loads(answer.stdout)
    assert found["reading"]["changes"] == EXPECTED
    assert (found["reading"]["read"], found["reading"]["changed"], found["applied"]) == (6, 5, False)
    assert found["reading"]["extractor"] == {"from": {"pages/0": 5, "none": 1}, "to": EXTRACTOR}
    assert found["reading"]["examples"]["title"] == [
        {"url": f"{SITE}/1.html", "before": "Item 1 - The Daily", "after": "Item 1"}
    ]
    assert (settings.data / "warehouse.duckdb").read_bytes() == before


@pytest.mark.usefixtures("inline", "seeded")
def test_a_report_for_people(settings: Settings) -> None:
    shown = CliRunner().invoke(main, ["reprocess"], env=env(settings))
    assert "5 pages: 2 verdict, 1 title, 1 origin, 1 authors, 1 body" in shown.stdout
    assert "nothing is changed yet" in shown.stdout


def env(settings: Settings) -> dict[str, str]:
    assert settings.now is not None
    return {"READOUTS_DATA": str(settings.data), "READOUTS_NOW": settings.now.isoformat(), "READOUTS_WORKERS": "1"}


@pytest.mark.usefixtures("inline", "seeded")
def test_applied_it_is_a_new_reading_and_no_edit(settings: Settings) -> None:
    places = rows(settings, "SELECT url, archive_file, archive_offset FROM store.fetch ORDER BY url")
    report, changes = reprocess(settings, apply=True)
    assert {kind: changes.kinds[kind] for kind in EXPECTED} == EXPECTED
    assert report.changed_rows > 0
    assert rows(settings, "SELECT title FROM documents ORDER BY title") == [(f"Item {n}",) for n in range(5)]
    assert rows(settings, "SELECT count(*) FROM edits") == [(0,)]
    assert rows(settings, "SELECT n_versions, count(*) FROM documents GROUP BY ALL") == [(1, 5)]
    assert rows(settings, "SELECT count(*) FROM store.version WHERE superseded") == [(3,)]
    assert rows(settings, "SELECT DISTINCT extractor FROM document_versions") == [(EXTRACTOR,)]
    assert rows(settings, "SELECT verdict FROM store.page_state ORDER BY url") == [("article",)] * 5 + [("soft-404",)]
    assert rows(settings, "SELECT url, archive_file, archive_offset FROM store.fetch ORDER BY url") == places
    for url, file, offset in rows(
        settings,
        "SELECT d.url, v.archive_file, v.archive_offset FROM document_versions AS v "
        "JOIN documents AS d ON d.document_id = v.document_id",
    ):
        assert read_record(settings.data / "archive", file, offset).fetch.url == url
    with closing(connect(settings.data)) as con:
        assert [found for found in run_checks(con) if found[1]] == []

    report, changes = reprocess(settings, apply=True)
    assert (changes.read, report.changed_rows, report.snapshot) == (0, 0, None)
    report, changes = reprocess(settings, apply=True, again=True)
    assert (changes.read, changes.changed, report.changed_rows) == (6, 0, 0)


@pytest.mark.usefixtures("inline", "seeded")
def test_a_run_that_is_killed_goes_on_where_it_was(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.archived.CHUNK", 2)
    done = 0

    def staged_then_killed(data: Path, batch: Batch) -> str | None:
        nonlocal done
        done += 1
        if done == 3:
            raise KeyboardInterrupt
        return stage(data, batch)

    monkeypatch.setattr("flows.rereading.stage", staged_then_killed)
    with pytest.raises(KeyboardInterrupt):
        reprocess(settings, apply=True)
    _report, changes = reprocess(settings, apply=True)
    assert changes.read == 2
    assert rows(settings, "SELECT title FROM documents ORDER BY title") == [(f"Item {n}",) for n in range(5)]


@pytest.mark.usefixtures("inline", "seeded")
def test_what_the_archive_lost_stays_as_it_was_read(settings: Settings) -> None:
    shutil.rmtree(settings.data / "archive")
    before = rows(settings, "SELECT title, version_id FROM documents ORDER BY title")
    _report, changes = reprocess(settings, apply=True)
    assert (changes.read, sum(changes.errors.values())) == (0, 6)
    assert rows(settings, "SELECT title, version_id FROM documents ORDER BY title") == before


@pytest.mark.soak
def test_a_page_that_ends_its_reader_is_told_and_stays(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    seed(settings.data, "<!-- crash -->")
    monkeypatch.setattr("flows.rereading.reading_pool", lambda _, knowledge: Pool(knowledge, 1, reader=read_or_crash))
    url, why = f"{SITE}/2.html", "the page ended its reader 2 times: signal 11 (Segmentation fault)"
    ((document, version),) = rows(settings, f"SELECT document_id, version_id FROM documents WHERE url = '{url}'")
    answer = CliRunner().invoke(main, ["reprocess", "--apply", "--json"], env=env(settings))
    assert answer.exit_code == 1
    found = json.loads(answer.stdout)
    assert found["reading"]["failures"] == [{"document_id": document, "url": url, "reason": why}]
    assert (found["reading"]["failed"], found["reading"]["read"], found["pages"]["error"]) == (1, 5, 1)
    kept = f"SELECT version_id, extractor FROM document_versions WHERE document_id = '{document}'"
    assert rows(settings, kept) == [(version, "pages/0")]
    assert rows(settings, f"SELECT count(*) FROM document_versions WHERE extractor = '{EXTRACTOR}'") == [(4,)]


def test_pages_that_were_not_read_are_told_to_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    changes = Changes(to=EXTRACTOR)
    for number in range(12):
        url = f"{SITE}/{number}.html"
        fetch = Fetch(url, "page", NOON, "ok")
        page = Archived(fetch, "pages/0", "article", f"d{number}" if number else None, None, url, None)
        changes.failed(page, "not in the archive")
    print_changes(changes, applied=True)
    said = capsys.readouterr().out
    assert f"kept as it was: {SITE}/0.html: not in the archive" in said
    assert f"kept as it was: d1, {SITE}/1.html: not in the archive" in said
    assert "and 2 more pages that stay as they were" in said


@pytest.mark.usefixtures("inline", "seeded")
def test_outlets_and_days(settings: Settings) -> None:
    assert reprocess(settings, ["tass_en"])[1].read == 0
    assert reprocess(settings, since=NOON.date() + timedelta(days=1))[1].read == 0
    assert reprocess(settings, since=NOON.date(), until=NOON.date())[1].read == 6


@pytest.mark.usefixtures("inline")
def test_nothing_was_ever_read(settings: Settings) -> None:
    report, changes = reprocess(settings, apply=True)
    assert (changes.read, report.changed_rows) == (0, 0)


@pytest.mark.usefixtures("inline", "seeded")
def test_a_page_is_shown_out_of_the_archive(settings: Settings) -> None:
    ((document, version, url),) = rows(
        settings, "SELECT document_id, version_id, url FROM documents WHERE url LIKE '%/2.html'"
    )
    for target in (document, version, url, f"{url}?utm_source=x"):
        answer = CliRunner().invoke(main, ["extract", "--archive", target], env=env(settings))
        assert answer.exit_code == 0, answer.output
        found = json.loads(answer.stdout)
        assert (found["title"], len(found["blocks"])) == ("Item 2", 6)  # as today's reader sees it
    for target, why in (("d0", "no page of it is in the archive"), ("https://[", "")):
        answer = CliRunner().invoke(main, ["extract", "--archive", target], env=env(settings))
        assert answer.exit_code == 1
        assert why in answer.output
    shutil.rmtree(settings.data / "archive")
    answer = CliRunner().invoke(main, ["extract", "--archive", document], env=env(settings))
    assert "cannot be read" in answer.output
