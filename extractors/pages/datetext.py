"""Dates and times as pages print them, in two dozen languages and six calendars, found in a short text.

`find` returns what stands there and no more: a day without an hour stays a day, an hour without a zone stays
without one, a day without a year stays without one. Ambiguous orders (03/04/2026) are read only where the habits of
the outlet or of its language are known, except with dots, which nobody writes month first. A month alone ("January
2024") is read only by `month`, for places where nothing but a date can stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from config.lexicon.ago import ago
from config.lexicon.months import Calendar, first_words, fold_month, month_pattern, months, plain
from extractors.pages import calendars
from extractors.pages.clock import CLOCK, CLOCK_OR_HOUR, TIME, read_clock, read_zone
from extractors.records import Precision

Order = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class Habits:
    """How an outlet prints what others would read otherwise."""

    order: Order | None = None
    """Of 03/04/2026; None when nobody said."""
    country: str | None = None
    """ISO code: 113/01/28 is a date in Taiwan, 1445/07/16 a solar one in Iran."""


PLAIN = Habits()

_YEAR = r"(?P<year>(?:19|20)\d{2})"
# Years of the Buddha, solar and lunar Hijri years.
_ANY_YEAR = r"(?P<year>(?:19|20|13|14|25|26)\d{2})"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_ORD = r"(?:st|nd|rd|th|er|º|°|\.|ª)?"
_NUM_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
_DE = r"(?:de\s+|del\s+)?"
_ERA = r"(?:พ\.?ศ\.?|ค\.?ศ\.?|सन्)?\s*"
_NAMED_YEAR = r"(?P<year>(?:19|20|13|14|25|26)\d{2}|'\d\d(?!\d))"
_JUCHE = r"(?:juche|주체|主体|主體|チュチェ)\s?(?P<juche>\d{2,3})"
_ANNO = r"(?:\s?[(（](?P<anno>(?:19|20)\d{2})\s?年?[)）])?"


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_NUMERIC = _compiled(
    rf"(?<!\d){_ANY_YEAR}\s?[-/.]\s?{_NUM_MONTH}\s?[-/.]\s?{_DAY}(?!\d)",
    rf"(?<!\d){_DAY}\.\s?{_NUM_MONTH}\.\s?{_ANY_YEAR}(?!\d)",
    rf"(?<![\d.]){_DAY}\.(?P<month>0[1-9]|1[0-2])\.(?P<year>[0-3]\d)(?![\d.])",  # 05.03.22
    rf"(?P<ngay>ngày\s)?(?<!\d)(?<!\d[/-])(?P<one>\d{{1,2}})(?P<sep>[/-])(?P<two>\d{{1,2}})(?P=sep){_ANY_YEAR}(?!\d)",
)
_ROC_NUMERIC = _compiled(rf"(?<![\d./-])(?P<roc>8\d|9\d|1[0-3]\d)([-/.]){_NUM_MONTH}\2{_DAY}(?![\d./-])")
_CJK = _compiled(
    rf"(?<!\d){_YEAR}\s*[年년]\s*{_NUM_MONTH}\s*[月월]\s*{_DAY}\s*[日号號일]",
    rf"(?:(?P<minguo>民國|民国)|(?<!\d))\s*(?P<roc>\d{{2,3}})\s*年\s*{_NUM_MONTH}\s*月\s*{_DAY}\s*[日號号]",
    rf"(?P<era>令和|平成|昭和)\s*(?P<nth>元|\d{{1,2}})\s*年\s*{_NUM_MONTH}\s*月\s*{_DAY}\s*日",
    rf"{_JUCHE}\s?{_ANNO}\s?[年년]?\s*{_NUM_MONTH}\s*[月월]\s*{_DAY}\s*[日일]",
    rf"(?<![\d年년])(?<![年년]\s){_NUM_MONTH}\s*[月월]\s*{_DAY}\s*[日号號일]",
)
_JUCHE_DOTS = _compiled(rf"{_JUCHE}\.\s?{_NUM_MONTH}\.\s?{_DAY}(?!\d)")
_VIETNAMESE = _compiled(rf"(?<!\d){_DAY}\s+tháng\s+{_NUM_MONTH}(?!\d)(?:\s*,?\s*(?:năm\s+)?{_YEAR}(?!\d))?")


class _Named(NamedTuple):
    """The patterns that hold every name of a month: compiled when the first is needed, not on import."""

    day_month: tuple[re.Pattern[str], ...]
    month_day: re.Pattern[str]
    year_last: re.Pattern[str]
    alone: tuple[re.Pattern[str], ...]


@cache
def _named() -> _Named:
    names = month_pattern()
    named = rf"(?P<name>{names})(?:[\s\u200c]?ماه)?"
    # A second name of the same month: 28 كانون الثاني/يناير 2024
    twin = rf"(?:\s?[/(]\s?{names}\)?)?"
    day_month = _compiled(
        rf"(?<!\d){_DAY}{_ORD}\s+{_DE}(?<!\w){named}(?!\w){twin}"
        rf"(?:\s*,?\s*{_DE}{_ERA}(?:{_NAMED_YEAR}|{_JUCHE}{_ANNO})(?!\d))?",
        rf"(?<!\d){_DAY}[-/](?P<name>{names})[-/]{_YEAR}(?!\d)",
        # 2023 жылғы 5 наурыз
        rf"(?<!\d){_YEAR}\s(?:жыл(?:ғы|дың|ы)|ж\.)\s{_DAY}\s(?P<name>{names})",
        # 2023. március 5.
        rf"(?<!\d){_YEAR}\.?\s(?P<name>{names})\s{_DAY}(?!\d)",
        # Thai writes the month without a blank, and mostly a year of two digits after a cut one: 28ม.ค.67
        rf"(?<!\d){_DAY}\s?(?P<name>[\u0e00-\u0e30][\u0e00-\u0e4f.]{{2,11}}?)\s?{_ERA}(?P<year>(?:25|26|19|20)\d\d(?![\d:])|\d\d(?!\d|\d{{2}}:)|\d\d(?=\d\d?:\d\d))",
    )
    month_day = re.compile(
        rf"(?<!\w){named}(?:\s+|,\s(?=\d{{1,2}}/\d{{4}})){_DAY}{_ORD}(?!\d)(?:\s*[,،/]?\s*(?:at\s+)?(?:{_ANY_YEAR}|\(?{_JUCHE}{_ANNO})(?!\d))?",
        re.IGNORECASE,
    )
    # Reuters' own: "Tue Dec 30 11:03:00 UTC 2014" puts the year last.
    year_last = re.compile(rf"{named}\s+{_DAY}\s+{TIME}\s+{_YEAR}", re.IGNORECASE)
    alone = _compiled(
        rf"{_YEAR}[-/.]{_NUM_MONTH}",
        rf"(?P<year>(?:19|20)\d\d){_NUM_MONTH.replace('0?', '0')}",
        rf"{_YEAR}\s?[年년]\s?{_NUM_MONTH}\s?[月월]",
        rf"{named},?\s+{_DE}{_NAMED_YEAR}",
    )
    return _Named(day_month, month_day, year_last, alone)


_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_REACH = 24
"""Characters between a date and the hour that belongs to it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: `year` None where none stood, `clock` None where no hour stood, `zone` None without one.

    Where a year stood, year, month and day are Gregorian, whatever was printed; where none stood, or the calendar
    cannot be counted (lunar Hijri), they are as printed.
    """

    year: int | None
    month: int
    day: int
    clock: time | None
    zone: tzinfo | None
    precision: Precision
    start: int
    end: int
    calendar: Calendar = "gregorian"
    """Of month and day."""

    def on(self, year: int | None = None) -> date | None:
        """The Gregorian day; None when it needs a year and has none, is no day (31 February), or cannot be known."""
        chosen = self.year or year
        if chosen is None or self.calendar == "lunar-hijri":
            return None
        if self.calendar == "solar-hijri":
            return calendars.solar_hijri_in(chosen, self.month, self.day)
        try:
            return date(chosen, self.month, self.day)
        except ValueError:
            return None

    @classmethod
    def of_day(cls, day: date) -> Found:
        """A day known from elsewhere than a text."""
        return cls(day.year, day.month, day.day, None, None, "day", 0, 0)

    @classmethod
    def of_moment(cls, moment: datetime) -> Found:
        """An instant known from elsewhere than a text; UTC where it has no zone."""
        clock = moment.time().replace(tzinfo=None)
        return cls(moment.year, moment.month, moment.day, clock, moment.tzinfo or UTC, "second", 0, 0)


class _Day(NamedTuple):
    """A day as read from one match, and whether its calendar is counted."""

    year: int | None
    month: int
    day: int
    calendar: Calendar


def find(text: str, start: int = 0, habits: Habits = PLAIN) -> Found | None:
    """The first date in a text (its first 400 characters from `start`), with the hour that stands beside it.

    Of a date printed in two calendars the one that can be counted. 31 February is found too, with `Found.on` None: it
    says that the text is a date, and a wrong one.
    """
    found = _find(text[start : start + 400], habits)
    return replace(found, start=found.start + start, end=found.end + start) if found and start else found


# One header line is looked at for the title, the furniture, the origin and the date.
@lru_cache(maxsize=4096)
def _find(text: str, habits: Habits) -> Found | None:
    if not _DIGIT.search(text):
        return None
    text = plain(text)
    words = first_words()
    hits = [match.start() for match in _WORD.finditer(text) if fold_month(match.group()) in words]
    for hit in hits if ":" in text else ():
        if (last := _named().year_last.match(text, hit)) and (day := _read(last, habits)):
            return _found(day, last, last)
    best: tuple[bool, int, int] | None = None
    chosen: tuple[_Day, re.Match[str]] | None = None
    for match in _matches(text, hits, habits):
        day = _read(match, habits)
        if day is None:
            continue
        # The earliest that can be counted; of those that begin together the longer, so that a year is not left behind.
        key = (day.calendar == "lunar-hijri", match.start(), -match.end())
        if best is None or key < best:
            best, chosen = key, (day, match)
    if chosen is None:
        return None
    return _found(*chosen, _beside(text, chosen[1]))


def _matches(text: str, hits: list[int], habits: Habits) -> Iterator[re.Match[str]]:
    """Everything in a text that has the form of a date; only the forms whose signs are there are looked for."""
    patterns: list[re.Pattern[str]] = []
    if "-" in text or "/" in text or "." in text:
        patterns += _NUMERIC
        if habits.country == "TW":
            patterns += _ROC_NUMERIC
    if "月" in text or "월" in text:
        patterns += _CJK
    if "uche" in text or "주체" in text:
        patterns += _JUCHE_DOTS
    if "tháng" in text:
        patterns += _VIETNAMESE
    thai = _THAI.search(text)
    if hits or thai:
        patterns += _named().day_month if thai else _named().day_month[:-1]
    for pattern in patterns:
        yield from pattern.finditer(text)
    for hit in hits:
        if match := _named().month_day.match(text, hit):
            yield match


def _read(match: re.Match[str], habits: Habits) -> _Day | None:
    """The day that a match means; None when it is no date after all."""
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    if "one" in groups:
        return _slashed(groups, habits)
    if "roc" in groups and "minguo" not in groups and habits.country != "TW":
        return None
    named = months().get(fold_month(groups["name"])) if "name" in groups else None
    if "name" in groups and named is None:
        return None
    month = named.number if named else int(groups["month"])
    year = _year(groups, named.buddhist if named else False)
    if named and named.needs_year and year is None:
        return None
    if "juche" in groups and year is None:
        return None
    calendar: Calendar = named.calendar if named else "gregorian"
    if year is not None and year < 1900:
        calendar = calendar if named else calendars.hijri(year, habits.country) or "gregorian"
        if calendar == "gregorian":
            return None
    return _counted(year, month, int(groups["day"]), calendar)


def _year(groups: dict[str, str], buddhist: bool) -> int | None:
    if "juche" in groups:
        year = int(groups["juche"]) + calendars.JUCHE
        # Both years are printed, and say the same or nothing.
        return year if groups.get("anno") in (None, str(year)) else None
    if "roc" in groups:
        return int(groups["roc"]) + calendars.ROC
    if "era" in groups:
        return calendars.ERAS[groups["era"]] + (1 if groups["nth"] == "元" else int(groups["nth"]))
    if "year" not in groups:
        return None
    year = int(groups["year"].lstrip("'"))
    if year < 100:
        # Two digits are a year only behind an apostrophe or dots, or in Thai, where they count from 2500.
        year += 2500 if buddhist and year >= 37 else 2000
    return year - calendars.BUDDHIST if year >= 2500 else year


def _slashed(groups: dict[str, str], habits: Habits) -> _Day | None:
    """28/01/2024, 01/28/2024; what could be both only with the outlet's word for it."""
    one, two, year = int(groups["one"]), int(groups["two"]), _year(groups, False)
    if year is None:
        return None
    # No one who counts years so puts the month first.
    day_first = "ngay" in groups or year < 1900 or int(groups["year"]) >= 2500 or one > 12 or one == two
    if day_first or (two <= 12 and habits.order == "dmy"):
        day, month = one, two
    elif two > 12 or habits.order == "mdy":
        day, month = two, one
    else:
        return None
    calendar = "gregorian" if year >= 1900 else calendars.hijri(year, habits.country)
    return _counted(year, month, day, calendar) if calendar and 1 <= month <= 12 and 1 <= day <= 31 else None


def _counted(year: int | None, month: int, day: int, calendar: Calendar) -> _Day | None:
    if year is None or calendar != "solar-hijri":
        return _Day(year, month, day, calendar)
    gregorian = calendars.solar_hijri(year, month, day)
    return _Day(gregorian.year, gregorian.month, gregorian.day, "gregorian") if gregorian else None


def _beside(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """The hour nearest behind the date, else before it. Words in brackets begin something else, such as an update."""
    after = CLOCK_OR_HOUR.search(text, match.end(), match.end() + _REACH + 16)
    hours = list(CLOCK.finditer(text, max(0, match.start() - _REACH), match.start()))
    before = hours[-1] if hours else None
    if after and after.start() - match.end() <= _REACH:
        aside = re.search(r"[(（]\s*[^\W\d]", text[match.end() : after.start()])
        return before if before and aside else after
    return before


def _found(day: _Day, match: re.Match[str], hour: re.Match[str] | None) -> Found:
    clock = read_clock(hour) if hour else None
    return Found(
        day.year,
        day.month,
        day.day,
        clock.time if clock else None,
        clock.zone if clock else None,
        clock.precision if clock else "day",
        min(match.start(), hour.start() if hour else match.start()),
        max(match.end(), hour.end() if hour else match.end()),
        day.calendar,
    )


def month(text: str, habits: Habits = PLAIN) -> Found | None:
    """A month and its year where the whole text is nothing else: the first day stands for it, `precision` says so."""
    text = text.strip()
    if len(text) > 40 or not _DIGIT.search(text):
        return None
    text = plain(text)
    for pattern in _named().alone:
        match = pattern.fullmatch(text)
        if not match:
            continue
        named = months().get(fold_month(match["name"])) if "name" in match.groupdict() else None
        year = _year({"year": match["year"]}, bool(named and named.buddhist))
        number = named.number if named else int(match["month"])
        calendar: Calendar = named.calendar if named else "gregorian"
        if year is None or (calendar == "gregorian" and year < 1900) or calendar == "lunar-hijri":
            return None
        day = _counted(year, number, 1, calendar)
        return Found(day.year, day.month, day.day, None, None, "month", 0, len(text)) if day else None
    return None


_DIGITS_ONLY = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{2}:?\d{2})?")


def machine(text: str, habits: Habits = PLAIN) -> Found | None:
    """A date written for machines: ISO 8601, seconds since 1970, or anything `find` and `month` read."""
    text = text[:400].strip()
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        return Found.of_moment(datetime.fromtimestamp(int(text[:10]), UTC))
    if match := _DIGITS_ONLY.fullmatch(text):
        year, number, day, hour, minute, second = (int(part) if part else None for part in match.groups()[:6])
        try:
            clock = time(hour, minute or 0, second or 0) if hour is not None else None
            date(year or 0, number or 0, day or 0)
        except ValueError:
            return None
        precision: Precision = "day" if clock is None else "minute" if second is None else "second"
        return Found(year, number or 0, day or 0, clock, read_zone(match[7]), precision, 0, len(text))
    return find(text, habits=habits) or month(text, habits)


def relative(text: str, now: datetime) -> tuple[date, str] | None:
    """The day that "3 hours ago" or "昨天" means when read at `now` (aware, in the page's zone), and the words.

    Only a day: the hour would differ with every capture of the page.
    """
    text = plain(text[:120])
    for pattern, seconds in ago():
        if match := pattern.search(text):
            return (now - timedelta(seconds=int(match["n"] or 1) * seconds)).date(), match.group().strip()
    return None
