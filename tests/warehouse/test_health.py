"""What is wrong with a source, told from what it did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from config.fields import Health
from config.outlets import Outlets
from extractors.readouts import parse
from extractors.records import Block, SourceState, document_id
from tests.warehouse.builders import LONG, OUTLETS, at, batch, page_state, polled, reading, sighting, source_state
from warehouse.load import LoadReport, load
from warehouse.publish import publish
from warehouse.query import connect
from warehouse.stage import stage

Put = Callable[..., LoadReport]
Reader = Callable[[], duckdb.DuckDBPyConnection]
HOUR = 60
URL = "https://daily.example/rss.xml"


def health(reader: Reader, source: str = "daily/feed") -> dict[str, Any]:
    found = reader().execute("FROM source_health WHERE source_id = ?", [source])
    names = [column[0] for column in found.description]
    return dict(zip(names, found.fetchall()[0], strict=True))


def state(minutes: float = 0, **more: Any) -> SourceState:
    usual = {"url": URL, "answered_at": at(minutes), "n_dated": 3, "n_known": 3, "next_at": at(minutes + 30)}
    return source_state(minutes=minutes, **(usual | more))


@pytest.mark.parametrize(
    ("more", "wanted", "todo"),
    [
        ({}, "ok", None),
        ({"health": "unchanged"}, "ok", None),
        ({"health": "gone", "gone_at": at(), "status": 410}, "gone", "410"),
        ({"health": "gone", "status": 404, "failures": 1}, "failing", None),
        ({"health": "failing", "failures": 2}, "failing", None),
        ({"health": "failing", "failures": 10}, "dead", "10 failures in a row"),
        ({"health": "failing", "failures": 3, "answered_at": at(-5 * 24 * HOUR)}, "dead", "no answer since 2026-02-25"),
        ({"health": "failing", "failures": 12, "answered_at": None}, "dead", "never an answer"),
        ({"health": "failing", "failures": 3, "refusals": 3}, "refusing", "3 refusals"),
        ({"health": "failing", "failures": 12, "refusals": 11, "answered_at": None}, "refusing", "11 refusals"),
        ({"health": "failing", "failures": 12, "refusals": 3}, "dead", "12 failures in a row"),
        ({"health": "wrong-type", "reason": "an HTML page"}, "wrong-type", "no list"),
        ({"health": "empty", "n_items": 0, "n_dated": 0}, "empty", "lists nothing"),
        ({"n_items": 20, "n_dated": 0}, "undated", None),
        ({"next_at": at(-2 * 24 * HOUR)}, "overdue", None),
        ({"newest_item_at": at(-20 * 24 * HOUR)}, "silent", "20 days"),
    ],
)
def test_a_state_has_its_condition(
    put: Put, reader: Reader, more: dict[str, Any], wanted: str, todo: str | None
) -> None:
    put(batch(source_states=[state(**more)]))
    row = health(reader)
    assert row["state"] == wanted
    assert (row["todo"] is None) == (todo is None)
    assert todo is None or todo in row["todo"]


def listed(hours: list[float], **more: Any) -> list[Any]:
    """Sightings of items published at these hours before NOON."""
    return [
        sighting(f"https://daily.example/{n}", published_at=at(-hour * HOUR), position=n, **more)
        for n, hour in enumerate(hours)
    ]


@pytest.mark.parametrize(
    ("name", "hours", "silent", "wanted"),
    [
        ("a wire by day and night", [n * 0.5 for n in range(40)], 5, "ok"),
        ("the same, stopped", [n * 0.5 for n in range(40)], 8, "frozen"),
        ("a wire that sleeps ten hours a night", [d * 24 + n * 0.5 for d in range(5) for n in range(28)], 12, "ok"),
        ("the same, stopped", [d * 24 + n * 0.5 for d in range(5) for n in range(28)], 36, "frozen"),
        ("a ministry without weekends", [w * 168 + d * 24 for w in range(6) for d in range(5)], 6 * 24, "ok"),
        ("the same, stopped", [w * 168 + d * 24 for w in range(6) for d in range(5)], 10 * 24, "frozen"),
        ("a monthly", [n * 720 for n in range(8)], 1000, "ok"),
        ("too few to tell", [0, 1, 2], 300, "ok"),
        ("frozen for years", [20_000 + n * 2 for n in range(20)], 0, "frozen"),
    ],
)
def test_frozen_is_measured_by_its_own_rhythm(
    put: Put, reader: Reader, name: str, hours: list[float], silent: float, wanted: str
) -> None:
    found = listed([hour + silent for hour in hours])
    put(batch(sightings=found, source_states=[state(newest_item_at=None)]), now=at())
    row = health(reader)
    assert row["state"] == wanted, (name, row["usual_gap_hours"], row["silent_hours"])


def test_undated_items_count_by_when_they_were_seen(put: Put, reader: Reader) -> None:
    seen = [sighting(f"https://daily.example/{n}", -n * HOUR, published_at=None) for n in range(10)]
    put(batch(sightings=seen, source_states=[state(newest_item_at=None, n_dated=0)]), now=at())
    assert health(reader)["state"] == "ok"  # three items only: too few to call it undated
    assert health(reader)["usual_gap_hours"] == 1


def test_pages_without_articles_and_refused_pages(put: Put, reader: Reader) -> None:
    names = [f"https://{outlet}.example/{n}" for outlet in ("daily", "gazette") for n in range(6)]
    put(
        batch(
            sightings=[sighting(url, source=f"{url.split('/')[2].split('.')[0]}/feed") for url in names],
            page_states=[page_state(url, verdict="js-shell") for url in names[:5]]
            + [page_state(names[5])]
            + [page_state(url, outcome="refused", verdict=None, failures=1) for url in names[6:]],
            source_states=[state(), source_state("gazette/feed")],
        )
    )
    daily, gazette = health(reader), health(reader, "gazette/feed")
    assert (daily["state"], daily["article_share"]) == ("bodiless", 0.17)
    assert "5 of 6 pages gave no article" in daily["todo"]
    assert gazette["state"] == "refusing"
    assert "6 of 6 pages refused" in gazette["todo"]


CALL = "President Xi Jinping spoke by phone with President Vladimir Putin of Russia on March 3, 2026. They agreed."


def test_an_outlet_of_readouts_without_any(data: Path, reader: Reader) -> None:
    for name in ("daily", "gazette"):
        urls = [f"https://{name}.example/{n}" for n in range(10)]
        texts = [f"{LONG} Number {n}." for n in range(9)] + [CALL if name == "gazette" else f"{LONG} The last."]
        readings = [reading(url, text=text) for url, text in zip(urls, texts, strict=True)]
        stage(
            data,
            batch(
                label=name,
                readings=readings,
                parsed=[parse(one) for one in readings],
                sightings=[sighting(url, source=f"{name}/feed") for url in urls],
                page_states=[page_state(one.canonical_url, version_id=one.version_id) for one in readings],
                source_states=[source_state(f"{name}/feed")],
            ),
        )
    expecting = Outlets(outlet.model_copy(update={"health": Health(readouts=True)}) for outlet in OUTLETS.values())
    load(data, outlets=OUTLETS, now=at(600))
    assert health(reader)["state"] == "ok"
    load(data, outlets=expecting, now=at(600))
    daily, gazette = health(reader), health(reader, "gazette/feed")
    assert (daily["state"], gazette["state"]) == ("no readouts", "ok")
    assert "none of 10 texts" in daily["todo"]


def test_a_jump_of_furniture(put: Put, reader: Reader) -> None:
    day = 24 * HOUR
    text = "The two sides met and agreed to go on. " * 5

    def page(n: int, minutes: float, furniture: int) -> Any:
        blocks = (Block("paragraph", f"{n} {text}"), Block("furniture", "Share this page. " * furniture, rule="r"))
        url = f"https://daily.example/{n}"
        return reading(url, f"T{n}", minutes=minutes, blocks=blocks)

    put(polled(*(page(n, n, 1) for n in range(12))))
    put(polled(*(page(n, 10 * day + n, 1) for n in range(20, 26)), minutes=10 * day))
    assert health(reader)["state"] == "ok"
    put(polled(*(page(n, 20 * day + n, 40) for n in range(40, 46)), minutes=20 * day), now=at(20 * day + HOUR))
    row = health(reader)
    assert "furniture" in row["conditions"]
    assert row["furniture_share"] > 0.7 > 0.2 > row["furniture_share_before"]


def test_a_list_of_only_new_items_was_outrun(put: Put, reader: Reader) -> None:
    new = {"n_items": 10, "n_known": 0, "n_dated": 10}
    put(batch(sightings=[sighting("https://daily.example/1", 0)], source_states=[state(0, **new)]))
    assert health(reader)["state"] == "ok"  # the first poll
    put(batch(sightings=[sighting("https://daily.example/2", 60)], source_states=[state(60, **new)]))
    assert health(reader)["conditions"] == ["outrun"]


def test_the_gravest_comes_first_and_all_are_kept(put: Put, reader: Reader) -> None:
    put(
        batch(
            sightings=listed([2000 + n for n in range(20)]),
            source_states=[state(health="failing", failures=11, n_items=20, n_dated=0)],
        )
    )
    assert health(reader)["conditions"] == ["dead", "failing", "frozen", "undated"]


def test_a_source_whose_address_was_changed_is_a_new_one(put: Put, reader: Reader) -> None:
    put(batch(source_states=[state(health="gone", gone_at=at(), url="https://daily.example/old.xml")]))
    assert health(reader)["state"] == "never asked"


def test_what_an_unchanged_list_names_is_still_listed(data: Any, put: Put) -> None:
    put(
        batch(
            sightings=[sighting("https://daily.example/old", 0), sighting("https://daily.example/new", 60)],
            source_states=[state(300, changed_at=at(60), health="unchanged")],
        )
    )
    publish(data)
    with connect(data) as con:
        rows = con.execute("SELECT document_id, listed_now, listed_until FROM sightings").fetchall()
    found = {document: (now, until) for document, now, until in rows}
    naive = {n: at(n).replace(tzinfo=None) for n in (0, 300)}
    assert found[document_id("https://daily.example/old")] == (False, naive[0])
    assert found[document_id("https://daily.example/new")] == (True, naive[300])
    assert timedelta(0) < naive[300] - naive[0]
