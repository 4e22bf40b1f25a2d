"""What to do next: sources, pages, validators, waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given, settings
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
    assert (after.n_items, after.newest_item_at, after.n_dated) == (3, NOW, 3)
    assert (after.strikes, after.refusals, after.answered_at, after.url) == (0, 0, NOW, SOURCE.url)


def about(wait: timedelta) -> object:
    """That wait after NOW, less some jitter."""

    class Near:
        def __eq__(self, at: object) -> bool:
            return isinstance(at, datetime) and wait * (1 - decisions.JITTER) <= at - NOW <= wait

    return Near()


def test_every_outcome_has_a_weight() -> None:
    assert set(decisions.WEIGHT) == set(get_args(Outcome)) - {"ok", "not-modified"}


@pytest.mark.parametrize("outcome", ["timeout", "server-error", "refused", "robots", "dns", "gone", "bad-address"])
def test_a_failure_keeps_the_validators_and_waits_longer(outcome: Outcome) -> None:
    after = decisions.after_source(
        OUTLET, SOURCE, fetch(outcome, etag=None, reason="no"), None, before(failures=2, strikes=1.5), "p/1"
    )
    assert (after.etag, after.body_sha256, after.n_items) == ('"e1"', "b1", 2)
    assert after.failures == 3
    assert after.strikes == 1.5 + decisions.WEIGHT[outcome]
    assert after.next_at == about(EVERY * (1 + after.strikes))
    assert after.answered_at == NOW
    assert after.health == ("gone" if outcome == "gone" else "failing")
    assert after.reason == "no"


def test_waits_never_pass_a_day_and_retry_after_is_kept() -> None:
    long = decisions.after_source(OUTLET, SOURCE, fetch("timeout"), None, before(strikes=10_000), "p/1")
    assert long.next_at == about(timedelta(hours=24))
    told = decisions.after_source(OUTLET, SOURCE, fetch("throttled", retry_after_s=7200), None, before(), "p/1")
    assert told.next_at == NOW + timedelta(hours=2)


def test_a_page_of_html_at_a_feed_url_does_not_move_the_validators() -> None:
    after = decisions.after_source(OUTLET, SOURCE, fetch(), listing(0, "wrong-type"), before(), "p/1")
    assert (after.etag, after.health, after.reason, after.n_items) == ('"e1"', "wrong-type", "why", 2)


def test_an_unchanged_source_is_not_a_failure() -> None:
    after = decisions.after_source(
        OUTLET, SOURCE, fetch("not-modified", status=304), None, before(failures=2, strikes=2), "p/1"
    )
    assert (after.health, after.failures, after.strikes, after.etag) == ("unchanged", 0, 0, '"e1"')
    assert after.next_at == about(EVERY * decisions.LONGER)


def after(outcome: Outcome, last: SourceState | None, **more: object) -> SourceState:
    said = {"status": 200 if outcome == "ok" else None, **more}
    listed = listing() if outcome == "ok" else None
    return decisions.after_source(OUTLET, SOURCE, fetch(outcome, **said), listed, last, "p/1")


def test_the_wait_after_failures_grows_linearly() -> None:
    waits, last = [], before()
    for _ in range(8):
        last = after("refused", last, reason="no")
        last = replace(last, refusals=0)  # which is another rule
        waits.append((last.next_at - NOW) / EVERY)
    steps = [later - earlier for earlier, later in pairwise(waits)]
    assert all(abs(step - 1) <= 1.1 * decisions.JITTER * 9 for step in steps)
    assert waits[-1] > 8 * (1 - decisions.JITTER)


def test_jitter_is_the_same_for_the_same_poll_and_differs_between_sources() -> None:
    waits = {decisions.wait(f"s/{n}", NOW, EVERY, 0, 0, None) for n in range(50)}
    assert decisions.wait("s/1", NOW, EVERY, 0, 0, None) == decisions.wait("s/1", NOW, EVERY, 0, 0, None)
    assert len(waits) > 30
    assert all(EVERY * (1 - decisions.JITTER) <= wait <= EVERY for wait in waits)


@pytest.mark.parametrize(
    ("known", "factor"),
    [(0, decisions.SHORTER), (3, decisions.SHORTER), (4, 1), (6, 1), (7, decisions.LONGER), (10, decisions.LONGER)],
)
def test_the_interval_follows_the_share_of_known_items(known: int, factor: float) -> None:
    last = before(interval_s=EVERY.total_seconds())
    state = decisions.after_source(OUTLET, SOURCE, fetch(), listing(10), last, "p/1", n_known=known)
    assert state.interval_s == EVERY.total_seconds() * factor
    assert state.n_known == known


def test_an_interval_stays_within_its_bounds() -> None:
    quick = slow = before()
    for _ in range(30):
        quick = decisions.after_source(OUTLET, SOURCE, fetch(), listing(10), quick, "p/1", n_known=0)
        slow = decisions.after_source(OUTLET, SOURCE, fetch("not-modified"), None, slow, "p/1")
    assert quick.interval_s == EVERY.total_seconds() * decisions.SHORTEST
    assert slow.interval_s == EVERY.total_seconds() * decisions.LONGEST


@settings(max_examples=60)
@given(per_hour=st.floats(0.5, 60), length=st.integers(10, 60))
def test_a_steady_outlet_comes_to_rest_where_a_third_to_two_thirds_are_known(per_hour: float, length: int) -> None:
    """Unless its bounds keep it from there."""
    state, minutes, shares = before(), 0.0, []
    for _ in range(60):
        interval = state.interval_s / 60
        new = min(length, int((minutes + interval) / 60 * per_hour) - int(minutes / 60 * per_hour))
        minutes += interval
        outcome, listed = (fetch(), listing(length)) if new else (fetch("not-modified"), None)
        state = decisions.after_source(OUTLET, SOURCE, outcome, listed, state, "p/1", n_known=length - new)
        shares.append(1 - new / length)
    settled = sum(shares[30:]) / 30
    lowest, highest = EVERY.total_seconds() * decisions.SHORTEST, EVERY.total_seconds() * decisions.LONGEST
    if state.interval_s < highest and settled > 0.75:
        assert state.interval_s > lowest  # on its way, or its bound
    assert settled >= 0.3 or state.interval_s <= lowest / decisions.SHORTER
    assert settled <= 0.7 or state.interval_s >= highest / decisions.LONGER**2


def test_the_first_answer_says_nothing_of_the_rhythm() -> None:
    state = decisions.after_source(OUTLET, SOURCE, fetch(), listing(10), None, "p/1", n_known=0)
    assert state.interval_s == EVERY.total_seconds()


def test_refusals_in_a_row_make_a_pause_of_six_hours() -> None:
    first = after("refused", before(), status=403)
    second = after("refused", after("timeout", first), status=403)
    third = after("refused", second, status=403)
    assert [state.refusals for state in (first, second, third)] == [1, 2, 3]
    assert second.next_at < NOW + decisions.PAUSE <= third.next_at
    assert after("ok", third).refusals == 0


def test_a_robots_txt_that_says_no_is_a_refusal_and_one_that_cannot_be_read_is_none() -> None:
    assert after("robots", after("refused", before(), status=403)).refusals == 2
    assert after("robots", before(), retry_after_s=600).refusals == 0


# ------------------------------------------------------------------------------------ moves and ends

NEW = "https://tass.com/rss/v3.xml"


def answered(last: SourceState | None, moved_to: str | None, listed: Listing | None = None) -> SourceState:
    return decisions.after_source(OUTLET, SOURCE, fetch(), listed or listing(), last, "p/1", moved_to=moved_to)


def test_a_source_moves_when_it_said_so_three_times() -> None:
    state = before()
    for n in (1, 2, 3):
        assert decisions.source_address(SOURCE, state) == SOURCE.url
        state = answered(state, NEW)
        assert (state.moved_to, state.moves) == (NEW, n)
    assert decisions.source_address(SOURCE, state) == NEW
    state = answered(state, None)  # asked there, it redirects no more
    assert decisions.source_address(SOURCE, state) == NEW


def test_a_redirect_that_comes_and_goes_moves_nothing() -> None:
    state = answered(answered(before(), NEW), NEW)
    for moved_to in (None, NEW, "https://tass.com/other.xml", NEW):
        state = answered(state, moved_to)
        assert decisions.source_address(SOURCE, state) == SOURCE.url
    assert state.moves == 1


def test_a_dead_feed_that_is_sent_to_the_front_page_has_not_moved() -> None:
    state = before()
    for _ in range(5):
        state = answered(state, "https://tass.com/", listing(0, "wrong-type"))
    assert decisions.source_address(SOURCE, state) == SOURCE.url


def test_where_the_new_address_fails_for_good_the_old_one_is_asked_again() -> None:
    moved = before(moved_to=NEW, moves=3)
    assert decisions.source_address(SOURCE, after("timeout", moved)) == NEW
    assert decisions.source_address(SOURCE, after("gone", moved, status=410)) == SOURCE.url
    assert after("gone", moved, status=410).gone_at is None


def test_gone_for_good_is_not_asked_again_until_the_address_changes() -> None:
    state = after("gone", before(), status=410)
    assert state.gone_at == NOW
    assert not decisions.is_due(state, NOW + timedelta(days=400))
    assert decisions.is_due(after("gone", before(), status=404), NOW + timedelta(days=2))
    other = SOURCE.model_copy(update={"url": "https://tass.com/new.xml"})
    assert decisions.is_due(decisions.current(other, state), NOW)
    assert decisions.current(SOURCE, state) == state
    assert after("ok", state).gone_at is None  # it was forced, and it is back


def test_validators_of_another_address_are_not_used() -> None:
    other = SOURCE.model_copy(update={"url": "https://tass.com/new.xml"})
    assert decisions.current(other, before()) is None


def test_a_list_cut_short_keeps_no_validators() -> None:
    cut = replace(listing(), whole=False)
    state = decisions.after_source(OUTLET, SOURCE, fetch(last_modified="Mon"), cut, before(), "p/1")
    assert (state.etag, state.last_modified, state.body_sha256) == (None, None, "b2")


def test_an_empty_list_is_empty_until_it_lists_something() -> None:
    """Called unchanged, it passed for a list that does well."""
    empty = decisions.after_source(OUTLET, SOURCE, fetch(), listing(0, "empty"), before(), "p/1")
    again = after("not-modified", empty)
    assert (again.health, again.reason, again.etag) == ("empty", "why", empty.etag)
    assert after("not-modified", after("timeout", again)).health == "empty"
    assert after("not-modified", after("ok", again)).health == "unchanged"


def test_a_source_is_due_when_its_time_has_come() -> None:
    assert decisions.is_due(None, NOW)
    assert decisions.is_due(before(next_at=NOW), NOW)
    assert not decisions.is_due(before(next_at=NOW + timedelta(seconds=1)), NOW)


@pytest.mark.parametrize("ahead", [timedelta(days=1), timedelta(days=400)])
def test_a_clock_that_was_ahead_keeps_nothing_waiting(ahead: timedelta) -> None:
    """It was set back since: what is known was learned in the future, and that may be years away."""
    then = NOW + ahead
    known = decisions.after_source(OUTLET, SOURCE, fetch("timeout", fetched_at=then), None, None, "p/1")
    assert known.next_at > then
    assert decisions.is_due(known, NOW)
    assert not decisions.is_due(replace(known, gone_at=then), NOW)
    failed = state(checked_at=then, failures=1)
    assert decisions.wanted(failed, then, NOW) == "retry"
    assert decisions.wanted(replace(failed, failures=0), then, NOW) == "revisit"


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
    assert decisions.wanted(replace(failed, failures=9), NOW - timedelta(days=4), NOW + timedelta(hours=20)) is None
    assert decisions.wanted(replace(failed, failures=9), NOW - timedelta(days=4), NOW + timedelta(hours=40)) == "retry"
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


@pytest.mark.parametrize("outcome", ["timeout", "dns", "tls", "connection", "server-error", "throttled", "robots"])
def test_a_failure_of_the_line_never_gives_a_page_up(outcome: Outcome) -> None:
    page = None
    for _ in range(50):
        failed = fetch(outcome, status=None, retry_after_s=600 if outcome == "robots" else None)
        page = decisions.after_page("https://a.b/1", failed, None, None, page)
    assert decisions.wanted(page, NOW - timedelta(days=3), NOW + timedelta(days=5)) == "retry"


@pytest.mark.parametrize("outcome", ["refused", "client-error", "robots", "too-large"])
def test_a_failure_of_the_page_gives_it_up_at_last(outcome: Outcome) -> None:
    page = None
    for _ in range(10):
        page = decisions.after_page("https://a.b/1", fetch(outcome), None, None, page)
    assert decisions.wanted(page, NOW, NOW + timedelta(days=5)) is None
