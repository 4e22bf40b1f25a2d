"""What to do next: sources, pages, validators, waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.outlets import Outlet, load_outlets
from extractors.discover.listing import Listing
from extractors.records import Article, Fetch, Origin, Outcome, PageState, Sighting, SourceState, document_id
from flows import decisions

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
OUTLET: Outlet = load_outlets()["tass_en"]
SOURCE = OUTLET.sources[0]
EVERY = OUTLET.interval(SOURCE)


def fetch(outcome: Outcome = "ok", **more: object) -> Fetch:
    base = Fetch(
        url=SOURCE.url, purpose="source", fetched_at=NOW, outcome=outcome, status=200, etag='"e2"', body_sha256="b2"
    )
    return replace(base, **more)


def listing(n: int = 2, health: str = "ok") -> Listing:
    seen = tuple(
        Sighting(
            source_id="tass_en/all",
            outlet_id="tass_en",
            url=f"https://tass.com/world/{i}",
            canonical_url=f"https://tass.com/world/{i}",
            seen_at=NOW,
            position=i,
            via="feed",
            published_at=NOW - timedelta(hours=i),
        )
        for i in range(n)
    )
    return Listing(sightings=seen, health=health, reason=None if health == "ok" else "why")


def before(**more: object) -> SourceState:
    return replace(
        decisions.after_source(OUTLET, SOURCE, fetch(etag='"e1"', body_sha256="b1"), listing(), None, "p/1"), **more
    )


def article(**more: object) -> Article:
    base = Article(
        url=None,
        canonical_url=None,
        outlet_id=None,
        verdict="article",
        reason=None,
        title="t",
        blocks=(),
        published=None,
        origin=Origin(role="unknown", agency=None, name=None),
        dateline=None,
        authors=(),
        editor=None,
        lang=None,
        next_url=None,
        receipts=(),
        extractor="pages/1",
    )
    return replace(base, **more)


def test_a_success_moves_the_validators_forward() -> None:
    after = decisions.after_source(OUTLET, SOURCE, fetch(), listing(3), before(failures=4), "p/1")
    assert (after.etag, after.body_sha256, after.failures, after.health) == ('"e2"', "b2", 0, "ok")
    assert (after.n_items, after.newest_item_at, after.next_at) == (3, NOW, NOW + EVERY)


@pytest.mark.parametrize("outcome", ["timeout", "server-error", "refused", "robots", "dns", "gone", "bad-address"])
def test_a_failure_keeps_the_validators_and_waits_longer(outcome: Outcome) -> None:
    after = decisions.after_source(
        OUTLET, SOURCE, fetch(outcome, etag=None, reason="no"), None, before(failures=2), "p/1"
    )
    assert (after.etag, after.body_sha256, after.n_items) == ('"e1"', "b1", 2)
    assert after.failures == 3
    assert after.next_at == NOW + EVERY * 4
    assert after.health == ("gone" if outcome == "gone" else "failing")
    assert after.reason == "no"


def test_waits_never_pass_a_day_and_retry_after_is_kept() -> None:
    long = decisions.after_source(OUTLET, SOURCE, fetch("timeout"), None, before(failures=10_000), "p/1")
    assert long.next_at == NOW + timedelta(hours=24)
    told = decisions.after_source(OUTLET, SOURCE, fetch("throttled", retry_after_s=7200), None, before(), "p/1")
    assert told.next_at == NOW + timedelta(hours=2)


def test_a_page_of_html_at_a_feed_url_does_not_move_the_validators() -> None:
    after = decisions.after_source(OUTLET, SOURCE, fetch(), listing(0, "wrong-type"), before(), "p/1")
    assert (after.etag, after.health, after.reason, after.n_items) == ('"e1"', "wrong-type", "why", 2)


def test_an_unchanged_source_is_not_a_failure() -> None:
    after = decisions.after_source(OUTLET, SOURCE, fetch("not-modified", status=304), None, before(failures=2), "p/1")
    assert (after.health, after.failures, after.etag, after.next_at) == ("unchanged", 0, '"e1"', NOW + EVERY)


def test_a_source_is_due_when_its_time_has_come() -> None:
    assert decisions.is_due(None, NOW)
    assert decisions.is_due(before(next_at=NOW), NOW)
    assert not decisions.is_due(before(next_at=NOW + timedelta(seconds=1)), NOW)


def test_a_new_parser_reads_an_unchanged_body_again() -> None:
    assert not decisions.may_use_validators("x/y", NOW, before(parser="p/0"), "p/1")
    assert not decisions.may_use_validators("x/y", NOW, None, "p/1")


def test_one_poll_in_a_hundred_is_unconditional() -> None:
    times = [NOW + timedelta(minutes=15 * i) for i in range(5000)]
    free = sum(not decisions.may_use_validators("x/y", at, before(), "p/1") for at in times)
    assert 25 <= free <= 75


def state(**more: object) -> PageState:
    base = decisions.after_page(
        "https://tass.com/world/1", fetch(url="https://tass.com/world/1"), article(), "v1", None
    )
    return replace(base, **more)


def test_what_is_wanted() -> None:
    assert decisions.wanted(None, None, NOW) == "new"
    young = state(checked_at=NOW - timedelta(hours=2))
    assert decisions.wanted(young, NOW - timedelta(hours=2), NOW) is None
    assert decisions.wanted(young, NOW - timedelta(hours=2), NOW + timedelta(hours=2)) == "revisit"
    old = state(checked_at=NOW - timedelta(days=3))
    assert decisions.wanted(old, NOW - timedelta(days=8), NOW) is None
    failed = state(failures=3, checked_at=NOW - timedelta(minutes=59))
    assert decisions.wanted(failed, NOW, NOW) is None
    assert decisions.wanted(failed, NOW, NOW + timedelta(minutes=1)) == "retry"
    assert decisions.wanted(state(failures=10, checked_at=NOW - timedelta(days=5)), NOW, NOW) is None


@given(st.integers(0, 8 * 24 * 3600))
def test_a_page_is_visited_a_bounded_number_of_times(offset: int) -> None:
    visits, at = 0, NOW
    page = state(checked_at=NOW)
    while at < NOW + timedelta(days=30):
        at += timedelta(minutes=15)
        if decisions.wanted(page, NOW - timedelta(seconds=offset), at):
            visits, page = visits + 1, replace(page, checked_at=at)
    assert visits <= 25


def test_a_page_in_parts_keeps_no_validators() -> None:
    whole = decisions.after_page("https://a.b/1", fetch(), article(), "v1", None)
    assert (whole.etag, whole.body_sha256) == ('"e2"', "b2")
    parts = decisions.after_page("https://a.b/1", fetch(), article(next_url="https://a.b/1_2"), "v1", None)
    assert (parts.etag, parts.last_modified, parts.body_sha256) == (None, None, None)


def test_not_modified_keeps_what_was_known() -> None:
    after = decisions.after_page("https://tass.com/world/1", fetch("not-modified", etag=None), None, None, state())
    assert (after.etag, after.version_id, after.verdict, after.failures) == ('"e2"', "v1", "article", 0)
    assert after.document_id == document_id("https://tass.com/world/1")


def test_gone_is_an_answer_and_a_timeout_is_not() -> None:
    assert decisions.after_page("https://a.b/1", fetch("gone", status=404), None, None, state()).failures == 0
    assert (
        decisions.after_page("https://a.b/1", fetch("timeout", status=None), None, None, state(failures=1)).failures
        == 2
    )
