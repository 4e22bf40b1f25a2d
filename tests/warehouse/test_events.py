"""Readouts in the warehouse: parsed rows, events joined by who met, when and how, and the questions asked of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extractors.readout_records import Assessment, Event, Mode, Parsed, Participant, Readout, Statement
from extractors.records import Batch, Reading
from tests.warehouse.builders import LONG, OUTLETS, article, at, batch, fetch, published
from warehouse.contacts import Joined
from warehouse.events import Member, NoSuchReadout, event_rows, split
from warehouse.forgotten import Tombstone, forget
from warehouse.load import LoadReport, load
from warehouse.publish import publish
from warehouse.stage import stage

Put = Callable[..., LoadReport]
Reader = Callable[[], duckdb.DuckDBPyConnection]
QUERIES = sorted((Path(__file__).parents[2] / "docs" / "queries").glob("*.sql"))
DAY = date(2026, 3, 1)


def parsed(
    issuer: str,
    people: dict[str, str],
    *,
    on: date = DAY,
    mode: Mode | None = "phone",
    name: str = "a",
    host: str = "daily",
    title: str | None = None,
) -> tuple[Reading, Parsed]:
    """A reading with what it says: `people` is side by name."""
    url = f"https://{host}.example/{issuer}-{name}"
    made = article(url, title or f"{issuer} on {name}", f"The account of {issuer} of {name}, in words of its own.")
    reading = Reading(made, fetch(url), url, f"{host}.example")
    members = tuple(
        Participant(number, person, None, side, (), "head", "unknown", 1, 0, 1)
        for number, (person, side) in enumerate(people.items(), 1)
    )
    event = Event("CONSULT", mode, "call", on, on, "day", "text", None, None, None, None, "n/a", None, None, ())
    verdict = Assessment(True, "readout", "contact:spoke", "told")
    found = Readout(verdict, issuer, "en", event, members, (), (), (), (), (), (), 1, 10, "readouts/0")
    return reading, Parsed(reading.version_id, reading.document_id, verdict, found, "readouts/0")


def staged(*pairs: tuple[Reading, Parsed], minutes: float = 0) -> Batch:
    return batch(minutes=minutes, readings=[one for one, _ in pairs], parsed=[two for _, two in pairs])


def events(con: duckdb.DuckDBPyConnection) -> set[frozenset[str]]:
    rows = con.execute("SELECT list(title) FROM readouts GROUP BY event_id").fetchall()
    return {frozenset(titles) for (titles,) in rows}


BOTH = {"Ann Marsh": "USA", "Otto Brandt": "NOR"}


def test_two_sides_of_one_call_are_one_event(put: Put, reader: Reader) -> None:
    put(staged(parsed("USA", BOTH), parsed("NOR", {"Brandt": "NOR", "Marsh": "USA"})))
    con = reader()
    assert events(con) == {frozenset({"USA on a", "NOR on a"})}
    (why,) = {row[0] for row in con.execute("SELECT evidence FROM event_readouts").fetchall()}
    assert "NOR:brandt, USA:marsh" in why
    assert con.execute("SELECT side_a, side_b FROM two_sides").fetchall() == [("NOR", "USA")]
    assert con.execute("SELECT cameo_code, n_issuers FROM events").fetchall() == [("041", 2)]


@pytest.mark.parametrize(
    "titles",
    [
        ("Marsh’s Meeting with Brandt", "Marsh’s Meeting with Permanent Representatives"),
        ("Beginning of Marsh’s Meeting with Brandt", "Marsh and Brandt visited the Polar Museum"),
    ],
)
def test_two_texts_of_one_house_tell_of_two_contacts(put: Put, reader: Reader, titles: tuple[str, str]) -> None:
    put(staged(*(parsed("USA", BOTH, mode="visit", name=title, title=title) for title in titles)))
    assert events(reader()) == {frozenset({title}) for title in titles}


@pytest.mark.parametrize(
    "other",
    [
        parsed("NOR", {"Brandt": "NOR", "Mori": "JPN"}, name="b"),  # one man, two meetings in a day
        parsed("NOR", BOTH | {"Mori": "JPN"}, name="b"),  # three met, not two
        parsed("NOR", BOTH, mode="visit", name="b"),  # met, did not call
        parsed("NOR", BOTH, on=date(2026, 3, 4), name="b"),
        parsed("USA", BOTH, on=date(2026, 3, 2), name="b"),  # one house: called again the next day
        parsed("USA", BOTH, name="b"),  # one house, one day, two texts: called twice
    ],
    ids=["other-partner", "third-side", "other-medium", "other-day", "next-day", "twice"],
)
def test_what_is_not_one_meeting(put: Put, reader: Reader, other: tuple[Reading, Parsed]) -> None:
    put(staged(parsed("USA", BOTH), other))
    assert all(len(titles) == 1 for titles in events(reader()))


def test_a_call_across_the_date_line(put: Put, reader: Reader) -> None:
    put(staged(parsed("USA", BOTH), parsed("NOR", BOTH, on=date(2026, 3, 2))))
    assert len(events(reader())) == 1


def test_order_of_arrival_does_not_matter(data: Path, put: Put, reader: Reader, tmp_path: Path) -> None:
    pairs = [
        parsed("USA", BOTH),
        parsed("NOR", BOTH),
        parsed("GBR", BOTH, host="mirror"),
        parsed("USA", {"A B": "USA"}, name="c"),
    ]
    put(staged(*pairs))
    other = tmp_path / "other"
    for pair in reversed(pairs):
        stage(other, staged(pair))
        load(other, outlets=OUTLETS, now=at(600))
    query = "SELECT version_id, event_id FROM store.event_member ORDER BY ALL"
    with duckdb.connect(data / "warehouse.duckdb") as one, duckdb.connect(other / "warehouse.duckdb") as two:
        assert one.execute(query).fetchall() == two.execute(query).fetchall()


def test_the_same_twice_changes_nothing_and_a_new_parse_counts(put: Put, reader: Reader) -> None:
    reading, said = parsed("USA", BOTH)
    assert put(staged((reading, said))).inserted["readout"] == 1
    again = put(staged((reading, said), minutes=5))
    assert again.changed_rows == 0
    none = Parsed(said.version_id, said.document_id, Assessment(False, None, "not:x", "is none"), None, "readouts/9")
    put(staged((reading, none), minutes=9))
    con = reader()
    assert con.execute("SELECT is_readout, parser FROM assessments").fetchall() == [(False, "readouts/9")]
    assert con.execute("SELECT count(*) FROM events").fetchall() == [(0,)]


def test_a_split_stays(data: Path, put: Put, reader: Reader) -> None:
    one, two = parsed("USA", BOTH), parsed("NOR", BOTH)
    put(staged(one, two))
    split(data, two[1].version_id, now=at(700))
    put(staged((replace(one[0]), one[1]), minutes=9))
    con = reader()
    assert events(con) == {frozenset({"USA on a"}), frozenset({"NOR on a"})}
    assert con.execute("SELECT count(*) FROM event_readouts WHERE is_split").fetchall() == [(1,)]
    with pytest.raises(NoSuchReadout):
        split(data, "v0", now=at(700))


def test_components_are_named_after_the_earliest() -> None:
    members = [Member("b", DAY), Member("a", date(2026, 3, 2)), Member("c", None)]
    found = Joined([("a", "b")], {"a": ("b", "why"), "b": ("a", "why")})
    rows: dict[str, Any] = {str(row["version_id"]): row for row in event_rows(members, found)}
    assert rows["a"]["event_id"] == rows["b"]["event_id"] != rows["c"]["event_id"]
    assert rows["a"]["joined_to"] == "b"
    assert rows["c"]["joined_to"] is None


def test_there_are_thirty_four_questions() -> None:
    assert [int(path.name[:2]) for path in QUERIES] == list(range(1, 35))
    for path in QUERIES:
        lines = path.read_text("utf-8").splitlines()
        assert lines[0].startswith("-- ")
        assert sum(not line.startswith("--") for line in lines) <= 20


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    from warehouse.query import connect

    data = tmp_path_factory.mktemp("questions")
    stage(data, staged(parsed("USA", BOTH), parsed("NOR", BOTH)))
    load(data, outlets=OUTLETS, now=at(600))
    publish(data)
    return connect(data)


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_each_question_runs(answered: duckdb.DuckDBPyConnection, path: Path) -> None:
    result = answered.execute(path.read_text("utf-8"))
    assert result.description
    result.fetchall()


def asked(con: duckdb.DuckDBPyConnection, number: int) -> list[dict[str, Any]]:
    """What a question answers."""
    answer = con.execute(QUERIES[number - 1].read_text("utf-8"))
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def test_a_question_counts_a_text_once_however_many_carry_it(data: Path) -> None:
    from warehouse.query import connect

    said = Statement(1, "Ann Marsh", "USA", "say", "say", "must", LONG, 1, 0, 9, "rule")
    pairs = []
    for host in ("agency", "daily", "mirror"):
        reading, told = parsed("USA", BOTH, host=host)
        reading = replace(reading, article=article(reading.fetch.url, text=LONG))
        assert told.readout
        readout = replace(told.readout, statements=(said,))
        pairs.append((reading, replace(told, version_id=reading.version_id, readout=readout)))
    alone = parsed("NOR", BOTH, host="gazette")
    stage(data, staged(*pairs, alone))
    load(data, outlets=OUTLETS, now=at(600))
    publish(data)
    con = connect(data)
    assert con.execute("select count(*), count(distinct story_id) from readouts").fetchall() == [(4, 2)]
    assert [(row["side"], row["verb"], row["n"]) for row in asked(con, 20)] == [("USA", "say", 1)]
    assert [(row["issuer"], row["n"]) for row in asked(con, 28)] == [("USA", 1)]
    assert len(asked(con, 34)) == 1
    assert {row["outlet_id"] for row in asked(con, 17)} <= {"agency", "daily", "mirror"}
    assert [row["n_readouts"] for row in asked(con, 5)] == [2]


ONE_SIDE = {"Ann Marsh": "USA"}


def words_of(first: int, last: int) -> str:
    return " ".join(f"w{n} of{n} x{n}" for n in range(first, last))


def told(
    host: str, people: dict[str, str], text: str, *, issuer: str = "USA", on: date = DAY, is_one: bool = True
) -> tuple[Reading, Parsed]:
    """A reading of this text, so that its story is what the text says."""
    reading, said = parsed(issuer, people, host=host, on=on)
    reading = replace(reading, article=article(reading.fetch.url, host, text))
    if not is_one:
        said = replace(said, assessment=Assessment(False, None, "not:x", "is none"), readout=None)
    return reading, replace(said, version_id=reading.version_id, document_id=reading.document_id)


COPIES = [
    told("agency", BOTH, words_of(0, 60)),
    told("daily", ONE_SIDE, words_of(0, 50), on=date(2026, 3, 2)),
    told("mirror", {}, words_of(5, 60)),
]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_copy_that_names_one_side_goes_with_its_story(put: Put, reader: Reader, order: tuple[int, ...]) -> None:
    for minute, n in enumerate(order):
        put(staged(COPIES[n], minutes=minute))
    con = reader()
    assert events(con) == {frozenset({"agency", "daily", "mirror"})}
    assert all("one text" in why for (why,) in con.execute("SELECT evidence FROM event_readouts").fetchall())
    assert con.execute("SELECT start_date, end_date FROM events").fetchall() == [(DAY, DAY)]


def test_events_follow_the_stories_of_their_texts(put: Put, reader: Reader) -> None:
    put(staged(told("agency", BOTH, words_of(0, 60)), told("daily", ONE_SIDE, words_of(36, 96))))
    assert len(events(reader())) == 2
    put(staged(told("mirror", {}, words_of(18, 78), is_one=False), minutes=5))
    assert events(reader()) == {frozenset({"agency", "daily"})}


def test_a_copy_is_no_account_of_another_side(put: Put, reader: Reader) -> None:
    copies = [told("agency", BOTH, words_of(0, 60)), told("daily", BOTH, words_of(0, 50), issuer="NOR")]
    reading, said = copies[0]
    copies[0] = replace(reading, article=replace(reading.article, published=published(-90))), said
    put(staged(*copies))
    assert len(events(reader())) == 1
    assert reader().execute("SELECT count(*) FROM two_sides").fetchall() == [(0,)]
    assert reader().execute("SELECT issuers, n_issuers FROM events").fetchall() == [(["USA"], 1)]
    put(staged(parsed("NOR", BOTH, host="gazette"), minutes=5))
    con = reader()
    assert con.execute("SELECT side_a, side_b FROM two_sides").fetchall() == [("NOR", "USA")]
    assert con.execute("SELECT issuers, n_issuers FROM events").fetchall() == [(["NOR", "USA"], 2)]


def test_a_text_whose_lead_is_no_account_is_of_the_first_that_is(put: Put, reader: Reader) -> None:
    """Whose account a text is, is one answer for all views."""
    reading, said = told("agency", BOTH, words_of(0, 60), is_one=False)
    lead = replace(reading, article=replace(reading.article, published=published(-90))), said
    copy = told("daily", BOTH, words_of(0, 50), issuer="NOR")
    put(staged(lead, copy, parsed("USA", BOTH, host="gazette")))
    con = reader()
    assert con.execute("SELECT n_documents FROM stories ORDER BY ALL").fetchall() == [(1,), (2,)]
    assert con.execute("SELECT side_a, side_b FROM two_sides").fetchall() == [("NOR", "USA")]
    assert con.execute("SELECT issuers, n_issuers FROM events").fetchall() == [(["NOR", "USA"], 2)]


def test_what_is_forgotten_holds_nothing_together(data: Path, put: Put, reader: Reader) -> None:
    put(staged(*COPIES))
    stone = Tombstone(COPIES[0][0].fetch.url, COPIES[0][0].document_id)
    assert forget(data, [stone], fetches=(), examples={}, reason=None, outlets=OUTLETS, now=at(700)) == 1
    publish(data)
    con = reader()
    assert events(con) == {frozenset({"daily", "mirror"})}
    partners = con.execute("SELECT joined_to FROM event_readouts").fetchall()
    assert {one for (one,) in partners} == {two[1].version_id for two in COPIES[1:]}
