"""Dates: what a print says, which print wins, and what is never believed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.outlets import PageRules, load_outlets
from extractors.pages import datetext
from extractors.pages.dates import read_published, url_date
from extractors.pages.document import Document
from extractors.records import Dateline, Published, Receipt, Sighting, Via

BJREVIEW = load_outlets()["bjreview"]
FETCHED = datetime(2026, 3, 6, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "on", "clock"),
    [
        ("· 2024-01-28 · Source: Somebody", date(2024, 1, 28), None),
        ("2019年06月15日08:18 来源：某报", date(2019, 6, 15), time(8, 18)),
        ("2026年06月20日 08时00分", date(2026, 6, 20), time(8)),
        ("(A Daily) 11:35, November 23, 2022", date(2022, 11, 23), time(11, 35)),
        ("Updated: 2024-05-13 09:08", date(2024, 5, 13), time(9, 8)),
        ("15:10, 03-Mar-2026 By A Writer", date(2026, 3, 3), time(15, 10)),
        ("Veröffentlicht am 13. Mai 2026 um 15:44", date(2026, 5, 13), time(15, 44)),
        ("20 Nisan 2026", date(2026, 4, 20), None),
        ("27 января 2024, 10:15", date(2024, 1, 27), time(10, 15)),
        ("26 أكتوبر 2023", date(2023, 10, 26), None),
        ("5 de febrero de 2026", date(2026, 2, 5), None),
        ("20.09.2020 23:32", date(2020, 9, 20), time(23, 32)),
        ("Aug 3, 2012 5:10am EDT", date(2012, 8, 3), time(5, 10)),
        ("Tue Dec 30 11:03:00 UTC 2014", date(2014, 12, 30), time(11, 3)),
        ("Fri, 06 Mar 2026 22:00:00 GMT", date(2026, 3, 6), time(22)),
        ("2026년 3월 6일", date(2026, 3, 6), None),
        ("۲۰۲۶-۰۳-۰۶", date(2026, 3, 6), None),
    ],
)
def test_printed_dates(text: str, on: date, clock: time | None) -> None:
    found = datetext.find(text)
    assert found is not None
    assert (found.on(), found.clock) == (on, clock)


@pytest.mark.parametrize(
    "text", ["03/04/2026", "set 5 of the match", "in 2026", "31.31.2026", "Room 12:30", "3 hours ago"]
)
def test_what_is_no_date(text: str) -> None:
    assert datetext.find(text) is None


def test_a_day_that_does_not_exist() -> None:
    found = datetext.find("31 February 2024")
    assert found is not None
    assert found.on() is None


@given(st.datetimes(min_value=datetime(1995, 1, 1), max_value=datetime(2090, 1, 1)))  # noqa: DTZ001
def test_iso_round_trip(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    found = datetext.machine(moment.isoformat() + "+08:00")
    assert found is not None
    assert (found.on(), found.clock) == (moment.date(), moment.time())
    assert found.zone is not None


@given(st.text(max_size=200))
def test_any_text_is_searched(text: str) -> None:
    datetext.find(text)
    datetext.machine(text)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://www.bjreview.com/World/202401/t20240128_800355555.html", date(2024, 1, 28)),
        ("https://english.news.cn/20230115/98a3b5c41af641938a2a205f1e0b9f71/c.html", date(2023, 1, 15)),
        ("http://www.xinhuanet.com/local/2020-02/19/c_1125597921.htm", date(2020, 2, 19)),
        ("https://www.chinadaily.com.cn/a/202405/13/WS664167f4a31082fc043c6af7.html", date(2024, 5, 13)),
        ("http://en.people.cn/n3/2022/1123/c90000-10175286.html", date(2022, 11, 23)),
        ("https://newseu.cgtn.com/news/2020-06-25/A-title-x/index.html", date(2020, 6, 25)),
        ("https://www.chinanews.com.cn/gn/2026/03-04/10543944.shtml", date(2026, 3, 4)),
        ("https://www.reuters.com/world/a-title-2024-03-07/", date(2024, 3, 7)),
        ("https://www.globaltimes.cn/page/202401/1306123.shtml", None),
        ("https://example.org/a/20249999/x", None),
        ("https://example.org/id/18990101/x", None),
        ("https://example.org/?d=20240101", None),
        (None, None),
    ],
)
def test_url_dates(url: str | None, day: date | None) -> None:
    found = url_date(url)
    assert (found[0] if found else None) == day


def published(
    head: str = "",
    url: str | None = None,
    *,
    header: tuple[str, ...] = (),
    sighting: Sighting | None = None,
    dateline: str | None = None,
    fetched_at: datetime | None = FETCHED,
) -> tuple[Published | None, list[Receipt]]:
    document = Document.parse(f"<html><head>{head}</head><body><p>Some text.</p></body></html>")
    assert document is not None
    line = Dateline(f"BEIJING, {dateline} (Xinhua) --", "BEIJING", dateline, "Xinhua") if dateline else None
    return read_published(document, url, BJREVIEW, PageRules(), sighting, header, line, fetched_at)


def sighting(raw: str, via: Via = "feed") -> Sighting:
    return Sighting("bjreview/x", "bjreview", "u", "u", FETCHED, 0, via, published_raw=raw)


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


def test_feed_wins_and_rivals_are_kept() -> None:
    result, receipts = published(
        meta("publishdate", "2026-03-04"),
        "http://x.cn/World/202603/t20260304_1.html",
        sighting=sighting("Wed, 04 Mar 2026 01:00:00 GMT"),
        header=("2026-03-04 09:00",),
    )
    assert result == Published(
        date(2026, 3, 4), "second", datetime(2026, 3, 4, 1, tzinfo=UTC), "Wed, 04 Mar 2026 01:00:00 GMT", "feed", None
    )
    assert [receipt.chosen for receipt in receipts] == [True, False, False, False]


def test_the_hour_of_the_day_is_taken_from_the_header_and_its_zone_is_said() -> None:
    result, receipts = published(meta("publishdate", "2026-03-04"), header=("2026-03-04 07:30:10 Source: X",))
    assert result is not None
    assert (result.on, result.at) == (date(2026, 3, 4), datetime(2026, 3, 3, 23, 30, 10, tzinfo=UTC))
    assert (result.precision, result.method, result.zone_assumed) == ("second", "meta", "Asia/Shanghai")
    assert "the hour is from header" in (receipts[0].reason or "")


def test_a_day_is_a_day() -> None:
    result, _ = published(header=("· 2024-01-28 · Source: X",))
    assert result is not None
    assert (result.on, result.precision, result.at) == (date(2024, 1, 28), "day", None)
    assert result.zone_assumed == "Asia/Shanghai"


def test_the_day_of_an_instant_is_that_of_the_outlet() -> None:
    result, _ = published(meta("article:published_time", "2026-03-04T20:00:00Z"))
    assert result is not None
    assert (result.on, result.zone_assumed) == (date(2026, 3, 5), None)


def test_rivals_more_than_a_day_off_are_named() -> None:
    _, receipts = published(meta("publishdate", "2026-03-04"), "http://x.cn/202603/t20260301_1.html")
    assert "url:path 2026-03-01" in (receipts[0].reason or "")


def test_the_future_is_not_believed() -> None:
    result, receipts = published(meta("publishdate", "2026-03-09"), header=("2026-03-04",))
    assert result is not None
    assert result.on == date(2026, 3, 4)
    assert any("later than a day after the fetch" in (receipt.reason or "") for receipt in receipts)


def test_a_sitemap_date_does_not_beat_the_page() -> None:
    result, _ = published(meta("publishdate", "2026-03-01"), sighting=sighting("2026-03-05T00:00:00Z", "sitemap"))
    assert result is not None
    assert result.on == date(2026, 3, 1)


def test_a_dateline_takes_its_year_from_the_rest() -> None:
    _, receipts = published(meta("publishdate", "2024-01-28"), dateline="Jan. 28")
    assert [receipt.value for receipt in receipts] == ["2024-01-28", "2024-01-28"]


def test_a_lone_dateline_is_the_last_such_day_before_the_fetch() -> None:
    result, _ = published(dateline="Dec. 28", fetched_at=FETCHED)
    assert result is not None
    assert result.on == date(2025, 12, 28)


def test_json_ld_of_the_article_only() -> None:
    result, _ = published(
        '<script type="application/ld+json">{"@graph": [{"@type": "Claim", "datePublished": "2020-01-01"},'
        '{"@type": "NewsArticle", "datePublished": "04 Mar 2026 07:09 GMT"}]}</script>'
    )
    assert result is not None
    assert result.at == datetime(2026, 3, 4, 7, 9, tzinfo=UTC)


def test_no_date_has_a_reason() -> None:
    result, receipts = published()
    assert result is None
    assert receipts[0].reason
