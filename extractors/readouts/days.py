"""When it was: days and ranges in running text, resolved against the day of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from extractors.readout_records import DateSource

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = (
    r"(?P<month{0}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust"
    r"|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TO = r"\s*(?:-|–|—|‑|to|and|through|until)\s*"

_TEXT = re.compile(
    # A month or weekday, a number, or a small word of those below: nothing else is looked at longer.
    r"\b(?=[A-Z\dtyleo])(?:"
    + "|".join(
        (
            rf"(?P<range>\b{_MONTH.format(1)}\s+(?P<d1>\d{{1,2}})(?:st|nd|rd"
            rf"|th)?{_TO}(?:{_MONTH.format(2)}\s+)?(?P<d2>\d{{1,2}})(?:st|nd|rd"
            rf"|th)?\b(?!\s*,?\s*\d{{1,2}}:)"
            r"(?:,?\s+(?P<y1>\d{4}))?)",
            rf"(?P<day>\b{_MONTH.format(3)}\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y3>\d{{4}}))?)",
            (
                rf"(?P<eday>\b(?P<d4>\d{{1,2}})(?:{_TO}(?P<d5>\d{{1,2}}))?(?:st|nd|rd"
                rf"|th)?\s+(?:of\s+)?{_MONTH.format(4)}(?:,?\s+(?P<y4>\d{{4}}))?)"
            ),
            r"(?P<today>\b(?:today|this (?:morning|afternoon|evening)|tonight|[Tt]oday)\b)",
            r"(?P<yesterday>\b(?:yesterday|last night)\b)",
            (
                r"(?P<weekday>\b(?:on |late |earlier )?(?P<dow>Monday|Tuesday|Wednesday|Thursday|Friday"
                r"|Saturday|Sunday)\b)"
            ),
        )
    )
    + ")"
)


@dataclass(frozen=True, slots=True)
class When:
    """One or more days, and where they were read."""

    start: date
    end: date
    source: DateSource
    rule: str
    begin: int | None = None
    stop: int | None = None

    @property
    def precision(self) -> Literal["day", "range"]:
        return "day" if self.start == self.end else "range"


def month_number(printed: str) -> int | None:
    return _MONTHS.get(printed.lower().rstrip("."))


def near(year: int | None, month: int, day: int, published: date | None) -> date | None:
    """The date; without a year, the last one not after the day of publication (and a day for the zones)."""
    try:
        if year is not None:
            return date(year, month, day)
        if published is None:
            return None
        guess = date(published.year, month, day)
        if guess > published + timedelta(days=40):
            guess = date(published.year - 1, month, day)
        return guess
    except ValueError:
        return None


# An agency's dateline, whose day is that of its writing: `PYONGYANG, August 15 (KCNA) -- ... met on August 14`.
_LINE = re.compile(r"[A-Z][^.;()]{2,40}\.? ?\d{1,2}(?:,? \d{4})? ?\([A-Z]\w{1,12}\) ?(?:--|[-–—]) ")


def read_days(text: str, published: date | None, *, near_to: int | None = None) -> When | None:
    """The day or days an English sentence gives; the one nearest to character `near_to` where there are several."""
    found = [made for one in _TEXT.finditer(text) if (made := _resolve(one, published))]
    if not found:
        return None
    if len(found) > 1 and (line := _LINE.match(text)):
        found = [one for one in found if (one.begin or 0) >= line.end()] or found
    if near_to is None:
        return found[0]
    return min(found, key=lambda when: (_distance(when, near_to), when.begin or 0))


_DURING = re.compile(
    r"(?:During|In|At) (?:the|this|their) (?:[a-z-]+ ){0,3}(?:call|conversation|meeting|talks),?"
    r" (?:(?:which|that) (?:was|were) )?(?:held )?(?:late |earlier )?on [^,.;]{3,40}(?=,)"
)


def during(text: str, published: date | None) -> When | None:
    """The day that a later sentence opens with: `During the phone call on Tuesday, he said ...`."""
    found = _DURING.match(text)
    when = read_days(found.group(0), published) if found else None
    if when is None or (published and not -3 <= (published - when.start).days <= 45):
        return None
    return replace(when, rule=f"{when.rule}:during")


def _distance(when: When, place: int) -> int:
    begin = when.begin or 0
    return begin - place if begin >= place else (place - begin) + 15


def _resolve(one: re.Match[str], published: date | None) -> When | None:
    begin, stop = one.start(), one.end()
    if one["range"]:
        first = near(int(one["y1"]) if one["y1"] else None, _month(one["month1"]), int(one["d1"]), published)
        month = _month(one["month2"]) if one["month2"] else _month(one["month1"])
        last = near(int(one["y1"]) if one["y1"] else None, month, int(one["d2"]), published)
        if first and last and first <= last <= first + timedelta(days=31):
            return When(first, last, "text", "date:range", begin, stop)
        return When(first, first, "text", "date:day", begin, stop) if first else None
    if one["day"]:
        day = near(int(one["y3"]) if one["y3"] else None, _month(one["month3"]), int(one["d3"]), published)
        return When(day, day, "text", "date:day", begin, stop) if day else None
    if one["eday"]:
        year = int(one["y4"]) if one["y4"] else None
        day = near(year, _month(one["month4"]), int(one["d4"]), published)
        last = near(year, _month(one["month4"]), int(one["d5"]), published) if one["d5"] else day
        return When(day, last, "text", "date:day", begin, stop) if day and last and day <= last else None
    if published is None:
        return None
    if one["today"]:
        return When(published, published, "text", "date:today", begin, stop)
    if one["yesterday"]:
        day = published - timedelta(days=1)
        return When(day, day, "text", "date:yesterday", begin, stop)
    back = (published.weekday() - _DAYS.index(one["dow"].lower())) % 7
    day = published - timedelta(days=back)
    return When(day, day, "text", "date:weekday", begin, stop)


def _month(printed: str) -> int:
    return month_number(printed) or 1
