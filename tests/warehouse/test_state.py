"""What the pipeline learns from the snapshot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from extractors.records import document_id
from tests.warehouse.builders import at, batch, page_state, polled, reading, sighting, source_state
from warehouse.load import LoadReport
from warehouse.publish import publish
from warehouse.state import PageKnown, State

Put = Callable[..., LoadReport]

URL = "https://daily.example/a"


def test_nothing_is_known_before_the_first_snapshot(data: Path) -> None:
    with State(data) as state:
        assert state.sources(["daily/feed"]) == {}
        assert state.pages([document_id(URL)]) == {}
        assert state.fetches(["f1"]) == set()
        assert state.todo(["daily/feed"], asked_before=at(0), seen_since=at(0)) == {}


def test_sources_come_back_as_they_were(data: Path, put: Put) -> None:
    wanted = source_state(etag=None, n_items=None, reason="why", parser=None)
    put(batch(source_states=[wanted, source_state("gazette/feed")]))
    publish(data)
    with State(data) as state:
        assert state.sources(["daily/feed", "no/such"]) == {"daily/feed": wanted}
        assert state.sources([]) == {}


def test_pages_come_back_with_who_lists_them(data: Path, put: Put) -> None:
    asked = page_state(minutes=30, version_id="v1")
    put(
        batch(
            page_states=[asked],
            sightings=[
                sighting(minutes=40),
                sighting(minutes=10),
                sighting(minutes=20, source="mirror/feed"),
                sighting("https://daily.example/only-seen", 5),
            ],
        )
    )
    publish(data)
    only_seen = document_id("https://daily.example/only-seen")
    with State(data) as state:
        pages = state.pages([document_id(URL), only_seen, "d0"])
    assert pages == {
        document_id(URL): PageKnown(asked, at(10), frozenset({"daily/feed", "mirror/feed"})),
        only_seen: PageKnown(None, at(5), frozenset({"daily/feed"})),
    }


def test_a_page_no_list_named(data: Path, put: Put) -> None:
    put(batch(page_states=[page_state()]))
    publish(data)
    with State(data) as state:
        assert state.pages([document_id(URL)]) == {document_id(URL): PageKnown(page_state(), None)}


def test_known_fetches(data: Path, put: Put) -> None:
    put(polled(reading()))
    publish(data)
    with State(data) as state:
        assert state.fetches([reading().fetch.fetch_id, "f0"]) == {reading().fetch.fetch_id}


def test_what_may_have_to_be_asked_for(data: Path, put: Put) -> None:
    def url(name: str) -> str:
        return f"https://daily.example/{name}"

    wanted = sighting(url("never"), 50, summary="S", guid="g", lang="en", position=3)
    put(
        batch(
            sightings=[
                wanted,
                sighting(url("failed"), 40),
                sighting(url("failed-now"), 40),
                sighting(url("failed-often"), 40),
                sighting(url("read"), 60),
                sighting(url("read-long-ago"), 6),
                sighting(url("old"), 5, position=1),
                sighting(url("old-too"), 5, position=0),
                sighting(url("never"), 20, source="mirror/feed", title="Older words"),
                sighting(url("theirs"), 60, source="gazette/feed"),
            ],
            page_states=[
                page_state(url("failed"), 40, outcome="timeout", failures=9),
                page_state(url("failed-now"), 95, outcome="timeout", failures=1),
                page_state(url("failed-often"), 40, outcome="timeout", failures=10),
                page_state(url("read"), 60),
                page_state(url("read-long-ago"), 6),
            ],
        )
    )
    publish(data)
    with State(data) as state:

        def names(*sources: str, limit: int = 10) -> dict[str, list[str]]:
            found = state.todo(sources, asked_before=at(90), seen_since=at(10), limit=limit)
            return {source: [s.url.rpartition("/")[2] for s in listed] for source, listed in found.items()}

        assert names("daily/feed", "mirror/feed", "agency/feed") == {
            "daily/feed": ["read", "never", "failed", "old-too", "old"],
            "mirror/feed": ["never"],
        }
        assert state.todo(["daily/feed"], asked_before=at(90), seen_since=at(10))["daily/feed"][1] == wanted
        assert names("daily/feed", "mirror/feed", limit=1) == {"daily/feed": ["read"], "mirror/feed": ["never"]}
        assert names() == {}
        early = state.todo(["daily/feed"], asked_before=at(50), seen_since=at(10))["daily/feed"]
        assert url("read") not in [s.url for s in early]


def test_one_state_stays_one_state(data: Path, put: Put) -> None:
    put(batch(source_states=[source_state(minutes=0)]))
    publish(data)
    with State(data) as state:
        put(batch(source_states=[source_state(minutes=60)]))
        publish(data)
        assert state.sources(["daily/feed"])["daily/feed"].checked_at == at(0)
        with State(data) as newer:
            assert newer.sources(["daily/feed"])["daily/feed"].checked_at == at(60)


def test_a_closed_state_can_be_closed_again(data: Path, put: Put) -> None:
    put(polled(reading()))
    publish(data)
    state = State(data)
    state.close()
    state.close()
    assert state.sources(["daily/feed"]) == {}
