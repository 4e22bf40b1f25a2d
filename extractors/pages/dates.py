"""When a page says it was published: of all prints of a date on it one is chosen, and why.

Order of trust: the outlet's own rule, the feed, meta tags, JSON-LD, the URL, the header line, marked-up times, the
dateline, "3 hours ago", times of a change, and htmldate's search last. A sitemap's date is often that of a
regeneration and ranks with htmldate; so does whatever an outlet is known to print wrongly. A month never beats a
day that lies in it. Where the chosen one is a day, an hour printed elsewhere for that day is taken in. Nothing later
than a day after the fetch counts, and no page's own clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from htmldate import find_date

from config.lexicon import agencies
from config.outlets import Outlet, PageRules
from extractors.pages import datetext
from extractors.pages.dateprints import FIRST_DAY, Print, habits_of, in_markup, printed_below_title, read_prints
from extractors.pages.dateprints import url_date as url_date
from extractors.pages.datetext import Found, Habits
from extractors.pages.document import Document
from extractors.records import Dateline, Published, Receipt, Sighting, utc

_STRONG = ("selector", "feed", "meta", "json-ld", "url", "source-line", "time", "dateline")
_WEAK = ("relative", "masthead", "meta-modified", "sitemap", "false", "htmldate")
_RANK = (*_STRONG, *_WEAK)
_METHOD = {"meta-modified": "meta", "sitemap": "feed", "masthead": "source-line"}
_FALSE_IN = {"TW": ("json-ld",)}
"""By country of the outlet: Taiwan's papers print the day of a rebuild in their JSON-LD."""
_SEARCHED = 20_000
"""Elements up to which htmldate may search a page: it takes seconds on more."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One print of a date."""

    rank: str
    method: str
    rule: str
    raw: str
    found: Found
    on: date
    """The day in the outlet's zone where the print has an hour and a zone, else as printed."""
    at: datetime | None
    """UTC; None without an hour."""
    zone_assumed: str | None
    note: str | None = None
    printed: date | None = None
    """The day in the zone that the print itself gives, where it gives one."""


def read_published(
    document: Document,
    url: str | None,
    outlet: Outlet | None,
    rules: PageRules,
    sighting: Sighting | None,
    header: Sequence[str],
    dateline: Dateline | None,
    fetched_at: datetime | None,
    lang: str | None = None,
) -> tuple[Published | None, list[Receipt]]:
    """The publication date, and a receipt for every candidate.

    `header` holds the lines between title and text, nearest to the title first.
    """
    zone = _zone(url, outlet)
    now = utc(fetched_at).astimezone(ZoneInfo(zone)) if fetched_at else None
    latest = utc(fetched_at).date() + timedelta(days=1) if fetched_at else None
    habits = habits_of(url, outlet, rules, lang)
    false = {*rules.false_dates, *_FALSE_IN.get(habits.country or "", ())}
    prints = list(read_prints(document, url, rules, habits, sighting, header, dateline, now))
    # Without a year a day is the one nearest to the best dated print.
    near = next((day for one in prints if one.found.year and not one.refused and (day := one.found.on())), None)
    candidates, receipts = [], []
    for one in prints:
        if one.refused and one.rank != "masthead":
            receipts.append(_passed(one, one.refused))
            continue
        candidate = _candidate(one, zone, outlet.timezone if outlet else None, near, latest, false)
        if candidate is None:
            receipts.append(_passed(one, _unread(one.found)))
        elif latest and candidate.on > latest:
            receipts.append(_passed(one, f"later than a day after the fetch ({latest})"))
        elif candidate.on < FIRST_DAY:
            receipts.append(_passed(one, "older than the Web"))
        else:
            candidates.append(candidate)
    if all(candidate.found.precision == "month" for candidate in candidates):
        candidates += _searched(document, url, zone, latest, now, habits, receipts)
    if not candidates:
        receipts.append(
            Receipt("published", None, "none", "published:none", None, True, "no date in feed, meta, URL or text")
        )
        return None, receipts
    candidates = _ordered(_as_readers_see(candidates))
    chosen, precise = candidates[0], _most_precise(candidates)
    rivals = [other for other in candidates[1:] if _differs(chosen, other)]
    for candidate in candidates:
        won = candidate is chosen
        value = candidate.at.isoformat() if candidate.at else candidate.on.isoformat()
        why = "says another day" if candidate in rivals else "agrees, less trusted"
        if candidate.note:
            why += f"; {candidate.note}"
        reason = _reason(candidates, precise, rivals) if won else why
        receipts.append(Receipt("published", value, candidate.method, candidate.rule, candidate.raw[:200], won, reason))
    return (
        Published(
            precise.on,
            precise.found.precision,
            precise.at,
            precise.raw[:200],
            chosen.method,
            precise.zone_assumed,
        ),
        receipts,
    )


def _reason(candidates: Sequence[Candidate], precise: Candidate, rivals: Sequence[Candidate]) -> str:
    chosen = candidates[0]
    reason = f"the most trusted of {len(candidates)}" if len(candidates) > 1 else "the only one"
    if precise is not chosen:
        reason += f"; the hour is from {precise.rule}"
    if chosen.found.precision == "month":
        reason += "; only a month is printed: its first day stands for it"
    if chosen.note:
        reason += f"; {chosen.note}"
    if rivals:
        reason += "; rivals that differ by more than a day: " + ", ".join(
            f"{other.rule} {other.on}" for other in rivals
        )
    return reason


def _method(rank: str) -> str:
    return _METHOD.get(rank, rank)


def _passed(one: Print, reason: str) -> Receipt:
    return Receipt("published", None, _method(one.rank), one.rule, one.raw[:200], False, reason)


def _unread(found: Found) -> str:
    if found.calendar == "lunar-hijri":
        return "a lunar Hijri day: the moon's sighting decides which day it is, so it is not converted"
    return "not a day of the calendar, or without a year"


def _zone(url: str | None, outlet: Outlet | None) -> str:
    if outlet:
        return outlet.timezone
    agency = agencies().of_url(url)
    return agency.zone if agency and agency.zone else "UTC"


def _ordered(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Most trusted first; a month behind every strong day, and behind the weak days that lie in it."""
    by_rank = sorted(candidates, key=lambda candidate: _RANK.index(candidate.rank))
    months = [candidate for candidate in by_rank if candidate.found.precision == "month"]
    days = [candidate for candidate in by_rank if candidate.found.precision != "month"]
    strong = [candidate for candidate in days if candidate.rank in _STRONG]
    weak = [candidate for candidate in days if candidate.rank not in _STRONG]
    if months:
        weak = (
            [one for one in weak if not _differs(months[0], one)]
            + months
            + [one for one in weak if _differs(months[0], one)]
        )
    return [*strong, *weak]


def _differs(one: Candidate, other: Candidate) -> bool:
    """By more than a day; of a month and a day, by more than a day from the month's ends."""
    for month, day in ((one, other), (other, one)):
        if month.found.precision == "month":
            return not month.on - timedelta(days=1) <= day.on <= month.on + timedelta(days=31)
    return abs((one.on - other.on).days) > 1


def _as_readers_see(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, with the printed day where the address or a line of the page has it too.

    An outlet may serve readers elsewhere than at home: Sputnik's English pages print GMT, their addresses follow it.
    """
    seen = {one.printed or one.on for one in candidates if one.rank in ("url", "source-line")}
    return [replace(one, on=one.printed) if one.printed and one.printed in seen else one for one in candidates]


def _most_precise(candidates: Sequence[Candidate]) -> Candidate:
    """The chosen print, or the best ranked one with an hour of the same day."""
    chosen = candidates[0]
    if chosen.zone_assumed and chosen.found.clock is not None:
        zoned = (one for one in candidates[1:] if _same_clock(one, chosen) and one.zone_assumed is None)
        return next(zoned, chosen)
    if chosen.at is not None or chosen.found.precision == "month":
        return chosen
    same = (
        other
        for other in candidates[1:]
        if other.at is not None and other.on == chosen.on and other.rank not in ("meta-modified", "sitemap", "false")
    )
    return next(same, chosen)


def _same_clock(one: Candidate, other: Candidate) -> bool:
    """Whether two prints show the same hour and minute of the same day: of which one may say in what zone."""
    first, second = one.found.clock, other.found.clock
    if first is None or second is None or (first.hour, first.minute) != (second.hour, second.minute):
        return False
    return (one.printed or one.on) == (other.printed or other.on)


def _candidate(
    one: Print, zone: str, home: str | None, near: date | None, latest: date | None, false: set[str]
) -> Candidate | None:
    found, note = one.found, one.refused
    on = found.on()
    if on is None and found.year is None:
        on = _nearest(found, near) if near else _last(found, latest)
        note = (
            "no year printed: the day nearest to the page's other dates"
            if near
            else "no year printed: the last such day before the fetch"
        )
    if on is None:
        return None
    rank, method = one.rank, _method(one.rank)
    if rank in false:
        rank, note = "false", f"the {rank} of this outlet is known to print false dates"
    if found.clock is None:
        return Candidate(rank, method, one.rule, one.raw, found, on, None, zone, note)
    local = datetime.combine(on, found.clock, found.zone or ZoneInfo(zone))
    if found.zone is None:
        return Candidate(rank, method, one.rule, one.raw, found, on, utc(local), zone, note)
    # A zone was printed: the day is that of the outlet's readers where the outlet is known, else the printed one.
    here = local.astimezone(ZoneInfo(home)) if home else local
    return Candidate(rank, method, one.rule, one.raw, found, here.date(), utc(local), None, note, on)


def _nearest(found: Found, near: date) -> date | None:
    """Dec. 31 on a page of 1 January is of the year before."""
    days = (found.on(year) for year in (near.year - 1, near.year, near.year + 1))
    return min((day for day in days if day), key=lambda day: abs((day - near).days), default=None)


def _last(found: Found, latest: date | None) -> date | None:
    days = (found.on(latest.year - back) for back in (0, 1)) if latest else iter(())
    return next((day for day in days if day and latest and day <= latest), None)


def _searched(
    document: Document,
    url: str | None,
    zone: str,
    latest: date | None,
    now: datetime | None,
    habits: Habits,
    receipts: list[Receipt],
) -> list[Candidate]:
    """What htmldate finds, where it may be believed."""
    if next(islice(document.tree.iter(), _SEARCHED, None), None) is not None:
        reason = f"more than {_SEARCHED} elements: not searched"
        receipts.append(Receipt("published", None, "htmldate", "htmldate:search", None, False, reason))
        return []
    try:
        raw = find_date(
            deepcopy(document.tree),
            original_date=True,
            extensive_search=True,
            url=url,
            max_date=latest.isoformat() if latest else None,
        )
    # The search of last resort runs dozens of parsers over text that anyone may have written.
    except (ValueError, TypeError, OverflowError, AttributeError, RecursionError):
        return []
    found = datetext.machine(raw) if raw else None
    on = found.on() if found else None
    if found is None or on is None or on < FIRST_DAY or (latest and on > latest):
        return []
    # It reads today off the page's own clock, and of a month alone makes its first day, or the day that today has.
    sure = on.day != 1 and not (now and on == now.date()) and in_markup(document, on)
    if not sure and not printed_below_title(document, on, habits):
        reason = "no line of the article prints that day"
        receipts.append(Receipt("published", raw, "htmldate", "htmldate:search", raw, False, reason))
        return []
    return [Candidate("htmldate", "htmldate", "htmldate:search", raw or "", found, on, None, zone)]
