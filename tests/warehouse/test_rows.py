"""Records to staged rows."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.readout_records import Assessment, Event, Readout
from extractors.records import BODY_KINDS, Batch, Block, document_id
from tests.warehouse.builders import LONG, NOON, at, batch, fetch, page_state, published, reading, sighting
from warehouse.columns import tables
from warehouse.flat import ParsedRow
from warehouse.rows import count_words, story_key
from warehouse.schema import STAGED, arrow_type

CJK = "双方在北部首都举行会谈同意重新开放自冬季风暴以来关闭的渡轮航线首次航行计划于五月进行" * 2


def rows(made: Batch) -> dict[str, list[dict[str, Any]]]:
    return {name: table.to_pylist() for name, table in tables(made).items()}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One two, three.", 3),
        ("It's the minister\u2019s 1,500 U.S. dollars", 6),
        ("习近平 met", 4),
        ("カタカナ", 4),
        ("Россия и Иран", 3),
        ("--- ***", 0),
    ],
)
def test_words(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.text())
def test_words_of_anything(text: str) -> None:
    assert 0 <= count_words(text) <= len(text)


def test_carriers_of_a_long_text_share_its_key_whatever_their_title_and_quote_marks() -> None:
    assert story_key("A", LONG) == story_key("B", LONG.replace(" ", "\n").upper() + "!")
    assert story_key("A", LONG) != story_key("A", LONG + " Not so")


@pytest.mark.parametrize("text", ["Full story to follow.", CJK[:59]])
def test_a_short_text_needs_its_title(text: str) -> None:
    assert story_key("A", text) != story_key("B", text)
    assert story_key("A", text) == story_key("a", text)


def test_a_chinese_text_is_long_sooner() -> None:
    assert story_key("A", CJK[:60]) == story_key("B", CJK[:60])


@pytest.mark.parametrize("text", ["", " \n", "***"])
def test_no_text_no_key(text: str) -> None:
    assert story_key("Same title", text) is None


@given(st.text(st.characters()), st.text(st.characters()), st.sampled_from(sorted(BODY_KINDS)), st.none() | st.text())
def test_any_text_can_be_staged(title: str, text: str, kind: str, name: str | None) -> None:
    read = reading(title=title, text="x", blocks=(Block(kind, text, rule=name),), editor=name, authors=(text,))
    made = tables(batch(readings=[read], sightings=[sighting(title=title, summary=text)]))
    assert {name: table.num_rows for name, table in made.items()} == {"sightings": 1, "fetches": 1, "readings": 1}
    for name, table in made.items():
        table.validate(full=True)
        assert table.schema == STAGED[name]


def test_half_surrogates_are_replaced() -> None:
    assert rows(batch(sightings=[sighting(title="a\ud800b")]))["sightings"][0]["title"] == "a?b"


def test_times_become_utc_without_zone() -> None:
    east = timezone(timedelta(hours=8))
    seen = datetime(2026, 3, 2, 20, 0, 0, 999, tzinfo=east)
    assert rows(batch(sightings=[sighting(seen_at=seen)]))["sightings"][0]["seen_at"] == datetime(2026, 3, 2, 12)  # noqa: DTZ001


def test_a_time_without_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        rows(batch(sightings=[sighting(seen_at=datetime(2026, 3, 2))]))  # noqa: DTZ001


def test_dated_by_time_then_day_then_fetch_and_never_after_the_fetch() -> None:
    def dated(**more: object) -> datetime:
        row = rows(batch(readings=[reading(minutes=60, **more)]))["readings"][0]
        return row["dated_at"].replace(tzinfo=UTC)

    assert dated(published=published(10)) == at(10)
    assert dated(published=published(at=None, precision="day")) == NOON.replace(hour=0)
    assert dated(published=None) == at(60)
    assert dated(published=published(100_000)) == at(60)
    assert dated(published=published(at=None, on=date(2099, 1, 1))) == at(60)


def test_a_reading_gives_its_fetch_the_document_and_wording() -> None:
    read = reading()
    (row,) = rows(batch(readings=[read]))["fetches"]
    assert (row["fetch_id"], row["document_id"], row["version_id"], row["verdict"]) == (
        read.fetch.fetch_id,
        read.document_id,
        read.version_id,
        "article",
    )


def test_what_is_no_article_has_no_wording() -> None:
    (row,) = rows(batch(readings=[reading(verdict="soft-404", reason="says so")]))["fetches"]
    assert row["version_id"] is None
    assert row["verdict"] == "soft-404"
    assert row["read_at"] is not None


def test_a_reading_that_broke_does_not_count_as_one() -> None:
    (row,) = rows(batch(readings=[reading(verdict="error", reason="a bug")]))["fetches"]
    assert (row["verdict"], row["version_id"], row["read_at"]) == ("error", None, None)


def test_a_page_that_is_gone_stays_tied_to_its_document() -> None:
    url = "https://daily.example/a"
    gone = batch(
        fetches=[fetch(url, 30, outcome="gone", status=404), fetch(url, 30, purpose="robots")],
        page_states=[page_state(url, 30, outcome="gone", verdict=None, status=404)],
    )
    assert [row["document_id"] for row in rows(gone)["fetches"]] == [document_id(url), None]


def test_reading_digest_tells_readings_apart_but_not_when_they_were_read() -> None:
    def digest(**more: object) -> str:
        return rows(batch(readings=[reading(**more)]))["readings"][0]["reading_sha256"]

    assert digest() == digest(minutes=5)
    assert len({digest(), digest(editor="E"), digest(title="T"), digest(extractor="pages/2"), digest(receipts=())}) == 5


def test_a_row_has_a_column_for_all_that_is_parsed() -> None:
    def names(*records: type) -> set[str]:
        return {field.name for record in records for field in fields(record)}

    assert names(Readout, Event, Assessment) - {"assessment", "event"} <= names(ParsedRow)


def test_only_known_types_can_be_staged() -> None:
    with pytest.raises(TypeError, match="no Arrow type"):
        arrow_type(dict[str, str])
