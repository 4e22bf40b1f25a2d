"""Every print of a date on a page, with where it stood: what `dates` chooses from.

A page prints dates that are not its publication's, too. Here the page's own clock is told from a date (`clock`);
everything else is left to the choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any

from lxml import etree

from config.lexicon import agencies
from config.outlets import Outlet, PageRules
from extractors.pages import datetext
from extractors.pages.datetext import Found, Habits, Order
from extractors.pages.document import Document, Line, letters, squeeze, text_of
from extractors.records import Dateline, Sighting

FIRST_DAY = date(1994, 1, 1)
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
_URL_MONTH = re.compile(r"/(?P<y>(?:19|20)\d\d)[-/]?(?P<m>0[1-9]|1[0-2])/")
_LABEL = re.compile(
    r"^(?:[^\W\d_]|[ ]){2,24}[:：]\s*|"
    r"^(?:published|posted|updated|опубликовано|publicado|publié)\s(?:on\s|le\s|em\s|el\s)?",
    re.IGNORECASE,
)
_STAMPS = ("time", "data-time", "data-timestamp", "data-published-time")
_STAMP = re.compile(r"1\d{9}(?:\d{3})?")
_TODAY = re.compile(
    r"today is|it is now|current (?:date|time)|今天是|现在(?:是|时间)|nous sommes le|"
    r"^\W{0,3}(?:today|今日|сегодня|сьогодні|امروز|الیوم|اليوم|오늘은?|bugün(?: tarih)?|hoy(?: es)?|hoje(?: é)?|"
    r"aujourd'hui|heute(?: ist)?|oggi|hari ini|hôm nay|วันนี้)(?!\w)(?!\W{0,3}\d{1,2}:\d)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"(?i:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)|星期[一二三四五六日天]|周[一二三四五六日]|[月火水木金土日]曜日|[월화수목금토일]요일|"
    r"(?i:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|"
    r"pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar)|شنبه|جمعه|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت"
)
# What stands before the date of a change
_CHANGED = re.compile(
    r"(?:\b(?:updated?|modified|last (?:update|modified|edited)|actualizado|actualización|atualizado|mis à jour|"
    r"modifié|aktualisiert|aggiornato|güncelle(?:me|ndi)|frissítve|aktualizacja|aktualizováno|обновлено|изменено|оновлено|"
    r"diperbarui|cập nhật)|更新|수정|آخر تحديث|به‌?روزرسانی)(?: (?:on|at|le|el|em|il|am|o|tarihi))?\s?[-–:：]?\s?$",
    re.IGNORECASE,
)
# What stands before the date of another article: The ports are closed. (
_TEASER = re.compile(r"\w{3}[.!?…。]\s?[(（]\s?$")
# What may be the third of May or the fifth of March, and is not twice the same
_SLASHED = re.compile(
    r"(?<![\d/-])(?P<one>0?[1-9]|1[0-2])(?P<sep>[/-])(?!0?(?P=one)(?P=sep))"
    r"(?:0?[1-9]|1[0-2])(?P=sep)(?:19|20)\d\d(?!\d)"
)
_NEAR = 7
"""Days between a date and another of the page that tells in which order it was written."""
_BEGINNING = 3
"""Characters of a line that stay together however its parts are set apart, mostly."""
_NEAR_TITLE = 8
"""Lines below the title within which "3 hours ago" is said of the article."""


@dataclass(frozen=True, slots=True)
class Print:
    """One print of a date."""

    rank: str
    """Where it stood; `dates` says how far each is trusted."""
    rule: str
    raw: str
    found: Found
    refused: str | None = None
    """Why it cannot be the publication, where that is plain already."""


_DAY_FIRST = (
    "ar", "az", "be", "bg", "cs", "da", "de", "el", "es", "fi", "fr", "he", "hi", "hy", "id", "it", "ka", "kk", "ms",
    "nl", "no", "pl", "pt", "ro", "ru", "sk", "sr", "sv", "th", "tr", "uk", "uz", "vi",
)  # fmt: skip
"""Languages in which nobody writes the month first; those of East Asia and Iran begin with the year."""
_DAY_FIRST_ZONE = re.compile(r"\b(?:IST|PKT|MYT|SGT|WIB|GST|SAST|EAT|WAT|AE[SD]T|NZ[SD]T|CES?T)\b")
"""Zones in which that holds of English, too."""


def habits_of(url: str | None, outlet: Outlet | None, rules: PageRules, lang: str | None) -> Habits:
    """How this page may print dates that others would read otherwise."""
    agency = None if outlet else agencies().of_url(url)
    country = outlet.country if outlet else agency.country if agency else None
    if country is None and (match := re.match(r"https?://[^/:?#]*\.(tw|ir|af)(?:[/:?#]|$)", url or "")):
        country = match[1].upper()
    return Habits(rules.date_order or ("dmy" if lang in _DAY_FIRST else None), country)


# A page's own is asked for twice: whose rules are those of that day, and which day it was.
@lru_cache(maxsize=16)
def url_date(url: str | None) -> tuple[date, str] | None:
    """The day a URL's path holds, and the digits it was read from."""
    path = _path(url)
    for pattern in _URL:
        for match in pattern.finditer(path):
            try:
                day = date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                continue
            if day >= FIRST_DAY:
                return day, match.group().strip("/")
    return None


def _path(url: str | None) -> str:
    return re.sub(r"^[a-z]+://[^/]*", "", url or "", count=1).partition("?")[0]


def read_prints(
    document: Document,
    url: str | None,
    rules: PageRules,
    habits: Habits,
    sighting: Sighting | None,
    header: Sequence[str],
    dateline: Dateline | None,
    now: datetime | None,
) -> Iterator[Print]:
    """Every print that is one, most trusted kinds first. `now` is the fetch in the page's zone."""
    declared = list(_declared(document, rules, habits, sighting))
    yield from declared
    if (day := url_date(url)) is not None:
        yield Print("url", "url:path", day[1], Found.of_day(day[0]))
    elif match := _URL_MONTH.search(_path(url)):
        year, number = int(match["y"]), int(match["m"])
        yield Print("url", "url:month", match.group(), Found(year, number, 1, None, None, "month", 0, 0))
    if habits.order is None:
        habits = replace(habits, order=_told_order(declared, url, header))
    yield from _in_header(document, header, habits, now)
    # The whole tree is searched only where nothing was declared.
    if all(one.rank in ("meta-modified", "sitemap") for one in declared):
        yield from _marked_up(document, habits)
    if dateline and dateline.date:
        yield from _print("dateline", "dateline", dateline.date, datetext.find(dateline.date, habits=habits))


def _declared(document: Document, rules: PageRules, habits: Habits, sighting: Sighting | None) -> Iterator[Print]:
    """What stands where a date of publication must stand: the outlet's rule, the feed, meta tags, JSON-LD."""
    for element in document.select(rules.published)[:1]:
        raw = squeeze(element.get("datetime") or element.get("content")) or text_of(element)
        yield from _print("selector", f"published:{rules.published}", raw, datetext.machine(raw, habits))
    if sighting:
        yield from _sighted(sighting, habits)
    for rank, names in (("meta", _META), ("meta-modified", _META_LATE)):
        for name in names:
            if meta := document.meta(name):
                yield from _print(rank, f"meta:{name}", meta[1], datetext.machine(meta[1], habits))
    for rule, raw in _json_ld(document):
        yield from _print("json-ld", rule, raw, datetext.machine(raw, habits))


def _print(rank: str, rule: str, raw: str, found: Found | None, refused: str | None = None) -> Iterator[Print]:
    if found is not None:
        yield Print(rank, rule, raw, found, refused)


def _sighted(sighting: Sighting, habits: Habits) -> Iterator[Print]:
    rank = "sitemap" if sighting.via == "sitemap" else "feed"
    raw = sighting.published_raw or ""
    if sighting.published_at:
        moment = sighting.published_at
        yield Print(rank, f"{rank}:published", raw or moment.isoformat(), Found.of_moment(moment))
    elif raw:
        yield from _print(rank, f"{rank}:published", raw, datetext.machine(raw, habits))


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


def _told_order(declared: Sequence[Print], url: str | None, header: Sequence[str]) -> Order | None:
    """Which way a page prints 05/03/2023, where its other dates (declared, of its address, its own clock's) lie near to
    one reading and not to the other."""
    numbers = next((match for line in header if len(line) <= 200 and (match := _SLASHED.search(line))), None)
    if numbers is None:
        return None
    days = [day for one in declared if (day := one.found.on())]
    days += [day for line in header if len(line) <= 200 and (found := datetext.find(line)) and (day := found.on())]
    if (printed := url_date(url)) is not None:
        days.append(printed[0])
    month = None if printed else _URL_MONTH.search(_path(url))
    near: list[Order] = []
    for order in ("dmy", "mdy"):
        found = datetext.find(numbers.group(), habits=Habits(order))
        on = found.on() if found else None
        if on and (
            any(abs((day - on).days) <= _NEAR for day in days)
            or (month and (on.year, on.month) == (int(month["y"]), int(month["m"])))
        ):
            near.append(order)
    return near[0] if len(near) == 1 else None


def _in_header(document: Document, header: Sequence[str], habits: Habits, now: datetime | None) -> Iterator[Print]:
    """The first line of the header that prints a date; else a month, or a day told by the moment of the fetch."""
    changed: Print | None = None
    for number, line in enumerate(header):
        if len(line) > 200:
            continue
        here = replace(habits, order="dmy") if habits.order is None and _DAY_FIRST_ZONE.search(line) else habits
        found = datetext.find(line, habits=here)
        if found and _TEASER.search(line[: found.start]):
            continue
        if found and (found.year or found.clock):
            refused = clock(document, line, found, now)
            one = Print("masthead" if refused == _MASTHEAD else "source-line", f"header:{number}", line, found, refused)
            if changed and _above_title(document, line):
                break
            if refused is None and _CHANGED.search(line[: found.start]):
                changed = changed or one
                continue
            yield one
            if refused is None:
                return
    if changed:
        yield changed
        return
    for number, line in enumerate(header[:_NEAR_TITLE]):
        if len(line) <= 60 and (found := datetext.month(_LABEL.sub("", line), habits)):
            yield Print("source-line", f"header:{number}", line, found)
            return
        if now and len(line) <= 60 and (told := datetext.relative(line, now)) and _below_title(document, line):
            yield Print("relative", f"relative:{told[1]}", line, Found.of_day(told[0]))
            return


def _marked_up(document: Document, habits: Habits) -> Iterator[Print]:
    """What the page marks up as a time: `itemprop=datePublished`, else the first `<time>` after the title."""
    # Meta tags with this itemprop are among the page's metas already.
    elements = document.select("[itemprop=datePublished]")
    marked = next((element for element in elements if element.tag != "meta"), None)
    if marked is None:
        title = False
        for element in document.tree.iter("h1", "time"):
            if title and element.tag == "time" and element.get("datetime"):
                marked = element
                break
            title = title or element.tag == "h1"
        else:
            yield from _stamped(document, habits)
    if marked is not None:
        raw = squeeze(marked.get("datetime") or marked.get("content")) or text_of(marked)[:100]
        found = _of_a_day(datetext.machine(raw, habits), text_of(marked)[:100], habits)
        yield from _print("time", f"time:{marked.get('itemprop') or marked.tag}", raw, found)


def _of_a_day(found: Found | None, shown: str, habits: Habits) -> Found | None:
    """Without the hour where a system had none: it writes noon or midnight in UTC, and readers see a day alone."""
    if found is None or found.clock not in (time(0), time(12)) or found.zone is None:
        return found
    day = datetext.find(shown, habits=habits) if found.zone.utcoffset(None) == timedelta(0) else None
    return day if day and day.clock is None and day.on() == found.on() else found


def _stamped(document: Document, habits: Habits) -> Iterator[Print]:
    """A moment in digits that the page's own script prints beside the title: `<dateformat time="1678020067">`."""
    title = document.tree.find(".//h1")
    for part in islice(title.iterancestors(), 2) if title is not None else ():
        for element in part.iter():
            raw = next((value for name in _STAMPS if (value := element.get(name)) and _STAMP.fullmatch(value)), None)
            if raw and (found := datetext.machine(raw, habits)):
                yield Print("time", f"time:{element.tag}", raw, found)
                return


_MASTHEAD = "a day of the week and a date above the title: perhaps the page's own clock"


def clock(document: Document, line: str, found: Found, now: datetime | None) -> str | None:
    """Why a line is the page's own clock and no date of the article; None when it may be one.

    A clock shows another day in every capture: it must never win, or one article gets two dates.
    """
    if _TODAY.search(line):
        return "says today's date: the page's own clock"
    today = bool(now and found.on(now.year) == now.date())
    if (today or now is None) and _above_title(document, line) and (today or _WEEKDAY.search(line)):
        return "above the title, and the day of the fetch: the page's own clock" if today else _MASTHEAD
    return None


def _title(document: Document) -> Line | None:
    return next((line for line in document.lines if line.tag == "h1"), None)


def _above_title(document: Document, text: str) -> bool:
    title = _title(document)
    places = _places(document, text)
    return bool(title and places and max(places) < title.index)


def _below_title(document: Document, text: str) -> bool:
    title = _title(document)
    return bool(title and any(0 < place - title.index <= _NEAR_TITLE for place in _places(document, text)))


def _places(document: Document, text: str) -> list[int]:
    """Where a line stands; it may have been parted, and then has the letters of one of the page."""
    near = [line for line in document.lines if line.text[:_BEGINNING] == text[:_BEGINNING]]
    return [line.index for line in near if line.text == text or line.key == letters(text)]


def printed_below_title(document: Document, day: date, habits: Habits) -> bool:
    """Whether a line from the title on prints a day (what a search of last resort may have read off a clock)."""
    title = _title(document)
    for line in document.lines[title.index if title else 0 :]:
        found = datetext.find(line.text[:200], habits=habits)
        if found and found.on(day.year) == day and not _TODAY.search(line.text):
            return True
    return False


def in_markup(document: Document, day: date) -> bool:
    """Whether a day stands anywhere in the page's markup, in the digits that machines write."""
    markup = etree.tostring(document.tree, encoding="unicode", method="html")
    return any(day.strftime(form) in markup for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y.%m.%d", "%d.%m.%Y"))
