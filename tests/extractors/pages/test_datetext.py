"""Dates as pages print them: languages, calendars, hours, and what is no date."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.lexicon import LexiconError, months
from extractors.pages import calendars, datetext
from extractors.pages.datetext import Habits
from tests.effort import within

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
TAIWAN, IRAN, SAUDI = Habits(country="TW"), Habits(country="IR"), Habits(country="SA")
DAY = date(2024, 1, 28)


@pytest.mark.parametrize(
    ("text", "on", "hour"),
    [
        ("· 2024-01-28 · Source: Somebody", DAY, None),
        ("2019年06月15日08:18 来源：某报", date(2019, 6, 15), time(8, 18)),
        ("2026年06月20日 08时00分", date(2026, 6, 20), time(8)),
        ("(A Daily) 11:35, November 23, 2022", date(2022, 11, 23), time(11, 35)),
        ("Updated: 2024-05-13 09:08", date(2024, 5, 13), time(9, 8)),
        ("15:10, 03-Mar-2026 By A Writer", date(2026, 3, 3), time(15, 10)),
        ("March, 05/2026 - 15:10", date(2026, 3, 5), time(15, 10)),
        ("Veröffentlicht am 13. Mai 2026 um 15:44", date(2026, 5, 13), time(15, 44)),
        ("20 Nisan 2026", date(2026, 4, 20), None),
        ("28 HAZİRAN 2026", date(2026, 6, 28), None),
        ("27 января 2024, 10:15", date(2024, 1, 27), time(10, 15)),
        ("10:15, 27 Қаңтар 2024", date(2024, 1, 27), time(10, 15)),
        ("2024 жылғы 27 қаңтар", date(2024, 1, 27), None),
        ("5 मार्च 2026", date(2026, 3, 5), None),
        ("मार्च 05, 2026 06:22 pm IST", date(2026, 3, 5), time(18, 22)),
        ("5 במרץ 2026", date(2026, 3, 5), None),
        ("5 มี.ค. 6618:22", date(2023, 3, 5), None),
        ("28 січня 2024", DAY, None),
        ("5 de febrero de 2026", date(2026, 2, 5), None),
        ("28 set 2024", date(2024, 9, 28), None),
        ("28 gennaio 2024", DAY, None),
        ("28 Ιανουαρίου 2024", DAY, None),
        ("28 stycznia 2024", DAY, None),
        ("28. 1. 2024, 18:30", DAY, time(18, 30)),
        ("28. ledna 2024", DAY, None),
        ("28. januára 2024", DAY, None),
        ("2024. január 28. 18:30", DAY, time(18, 30)),
        ("28 ianuarie 2024", DAY, None),
        ("28 maart 2024", date(2024, 3, 28), None),
        ("28 yanvar 2024", DAY, None),
        ("28 tammikuuta 2024", DAY, None),
        ("28. јануара 2024", DAY, None),
        ("28 հունվարի 2024", DAY, None),
        ("28 იანვარი 2024", DAY, None),
        ("20.09.2020 23:32", date(2020, 9, 20), time(23, 32)),
        ("Aug 3, 2012 5:10am EDT", date(2012, 8, 3), time(5, 10)),
        ("Tue Dec 30 11:03:00 UTC 2014", date(2014, 12, 30), time(11, 3)),
        ("Fri, 06 Mar 2026 22:00:00 GMT", date(2026, 3, 6), time(22)),
        ("2026년 3월 6일", date(2026, 3, 6), None),
        ("2024. 1. 28. 오후 3:05", DAY, time(15, 5)),
        ("28 Januari 2024, 14.30 WIB", DAY, time(14, 30)),
        ("28 tháng 1 năm 2024", DAY, None),
        ("ngày 3/4/2026 10:15", date(2026, 4, 3), time(10, 15)),
        ("www.kcna.kp (2025.12.14.)", date(2025, 12, 14), None),
        # Arabic months: Gulf and Egypt, Levant, Maghreb, two names at once
        ("26 أكتوبر 2023", date(2023, 10, 26), None),
        ("28 كانون الثاني 2024", DAY, None),
        ("28 كانون الثاني/يناير 2024", DAY, None),
        ("28 جانفي 2024", DAY, None),
        ("28 غشت 2024", date(2024, 8, 28), None),
        ("٢٨ يناير ٢٠٢٤", DAY, None),
        # Solar Hijri: Iran, Afghanistan
        ("۲۰۲۶-۰۳-۰۶", date(2026, 3, 6), None),
        ("۱۴۰۲/۱۱/۰۸", DAY, None),
        ("08/11/1402", DAY, None),
        ("8 بهمن 1402", DAY, None),
        ("بهمن ۸, ۱۴۰۲ ۱۰:۱۵ Asia/Tehran", DAY, time(10, 15)),
        ("یکشنبه ۸ بهمن ۱۴۰۲ - ۱۴:۲۰", DAY, time(14, 20)),
        ("۸ بهمن‌ماه ۱۴۰۲ ساعت ۱۰:۱۵", DAY, time(10, 15)),
        ("۸ دلو ۱۴۰۲", DAY, None),
        ("28 ژانویه 2024", DAY, None),
        # Republic of China, Juche, Japanese eras, Buddhist years
        ("民國113年1月28日", DAY, None),
        ("中華民國 113 年 1 月 28 日", DAY, None),
        ("January 28, Juche 113 (2024)", DAY, None),
        ("주체113(2024)년 1월 28일", DAY, None),
        ("주체113년 1월 28일", DAY, None),
        ("主体113（2024）年1月28日", DAY, None),
        ("(Juche113.3.9.)", date(2024, 3, 9), None),
        ("令和6年1月28日", DAY, None),
        ("令和元年5月1日", date(2019, 5, 1), None),
        ("平成31年4月30日", date(2019, 4, 30), None),
        ("28 มกราคม 2567", DAY, None),
        ("28 มกราคม พ.ศ. 2567", DAY, None),
        ("28 ม.ค. 67", DAY, None),
        ("28ม.ค.2567 10:15 น.", DAY, time(10, 15)),
        ("28 มกราคม 2024", DAY, None),
        # Of two calendars the one that can be counted
        ("16 رجب 1445 هـ الموافق 28 يناير 2024 م", DAY, None),
    ],
)
def test_printed_dates(text: str, on: date, hour: time | None) -> None:
    found = datetext.find(text)
    assert found is not None
    assert (found.on(), found.clock) == (on, hour)


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2026",
        "03-04-2026",
        "set 5 of the match",
        "28 out",
        "10 Mac computers",
        "28 des 50 pays",
        "in 2026",
        "31.31.2026",
        "Room 12:30",
        "3 hours ago",
        "113/01/28",
        "113年1月28日",
        "Juche 113 (2023) 1 28",
        "주체113(2023)년 1월 28일",
        "28 میزان",
        "30 اسفند 1404",
        "1234/05/06",
        "version 1.05.22.4",
        "05.13.22",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert datetext.find(text) is None


@pytest.mark.parametrize(
    ("text", "habits", "on"),
    [
        ("113/01/28", TAIWAN, DAY),
        ("113-01-28 10:15", TAIWAN, DAY),
        ("113.01.28", TAIWAN, DAY),
        ("113年01月28日", TAIWAN, DAY),
        ("03/04/2026", Habits("dmy"), date(2026, 4, 3)),
        ("Mise à jour : 28.01.24", datetext.PLAIN, DAY),
        ("28.01.24 10:15", datetext.PLAIN, DAY),
        ("03/04/2026", Habits("mdy"), date(2026, 3, 4)),
        ("28/01/2024", Habits("mdy"), DAY),
        ("28/01/2024", datetext.PLAIN, DAY),
        ("01/28/2024", datetext.PLAIN, DAY),
        ("04/04/2026", datetext.PLAIN, date(2026, 4, 4)),
        ("1425/01/01", IRAN, date(2046, 3, 21)),
    ],
)
def test_habits_of_the_outlet(text: str, habits: Habits, on: date) -> None:
    found = datetext.find(text, habits=habits)
    assert found is not None
    assert found.on() == on


@pytest.mark.parametrize("text", ["16 رجب 1445", "1445/07/16", "16/07/1445", "16 Rajab 1445"])
def test_lunar_days_are_found_and_not_counted(text: str) -> None:
    found = datetext.find(text, habits=SAUDI)
    assert found is not None
    assert (found.calendar, found.on(), found.on(2024)) == ("lunar-hijri", None, None)


def test_a_day_that_does_not_exist() -> None:
    found = datetext.find("31 February 2024")
    assert found is not None
    assert found.on() is None


@pytest.mark.parametrize(
    ("text", "year", "on"),
    [
        ("8 بهمن", 2024, DAY),
        ("۲۳ دی‌ماه", 2024, date(2024, 1, 13)),
        ("30 اسفند", 2025, date(2025, 3, 20)),
        ("30 اسفند", 2026, None),
        ("Dec. 31", 2023, date(2023, 12, 31)),
    ],
)
def test_days_without_a_year(text: str, year: int, on: date | None) -> None:
    found = datetext.find(text)
    assert found is not None
    assert (found.on(), found.on(year)) == (None, on)


@pytest.mark.parametrize(
    ("text", "hour", "precision", "minutes_east"),
    [
        ("2024年1月28日 14时", time(14), "hour", None),
        ("2024年1月28日 下午3时", time(15), "hour", None),
        ("28 janvier 2024 à 14h", time(14), "hour", None),
        ("28 janvier 2024 à 14h30", time(14, 30), "minute", None),
        ("28. Januar 2024, 14 Uhr", time(14), "hour", None),
        ("28. Januar 2024, 14.30 Uhr", time(14, 30), "minute", None),
        ("Jan. 28, 2024 at 10 a.m. EST", time(10), "hour", -300),
        ("2024-01-28 12:05 am", time(0, 5), "minute", None),
        ("2024-01-28 10:15 (北京时间)", time(10, 15), "minute", 480),
        ("28 января 2024, 10:15 (МСК)", time(10, 15), "minute", 180),
        ("2024-01-28 10:15 GMT+9", time(10, 15), "minute", 540),
        ("2024-01-28T10:15:30.123+08:00", time(10, 15, 30), "second", 480),
        ("2024-01-28 10:15 CST", time(10, 15), "minute", None),
        ("2024-01-28 1小时", None, "day", None),
        ("28 janvier 2024 h", None, "day", None),
    ],
)
def test_hours(text: str, hour: time | None, precision: str, minutes_east: int | None) -> None:
    found = datetext.find(text)
    assert found is not None
    assert (found.on(), found.clock, found.precision) == (DAY, hour, precision)
    east = found.zone.utcoffset(datetime(2024, 1, 28, tzinfo=UTC)) if found.zone else None
    assert east == (None if minutes_east is None else timedelta(minutes=minutes_east))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2024-01", date(2024, 1, 1)),
        ("202401", date(2024, 1, 1)),
        ("2024年1月", date(2024, 1, 1)),
        ("January 2024", date(2024, 1, 1)),
        ("enero de 2024", date(2024, 1, 1)),
        ("มกราคม 2567", date(2024, 1, 1)),
        ("بهمن 1402", date(2024, 1, 21)),
    ],
)
def test_months(text: str, first: date) -> None:
    found = datetext.month(text)
    assert found is not None
    assert (found.on(), found.precision) == (first, "month")
    assert datetext.machine(text) == found
    # In a sentence it is none.
    assert datetext.find(f"The talks of {text} were long") is None
    assert datetext.month(f"The talks of {text}") is None


@pytest.mark.parametrize("text", ["2024", "202413", "May", "رجب 1445", "1402"])
def test_what_is_no_month(text: str) -> None:
    assert datetext.month(text) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3 hours ago", 0),
        ("15 hours ago", 1),
        ("an hour ago", 0),
        ("yesterday", 1),
        ("1 week ago", 7),
        ("2 часа назад", 0),
        ("вчера", 1),
        ("Сегодня, 10:15", 0),
        ("昨天", 1),
        ("5天前", 5),
        ("2日前", 2),
        ("3小時前", 0),
        ("منذ 3 ساعات", 0),
        ("منذ يومين", 2),
        ("۳ ساعت پیش", 0),
        ("دیروز", 1),
        ("3시간 전", 0),
        ("어제", 1),
        ("hace 2 días", 2),
        ("il y a 3 jours", 3),
        ("há 5 horas", 0),
        ("2 gün önce", 2),
        ("vor 3 Tagen", 3),
        ("3 giorni fa", 3),
        ("3 дні тому", 3),
        ("2 hari yang lalu", 2),
        ("2 ngày trước", 2),
    ],
)
def test_days_told_by_the_moment_of_reading(text: str, days: int) -> None:
    told = datetext.relative(text, NOW)
    assert told is not None
    assert told[0] == NOW.date() - timedelta(days=days)
    assert datetext.find(text) is None


@pytest.mark.parametrize(
    "text", ["today", "Yesterdays", "a long time ago", "今天", "2026", "hours ago", "昨天的会谈" * 30]
)
def test_what_tells_no_day(text: str) -> None:
    told = datetext.relative(text, NOW)
    assert told is None or text.startswith("昨天")


@given(st.datetimes(min_value=datetime(1995, 1, 1), max_value=datetime(2090, 1, 1)))  # noqa: DTZ001
def test_iso_round_trip(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    found = datetext.machine(moment.isoformat() + "+08:00")
    assert found is not None
    assert (found.on(), found.clock) == (moment.date(), moment.time())
    assert found.zone is not None


ERAS = {
    "民國{y}年{m}月{d}日": calendars.ROC,
    "주체{y}년 {m}월 {d}일": calendars.JUCHE,
    "令和{y}年{m}月{d}日": calendars.ERAS["令和"],
}


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31)), st.sampled_from(sorted(ERAS)))
def test_years_of_eras_round_trip(day: date, form: str) -> None:
    found = datetext.find(form.format(y=day.year - ERAS[form], m=day.month, d=day.day))
    assert found is not None
    assert found.on() == day


@given(st.integers(1373, 1419), st.integers(1, 12), st.integers(1, 29))
def test_solar_days_follow_each_other(year: int, month: int, day: int) -> None:
    first = calendars.solar_hijri(year, month, day)
    found = datetext.find(f"{year}/{month:02}/{day:02}")
    assert first is not None
    assert found is not None
    assert found.on() == first
    # A day at the turn of the year can come twice in a Gregorian one.
    same = {calendars.solar_hijri(near, month, day) for near in (year - 1, year, year + 1)}
    again = calendars.solar_hijri_in(first.year, month, day)
    assert again in same
    assert again.year == first.year
    if following := calendars.solar_hijri(year, month, day + 1):
        assert following - first == timedelta(days=1)


@pytest.mark.parametrize(
    ("year", "nowruz"),
    [
        (1379, date(2000, 3, 20)),
        (1396, date(2017, 3, 21)),
        (1399, date(2020, 3, 20)),
        (1400, date(2021, 3, 21)),
        (1403, date(2024, 3, 20)),
        (1404, date(2025, 3, 21)),
        (1405, date(2026, 3, 21)),
    ],
)
def test_new_years_days_of_iran(year: int, nowruz: date) -> None:
    assert calendars.solar_hijri(year, 1, 1) == nowruz


@given(st.text(max_size=200))
def test_any_text_is_searched(text: str) -> None:
    for habits in (datetext.PLAIN, TAIWAN):
        found = datetext.find(text, habits=habits)
        assert found is None or 0 <= found.start < found.end <= len(text)
        datetext.machine(text, habits)
    datetext.month(text)
    datetext.relative(text, NOW)


@given(st.text(alphabet="0123456789/-.年月日 رجب", max_size=60))
def test_any_digits_are_searched(text: str) -> None:
    found = datetext.find(text, habits=TAIWAN)
    if found:
        found.on(2024)


@given(st.text(alphabet="x ", max_size=30))
def test_positions_are_those_of_the_text(before: str) -> None:
    text = f"{before} on 28 January 2024, 10:15 at"
    found = datetext.find(text, len(before))
    assert found is not None
    assert text[found.start : found.end].strip() == "28 January 2024, 10:15"


UNITS = ["1 ", "1.", "1 jan ", "jan ", "jan 1 ", "2024-", "2024-1-", "12:", "10:15 ", "1 2 3 ", "/", "10h", "12 a"]
UNITS += [
    "28 م ",
    "28 يناير ",
    "ม.ค. ",
    "1ม",
    "1 ม",
    "1 tháng ",
    "民國",
    "주체1",
    "juche 1 ",
    "jan 1, juche ",
    "GMT+",
    "İ1",
]


def all_ways(text: str) -> None:
    datetext.find(text, habits=TAIWAN)
    datetext.machine(text)
    datetext.relative(text, NOW)


@pytest.mark.parametrize("start", ["", "28 ", "2024年1月", "Jan. 28 "])
def test_no_text_is_slow(start: str) -> None:
    datetext.find("28 January 2024")
    datetext.relative("1 hour ago", NOW)
    for unit in UNITS:
        text = start + unit * (200_000 // len(unit))
        within(0.05, partial(all_ways, text), (start, unit))


def test_a_name_of_two_months_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = " ".join(f"m{n}" for n in range(11))
    (tmp_path / "months.yaml").write_text(f"- {{lang: en, months: {names} may}}\n- {{lang: de, months: may {names}}}\n")
    monkeypatch.setattr(months, "FOLDER", tmp_path)
    with pytest.raises(LexiconError, match="two months"):
        months.months.__wrapped__()


def test_a_language_has_twelve_months(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "months.yaml").write_text("- {lang: en, months: january february}\n")
    monkeypatch.setattr(months, "FOLDER", tmp_path)
    with pytest.raises(LexiconError, match="write twelve"):
        months.months.__wrapped__()


def test_the_hour_of_an_update_is_not_that_of_the_date() -> None:
    found = datetext.find("22:57 GMT 28.04.2020(updated 11:14 GMT 29.04.2020)")
    assert found is not None
    assert (found.on(), found.clock) == (date(2020, 4, 28), time(22, 57))
