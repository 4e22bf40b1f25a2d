"""Years and days of other calendars, as Gregorian ones.

Buddhist, Juche, Republic of China and Japanese years differ from Gregorian ones by a number only. The solar Hijri
calendar of Iran and Afghanistan has months of its own: persiantools counts them. The lunar Hijri calendar is not
counted at all: its months begin when a commission has seen the moon, so a printed day is one of two or three
Gregorian ones, and pages that print it mostly print the Gregorian day beside it.
"""

from __future__ import annotations

from datetime import date

from persiantools.jdatetime import JalaliDate

from config.lexicon.months import Calendar

JUCHE = ROC = 1911
"""Year 1 of both eras is 1912."""
BUDDHIST = 543
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
"""Year 1 of a Japanese era is the year after this one."""
_LAST_SOLAR = 1420
"""Hijri years above are lunar unless the page is from Iran or Afghanistan: solar 1421 begins in 2042."""


def hijri(year: int, country: str | None) -> Calendar | None:
    """Which calendar a year of four digits printed without a month's name is of; None for years of neither."""
    if not 1372 <= year <= 1499:
        return None
    return "solar-hijri" if year <= _LAST_SOLAR or country in ("IR", "AF") else "lunar-hijri"


def solar_hijri(year: int, month: int, day: int) -> date | None:
    """The Gregorian day; None for a day that is none (30 Esfand of a common year)."""
    try:
        counted = JalaliDate(year, month, day)  # type: ignore[no-untyped-call]  # its constructor alone is untyped
        return date.fromordinal(counted.to_gregorian().toordinal())
    except ValueError:
        return None


def solar_hijri_in(gregorian_year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a solar Hijri month and day that falls into a Gregorian year."""
    for year in (gregorian_year - 622, gregorian_year - 621):
        found = solar_hijri(year, month, day)
        if found and found.year == gregorian_year:
            return found
    return None
