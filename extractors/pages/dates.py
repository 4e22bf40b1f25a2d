"""When a page says it was published: every print of a date on it, one of them chosen, and why.

Order of trust: the outlet's own rule, the feed, meta tags, JSON-LD, the URL, the header line, the dateline, and
htmldate's search last. A sitemap's date is often that of a regeneration and ranks with htmldate. Where the chosen
one is a day, an hour printed elsewhere for that day is taken in. Nothing later than a day after the fetch counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from htmldate import find_date

from config.lexicon import agencies
from config.outlets import Outlet, PageRules
from extractors.pages import datetext
from extractors.pages.datetext import Found
from extractors.pages.document import Document, squeeze, text_of
from extractors.records import Dateline, Precision, Published, Receipt, Sighting, utc

_FIRST_DAY = date(1994, 1, 1)
"""The Web has no older pages; a URL's digits that say otherwise are no date."""
_META = (
    "firstpublishedtime", "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "publishdate", "pubdate", "publish_date", "publish-date", "publishtime", "publicationdate", "dc.date.issued",
    "dcterms.issued", "dc.date", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "date",
    "datecreated", "dcterms.created", "weibo: article:create_at", "apub:time",
)  # fmt: skip
_META_LATE = ("revision_date", "og:updated_time", "article:modified_time", "lastmodified", "last-modified")
"""Times of a change: better than none, worse than any print of the first publication."""
_URL = (
    re.compile(r"/(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:/|\d{0,14}(?:[-_.]|$))"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)(?P<m>\d\d)/(?P<d>\d\d)(?:/|$)"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)[-_](?P<m>\d{1,2})[-_/](?P<d>\d{1,2})(?:/|[-_.]|$)"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?:/|$)"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>\d\d)-?(?P<d>\d\d)(?:/|$)"),
    re.compile(r"/t(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)_\d+"),
    re.compile(r"[-_/](?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?:[-_/.]|$)"),
)
_RANK = (
    "selector",
    "feed",
    "meta",
    "json-ld",
    "url",
    "source-line",
    "dateline",
    "meta-modified",
    "sitemap",
    "htmldate",
)
_METHOD = {"meta-modified": "meta", "sitemap": "feed"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One print of a date."""

    rank: str
    rule: str
    raw: str
    found: Found
    on: date
    """The day in the outlet's zone where the print has an hour and a zone, else as printed."""
    at: datetime | None
    """UTC; None without an hour."""
    zone_assumed: str | None


def url_date(url: str | None) -> tuple[date, str] | None:
    """The day a URL's path holds, and the digits it was read from."""
    path = re.sub(r"^[a-z]+://[^/]*", "", url or "").partition("?")[0]
    for pattern in _URL:
        for match in pattern.finditer(path):
            try:
                day = date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                continue
            if day >= _FIRST_DAY:
                return day, match.group().strip("/")
    return None


def read_published(
    document: Document,
    url: str | None,
    outlet: Outlet | None,
    rules: PageRules,
    sighting: Sighting | None,
    header: Sequence[str],
    dateline: Dateline | None,
    fetched_at: datetime | None,
) -> tuple[Published | None, list[Receipt]]:
    """The publication date, and a receipt for every candidate.

    `header` holds the lines between title and text, nearest to the title first.
    """
    zone = _zone(url, outlet)
    latest = utc(fetched_at).date() + timedelta(days=1) if fetched_at else None
    prints = _prints(document, url, rules, sighting, header)
    year = next((found.year for _, _, _, found in prints if found.year), None)
    if dateline and dateline.date and (found := datetext.find(dateline.date)):
        prints.append(("dateline", "dateline", dateline.date, found))
    candidates, receipts = [], []
    for rank, rule, raw, found in prints:
        candidate = _candidate(rank, rule, raw, found, zone, outlet.timezone if outlet else None, year, latest)
        if candidate is None:
            receipts.append(_passed(rank, rule, raw, "not a day of the calendar, or without a year"))
        elif latest and candidate.on > latest:
            receipts.append(_passed(rank, rule, raw, f"later than a day after the fetch ({latest})"))
        elif candidate.on < _FIRST_DAY:
            receipts.append(_passed(rank, rule, raw, "older than the Web"))
        else:
            candidates.append(candidate)
    if not candidates and (guess := _htmldate(document, url, zone, latest)):
        candidates.append(guess)
    if not candidates:
        receipts.append(
            Receipt("published", None, "none", "published:none", None, True, "no date in feed, meta, URL or text")
        )
        return None, receipts
    candidates.sort(key=lambda candidate: _RANK.index(candidate.rank))
    chosen = candidates[0]
    precise = _most_precise(candidates)
    reason = f"the most trusted of {len(candidates)}" if len(candidates) > 1 else "the only one"
    if precise is not chosen:
        reason += f"; the hour is from {precise.rule}"
    rivals = [other for other in candidates if abs((other.on - chosen.on).days) > 1]
    if rivals:
        reason += "; rivals that differ by more than a day: " + ", ".join(
            f"{other.rule} {other.on}" for other in rivals
        )
    for candidate in candidates:
        won = candidate is chosen
        value = candidate.at.isoformat() if candidate.at else candidate.on.isoformat()
        why = reason if won else "says another day" if candidate in rivals else "agrees, less trusted"
        receipts.append(
            Receipt("published", value, _method(candidate.rank), candidate.rule, candidate.raw[:200], won, why)
        )
    published = Published(
        precise.on, _precision(precise), precise.at, precise.raw[:200], _method(chosen.rank), precise.zone_assumed
    )
    return published, receipts


def _method(rank: str) -> str:
    return _METHOD.get(rank, rank)


def _passed(rank: str, rule: str, raw: str, reason: str) -> Receipt:
    return Receipt("published", None, _method(rank), rule, raw[:200], False, reason)


def _zone(url: str | None, outlet: Outlet | None) -> str:
    if outlet:
        return outlet.timezone
    agency = agencies().of_url(url)
    return agency.zone if agency and agency.zone else "UTC"


def _most_precise(candidates: Sequence[Candidate]) -> Candidate:
    """The chosen print, or the best ranked one with an hour of the same day."""
    chosen = candidates[0]
    if chosen.at is not None:
        return chosen
    same = (
        other
        for other in candidates[1:]
        if other.at is not None and other.on == chosen.on and other.rank not in ("meta-modified", "sitemap")
    )
    return next(same, chosen)


def _precision(candidate: Candidate) -> Precision:
    if candidate.at is None:
        return "day"
    return "second" if candidate.found.seconds else "minute"


def _candidate(
    rank: str, rule: str, raw: str, found: Found, zone: str, home: str | None, year: int | None, latest: date | None
) -> Candidate | None:
    on = found.on(year)
    if on is None and latest and found.year is None:
        # Without any year the day is the last one of that name before the fetch.
        on = found.on(latest.year)
        on = found.on(latest.year - 1) if on and on > latest else on
    if on is None:
        return None
    if found.clock is None:
        return Candidate(rank, rule, raw, found, on, None, zone)
    local = datetime.combine(on, found.clock, found.zone or ZoneInfo(zone))
    if found.zone is None:
        return Candidate(rank, rule, raw, found, on, utc(local), zone)
    # A zone was printed: the day is that of the outlet's readers where the outlet is known, else the printed one.
    here = local.astimezone(ZoneInfo(home)) if home else local
    return Candidate(rank, rule, raw, found, here.date(), utc(local), None)


def _prints(
    document: Document, url: str | None, rules: PageRules, sighting: Sighting | None, header: Sequence[str]
) -> list[tuple[str, str, str, Found]]:
    """Every date on the page as rank, rule, text and what was found in it."""
    prints: list[tuple[str, str, str, Found]] = []

    def add(rank: str, rule: str, raw: str, found: Found | None) -> None:
        if found is not None:
            prints.append((rank, rule, raw, found))

    for element in document.select(rules.published)[:1]:
        raw = squeeze(element.get("datetime") or element.get("content")) or text_of(element)
        add("selector", f"published:{rules.published}", raw, datetext.machine(raw))
    if sighting:
        rank = "sitemap" if sighting.via == "sitemap" else "feed"
        if sighting.published_at:
            add(
                rank,
                f"{rank}:published",
                sighting.published_raw or sighting.published_at.isoformat(),
                _of(sighting.published_at),
            )
        elif sighting.published_raw:
            add(rank, f"{rank}:published", sighting.published_raw, datetext.machine(sighting.published_raw))
    for rank, names in (("meta", _META), ("meta-modified", _META_LATE)):
        for name in names:
            if meta := document.meta(name):
                add(rank, f"meta:{name}", meta[1], datetext.machine(meta[1]))
    for rule, raw in _json_ld(document):
        add("json-ld", rule, raw, datetext.machine(raw))
    if (day := url_date(url)) is not None:
        on, digits = day
        add("url", "url:path", digits, Found(on.year, on.month, on.day, None, None, False, 0, 0))
    for number, line in enumerate(header):
        if len(line) <= 200 and (found := datetext.find(line)) and (found.year or found.clock):
            add("source-line", f"header:{number}", line, found)
            break
    return prints


def _of(moment: datetime) -> Found:
    return Found(
        moment.year, moment.month, moment.day, moment.time().replace(tzinfo=None), moment.tzinfo or UTC, True, 0, 0
    )


def _json_ld(document: Document) -> list[tuple[str, str]]:
    found = []
    for item in document.articles_ld or document.json_ld:
        for key in ("datePublished", "pubDate", "dateCreated", "uploadDate"):
            value: Any = item.get(key)
            if isinstance(value, int):
                value = str(value)
            if isinstance(value, str) and value.strip():
                found.append((f"json-ld:{key}", squeeze(value)))
    return found[:4]


def _htmldate(document: Document, url: str | None, zone: str, latest: date | None) -> Candidate | None:
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
        return None
    found = datetext.machine(raw) if raw else None
    on = found.on() if found else None
    if found is None or on is None or (latest and on > latest):
        return None
    return Candidate("htmldate", "htmldate:search", raw or "", found, on, None, zone)
