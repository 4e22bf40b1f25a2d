"""Where the past is: days in addresses of lists, captures, and the search for a number."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from extractors.discover.captures import Capture, list_address, pages, read_captures
from extractors.discover.ids import Bisection
from extractors.discover.spans import is_neighbour, months, reach, span


@pytest.mark.parametrize(
    ("url", "first", "last"),
    [
        ("https://x.org/sitemap/2026-03.xml", "2026-03-01", "2026-03-31"),
        ("https://x.org/sitemap_news_2026-02.xml.gz", "2026-02-01", "2026-02-28"),
        ("https://x.org/sitemap_2024.xml", "2024-01-01", "2024-12-31"),
        ("https://x.org/sitemap_archived_2025_4.xml", "2025-01-01", "2025-12-31"),
        ("https://x.org/map/2026/3/", "2026-03-01", "2026-03-31"),
        ("https://x.org/map/20260305.xml", "2026-03-05", "2026-03-05"),
        ("https://x.org/sitemap.xml?yyyy=2026&mm=03&dd=05", "2026-03-05", "2026-03-05"),
        ("https://x.org/sitemap.xml?date_start=20260301&date_end=20260331", "2026-03-01", "2026-03-31"),
        ("https://x.org/sitemap.xml?date_start=20260201", "2026-02-01", "2026-02-28"),
        ("https://x.ir/sitemap/1404/sitemap.xml", "2025-03-21", "2026-03-20"),
        ("https://x.ir/sitemap/1404/12/sitemap.xml", "2026-02-20", "2026-03-20"),
    ],
)
def test_the_days_of_a_leaf(url: str, first: str, last: str) -> None:
    assert span(url) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "url", ["https://x.org/sitemap.xml", "https://x.org/sitemap_news3.xml", "https://x.org/a/91820261"]
)
def test_a_leaf_without_days_can_hold_any(url: str) -> None:
    assert span(url) is None
    assert reach(None, date(2026, 3, 1), date(2026, 3, 7)) == (date(2026, 3, 1), date(2026, 3, 7))


def test_a_neighbour_may_hold_the_first_hours() -> None:
    since, until = date(2026, 3, 1), date(2026, 3, 7)
    february = (date(2026, 2, 1), date(2026, 2, 28))
    assert reach(february, since, until) == (since, since)
    assert is_neighbour(february, since, until)
    assert reach((date(2026, 1, 1), date(2026, 1, 31)), since, until) is None
    assert not is_neighbour((date(2026, 3, 1), date(2026, 3, 31)), since, until)


def test_months_cover_a_window_once() -> None:
    found = months(date(2025, 12, 30), date(2026, 2, 3))
    assert found[0] == (date(2026, 2, 1), date(2026, 2, 3))
    assert found[-1] == (date(2025, 12, 30), date(2025, 12, 31))
    assert sum((last - first).days + 1 for first, last in found) == 36


def test_captures_are_read_with_the_key_to_the_rest() -> None:
    body = (
        b"20260301120000 http://www.x.org:80/a/1.html\nnot a capture\n20269901000000 http://x.org/\n"
        b"20260302130405 https://x.org/b?c=d\n\norg,x)/b 20260302130405\n"
    )
    found, resume = read_captures(body)
    assert [one.url for one in found] == ["http://www.x.org/a/1.html", "https://x.org/b?c=d"]
    assert found[1].at == datetime(2026, 3, 2, 13, 4, 5, tzinfo=UTC)
    assert (
        found[1].raw("https://web.archive.org/") == "https://web.archive.org/web/20260302130405id_/https://x.org/b?c=d"
    )
    assert resume == "org,x)/b 20260302130405"
    assert read_captures(b"") == ([], None)
    assert read_captures(b"20260301120000 http://x.org/a\n")[1] is None


@pytest.mark.parametrize("body", [b"<html>Too many requests</html>", b"error\n", b"\xff\xfe\x00"])
def test_what_is_no_list_of_captures_is_told(body: bytes) -> None:
    with pytest.raises(ValueError, match="captures"):
        read_captures(body)


def test_front_pages_and_feeds_are_no_articles() -> None:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    kept = pages([Capture(f"http://x.org{path}", at) for path in ("", "/", "/robots.txt", "/rss.xml", "/a/1")])
    assert [one.url for one in kept] == ["http://x.org/a/1"]


def test_a_prefix_or_a_domain_is_asked_for() -> None:
    since, until = date(2026, 3, 1), date(2026, 3, 31)
    whole = list_address("https://web.archive.org", "x.org", since, until)
    assert "matchType=domain" in whole
    assert "from=20260301000000&to=20260331235959" in whole
    part = list_address("https://web.archive.org", "x.org/english/", since, until, "a b)/c")
    assert "matchType=prefix" in part
    assert "resumeKey=a+b%29%2Fc" in part


@pytest.mark.parametrize("rate", [1, 7, 90])
def test_a_number_is_found_in_few_questions(rate: int) -> None:
    """A day's numbers, `rate` of them, begin at its ordinal times the rate."""
    begin = date(2020, 1, 1)
    target = date(2025, 11, 3)
    known = {50_000: begin, 50_000 + rate * 10: begin + timedelta(days=10)}
    search, asked = Bisection(known, target, gap=5), 0
    while (n := search.next()) is not None and asked < 60:
        asked += 1
        known[n] = begin + timedelta(days=(n - 50_000) // rate)
    below, above = search.bounds()
    assert asked < 30
    assert below is not None
    assert above is not None
    assert known[below] < target <= known[above]
    assert above - below <= 5
