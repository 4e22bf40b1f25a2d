"""Dates and times as pages print them, in a dozen languages, found in a short text.

`find` returns what stands there and no more: a day without an hour stays a day, an hour without a zone stays
without one, a month without a year stays without one. Ambiguous orders (03/04/2026) are not read at all, except
with dots, which nobody writes month first.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

FIRST_YEAR, LAST_YEAR = 1990, 2099

# Months by language; a name of three letters or more may also be cut to its first letters and a dot.
_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "levant": "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
}
_CUT = {
    "en": "jan feb mar apr may jun jul aug sep oct nov dec",
    "en2": "jan febr mar apr may june july aug sept oct nov dec",
    "ru": "янв фев мар апр мая июн июл авг сен окт ноя дек",
    "ru2": "янв февр мар апр май июнь июль авг сент окт нояб дек",
    "es": "ene feb mar abr may jun jul ago sep oct nov dic",
    "fr": "janv févr mars avr mai juin juil août sept oct nov déc",
    "de": "jan feb mär apr mai jun jul aug sep okt nov dez",
    "tr": "oca şub mar nis may haz tem ağu eyl eki kas aralık",
    # Portuguese "set" and "out" are English words, and stay out.
    "pt": "jan fev mar abr mai jun jul ago setembro outubro nov dez",
}


def _fold_month(name: str) -> str:
    # A Turkish dotted capital folds to an i with a combining dot: composed or not, the same month.
    return unicodedata.normalize("NFKC", name).casefold().replace("i\u0307", "i").rstrip(".")


MONTHS = {
    _fold_month(name.replace("_", " ")): number
    for table in (*_MONTHS.values(), *_CUT.values())
    for number, name in enumerate(table.split(), 1)
}
MONTH = r"(?:%s)\.?" % "|".join(re.escape(name) for name in sorted(MONTHS, key=lambda name: (-len(name), name)))  # noqa: UP031

_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "bst": 60, "cet": 60, "cest": 120, "msk": 180, "мск": 180,
    "est": -300, "edt": -240, "cst": None, "pst": -480, "pdt": -420, "kst": 540, "jst": 540,
}  # fmt: skip
"""Minutes east of UTC; CST is both Chicago's and China's, so it says nothing."""

_TIME = (
    r"(?P<hour>[01]?\d|2[0-3])[:：时時시](?P<minute>[0-5]\d)(?:[:：分분](?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?[分분]?[秒초]?"
    r"\s*(?P<half>[ap]\.?m\.?)?"
    r"(?:\s*(?P<zone>Z\b|[+-]\d{2}:?\d{2}\b|(?:UTC|GMT)(?:\s*[+-]\d{1,2}(?::?\d{2})?)?|B?ST|C?EST|EDT|CET|CEST|MSK|МСК|PST|PDT|KST|JST))?"
)
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_ORD = r"(?:st|nd|rd|th|er|º|°|\.)?"
_NUM_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
_NAMED = rf"(?P<name>{MONTH})"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}\s?[-/.]\s?{_NUM_MONTH}\s?[-/.]\s?{_DAY}(?!\d)",
        rf"(?<!\d){_YEAR}\s*[年년]\s*{_NUM_MONTH}\s*[月월]\s*{_DAY}\s*[日号號일]",
        rf"(?<!\d){_DAY}{_ORD}\s+(?:de\s+)?(?<!\w){_NAMED}(?!\w)(?:\s*,?\s*(?:de\s+|del\s+)?{_YEAR}(?!\d))?",
        rf"(?<!\d){_DAY}-(?P<name>{MONTH})-{_YEAR}(?!\d)",
        rf"(?<!\w){_NAMED}\s+{_DAY}{_ORD}(?!\d)(?:\s*,?\s*(?:at\s+)?{_YEAR}(?!\d))?",
        rf"(?<!\d){_DAY}\.{_NUM_MONTH}\.{_YEAR}(?!\d)",
        rf"(?<!\d){_NUM_MONTH}\s*[月월]\s*{_DAY}\s*[日号號일]",
    )
)
_CLOCK = re.compile(_TIME, re.IGNORECASE)
# Reuters' own: "Tue Dec 30 11:03:00 UTC 2014" puts the year last.
_YEAR_LAST = re.compile(rf"{_NAMED}\s+{_DAY}\s+{_TIME}\s+{_YEAR}", re.IGNORECASE)
_REACH = 24
"""Characters between a date and the hour that belongs to it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: `year` None where none stood, `clock` None where no hour stood, `zone` None without one."""

    year: int | None
    month: int
    day: int
    clock: time | None
    zone: tzinfo | None
    seconds: bool
    start: int
    end: int

    def on(self, year: int | None = None) -> date | None:
        """The calendar day as printed; None when it needs a year and has none, or is no day (31 February)."""
        chosen = self.year or year
        if chosen is None:
            return None
        try:
            return date(chosen, self.month, self.day)
        except ValueError:
            return None


def _digits(text: str) -> str:
    """Arabic-Indic, Persian and full-width digits as ASCII ones; same length."""
    return "".join(str(unicodedata.digit(char)) if char.isdigit() and not char.isascii() else char for char in text)


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    text = text.strip().lower()
    if match := re.fullmatch(r"(?:utc|gmt)?\s*([+-])(\d{1,2}):?(\d{2})?", text):
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        return timezone(timedelta(minutes=minutes if match[1] == "+" else -minutes)) if minutes < 1440 else None
    offset = _ZONES.get(text)
    if offset is None:
        return None
    return timezone(timedelta(minutes=offset)) if offset else UTC


def _clock(match: re.Match[str]) -> time:
    hour = int(match["hour"])
    half = (match["half"] or "").lower().replace(".", "")
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    return time(hour, int(match["minute"]), int(match["second"] or 0))


def find(text: str, start: int = 0) -> Found | None:
    """The first date in a text (its first 400 characters from `start`), with the hour that stands beside it."""
    text = _digits(text[start : start + 400])
    if last := _YEAR_LAST.search(text):
        return _found(last, last, start)
    best: re.Match[str] | None = None
    for pattern in _DATES:
        match = pattern.search(text)
        # The earliest; of those that begin together the longer, so that a year is not left behind.
        if match and (best is None or (match.start(), -match.end()) < (best.start(), -best.end())):
            best = match
    if best is None:
        return None
    after = _CLOCK.search(text, best.end(), best.end() + _REACH + 12)
    if after and after.start() - best.end() > _REACH:
        after = None
    before = None
    if after is None:
        hours = list(_CLOCK.finditer(text, max(0, best.start() - _REACH), best.start()))
        before = hours[-1] if hours else None
    return _found(best, after or before, start)


def _found(match: re.Match[str], clock: re.Match[str] | None, offset: int) -> Found | None:
    groups = match.groupdict()
    name = groups.get("name")
    month = MONTHS[_fold_month(name)] if name else int(groups["month"])
    year = groups.get("year")
    return Found(
        int(year) if year else None,
        month,
        int(groups["day"]),
        _clock(clock) if clock else None,
        _zone(clock["zone"]) if clock else None,
        bool(clock and clock["second"]),
        offset + min(match.start(), clock.start() if clock else match.start()),
        offset + max(match.end(), clock.end() if clock else match.end()),
    )


def machine(text: str) -> Found | None:
    """A date written for machines: ISO 8601, seconds since 1970, or anything `find` reads."""
    text = text.strip()
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        moment = datetime.fromtimestamp(int(text[:10]), UTC)
        return Found(moment.year, moment.month, moment.day, moment.time(), UTC, True, 0, len(text))
    if match := re.fullmatch(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{2}:?\d{2})?", text):
        year, month, day, hour, minute, second = (int(part) if part else None for part in match.groups()[:6])
        try:
            clock = time(hour, minute or 0, second or 0) if hour is not None else None
            date(year or 0, month or 0, day or 0)
        except ValueError:
            return None
        return Found(year, month or 0, day or 0, clock, _zone(match[7]), second is not None, 0, len(text))
    return find(text)
