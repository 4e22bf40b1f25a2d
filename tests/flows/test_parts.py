"""Parts of a backfill: planned, chosen by the ledger, and what becomes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from config.outlets import Outlet
from extractors.discover.listing import Listing
from extractors.records import PartitionState
from flows import parts
from flows.command import moment
from flows.parts import TRIES, begun, choose, failed, finished, leaves, roots, with_left

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
SINCE, UNTIL = date(2026, 3, 1), date(2026, 3, 7)
OUTLET = Outlet.model_validate(
    {
        "id": "site",
        "name": "Site",
        "country": "CN",
        "ownership": "state",
        "languages": ["en"],
        "timezone": "Asia/Shanghai",
        "hosts": ["site.org", "site.cn"],
        "rights": "media-text",
        "status": {"state": "live"},
        "sources": [
            {"id": "feed", "kind": "feed", "url": "https://site.org/rss"},
            {"id": "map", "kind": "sitemap", "url": "https://site.org/sitemap.xml", "use": "archive"},
            {"id": "days", "kind": "index", "url": "https://site.org/{day:%Y/%m%d}/", "use": "archive"}
            | {"url_pattern": "x"},
            {"id": "ids", "kind": "ids", "url": "https://site.org/n/{n}", "use": "archive"}
            | {"walk": {"known": [{"n": 5, "day": "2026-01-01"}]}},
        ],
    }
)


def planned(way: str | None = None, since: date = SINCE, until: date = UNTIL) -> list[PartitionState]:
    return list(roots(OUTLET, since, until, way, NOW, lag=30))


def test_the_archives_of_an_outlet_are_planned() -> None:
    found = planned()
    assert {one.source_id for one in found} == {"site/map", "site/days", "site/ids"}
    days = [one for one in found if one.kind == "day"]
    assert [one.key for one in days] == [f"2026-03-{n:02}" for n in range(8, 0, -1)] + ["2026-02-28"]
    assert (days[-1].since, days[-1].until) == (SINCE, SINCE)
    assert [one.key for one in planned("wayback")] == [
        "site.org 2026-03",
        "site.cn 2026-03",
    ]
    assert planned(since=date(2026, 3, 21), until=date(2026, 3, 25)) == []


def test_only_leaves_that_can_hold_the_window_are_planned() -> None:
    (root,) = planned("sitemap")
    urls = [f"https://site.org/{name}.xml" for name in ("2026-01", "2026-02", "2026-03", "2026-04", "more", "old")]
    listing = Listing((), "ok", None, tuple(urls), (None, None, None, None, "2026-03-05", "2026-01-05T10:00:00Z"))
    found = leaves(root, listing, SINCE, UNTIL, NOW)
    assert [one.key.rsplit("/", 1)[-1] for one in found] == ["more.xml", "2026-03.xml", "2026-02.xml"]
    assert (found[2].since, found[2].until) == (SINCE, SINCE)


def test_what_is_done_is_settled_for_every_window_within() -> None:
    (root,) = planned("sitemap")
    done = replace(root, state="done", step=3)
    assert choose([root], [done], NOW) == ([], {"settled": 1})
    (smaller,) = planned("sitemap", SINCE + timedelta(days=1))
    assert choose([smaller], [done], NOW)[0] == []
    (larger,) = planned("sitemap", SINCE - timedelta(days=1))
    assert choose([larger], [done], NOW)[0] == [larger]


def test_leaves_that_were_left_are_done_with_their_root() -> None:
    (root,) = planned("sitemap")
    done = replace(root, state="done", step=3)
    leaf = parts.part("site/map", "site", "leaf", "https://site.org/2026-03.xml", (SINCE, UNTIL), NOW)
    assert choose(with_left([root], [done, leaf]), [done, leaf], NOW)[0] == [leaf]
    (elsewhen,) = planned("sitemap", date(2026, 2, 1), date(2026, 2, 10))
    assert choose(with_left([elsewhen], [done, leaf]), [done, leaf], NOW)[0] == [elsewhen]


def test_failures_wait_ever_longer_and_hard_ones_end() -> None:
    row = begun(planned("sitemap")[0], NOW)
    assert (row.state, row.attempts) == ("running", 1)
    waits = []
    for _ in range(12):
        row = failed(begun(row, NOW), "no answer", NOW, hard=False)
        assert row.next_at is not None
        waits.append(row.next_at - NOW)
    assert waits == sorted(waits)
    assert (waits[0], waits[1], waits[-1]) == (timedelta(minutes=10), timedelta(minutes=20), timedelta(hours=24))
    assert row.state == "failed", "the line's fault is never the end"
    for _ in range(TRIES):
        row = failed(replace(row, failures=min(row.failures, TRIES)), "403", NOW, hard=True)
    assert row.state == "given-up"
    assert choose([row], [row], NOW)[1]["given-up"] == 1
    assert choose([row], [row], NOW, retry=True)[0] == [row]
    rested = failed(begun(planned("sitemap")[0], NOW), "rests", NOW, hard=False, wait=6 * 3600)
    assert rested.next_at == NOW + timedelta(hours=6)
    assert choose([rested], [rested], NOW)[1]["waiting"] == 1
    assert choose([rested], [rested], NOW - timedelta(days=1))[0] == [rested]  # the clock was set back
    assert choose([rested], [rested], NOW + timedelta(hours=7))[0] == [rested]


def test_a_day_that_is_not_over_is_not_settled() -> None:
    row = begun(planned("sitemap")[0], NOW)
    assert finished(row, NOW, UNTIL).state == "todo"
    assert finished(row, NOW, UNTIL + timedelta(days=1)).state == "done"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-05", date(2026, 3, 5)),
        ("today", date(2026, 3, 31)),
        ("yesterday", date(2026, 3, 30)),
        ("90 days", date(2025, 12, 31)),
        ("1 month", date(2026, 2, 28)),
        ("3 months ago", date(2025, 12, 31)),
        ("1 year", date(2025, 3, 31)),
        ("2 Weeks", date(2026, 3, 17)),
    ],
)
def test_days_in_words(text: str, day: date) -> None:
    assert moment(text, date(2026, 3, 31)) == day


@pytest.mark.parametrize("text", ["soon", "9999 years", "-3 days", "2026-02-30", ""])
def test_words_that_are_no_day(text: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|there were no pages|day is out of range"):
        moment(text, date(2026, 3, 31))
