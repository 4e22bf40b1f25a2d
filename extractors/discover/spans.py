"""Which days a list can hold, by its address: leaves of sitemaps are named after a year, a month or a day. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from extractors import urls
from extractors.pages.calendars import hijri, solar_hijri

SLACK = timedelta(days=1)
"""A list's days need not be of the page's zone."""

_YEAR = r"(?<!\d)(?P<y>(?:19|20)\d\d|1[34]\d\d)"
_MONTH = r"(?P<m>0?[1-9]|1[0-2])"
_FORMS = (
    re.compile(rf"{_YEAR}[-_/.](?P<m>0?[1-9]|1[0-2])[-_/.](?P<d>0?[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(rf"{_YEAR}(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(
        rf"(?:yyyy|year|yr|y)={_YEAR}&(?:mm|month|m)={_MONTH}(?:&(?:dd|day|d)=(?P<d>0?[1-9]|[12]\d|3[01]))?(?!\d)"
    ),
    re.compile(rf"{_YEAR}[-_/.]?(?P<m>0[1-9]|1[0-2])(?!\d)"),
    re.compile(rf"{_YEAR}/{_MONTH}(?!\d)"),
    re.compile(rf"{_YEAR}(?!\d)"),
)
_FIRST_OF_MONTH = re.compile(r"date_?(?:start|from)=", re.IGNORECASE)
_LAST = re.compile(r"(?:date_?(?:end|to))=(?P<y>\d{4})-?(?P<m>\d\d)-?(?P<d>\d\d)", re.IGNORECASE)

Span = tuple[date, date]


def span(url: str) -> Span | None:
    """First and last day that a leaf's address names; None where it names none. Years of Iran's calendar count too.

    `?date_start=20260301` is the beginning of a month's list where no end is given with it.
    """
    place = urls.behind_host(url)
    for form in _FORMS:
        for found in form.finditer(place):
            groups = found.groupdict()
            days = _days(int(groups["y"]), groups.get("m"), groups.get("d"))
            if days is None:
                continue
            if _FIRST_OF_MONTH.search(place[: found.start()]):
                end = _LAST.search(place)
                month = (days[0].year, str(days[0].month), None)
                last = _days(int(end["y"]), end["m"], end["d"]) if end else _days(*month)
                return (days[0], last[1]) if last else days
            return days
    return None


def _days(year: int, month: str | None, day: str | None) -> Span | None:
    if year < 1500:
        return _solar(year, month, day)
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1])
        return date(year, int(month), int(day)), date(year, int(month), int(day))
    except ValueError:
        return None


def _solar(year: int, month: str | None, day: str | None) -> Span | None:
    if hijri(year, "IR") != "solar-hijri":
        return None
    if day is not None and month is not None:
        found = solar_hijri(year, int(month), int(day))
        return (found, found) if found else None
    first = solar_hijri(year, int(month or 1), 1)
    after = solar_hijri(year, int(month) + 1, 1) if month and int(month) < 12 else solar_hijri(year + 1, 1, 1)
    return (first, after - timedelta(days=1)) if first and after else None


def reach(days: Span | None, since: date, until: date) -> Span | None:
    """The days of a window that a list can hold which names those `days` (None: any); None when it can hold none."""
    if days is None:
        return since, until
    first, last = max(since, days[0] - SLACK), min(until, days[1] + SLACK)
    return (first, last) if first <= last else None


def is_neighbour(days: Span | None, since: date, until: date) -> bool:
    """Whether a list is outside the window but for the slack: of it, only what prints its date is worth asking for."""
    return days is not None and (days[1] < since or until < days[0])


def months(since: date, until: date) -> list[Span]:
    """The months of a window, each cut to it, newest first."""
    found: list[Span] = []
    last = until
    while last >= since:
        first = max(since, last.replace(day=1))
        found.append((first, last))
        last = first - timedelta(days=1)
    return found
