"""The views analysts ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import duckdb

from extractors.records import Origin, Receipt, document_id
from tests.warehouse.builders import (
    LONG,
    at,
    batch,
    fetch,
    page_state,
    polled,
    published,
    reading,
    sighting,
    source_state,
)
from warehouse.load import LoadReport

Put = Callable[..., LoadReport]
Reader = Callable[[], duckdb.DuckDBPyConnection]

URL = "https://daily.example/a"
NAMES_AGENCY = Origin(role="carrier", agency="agency", name="The Agency", line="Source: The Agency")


def naive(minutes: float) -> datetime:
    return at(minutes).replace(tzinfo=None)


def rows(con: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    result = con.execute(sql)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def one(con: duckdb.DuckDBPyConnection, sql: str) -> dict[str, Any]:
    (row,) = rows(con, sql)
    return row


def test_a_document_is_shown_in_its_current_wording(put: Put, reader: Reader) -> None:
    put(polled(reading(minutes=5, origin=NAMES_AGENCY), minutes=5))
    put(polled(reading(title="Ferry reopens", minutes=65, origin=NAMES_AGENCY), minutes=65))
    row = one(reader(), "FROM documents")
    assert row["title"] == "Ferry reopens"
    assert row["n_versions"] == 2
    assert (row["origin"], row["origin_name"], row["role"]) == ("agency", "The Agency", "carrier")
    assert (row["first_fetched_at"], row["last_checked_at"]) == (naive(5), naive(65))
    assert (row["published_at"], row["published_precision"]) == (naive(0), "minute")
    assert (row["gone_at"], row["gone_status"]) == (None, None)


def test_a_change_undone_is_current_again_and_two_edits(put: Put, reader: Reader) -> None:
    for minutes, text in ((0, LONG), (30, LONG + " Wrong."), (60, LONG)):
        put(polled(reading(text=text, minutes=minutes), minutes=minutes))
    con = reader()
    assert [row["version_no"] for row in rows(con, "FROM document_versions WHERE is_current")] == [1]
    edits = rows(con, "FROM edits ORDER BY noticed_at")
    assert [(e["last_seen_before_at"], e["noticed_at"]) for e in edits] == [
        (naive(0), naive(30)),
        (naive(30), naive(60)),
    ]
    assert [(e["title_changed"], e["text_changed"]) for e in edits] == [(False, True), (False, True)]
    assert [e["words_after"] - e["words_before"] for e in edits] == [1, -1]
    assert edits[0]["from_version_id"] == edits[1]["to_version_id"]


def test_versions_are_numbered_by_their_first_fetch(put: Put, reader: Reader) -> None:
    put(polled(reading(title="B", minutes=50), minutes=50))
    put(polled(reading(title="A", minutes=10), minutes=10))
    found = rows(reader(), "SELECT version_no, title, text FROM document_versions ORDER BY version_no")
    assert [(row["version_no"], row["title"], row["text"]) for row in found] == [(1, "A", LONG), (2, "B", LONG)]


def gone(minutes: float, **more: Any) -> Any:
    return batch(
        minutes=minutes,
        label=f"gone {minutes}",
        fetches=[fetch(URL, minutes, **{"outcome": "gone", "status": 410, "body_sha256": None, **more})],
        page_states=[page_state(URL, minutes, **{"outcome": "gone", "status": 410, "verdict": None, **more})],
    )


def test_a_page_is_gone_since_the_first_answer_that_said_so(put: Put, reader: Reader) -> None:
    put(polled(reading()), gone(60), gone(120))
    row = one(reader(), "FROM documents")
    assert (row["gone_at"], row["gone_status"], row["last_checked_at"]) == (naive(60), 410, naive(120))


def test_a_page_that_came_back_is_not_gone(put: Put, reader: Reader) -> None:
    put(polled(reading()), gone(60), polled(reading(minutes=90), minutes=90, label="back"))
    assert one(reader(), "FROM documents")["gone_at"] is None


def test_a_failure_is_not_gone(put: Put, reader: Reader) -> None:
    put(polled(reading()), gone(60, outcome="timeout", status=None))
    row = one(reader(), "FROM documents")
    assert (row["gone_at"], row["last_checked_at"]) == (None, naive(60))


def test_a_page_that_says_it_is_gone_is_gone(put: Put, reader: Reader) -> None:
    soft = reading(minutes=60, verdict="soft-404", reason="title", title="Not found", text="")
    put(polled(reading()), polled(soft, minutes=60, label="soft"))
    row = one(reader(), "FROM documents")
    assert (row["gone_at"], row["gone_status"], row["title"]) == (naive(60), 200, "Ferry line to reopen")


def test_a_page_asked_for_under_another_address_is_checked_with_its_document(put: Put, reader: Reader) -> None:
    put(polled(reading()))
    put(batch(page_states=[page_state("https://daily.example/old", 90, version_id=reading().version_id)]))
    assert one(reader(), "FROM documents")["last_checked_at"] == naive(90)


def test_the_agencys_own_copy_is_the_origin(put: Put, reader: Reader) -> None:
    put(
        polled(
            reading("https://gazette.example/x", "Ferry: what we know", published=published(5), origin=NAMES_AGENCY),
            reading("https://agency.example/o", "FERRY LINE, TO REOPEN", published=published(10), minutes=20),
            reading("https://daily.example/a", text=LONG + " More.", published=published(30), minutes=40),
        ),
        polled(
            reading("https://agency.example/o", published=published(10), origin=Origin("origin", "agency", "Agency")),
            label="2",
        ),
        polled(reading("https://daily.example/a", published=published(30), minutes=50), minutes=50, label="3"),
    )
    con = reader()
    story = one(con, "FROM stories")
    assert (story["origin"], story["origin_from"]) == ("agency", "agency copy")
    assert (story["n_documents"], story["n_outlets"], story["n_versions"]) == (3, 3, 2)
    assert story["first_published_at"] == naive(0)
    carriers = {row["outlet_id"]: row for row in rows(con, "FROM carriers")}
    assert {name: row["relation"] for name, row in carriers.items()} == {
        "agency": "origin",
        "gazette": "identical",
        "daily": "identical",
    }
    assert {name: row["lag_minutes"] for name, row in carriers.items()} == {"agency": 0, "gazette": -5, "daily": 20}
    assert {name: row["headline_changed"] for name, row in carriers.items()} == {
        "agency": False,
        "gazette": True,
        "daily": False,
    }


def test_without_the_agencys_copy_most_source_lines_decide(put: Put, reader: Reader) -> None:
    other = Origin(role="carrier", agency=None, name="Some Bureau")
    put(
        polled(
            reading("https://gazette.example/x", origin=NAMES_AGENCY),
            reading("https://daily.example/a", origin=NAMES_AGENCY),
            reading("https://mirror.example/m", origin=other),
        )
    )
    con = reader()
    story = one(con, "FROM stories")
    assert (story["origin"], story["origin_from"]) == ("agency", "source line")
    # The writer's own page was not seen: every row is a carrier's.
    assert {row["relation"] for row in rows(con, "FROM carriers")} == {"identical"}


def test_when_nobody_says_it_is_the_earliest_outlet(put: Put, reader: Reader) -> None:
    put(
        polled(
            reading("https://gazette.example/x", published=published(-10)),
            reading("https://daily.example/a", origin=Origin("citation", "agency", "The Agency")),
        )
    )
    story = one(reader(), "FROM stories")
    assert (story["origin"], story["origin_from"]) == ("gazette", "earliest")


def test_a_lag_needs_two_hours_not_days(put: Put, reader: Reader) -> None:
    day = published(at=None, precision="day")
    put(polled(reading("https://gazette.example/x"), reading("https://daily.example/a", published=day)))
    assert {row["lag_minutes"] for row in rows(reader(), "FROM carriers WHERE relation <> 'origin'")} == {None}


def test_a_carrier_of_a_later_wording_adds_to_the_first(put: Put, reader: Reader) -> None:
    """It carries what the origin says since it was mended; what the origin says now is what it is compared with."""
    more = LONG + "\n\nThe mayor of the islands told reporters that she had not been asked about the fares."
    put(
        polled(reading("https://gazette.example/x", published=published(-5))),
        polled(reading("https://daily.example/a", text=more, minutes=20), label="2"),
    )
    expanded = one(reader(), "FROM carriers WHERE outlet_id = 'daily'")
    assert (expanded["relation"], expanded["paragraphs_added"], expanded["pct_kept"]) == ("expanded", 1, 100.0)
    put(polled(reading("https://gazette.example/x", text=more, published=published(-5), minutes=9), label="3"))
    identical = one(reader(), "FROM carriers WHERE outlet_id = 'daily'")
    assert (identical["relation"], identical["pct_kept"], identical["pct_own"]) == ("identical", 100.0, 0.0)
    assert identical["source_document_id"] == document_id("https://gazette.example/x")


def test_a_source_line_names_the_source(put: Put, reader: Reader) -> None:
    own = Origin("origin", "agency", "Agency")
    put(
        polled(
            reading("https://agency.example/o", published=published(10), minutes=20, origin=own),
            reading("https://gazette.example/x", published=published(5), minutes=20, origin=NAMES_AGENCY),
        )
    )
    row = one(reader(), "FROM carriers WHERE outlet_id = 'gazette'")
    assert row["source_document_id"] == document_id("https://agency.example/o")
    assert (row["source_confidence"], row["source_from"]) == (0.9, "source line")


def test_a_page_that_went_and_came_back_is_two_edits(put: Put, reader: Reader) -> None:
    changed = LONG.replace("May", "June")
    put(polled(reading()), gone(60), gone(120), polled(reading(text=changed, minutes=180), minutes=180, label="back"))
    found = rows(
        reader(), "SELECT classes, last_seen_before_at, noticed_at, text_changed FROM edits ORDER BY noticed_at"
    )
    assert [tuple(row.values()) for row in found] == [
        (["gone"], naive(0), naive(60), False),
        (["came back", "name"], naive(120), naive(180), True),
    ]


def test_an_edit_says_what_was_changed(put: Put, reader: Reader) -> None:
    put(polled(reading()), polled(reading(title="Ferry", text=LONG + "\n\nMore tomorrow.", minutes=9), minutes=9))
    assert one(reader(), "FROM edits")["classes"] == ["headline", "paragraph added"]


def test_headlines_in_any_script(put: Put, reader: Reader) -> None:
    titles = {"gazette": "习近平会见外宾", "daily": "习近平 会见外宾!", "mirror": "习近平会晤外宾"}
    put(*(polled(reading(f"https://{o}.example/x", t, minutes=n), label=o) for n, (o, t) in enumerate(titles.items())))
    lead = one(reader(), "FROM stories")["title"]
    changed = {row["outlet_id"]: row["headline_changed"] for row in rows(reader(), "FROM carriers")}
    assert changed["daily"] == changed["gazette"] != changed["mirror"]
    assert lead in titles.values()


def test_receipts_are_rows(put: Put, reader: Reader) -> None:
    rival = Receipt("published", "2026-03-01", "url", "url:path", chosen=False, reason="less exact")
    put(polled(reading(receipts=(Receipt("title", "T", "meta", "meta:og:title"), rival))))
    found = rows(reader(), "SELECT field, value, chosen, reason FROM receipts ORDER BY field")
    assert [tuple(row.values()) for row in found] == [
        ("published", "2026-03-01", False, "less exact"),
        ("title", "T", True, None),
    ]


def test_runs_sum_their_batches(put: Put, reader: Reader) -> None:
    put(polled(reading(), label="a"), polled(reading("https://gazette.example/x"), label="b"))
    put(batch(minutes=60, kind="backfill", sightings=[sighting()]))
    found = rows(reader(), "SELECT kind, n_batches, n_documents, n_sightings, n_fetches FROM runs ORDER BY started_at")
    assert [tuple(row.values()) for row in found] == [("poll", 2, 2, 2, 2), ("backfill", 1, 0, 1, 0)]


def test_source_health(put: Put, reader: Reader) -> None:
    put(
        batch(
            source_states=[
                source_state("daily/feed", next_at=at(700)),
                source_state("gazette/feed", health="wrong-type", reason="text/html", next_at=at(700)),
                source_state("mirror/feed", newest_item_at=at() - timedelta(days=30), next_at=at(700)),
            ]
        )
    )
    con = reader()
    found = {row["source_id"]: row["state"] for row in rows(con, "FROM source_health")}
    assert found == {
        "agency/feed": "never asked",
        "daily/feed": "ok",
        "gazette/feed": "wrong-type",
        "mirror/feed": "silent",
    }
    assert one(con, "FROM sources WHERE source_id = 'gazette/feed'")["reason"] == "text/html"


def test_outlets_count_their_documents(put: Put, reader: Reader) -> None:
    put(polled(reading(), reading("https://daily.example/b", title="B", text="Other text. " * 20)))
    counts = {row["outlet_id"]: row["n_documents"] for row in rows(reader(), "FROM outlets")}
    assert counts == {"agency": 0, "daily": 2, "gazette": 0, "mirror": 0}


def test_a_page_of_no_outlet_is_a_document_too(put: Put, reader: Reader) -> None:
    put(batch(readings=[reading("https://elsewhere.example/a", outlet_id=None, published=None)]))
    row = one(reader(), "FROM documents")
    assert (row["outlet_id"], row["published_at"], row["dated_at"]) == (None, None, naive(0))
    assert row["document_id"] == document_id("https://elsewhere.example/a")
    assert one(reader(), "FROM stories")["n_outlets"] == 0
