"""Stories as a load derives them: names, aliases, and what late documents change of the past."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from extractors.records import Reading
from tests.warehouse.builders import LONG, OUTLETS, at, batch, fetch, polled, published, reading, report_of_load
from tests.warehouse.stories.texts import HARBOUR, TALKS, bulletin, readout
from warehouse.checks import run_checks
from warehouse.compare import differences
from warehouse.load import LoadReport, load
from warehouse.publish import publish
from warehouse.query import connect
from warehouse.stage import stage

Put = Callable[..., LoadReport]
Reader = Callable[[], duckdb.DuckDBPyConnection]

DAY = 24 * 60


def story_ids(con: duckdb.DuckDBPyConnection) -> list[str]:
    return [story for (story,) in con.execute("SELECT DISTINCT story_id FROM documents").fetchall()]


def aliases(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return dict(con.execute("SELECT old_id, new_id FROM store.story_alias").fetchall())


def name(url: str) -> str:
    return "s" + reading(url).document_id[1:]


def carrier(outlet: str, days: float, text: str = LONG, title: str = "Ferry") -> Reading:
    return reading(f"https://{outlet}.example/p", title, text, published=published(days * DAY), minutes=days * DAY + 1)


def test_an_earlier_carrier_gives_the_story_its_name_and_the_old_name_leads_there(put: Put, reader: Reader) -> None:
    put(polled(carrier("gazette", 1)))
    put(polled(carrier("daily", 0.5)))
    put(polled(carrier("agency", 0)))
    first, second, third = (name(f"https://{outlet}.example/p") for outlet in ("agency", "daily", "gazette"))
    con = reader()
    assert story_ids(con) == [first]
    assert aliases(con) == {second: first, third: first}


def test_a_late_document_can_make_two_stories_one(put: Put, reader: Reader) -> None:
    put(polled(carrier("gazette", 0)), polled(carrier("daily", 5), label="2"))
    assert len(story_ids(reader())) == 2
    report = put(polled(carrier("mirror", 2.5)))
    assert report.updated["story_member"] == 1
    assert report.inserted["story_member"] == 1
    con = reader()
    assert story_ids(con) == [name("https://gazette.example/p")]
    assert aliases(con) == {name("https://daily.example/p"): name("https://gazette.example/p")}


def test_an_edit_can_join_stories(put: Put, reader: Reader) -> None:
    put(polled(carrier("gazette", 0)), polled(carrier("daily", 0.1, "Another text altogether. " * 10), label="2"))
    assert len(story_ids(reader())) == 2
    put(polled(carrier("daily", 0.2), label="3"))
    assert len(story_ids(reader())) == 1


def test_a_mended_reading_parts_what_a_misreading_joined(put: Put, reader: Reader) -> None:
    """A cookie notice read as the text glued two pages; read anew, they are two stories again."""
    notice = "We use cookies to make this site work for you and to understand how it is used by its many readers. " * 2
    gazette, daily = fetch("https://gazette.example/p", 9), fetch("https://daily.example/p", 9)
    put(
        polled(
            reading("https://gazette.example/p", "A", notice, fetched=gazette),
            reading("https://daily.example/p", "B", notice, fetched=daily),
        )
    )
    assert len(story_ids(reader())) == 1
    again = [
        reading("https://gazette.example/p", "A", HARBOUR, fetched=gazette),
        reading("https://daily.example/p", "B", TALKS[0], fetched=daily),
    ]
    put(batch(minutes=99, kind="reprocess", readings=again))
    con = reader()
    assert len(story_ids(con)) == 2
    assert aliases(con) == {}


def test_a_wrong_far_date_does_not_part_copies_from_their_story(put: Put, reader: Reader) -> None:
    liar = reading("https://daily.example/p", published=published(400 * DAY), minutes=30)
    put(polled(reading("https://gazette.example/p", minutes=10), liar))
    assert len(story_ids(reader())) == 1


def test_two_sides_are_never_one_story_for_their_stock_phrases(put: Put, reader: Reader) -> None:
    phrase = "The two sides had an in-depth exchange of views on issues of common concern. "
    put(polled(carrier("gazette", 0, LONG + phrase * 3), carrier("daily", 0, TALKS[1] + phrase * 3)))
    assert len(story_ids(reader())) == 2


def test_loading_again_changes_no_story(data: Path, put: Put) -> None:
    put(polled(carrier("gazette", 0), carrier("daily", 1)))
    report = put(polled(carrier("gazette", 0), carrier("daily", 1), label="again"))
    assert "story_member" not in report.inserted | report.updated


def partition(con: duckdb.DuckDBPyConnection) -> set[frozenset[str]]:
    """Stories as sets of URLs."""
    rows = con.execute("SELECT list(url) FROM documents GROUP BY story_id").fetchall()
    return {frozenset(urls) for (urls,) in rows}


def test_a_cut_is_in_the_story_and_says_what_it_kept(put: Put, reader: Reader) -> None:
    cut = "\n\n".join(HARBOUR.split("\n\n")[:2])
    put(polled(carrier("agency", 0, HARBOUR), carrier("daily", 0.1, cut)))
    rows = (
        reader()
        .execute(
            "SELECT outlet_id, relation, pct_kept, paragraphs_dropped, paragraphs_added FROM carriers ORDER BY ALL"
        )
        .fetchall()
    )
    assert [row[:2] for row in rows] == [("agency", "origin"), ("daily", "trimmed")]
    assert rows[1][3:] == (2, 0)
    assert 40 < rows[1][2] < 60


def test_two_meetings_in_the_same_phrases_are_two_stories(put: Put, reader: Reader) -> None:
    """Stock paragraphs make most of each text; what one outlet repeats is no evidence of copying."""
    pages = []
    for n, country in enumerate(("Arvania", "Belmora", "Costaguana", "Drevland", "Elbonia", "Freedonia")):
        text = readout(country, n)
        for m, outlet in enumerate(("agency", "daily")):
            when = n * 720 + 9 * m
            url = f"https://{outlet}.example/{n}"
            pages.append(reading(url, f"{country} talks", text, published=published(when), minutes=when))
    put(polled(*pages))
    assert partition(reader()) == {
        frozenset({f"https://agency.example/{n}", f"https://daily.example/{n}"}) for n in range(6)
    }


def test_bulletins_with_other_numbers_are_other_stories(put: Put, reader: Reader) -> None:
    pages = [
        reading(f"https://{o}.example/{n}", "Rate", bulletin(n), published=published(n * 600 + m), minutes=n * 600 + m)
        for n in range(5)
        for m, o in enumerate(("agency", "gazette"))
    ]
    put(polled(*pages))
    assert len(partition(reader())) == 5


def test_two_sides_of_one_meeting_are_two_stories(put: Put, reader: Reader) -> None:
    put(polled(carrier("agency", 0, TALKS[0]), carrier("daily", 0.1, TALKS[1])))
    assert len(story_ids(reader())) == 2


def test_a_digest_is_a_story_of_its_own(put: Put, reader: Reader) -> None:
    digest = "\n\n".join((HARBOUR, TALKS[0], "Elsewhere the orchard fair of the hill towns opened on Tuesday."))
    put(
        polled(
            carrier("agency", 0, HARBOUR),
            reading("https://agency.example/q", "Talks", TALKS[0], published=published(9), minutes=10),
            carrier("mirror", 0.2, digest, "News in brief"),
        )
    )
    con = reader()
    assert len(story_ids(con)) == 3
    ((relation, held),) = con.execute(
        "SELECT relation, contains_stories FROM carriers WHERE outlet_id = 'mirror'"
    ).fetchall()
    assert relation == "digest contains"
    assert len(held) == 2


def test_documents_with_ids_of_their_own_share_a_page_and_a_story(put: Put, reader: Reader) -> None:
    """The id that was given stays; a revision at the same address is the same story, whatever it says now."""
    first = reading("https://daily.example/a", "Ferry", HARBOUR, published=published(0), minutes=1, given_id="x-1")
    other = reading(
        "https://daily.example/a", "Fair", TALKS[0], published=published(9), minutes=10 * DAY, given_id="x-2"
    )
    put(batch(readings=[first, other]))
    con = reader()
    assert con.execute("SELECT document_id, story_id FROM documents ORDER BY 1").fetchall() == [
        ("x-1", "s-x-1"),
        ("x-2", "s-x-1"),
    ]
    assert con.execute("SELECT document_id FROM edits").fetchall() == [("x-2",)]


def footed(outlet: str, n: int, text: str) -> Reading:
    """A page of the n-th day, with more of its outlet's furniture below it than it has text."""
    footer = " ".join(f"{outlet}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz" * 2)
    url = f"https://{outlet}.example/{n}"
    return reading(url, f"Day {n}", f"{text}\n\n{footer}", published=published(n * DAY), minutes=n * DAY + 1)


@pytest.mark.parametrize("before", [2, 1])
def test_what_an_outlet_prints_every_day_is_no_part_of_its_texts(put: Put, reader: Reader, before: int) -> None:
    put(batch(readings=[footed(outlet, 2, LONG) for outlet in ("daily", "gazette")]))
    texts = (TALKS[0], HARBOUR)[:before]
    more = [footed(outlet, n, text) for outlet in ("daily", "gazette") for n, text in enumerate(texts)]
    put(batch(minutes=9, readings=more))
    copies = (
        reader().execute("SELECT story_id, relation, paragraphs_added FROM carriers WHERE title = 'Day 2'").fetchall()
    )
    joined = {(relation, added) for _, relation, added in copies} == {("origin", 0), ("identical", 0)}
    assert (len({story for story, _, _ in copies}), joined) == ((1, True) if before == 2 else (2, False))


def world() -> list[Reading]:
    """Forty pages in which everything happens: copies, cuts, stock phrases, bulletins, a digest, late documents."""
    pages = []
    for n in range(6):
        country = ("Arvania", "Belmora", "Costaguana", "Drevland", "Elbonia", "Freedonia")[n]
        for m, outlet in enumerate(("agency", "daily", "gazette", "mirror")):
            text = readout(country, n)
            if m == 2:
                text = "\n\n".join(text.split("\n\n")[:3])
            text += f"\n\nAll rights of the {outlet} are reserved."
            when = n * 1000 + m * 40
            url = f"https://{outlet}.example/r{n}"
            pages.append(reading(url, f"{country} talks", text, published=published(when), minutes=when + 1))
            when = n * 1300 + m * 50
            url = f"https://{outlet}.example/b{n}"
            pages.append(reading(url, "The rate", bulletin(n), published=published(when), minutes=when + 1))
    pages.append(carrier("agency", 3, HARBOUR))
    pages.append(carrier("daily", 3.1, HARBOUR + "\n\n" + TALKS[0]))
    pages.append(reading("https://gazette.example/t", "Talks", TALKS[0], published=published(3 * DAY), minutes=3 * DAY))
    return [replace(page, fetch=replace(page.fetch, via="import")) for page in pages]


def build(data: Path, pages: list[Reading], size: int) -> Path:
    for start in range(0, len(pages), size):
        stage(data, batch(minutes=start, label=str(start), readings=pages[start : start + size]))
        load(data, outlets=OUTLETS, now=at(600))
    publish(data)
    return data


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.soak)])
def test_the_order_of_arrival_does_not_matter(whole: Path, tmp_path: Path, seed: int) -> None:
    pages = world()
    shuffled = random.Random(seed).sample(pages, len(pages))
    bit_by_bit = build(tmp_path, shuffled, 9)
    with closing(connect(whole)) as a, closing(connect(bit_by_bit)) as b:
        assert differences(a, b) == []
        assert sum(n for _, n in run_checks(b)) == 0
        assert 8 < len(partition(a)) < 20


def test_the_size_of_a_step_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a document that others are compared with is itself changed by the same load, in a later step."""
    edited = [
        replace(page, article=reading(page.canonical_url, "Edited", HARBOUR).article)
        for page in world()
        if page.canonical_url.endswith(("r2", "r4", "b1"))
    ]
    later = [replace(page, fetch=replace(page.fetch, fetched_at=at(9 * DAY))) for page in edited]
    whole = build(tmp_path / "a", world() + later, 1000)
    monkeypatch.setattr("warehouse.stories.derive.TOGETHER", 4)
    stepped = build(tmp_path / "b", world() + later, len(world()))
    with closing(connect(whole)) as a, closing(connect(stepped)) as b:
        assert differences(a, b) == []


def test_importing_again_changes_nothing(copied: Path) -> None:
    stage(copied, batch(minutes=5, label="again", readings=world()))
    report = report_of_load(copied, now=at(700))
    assert report.changed_rows == 0
    assert not {"edge", "sketch", "carrier", "version_change"} & {*report.inserted, *report.updated}
