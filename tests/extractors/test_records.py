"""Identity: what makes two records the same, and what must never."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.identity import fingerprint
from extractors.records import Batch, Fetch, Page, Run, content_id, document_id, text_key, utc, version_id

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@given(st.lists(st.text()), st.lists(st.text()))
def test_parts_do_not_run_together(one: list[str], other: list[str]) -> None:
    assert (content_id("x", *one) == content_id("x", *other)) == (one == other)


def test_none_is_not_the_empty_text() -> None:
    assert content_id("x", None) != content_id("x", "")
    assert content_id("x", None, "a") != content_id("x", "a", None)


def test_a_moment_is_the_same_in_every_zone() -> None:
    assert content_id("x", NOON) == content_id("x", NOON.astimezone(timezone(timedelta(hours=8))))


def test_ids_do_not_change_between_releases() -> None:
    """Ids are in databases and in print: a change of the hash would orphan them."""
    assert document_id("https://news.example/") == content_id("d", "https://news.example/")
    assert content_id("d", "https://news.example/") == "de728c83e1c1bf04a2690"


@given(st.text(), st.text())
def test_every_text_has_a_fingerprint(title: str, text: str) -> None:
    assert len(fingerprint(title, text)) == 64
    assert fingerprint(title, text) == fingerprint(f" {title}\n", text.replace(" ", "\n\t"))


def test_every_change_a_reader_sees_is_a_new_version() -> None:
    versions = {
        version_id("d1", title, text)
        for title, text in [
            ("A", "one, two"),
            ("A", "one two"),
            ("a", "one, two"),
            ("A one", ", two"),
            ("A", "One, two"),
        ]
    }
    assert len(versions) == 5
    assert version_id("d1", "A", "b") != version_id("d2", "A", "b")


def test_composition_is_no_change() -> None:
    assert fingerprint("", "Pe\u0301ter") == fingerprint("", "P\u00e9ter")


def test_carriers_meet_whatever_their_quote_marks() -> None:
    assert text_key("“Win-win”, said Wang.\n\nHe left.") == text_key('"win win" said Wang. He left')
    assert text_key("ＡＢＣ１２３ 中美") == text_key("abc123中美")
    assert text_key("on Jan. 26") != text_key("on Jan. 27")


@pytest.mark.parametrize("nothing", ["", " \n", "— …", "###"])
def test_texts_without_words_never_meet(nothing: str) -> None:
    assert text_key(nothing) is None


def test_a_time_without_a_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        utc(datetime(2026, 11, 23))  # noqa: DTZ001
    assert utc(datetime(2026, 11, 23, 20, 0, 0, 999, tzinfo=timezone(timedelta(hours=8)))) == NOON


def test_a_fetch_is_told_apart_by_its_answer() -> None:
    first = Fetch("https://news.example/", "page", NOON, "ok", body_sha256="1")
    assert first.fetch_id == Fetch("https://news.example/", "page", NOON, "ok", body_sha256="1", status=200).fetch_id
    assert first.fetch_id != Fetch("https://news.example/", "page", NOON, "ok", body_sha256="2").fetch_id
    assert first.fetch_id != Fetch("https://news.example/", "source", NOON, "ok", body_sha256="1").fetch_id


def test_headers_are_found_in_any_case() -> None:
    page = Page(Fetch("https://news.example/", "page", NOON, "ok"), b"", (("ETag", "1"), ("etag", "2")))
    assert page.header("Etag") == "1"
    assert page.header("Age") is None


def test_a_batch_counts_all_it_holds() -> None:
    batch = Batch(run=Run("poll", NOON, "{}"), label="a/b")
    assert len(batch) == 0
    batch.fetches.append(Fetch("https://news.example/", "page", NOON, "ok"))
    assert len(batch) == 1
