"""`readouts forget`: the text is nowhere any more, stays away, and everything else is as it was."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator

from config.outlets import load_outlets
from config.settings import Settings
from extractors.fetch.archive import Archive, read_record
from extractors.fetch.erase import blank, erase, member_length
from extractors.fetch.warc import WarcError
from extractors.pages.learned import mask
from extractors.records import Batch, Edge, Fetch, LearnedLine, Page, Run, Sighting, document_id
from flows import pipeline
from flows.cli import main
from flows.decisions import after_page
from flows.forgetting import Done, find, forget_for_good
from flows.importing import import_files
from flows.jobs import Job, Knowledge
from flows.reading import read_job
from flows.rereading import reprocess
from tests.flows.test_rereading import Inline
from tests.flows.test_warc import html, warc
from warehouse.checks import run_checks
from warehouse.furniture import FurnitureLine, Outdated, decide, store_lines
from warehouse.load import load
from warehouse.publish import publish
from warehouse.query import connect
from warehouse.stage import stage
from warehouse.state import State

NOON = datetime(2026, 3, 6, 12, tzinfo=UTC)
OUTLETS = load_outlets()
SITE = "https://daily.example/news"
SECRET = "Quillfeather"
"""Stands in the title and text of the page that is forgotten, and nowhere else."""
GONE = f"{SITE}/3.html"


@pytest.fixture(autouse=True)
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("flows.forgetting.reading_pool", "flows.rereading.reading_pool"):
        monkeypatch.setattr(name, lambda _, knowledge: _Inline(knowledge))


class _Inline(Inline):
    def __enter__(self) -> _Inline:
        return self

    def __exit__(self, *_: object) -> None: ...


@pytest.fixture
def made_once() -> None:
    """Here each warehouse is really made: what a block of its usual size still holds is looked at."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", now=NOON + timedelta(days=1), workers=1)


def forget_all(settings: Settings, targets: list[str], outlets: Sequence[str] = ()) -> Done:
    stones = find(settings, targets, outlets, OUTLETS)
    return forget_for_good(settings, stones, OUTLETS, reason="asked for")


def body(number: int) -> bytes:
    page = html(number)
    if number == 3:
        return page.replace(b"Item 3", f"Item 3 of {SECRET}".encode()).replace(b"two harbours", SECRET.encode())
    return html(2).replace(b"Item 2", b"Item 4") if number == 4 else page  # 4 carries the text of 2


def poll(archive: Archive, minutes: int = 0) -> Batch:
    """Pages 0 to 5 and the feed that lists them, as a poll stages them."""
    at = NOON + timedelta(minutes=minutes)
    batch = Batch(Run("poll", at, "{}"), "daily/feed")
    links = "".join(
        f"<item><link>{SITE}/{n}.html</link><title>{SECRET if n == 3 else n}</title></item>" for n in range(6)
    )
    feed = Fetch("https://daily.example/rss.xml", "source", at, "ok", via="feed", status=200)
    batch.fetches.append(archive.keep(Page(feed, f"<rss>{links}</rss>".encode())).fetch)
    other = Fetch("https://other.example/rss.xml", "source", at, "ok", via="feed", status=200)
    batch.fetches.append(
        archive.keep(Page(other, b"<rss><item><link>https://other.example/1</link></item></rss>")).fetch
    )
    for number in range(6):
        url = f"{SITE}/{number}.html"
        kept = archive.keep(Page(Fetch(url, "page", at, "ok", via="feed", status=200, final_url=url), body(number)))
        record = read_record(archive._folder, kept.fetch.archive_file or "", kept.fetch.archive_offset or 0)
        fetch = replace(record.fetch, via="feed")
        found = read_job(Job(fetch, record.body, url), Knowledge(OUTLETS)).understood
        assert found is not None
        title = found.reading.article.title
        batch.sightings.append(Sighting("daily/feed", "daily", url, url, at, number, "feed", title, f"About {title}"))
        batch.fetches.append(fetch)
        batch.readings.append(found.reading)
        batch.parsed.append(found.parsed)
        batch.page_states.append(after_page(url, fetch, found.reading.article, found.reading.version_id, None))
    archive.sync()
    return batch


def put(settings: Settings, minutes: int = 0) -> None:
    archive = Archive(settings.data / "archive", lambda: NOON)
    stage(settings.data, poll(archive, minutes))
    archive.close()
    load(settings.data, outlets=OUTLETS, now=NOON)
    publish(settings.data)


@pytest.fixture(scope="module")
def put_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("put")
    put(Settings(data=data))
    return data


@pytest.fixture
def filled(put_once: Path, settings: Settings) -> None:
    """The test's data folder is a copy of one into which all was put."""
    shutil.copytree(put_once, settings.data, symlinks=True)


def rows(settings: Settings, sql: str) -> list[tuple[Any, ...]]:
    with closing(connect(settings.data)) as con:
        return con.execute(sql).fetchall()


def records(settings: Settings) -> list[bytes]:
    """Bodies of all records, as another tool reads the files."""
    found = []
    for path in sorted((settings.data / "archive").rglob("*.warc.gz")):
        with path.open("rb") as stream:
            found += [record.content_stream().read() for record in ArchiveIterator(stream)]
        with path.open("rb") as stream:
            assert len(list(FastIterator(stream))) >= 8
    return found


def is_nowhere(settings: Settings) -> None:
    for table in ("documents", "document_versions", "sightings", "stories", "receipts", "assessments", "carriers"):
        assert SECRET not in str(rows(settings, f"FROM {table}")), table
    for table in ("version_text", "version", "sighting", "sketch", "fetch", "page_state", "readout"):
        assert SECRET not in str(rows(settings, f"FROM store.{table}")), table
    with closing(connect(settings.data)) as con:
        assert unsound(con) == []
    assert not any(SECRET.encode() in found for found in records(settings))
    (snapshot,) = (settings.data / "snapshots").iterdir()
    for path in (settings.data / "warehouse.duckdb", snapshot):
        assert SECRET.encode() not in path.read_bytes()  # nor in blocks that are free
    assert [path.name for path in (settings.data / "staging").iterdir()] == []
    titles = rows(settings, "SELECT title FROM documents ORDER BY title")
    assert titles == [(f"Item {number}",) for number in (0, 1, 2, 4, 5)]
    assert rows(settings, "SELECT count(DISTINCT story_id) FROM documents") == [(4,)]
    assert rows(settings, "SELECT url, outlet_id, reason FROM forgotten") == [(GONE, None, "asked for")]
    for url, file, offset in rows(
        settings,
        "SELECT d.url, v.archive_file, v.archive_offset FROM document_versions AS v "
        "JOIN documents AS d ON d.document_id = v.document_id",
    ):
        assert read_record(settings.data / "archive", file, offset).fetch.url == url


@pytest.mark.usefixtures("filled")
def test_a_page_is_forgotten_and_stays_away(settings: Settings, tmp_path: Path) -> None:
    put(settings, minutes=30)
    assert SECRET.encode() in (settings.data / "warehouse.duckdb").read_bytes()
    archive = Archive(settings.data / "archive", lambda: NOON)
    stage(settings.data, poll(archive, 60))  # and a batch that waits
    archive.close()
    done = forget_all(settings, [f"{GONE}?utm_source=x"])
    assert (done.documents, done.records, done.cautions) == (1, 6, [])
    is_nowhere(settings)
    again = forget_all(settings, [GONE])
    assert (again.documents, again.records, again.snapshot) == (0, 0, done.snapshot)

    # It comes back by every way there is.
    put(settings, minutes=90)
    pipeline.finish(settings, OUTLETS, pipeline.recover(settings, OUTLETS, pipeline.new_run(settings, "poll")))
    reprocess(settings, apply=True, again=True)
    path = tmp_path / "documents.jsonl"
    path.write_text(json.dumps({"id": "x-1", "url": GONE, "title": SECRET, "text": f"{SECRET} " * 50}) + "\n")
    imported = read_all(import_files(settings, [path]))
    assert imported.inserted["document"] == 0
    theirs = warc(tmp_path / "theirs", {n: body(n) for n in range(6)})
    read_all(pipeline.backfill_warc(settings, [theirs]))
    assert rows(settings, "SELECT count(*) FROM documents WHERE url = 'https://daily.example/news/3.html'") == [(0,)]
    with State(settings.data) as state:
        assert state.forgotten().documents == {document_id(GONE)}
    assert SECRET not in str(rows(settings, "FROM store.version WHERE document_id = '" + document_id(GONE) + "'"))
    with closing(connect(settings.data)) as con:
        assert unsound(con) == []


@pytest.mark.usefixtures("filled")
def test_a_page_whose_record_is_lost_is_forgotten_with_a_word(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.forgetting.reading_pool", pipeline.reading_pool)
    for path in (settings.data / "archive").rglob("*.warc.gz"):
        path.unlink()
    done = forget_all(settings, [GONE])
    assert done.documents == 1
    assert any("no page can be read" in caution for caution in done.cautions)
    assert SECRET not in str(rows(settings, "FROM store.version_text"))


def unsound(con: Any) -> list[str]:
    return [name for name, n in run_checks(con) if n and name != "sighting_of_unknown_source"]


def read_all(work: Any) -> Any:
    import asyncio

    return asyncio.run(work)


@pytest.mark.parametrize(
    "where",
    [
        "flows.forgetting.finish_forgetting",
        *(
            pytest.param(name, marks=pytest.mark.soak)
            for name in (
                "extractors.fetch.erase.os.fsync",
                "flows.forgetting.note_lengths",
                "flows.forgetting.erased",
                "flows.forgetting.compact",
                "flows.forgetting.publish",
                "warehouse.compact.os.replace",
            )
        ),
    ],
)
@pytest.mark.usefixtures("filled")
def test_killed_anywhere_it_goes_on(settings: Settings, monkeypatch: pytest.MonkeyPatch, where: str) -> None:

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if where == "flows.forgetting.publish":
            before: Callable[..., Any] = publish
            patch.setattr(where, lambda data, **more: killed() if more.get("force") else before(data, **more))
        else:
            patch.setattr(where, killed)
        with pytest.raises(KeyboardInterrupt):
            forget_all(settings, [GONE])
    forget_all(settings, [GONE])
    is_nowhere(settings)


def test_an_outlet_is_forgotten(settings: Settings, tmp_path: Path) -> None:
    site = OUTLETS["tass_en"].hosts[0]
    archive = Archive(settings.data / "archive", lambda: NOON)
    urls = [f"https://{site}/politics/1{n}" for n in range(3)]
    pages = [archive.keep(Page(Fetch(url, "page", NOON, "ok", status=200), html(n))) for n, url in enumerate(urls)]
    archive.close()
    (theirs,) = (settings.data / "archive").rglob("*.warc.gz")
    theirs = theirs.rename(tmp_path / "theirs.warc.gz")
    read_all(pipeline.backfill_warc(settings, [theirs]))
    put(settings)
    assert len(pages) == 3
    env = {"READOUTS_DATA": str(settings.data), "READOUTS_NOW": NOON.isoformat()}
    refused = CliRunner().invoke(main, ["forget", "--outlet", "tass_en"], input="n\n", env=env)
    assert refused.exit_code == 1
    assert rows(settings, "SELECT count(*) FROM documents") == [(9,)]
    done = CliRunner().invoke(main, ["forget", "--outlet", "tass_en", "--yes", "--json"], env=env)
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["documents"] == 3
    assert rows(settings, "SELECT count(*) FROM documents WHERE outlet_id = 'tass_en'") == [(0,)]
    assert rows(settings, "SELECT count(*) FROM documents") == [(6,)]
    renamed = theirs.rename(tmp_path / "theirs-again.warc.gz")  # one of its own name is done, and not read again
    report = read_all(pipeline.backfill_warc(settings, [renamed]))
    assert report.pages == {"forgotten": 3}
    assert rows(settings, "SELECT url, outlet_id FROM forgotten") == [(None, "tass_en")]
    assert rows(settings, "SELECT DISTINCT state FROM source_health WHERE outlet_id = 'tass_en'") == [("off",)]
    with closing(connect(settings.data)) as con:
        assert unsound(con) == []


@pytest.mark.soak
def test_kept_lines_of_furniture_are_forgotten_too(settings: Settings, tmp_path: Path) -> None:
    site = OUTLETS["tass_en"].hosts[0]
    urls = [f"https://{site}/politics/1{n}" for n in range(3)]
    archive = Archive(tmp_path / "theirs", lambda: NOON)
    own = f"Read more by {SECRET} in the morning."
    for n, url in enumerate(urls):
        page = html(n) + (f"<p>{own}".encode() if n == 1 else b"")
        archive.keep(Page(Fetch(url, "page", NOON, "ok", status=200), page))
    archive.close()
    (theirs,) = (tmp_path / "theirs").rglob("*.warc.gz")
    read_all(pipeline.backfill_warc(settings, [theirs]))
    texts = [
        text
        for (text,) in rows(
            settings, "SELECT text FROM document_versions JOIN documents USING (document_id) ORDER BY url"
        )
    ]
    theirs_too = texts[1].split("\n\n")[0]
    assert mask(theirs_too) == mask(texts[2].split("\n\n")[0])
    lines = [
        line("tail", mask(own), own),  # no other page has it
        line("head", mask(theirs_too), theirs_too),
        line("tail", mask(texts[0].split("\n\n")[0]), texts[0].split("\n\n")[0]),  # not of the page
    ]
    store_lines(settings.data, lines, NOON, under=0)
    decide(settings.data, "tass_en", {lines[1].line_id: "pin"}, NOON)
    publish(settings.data)
    forget_all(settings, [urls[1]])
    kept = dict(rows(settings, "SELECT line_id, example FROM furniture"))
    assert set(kept) == {lines[1].line_id, lines[2].line_id}
    assert kept[lines[1].line_id] in texts[0] or kept[lines[1].line_id] in texts[2]
    assert mask(kept[lines[1].line_id]) == lines[1].mask
    assert kept[lines[2].line_id] == lines[2].example
    assert rows(settings, f"SELECT decision FROM furniture WHERE line_id = '{lines[1].line_id}'") == [("pin",)]
    for path in (settings.data / "warehouse.duckdb", *(settings.data / "snapshots").iterdir()):
        assert SECRET.encode() not in path.read_bytes()
    # A round that learned from an older snapshot must not bring it back.
    with pytest.raises(Outdated):
        store_lines(settings.data, lines, NOON, under=0)
    forget_all(settings, [], ["tass_en"])
    assert rows(settings, "SELECT count(*) FROM store.furniture_line") == [(0,)]
    assert rows(settings, "SELECT count(*) FROM store.furniture_change") == [(0,)]


def line(edge: Edge, masked: str, example: str) -> FurnitureLine:
    line_id = LearnedLine("tass_en", edge, masked).line_id
    day = NOON.date()
    return FurnitureLine(
        line_id, "tass_en", edge, masked, example, 3, 2, 0.5, day, day, "learned", "a test", True, "furniture/1"
    )


@pytest.mark.soak
def test_what_was_never_read_is_not_read_later(settings: Settings) -> None:
    forget_all(settings, [GONE])
    put(settings)
    pipeline.finish(settings, OUTLETS, pipeline.recover(settings, OUTLETS, pipeline.new_run(settings, "poll")))
    assert rows(settings, "SELECT count(*) FROM documents") == [(5,)]
    for table in ("version", "sighting", "page_state"):
        assert SECRET not in str(rows(settings, f"FROM store.{table}"))


@pytest.mark.usefixtures("filled")
def test_what_is_no_address_is_refused(settings: Settings) -> None:
    answer = CliRunner().invoke(main, ["forget", "nonsense", "--yes"], env={"READOUTS_DATA": str(settings.data)})
    assert answer.exit_code == 1
    assert "nonsense: no address" in answer.output
    assert CliRunner().invoke(main, ["forget"], env={"READOUTS_DATA": str(settings.data)}).exit_code == 2


def test_a_record_is_erased_in_its_place(tmp_path: Path) -> None:
    archive = Archive(tmp_path, lambda: NOON)
    fetches = [
        archive.keep(Page(Fetch(f"{SITE}/{n}", "page", NOON, "ok", status=200), body(n))).fetch for n in range(5)
    ]
    archive.close()
    (path,) = tmp_path.rglob("*.warc.gz")
    size = path.stat().st_size
    offset = fetches[3].archive_offset or 0
    n_bytes = member_length(path, offset)
    assert offset + n_bytes == fetches[4].archive_offset
    for _ in range(2):
        erase(path, offset, n_bytes)
        assert path.stat().st_size == size
        with pytest.raises(WarcError):
            read_record(tmp_path, fetches[3].archive_file or "", offset)
        for number in (0, 1, 2, 4):
            assert read_record(tmp_path, fetches[number].archive_file or "", fetches[number].archive_offset or 0)
    with path.open("rb") as stream:
        assert [record.rec_type for record in ArchiveIterator(stream)] == [
            "warcinfo",
            "response",
            "response",
            "response",
            "metadata",
            "response",
        ]


@pytest.mark.parametrize("n_bytes", [21, 100, 150, 151, 300, 70_000])
def test_a_blank_has_its_length(n_bytes: int) -> None:
    assert len(blank(n_bytes)) == n_bytes
