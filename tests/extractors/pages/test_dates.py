"""Dates: what a print says, which print wins, and what is never believed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from config.outlets import Outlet, PageRules, load_outlets
from extractors.pages.dates import read_published, url_date
from extractors.pages.document import Document
from extractors.records import Dateline, Published, Receipt, Sighting, Via

BJREVIEW = load_outlets()["bjreview"]
FETCHED = datetime(2026, 3, 6, 12, tzinfo=UTC)


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
    body: str = "<p>Some text.</p>",
    header: tuple[str, ...] = (),
    sighting: Sighting | None = None,
    dateline: str | None = None,
    fetched_at: datetime | None = FETCHED,
    outlet: Outlet | None = BJREVIEW,
    rules: PageRules | None = None,
) -> tuple[Published | None, list[Receipt]]:
    document = Document.parse(f"<html><head>{head}</head><body>{body}</body></html>")
    assert document is not None
    line = Dateline(f"BEIJING, {dateline} (Xinhua) --", "BEIJING", dateline, "Xinhua") if dateline else None
    return read_published(document, url, outlet, rules or PageRules(), sighting, header, line, fetched_at)


def on(result: tuple[Published | None, list[Receipt]]) -> date | None:
    return result[0].on if result[0] else None


def reasons(result: tuple[Published | None, list[Receipt]]) -> str:
    return " | ".join(receipt.reason or "" for receipt in result[1])


def abroad(country: str, zone: str) -> Outlet:
    return BJREVIEW.model_copy(update={"country": country, "timezone": zone})


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


def test_the_day_that_readers_see_is_that_of_the_address_where_it_agrees_with_the_print() -> None:
    meta = '<meta name="datePublished" content="2024-01-28T22:57:38Z">'
    assert on(published(meta, "https://www.bjreview.com/World/20240128/1.html")) == date(2024, 1, 28)
    assert on(published(meta, "https://www.bjreview.com/World/20240129/1.html")) == date(2024, 1, 29)
    assert on(published(meta, "https://www.bjreview.com/World/1.html")) == date(2024, 1, 29), "Peking is eight hours on"
    line = ("22:57 GMT 28.01.2024 (updated 11:14 GMT 29.01.2024)",)
    assert on(published(meta, "https://www.bjreview.com/World/1.html", header=line)) == date(2024, 1, 28)


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


# ------------------------------------------------------------------------------- calendars and orders of the outlet


@pytest.mark.parametrize(
    ("country", "zone", "line", "day"),
    [
        ("IR", "Asia/Tehran", "تاریخ: ۱۴۰۲/۱۱/۰۸ - ۱۰:۱۵", date(2024, 1, 28)),
        ("TW", "Asia/Taipei", "113/01/28 10:15", date(2024, 1, 28)),
        ("TH", "Asia/Bangkok", "28 มกราคม 2567 10:15", date(2024, 1, 28)),
        ("KP", "Asia/Pyongyang", "(Juche113.1.28.)", date(2024, 1, 28)),
        ("JP", "Asia/Tokyo", "令和6年1月28日 10:15", date(2024, 1, 28)),
    ],
)
def test_calendars_of_the_outlet(country: str, zone: str, line: str, day: date) -> None:
    result, _ = published(header=(line,), outlet=abroad(country, zone))
    assert result is not None
    assert (result.on, result.method, result.zone_assumed) == (day, "source-line", zone)


def test_the_country_of_a_page_without_an_outlet_is_that_of_its_domain() -> None:
    line = ("113/01/28",)
    assert on(published(url="https://news.example.tw/a/1", header=line, outlet=None)) == date(2024, 1, 28)
    assert on(published(url="https://news.example.org/a/1", header=line, outlet=None)) is None


def test_a_lunar_day_is_kept_with_the_reason_why_it_is_not_converted() -> None:
    result = published(header=("16 رجب 1445 هـ",), outlet=abroad("SA", "Asia/Riyadh"))
    assert on(result) is None
    assert "lunar Hijri" in reasons(result)


def test_an_ambiguous_order_is_read_only_where_the_outlet_says_it() -> None:
    line = ("Published 03/04/2026 10:15",)
    fetched = datetime(2026, 5, 1, tzinfo=UTC)
    assert on(published(header=line, fetched_at=fetched)) is None
    assert on(published(header=line, fetched_at=fetched, rules=PageRules(date_order="dmy"))) == date(2026, 4, 3)
    assert on(published(header=line, fetched_at=fetched, rules=PageRules(date_order="mdy"))) == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("line", "lang", "day"),
    [
        ("05/03/2026", "es", date(2026, 3, 5)),
        ("05/03/2026", "en", None),
        ("Updated: 05-03-2026 10:22 IST", "en", date(2026, 3, 5)),
    ],
)
def test_a_language_or_a_zone_says_the_order(line: str, lang: str, day: date | None) -> None:
    document = Document.parse("<html><body><h1>A</h1><p>B</p></body></html>")
    assert document is not None
    published, _ = read_published(document, None, None, PageRules(), None, (line,), None, None, lang)
    assert (published.on if published else None) == day


def test_a_weekday_says_nothing_of_the_order() -> None:
    assert on(published(header=("Friday 03/04/2026",), fetched_at=None)) is None


# ------------------------------------------------------------------------------------------------------- precision


def test_a_month_is_a_month_and_says_so() -> None:
    # htmldate makes a day of it: that of the day on which it is asked.
    result, receipts = published(meta("publishdate", "2024-01"))
    assert result is not None
    assert (result.on, result.precision, result.at) == (date(2024, 1, 1), "month", None)
    assert "only a month is printed" in reasons((result, receipts))


@pytest.mark.parametrize("line", ["January 2024", "Published: January 2024", "日期：2024年1月"])
def test_a_month_in_the_header(line: str) -> None:
    result, _ = published(header=(line,))
    assert result is not None
    assert (result.on, result.precision) == (date(2024, 1, 1), "month")


def test_a_month_in_a_sentence_is_none() -> None:
    assert on(published(header=("The talks of January 2024 in Geneva",))) is None


def test_a_month_does_not_beat_a_day() -> None:
    result, _ = published(meta("publishdate", "2024-01"), header=("2024-01-28",))
    assert result is not None
    assert (result.on, result.precision, result.method) == (date(2024, 1, 28), "day", "source-line")


def test_a_month_beats_a_weak_day_outside_it_and_takes_one_that_lies_in_it() -> None:
    late = sighting("2026-03-01", "sitemap")
    assert on(published(meta("publishdate", "2024-01"), sighting=late)) == date(2024, 1, 1)
    inside = sighting("2024-01-28", "sitemap")
    assert on(published(meta("publishdate", "2024-01"), sighting=inside)) == date(2024, 1, 28)


def test_the_month_of_a_url() -> None:
    result, _ = published(url="https://www.example.cn/page/202401/1306123.shtml")
    assert result is not None
    assert (result.on, result.precision, result.method) == (date(2024, 1, 1), "month", "url")


@pytest.mark.parametrize(
    ("line", "precision", "at"),
    [
        ("2024年1月28日 14时", "hour", datetime(2024, 1, 28, 6, tzinfo=UTC)),
        ("2024-01-28 14:05", "minute", datetime(2024, 1, 28, 6, 5, tzinfo=UTC)),
        ("2024-01-28 14:05:09", "second", datetime(2024, 1, 28, 6, 5, 9, tzinfo=UTC)),
    ],
)
def test_an_hour_is_as_precise_as_printed(line: str, precision: str, at: datetime) -> None:
    result, _ = published(header=(line,))
    assert result is not None
    assert (result.precision, result.at) == (precision, at)


# ----------------------------------------------------------------------------------------------------------- zones


@pytest.mark.parametrize(
    ("country", "zone", "line", "at"),
    [
        # North Korea's clocks stood half an hour behind Seoul's from August 2015 to May 2018.
        ("KP", "Asia/Pyongyang", "2017-01-28 10:00", datetime(2017, 1, 28, 1, 30, tzinfo=UTC)),
        ("KP", "Asia/Pyongyang", "2024-01-28 10:00", datetime(2024, 1, 28, 1, 0, tzinfo=UTC)),
        # Iran gave up summer time in 2022.
        ("IR", "Asia/Tehran", "2021-07-01 10:00", datetime(2021, 7, 1, 5, 30, tzinfo=UTC)),
        ("IR", "Asia/Tehran", "2023-07-01 10:00", datetime(2023, 7, 1, 6, 30, tzinfo=UTC)),
        # Moscow was four hours ahead until October 2014, Istanbul keeps its summer's since 2016.
        ("RU", "Europe/Moscow", "2013-01-28 10:00", datetime(2013, 1, 28, 6, 0, tzinfo=UTC)),
        ("RU", "Europe/Moscow", "2024-01-28 10:00", datetime(2024, 1, 28, 7, 0, tzinfo=UTC)),
        ("TR", "Europe/Istanbul", "2024-01-28 10:00", datetime(2024, 1, 28, 7, 0, tzinfo=UTC)),
    ],
)
def test_the_zone_of_the_outlet_on_that_day(country: str, zone: str, line: str, at: datetime) -> None:
    result, _ = published(header=(line,), outlet=abroad(country, zone))
    assert result is not None
    assert (result.at, result.zone_assumed) == (at, zone)


def test_a_printed_zone_is_not_assumed() -> None:
    result, _ = published(header=("2024-01-28 10:00 (МСК)",))
    assert result is not None
    assert (result.at, result.zone_assumed) == (datetime(2024, 1, 28, 7, tzinfo=UTC), None)


# ------------------------------------------------------------------------------------------------- years not printed


def test_a_dateline_over_new_year_is_of_the_year_before() -> None:
    _, receipts = published(meta("publishdate", "2024-01-01"), dateline="Dec. 31")
    assert [receipt.value for receipt in receipts] == ["2024-01-01", "2023-12-31"]
    assert "no year printed" in (receipts[1].reason or "")


def test_a_persian_dateline_without_a_year() -> None:
    _, receipts = published(meta("publishdate", "2024-01-29"), dateline="۸ بهمن")
    assert receipts[1].value == "2024-01-28"


# ------------------------------------------------------------------------------------------------ clocks and mastheads

CLOCK = "<div>{clock}</div><h1>Two sides meet</h1><p>Some text of the page that is long enough.</p>"


@pytest.mark.parametrize(
    "clock",
    ["Friday, March 6, 2026", "2026年3月6日 星期五", "Today is March 6, 2026", "Сегодня 6 марта 2026"],
)
def test_the_pages_own_clock_never_wins(clock: str) -> None:
    result = published(body=CLOCK.format(clock=clock), header=(clock,))
    assert on(result) is None
    assert "own clock" in reasons(result)


def test_two_captures_of_one_article_have_one_date() -> None:
    for number in (6, 7, 11):
        clock = f"March {number}, 2026"
        result = published(
            body=CLOCK.format(clock=clock),
            header=(clock, "17:08 04/03/2026", "Published 4 March 2026, 17:08"),
            fetched_at=datetime(2026, 3, number, 9, tzinfo=UTC),
        )
        assert on(result) == date(2026, 3, 4)


def test_the_same_day_between_title_and_text_is_no_clock() -> None:
    line = "Friday, March 6, 2026"
    body = f"<h1>Two sides meet</h1><div>{line}</div><p>Some text.</p>"
    assert on(published(body=body, header=(line,))) == date(2026, 3, 6)


def test_the_day_of_a_printed_edition_above_the_title_counts() -> None:
    line = "2026年3月2日 星期一"
    assert on(published(body=CLOCK.format(clock=line), header=(line,))) == date(2026, 3, 2)


def test_an_hour_of_today_is_no_clock() -> None:
    body = "<h1>Two sides meet</h1><div>Сегодня, 10:15</div><p>Some text.</p>"
    result, receipts = published(body=body, header=("Сегодня, 10:15",))
    assert result is not None
    assert (result.on, result.precision, result.method) == (date(2026, 3, 6), "day", "relative")
    assert receipts[0].rule == "relative:Сегодня, 10:15"


# ---------------------------------------------------------------------------------------------------- the weak sources


AGO = "<h1>Two sides meet</h1><div>15 hours ago</div><p>Some text.</p>"


def test_hours_ago_are_read_against_the_fetch_in_the_pages_zone() -> None:
    result, _ = published(body=AGO, header=("15 hours ago",))
    # 12:00 UTC is 20:00 in Beijing.
    assert result is not None
    assert (result.on, result.precision, result.at) == (date(2026, 3, 6), "day", None)
    west = abroad("US", "America/New_York")
    assert on(published(body=AGO, header=("15 hours ago",), outlet=west)) == date(2026, 3, 5)


def test_hours_ago_count_only_where_nothing_better_is_printed() -> None:
    assert on(published(body=AGO, header=("15 hours ago",), dateline="March 3")) == date(2026, 3, 3)
    assert on(published(body=AGO, header=("15 hours ago",), fetched_at=None)) is None


def test_hours_ago_elsewhere_on_the_page_are_of_something_else() -> None:
    body = "<div>3 days ago</div><h1>Two sides meet</h1><p>Some text.</p>"
    assert on(published(body=body, header=("3 days ago",))) is None


def test_dates_known_to_be_false_come_last() -> None:
    ld = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-03-05"}</script>'
    taiwan = abroad("TW", "Asia/Taipei")
    result = published(ld, header=("2026-03-01",), outlet=taiwan)
    assert on(result) == date(2026, 3, 1)
    assert "known to print false dates" in reasons(result)
    # Nothing else: better than nothing, and the reason says what it is worth.
    alone, _ = published(ld, outlet=taiwan)
    assert alone is not None
    assert (alone.on, alone.method) == (date(2026, 3, 5), "json-ld")
    assert on(published(ld, header=("2026-03-01",))) == date(2026, 3, 5)
    assert on(published(ld, header=("2026-03-01",), rules=PageRules(false_dates=("json-ld",)))) == date(2026, 3, 1)


def test_a_time_that_the_page_marks_up() -> None:
    body = (
        '<time datetime="2020-01-01">menu</time><h1>Two sides meet</h1>'
        '<time datetime="2026-03-04T10:00:00+08:00">4 March</time><p>Some text.</p>'
    )
    result, _ = published(body=body)
    assert result is not None
    assert (result.on, result.method) == (date(2026, 3, 4), "time")
    named = '<h1>T</h1><p>Some text.</p><span itemprop="datePublished" content="2026-03-03">yesterday</span>'
    assert on(published(body=named)) == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("moment", "shown", "precision"),
    [
        ("2026-03-04T12:00:00Z", "4 March 2026", "day"),
        ("2026-03-04T00:00:00Z", "4 March 2026", "day"),
        ("2026-03-04T12:00:00Z", "4 March 2026 12:00", "second"),
        ("2026-03-04T12:30:00Z", "4 March 2026", "second"),
    ],
)
def test_an_hour_that_a_system_makes_up_is_none(moment: str, shown: str, precision: str) -> None:
    """It writes noon or midnight where it has a day and no hour."""
    body = f'<h1>Two sides meet</h1><div class="meta"><time datetime="{moment}">{shown}</time></div><p>Some text.</p>'
    result, _ = published(body=body)
    assert result is not None
    assert (result.on, result.precision) == (date(2026, 3, 4), precision)


@pytest.mark.parametrize(
    ("header", "url", "day"),
    [
        (("3/4/2026 10:15 AM", "Thursday, 5 March 2026"), None, date(2026, 3, 4)),
        (("04/03/2026 10:15", "Thursday, 5 March 2026"), None, date(2026, 3, 4)),
        (("04/03/2026 10:15",), "https://example.org/2026/03/a-title", date(2026, 3, 4)),
        (("04/03/2026 10:15", "Thursday, 5 June 2025"), None, None),
        (("04/05/2026 10:15", "Saturday, 2 May 2026", "Sunday, 5 April 2026"), None, None),
    ],
)
def test_another_date_of_the_page_tells_the_order(header: tuple[str, ...], url: str | None, day: date | None) -> None:
    fetched = datetime(2026, 7, 1, tzinfo=UTC)
    result, receipts = published(header=header, url=url, fetched_at=fetched, outlet=None)
    chosen = [receipt for receipt in receipts if receipt.chosen and receipt.evidence == header[0]]
    assert (result.on if result and chosen else None) == day


@pytest.mark.parametrize(
    ("header", "day"),
    [
        (("Updated: 6 March 2026 07:12", "Published: 4 March 2026 18:30"), date(2026, 3, 4)),
        (("Frissítve: 2026. március 6. 07:12", "2026. március 4. 18:30"), date(2026, 3, 4)),
        (("Updated: 6 March 2026 07:12",), date(2026, 3, 6)),
    ],
)
def test_the_day_of_a_change_comes_behind_that_of_the_publication(header: tuple[str, ...], day: date) -> None:
    assert on(published(header=header)) == day


def test_the_day_of_a_change_comes_before_what_stands_above_the_title() -> None:
    body = "<div>March 05, 2026</div><h1>Two sides meet</h1><div>Updated 04 March 2026</div><p>Some text.</p>"
    assert on(published(body=body, header=("Updated 04 March 2026", "March 05, 2026"))) == date(2026, 3, 4)


def test_the_zone_of_an_hour_is_that_of_another_print_of_it() -> None:
    head = '<meta property="article:published_time" content="20260304T1830">'
    result, _ = published(head, header=("18:30 GMT 04.03.2026 (Updated: 19:10 GMT 04.03.2026)",))
    assert result is not None
    assert (result.at, result.zone_assumed) == (datetime(2026, 3, 4, 18, 30, tzinfo=UTC), None)


def test_a_search_of_the_text_is_the_last_resort() -> None:
    body = "<h1>Two sides meet</h1><p>Some text.</p><div class='foot'>Posted on 4 March 2026 by the desk</div>"
    result, _ = published(body=body)
    assert result is not None
    assert (result.on, result.method) == (date(2026, 3, 4), "htmldate")


@pytest.mark.parametrize("foot", ["© 2026 Example", "Copyright 2019-2025", "Last seen: March 2026"])
def test_a_year_or_a_month_is_not_made_a_day(foot: str) -> None:
    result = published(body=f"<h1>Two sides meet</h1><p>Some text.</p><div>{foot}</div>")
    assert on(result) is None


def test_a_huge_page_is_not_searched() -> None:
    body = "<h1>T</h1>" + "<p>x</p>" * 20_001 + "<p>4 March 2026</p>"
    result = published(body=body)
    assert on(result) is None
    assert "not searched" in reasons(result)
