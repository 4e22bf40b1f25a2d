"""The whole way against the press, in one process: what stands on the sites is what stands in the warehouse."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from config.settings import Settings
from flows import pipeline
from flows.report import RunReport
from press.outlets import doubles
from press.server import Press, running
from press.truth import Truth, truth
from press.world import FIRST, SECOND, START, World
from warehouse.checks import run_checks
from warehouse.query import connect

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(3000)]

OUTLETS = doubles()


def settings(data: Path, port: int, at: datetime) -> Settings:
    return Settings(_env_file=None, data=data, loopback={"*.localhost": port}, host_delay=0.0, now=at)


class Rounds:
    """A data folder after a first poll, a second poll a day later, and a backfill; each step run once."""

    def __init__(self, data: Path, world: World) -> None:
        self.data, self.world = data, world
        self.reports: dict[str, RunReport] = {}
        self.requests: dict[str, int] = {}


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory, world: World) -> Rounds:
    done = Rounds(tmp_path_factory.mktemp("rounds"), world)
    with running(world, at=FIRST) as press:

        def run(name: str, work: object) -> None:
            asked = len(press.requests)
            done.reports[name] = asyncio.run(work)
            done.requests[name] = len(press.requests) - asked

        first, second = settings(done.data, press.port, FIRST), settings(done.data, press.port, SECOND)
        run("first", pipeline.poll(first, outlets=OUTLETS))
        run("first again", pipeline.poll(first, outlets=OUTLETS))
        run("first forced", pipeline.poll(first, force=True, outlets=OUTLETS))
        press.at = SECOND
        run("second", pipeline.poll(second, outlets=OUTLETS))
        window = {"since": START.date(), "until": SECOND.date()}
        run("backfill", pipeline.backfill(second, ["tass_en", "cgtn", "whitehouse"], **window, outlets=OUTLETS))
        run("backfill again", pipeline.backfill(second, ["tass_en", "cgtn", "whitehouse"], **window, outlets=OUTLETS))
    return done


@pytest.fixture(scope="module")
def con(rounds: Rounds) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(rounds.data) as con:
        yield con


def expected(world: World, at: datetime) -> dict[str, Truth]:
    return {document.url: document for document in truth(world, at)}


def test_the_world_is_large_enough(world: World) -> None:
    documents = world.documents(SECOND)
    assert len({document.story_id for document in documents}) >= 40
    assert len(documents) >= 150
    assert len({document.outlet_id for document in documents}) >= 6


def test_nothing_failed(rounds: Rounds) -> None:
    for name, report in rounds.reports.items():
        assert set(report.pages) <= {"article", "unchanged", "gone", "soft-404", "known", "outside"}, (
            name,
            report.pages,
        )
        assert set(report.sources) <= {"ok", "unchanged"}, (name, report.reasons)
        assert not report.quarantined


def test_every_document_is_stored_once_with_its_words(rounds: Rounds, con: duckdb.DuckDBPyConnection) -> None:
    stored = dict(con.execute("select url, text from documents join document_versions using (version_id)").fetchall())
    wanted = {url: "\n\n".join(t.paragraphs) for url, t in expected(rounds.world, SECOND).items() if not t.gone}
    missing = sorted(set(wanted) - set(stored))
    assert missing == []
    wrong = [url for url, text in wanted.items() if stored[url] != text]
    assert wrong == []
    assert con.execute("select count(*), count(distinct url) from documents").fetchone()[0] == len(stored)


def test_every_document_has_its_facts(rounds: Rounds, con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        """select d.url, d.outlet_id, d.title, d.published_on, d.published_at, d.role, d.origin_agency, v.dateline_raw
           from documents d join document_versions v using (version_id)"""
    ).fetchall()
    facts = {row[0]: row[1:] for row in rows}
    wrong = []
    for url, t in expected(rounds.world, SECOND).items():
        if t.gone:
            continue
        at = t.published_at.replace(tzinfo=None) if t.published_at else None
        wanted = (t.outlet_id, t.title, t.published_on, at, t.role, t.agency, t.dateline)
        got = facts[url]
        if t.precision == "minute" and got[3]:  # the feed may print seconds where the page does not
            got = (*got[:3], got[3].replace(second=0), *got[4:])
        if got != wanted:
            wrong.append((url, [(g, w) for g, w in zip(got, wanted, strict=True) if g != w]))
    assert wrong == []


def test_an_early_copy_is_kept_as_a_version(rounds: Rounds, con: duckdb.DuckDBPyConnection) -> None:
    before, after = expected(rounds.world, FIRST), expected(rounds.world, SECOND)
    edited = {url for url, t in before.items() if not after[url].gone and after[url].version > t.version}
    assert len(edited) >= 6
    listed = {row[0] for row in con.execute("select url from documents where n_versions > 1").fetchall()}
    first_round = "select url from documents where first_fetched_at < ?"
    polled = {row[0] for row in con.execute(first_round, [SECOND.replace(tzinfo=None)]).fetchall()}
    assert edited & polled == listed
    for url in listed:
        texts = con.execute(
            """select v.title, v.text from document_versions v join documents d using (document_id)
               where d.url = ? order by v.version_no""",
            [url],
        )
        assert texts.fetchall()[0][1] == "\n\n".join(before[url].paragraphs)


def test_removed_pages_are_known_as_gone_and_keep_their_words(rounds: Rounds, con: duckdb.DuckDBPyConnection) -> None:
    before, after = expected(rounds.world, FIRST), expected(rounds.world, SECOND)
    removed = {url for url, t in after.items() if t.gone and url in before and not before[url].gone}
    assert len(removed) >= 3
    stored = dict(con.execute("select url, gone_at is not null from documents").fetchall())
    assert {url for url, gone in stored.items() if gone} == removed & set(stored)
    assert removed & set(stored)


def test_carriers_of_the_same_words_share_a_story_and_others_do_not(
    rounds: Rounds, con: duckdb.DuckDBPyConnection
) -> None:
    story = dict(con.execute("select url, story_id from documents").fetchall())
    wanted = {url: t for url, t in expected(rounds.world, SECOND).items() if url in story}
    by_text: dict[str, set[str]] = {}
    for url, t in wanted.items():
        by_text.setdefault("\n\n".join(t.paragraphs), set()).add(story[url])
    assert [ids for ids in by_text.values() if len(ids) > 1] == []
    truths: dict[str, set[str]] = {}
    for url, t in wanted.items():
        truths.setdefault(story[url], set()).add(t.story)
    assert [stories for stories in truths.values() if len(stories) > 1] == []


def test_asking_again_changes_nothing(rounds: Rounds) -> None:
    again = rounds.reports["first again"]
    assert (again.changed_rows, again.new_documents, rounds.requests["first again"]) == (0, 0, 0)
    forced = rounds.reports["first forced"]
    assert (forced.changed_rows, forced.new_documents, forced.new_versions) == (0, 0, 0)
    assert set(forced.sources) == {"unchanged"}
    assert rounds.reports["backfill again"].changed_rows == 0


def test_a_backfill_finds_what_had_left_the_feeds(rounds: Rounds) -> None:
    assert rounds.reports["backfill"].new_documents > 0


def test_a_window_takes_nothing_from_outside(tmp_path: Path, world: World) -> None:
    with running(world, at=SECOND) as press:
        at = settings(tmp_path, press.port, SECOND)
        day = date(2026, 3, 4)
        asyncio.run(pipeline.backfill(at, ["tass_en"], since=day, until=day, outlets=OUTLETS))
    with connect(tmp_path) as con:
        stored = {row[0] for row in con.execute("select url from documents").fetchall()}
    wanted = {t.url for t in truth(world, SECOND) if t.outlet_id == "tass_en" and t.published_on == day and not t.gone}
    assert stored == wanted
    assert wanted


def test_the_warehouse_passes_its_checks(con: duckdb.DuckDBPyConnection) -> None:
    assert [(name, n) for name, n in run_checks(con) if n] == []


def test_a_dead_press_loses_nothing(tmp_path: Path, world: World, press: Press) -> None:
    """Everything refuses: each source says so, nothing is marked done, and the next round makes up for it."""
    port = press.port
    down = settings(tmp_path, 1, FIRST)  # nothing listens on port 1
    report = asyncio.run(pipeline.poll(down, outlets=OUTLETS))
    assert report.new_documents == 0
    assert set(report.sources) == {"failing"}
    later = settings(tmp_path, port, FIRST).model_copy(update={"now": SECOND})
    report = asyncio.run(pipeline.poll(later, outlets=OUTLETS))
    assert report.new_documents >= 100
