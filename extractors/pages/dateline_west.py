"""Datelines in Latin, Cyrillic and Greek script.

    place [date] (agency) mark          BEIJING, Jan. 28 (Xinhua) --      ABU DHABI, 28th January, 2024 (WAM) --
    place [date] /agency/ mark          MOSCOW, March 3. /TASS/.          БАКУ /Trend/ -
    place date agency mark              ООН, 27 сен — РИА Новости.        Riyadh, January 28, 2024, SPA --
    place agency mark                   Tehran, IRNA –                    Damascus, SANA-
    agency [place date] [mark]          (ANSA) - ROMA, 28 GEN -           ТАСС, 27 января.        (dpa)
    date place agency                   28 января, Минск /Корр. БЕЛТА/.
    place [date] mark                   WASHINGTON, Jan. 27 --            Beijing.—            BAKU, March 5.
    (carrier - agency)                  (MENAFN- Ukrinform)

An agency that the lexicon does not know needs a date or a place in capitals, and the mark. Without any agency the
place must be in capitals with a date and a dash, or end in the dot and dash that prose never has.
"""

from __future__ import annotations

import re
from functools import cache

from config.lexicon import Agency
from extractors.pages.dateline_form import Form, Span, exactly, known, month_names, span

_LOWER = "a-zа-яёіїєґў\u00df-öø-ÿα-ωά-ώ"
# Names of places: words that begin with a capital, parted by blanks, slashes, commas; `the`, `de` and the like between.
_CAP = rf"[^\W\d_{_LOWER}][\w.’'\-]*"
_SMALL = r"(?:(?:of|the|de|del|la|le|el|al|am|an|der|on|upon|and|di|do|da|dos|des|sur|и|на)\s)?"
_PLACE = rf"{_CAP}(?:(?:\s|/|\s/\s|,\s|\s?&\s?|\s-\s){_SMALL}{_CAP}){{0,5}}?(?:\s\[\w+\])?"
# All in capitals: a dateline even where its agency is not in the lexicon.
_LOUD_WORD = rf"[^\W\d_{_LOWER}]{{2,}}[.’'\-]?[^\W\d_{_LOWER}]*\.?"
_LOUD = rf"{_LOUD_WORD}(?:(?:\s|/|,\s|-){_LOUD_WORD}){{0,5}}"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º|ª)?"
_MONTH = month_names(r"[a-z\u00df-\u024fа-яёіїєґўα-ωά-ώ]")
_DATE = (
    rf"(?:{_MONTH}\s+{_DAY}|{_DAY}\.?\s+(?:de\s+)?{_MONTH}(?!\w)|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})"
    r"(?:(?:,?\s+|/)(?:de\s+)?\d{4}(?:\sг\.)?)?(?:,?\s*\(?juche\s?\d{2,3}(?:\s?\(\d{4}\))?\)?)?"
)
_WEEKDAY = r"(?:(?:,\s|\s)(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:,|(?=\s)))?"
_D = rf"(?P<date>(?i:{_DATE}))"
_DASH = r"\s*(?:\.?\s?[-–—―‒]{1,3}|_{1,2}|:|\.-)"
_INSIDE = r"(?:[(（]\s?(?P<paren>[^()（）]{2,80}?)\s?[)）]|/\s?(?P<slash>[^/()]{2,80}?)\s?/)"
_ENDS = rf"(?P<mark>{_DASH}|\.(?=\s|$))?"
_NAME = r"[^\W\d_](?:[\w.&\"«»’']*[\w\"»])?"
_WORD_BREAKS = re.compile(r"[\s-]|$")
_ALONE = 40
"""Characters of a place and its dash that have a line to themselves."""
_MARK = re.compile(rf"{_DASH}|\.(?=\s|$)|\s*$")
_LINK = re.compile(r"\s?[-–—]{1,2}(?=\s|\w)")
# AHMET YILMAZ - after Anadolu's dash
_TURKISH_REPORTER = re.compile(rf"\s*(?P<reporters>{_LOUD_WORD}(?:[ /]{_LOUD_WORD}){{1,5}})\s*[-–—]\s")
_REPORTERS = re.compile(rf",\s(?P<reporters>{_CAP}\s{_CAP}(?:,\s{_CAP}\s{_CAP}){{0,4}})(?=\.)")
_DESK = re.compile(r"(?:[КкKk][оа]рр?\.|[Сс]пец\.?\s?корр\.|[Cc]orr\.)\s*")
# Of a place in Russian, what it is: аг. Ждановичи, Минский район
_KIND = r"(?:(?:г|аг|гп|пос|пгт|дер|д|с|ст)\.\s?)?"
_AREA = r"(?:\s(?:район|р-н|область|обл\.|край|district|region))?"

# What begins a sentence and could pass for a place before `IRNA -`.
_NO_PLACE = frozenset(
    re.findall(
        r"\w+",
        "however meanwhile yesterday today earlier later also but and the in on at according moreover still instead "
        "pregunta respuesta periodista entrevistador pergunta resposta question réponse answer interviewer journalist "
        "note nota вопрос ответ однако ранее вчера сегодня также между monday tuesday wednesday thursday friday "
        "saturday sunday hier demain ayer hoy ontem gestern heute dün bugün",
    )
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile(pattern)
        for name, pattern in {
            "enclosed": rf"(?P<place>{_PLACE}){_WEEKDAY}(?:[.,]?\s+{_D})?[.,]?\s*{_INSIDE}{_ENDS}",
            "dated": rf"(?P<place>{_PLACE})[.,]?\s+{_D}[.,]?\s*[-–—]{{0,2}}\s*(?=[^\W\d_])",
            "undated": rf"(?P<place>{_PLACE})(?:,\s+|\.\s+|\s?[-–—/]\s?)(?=[^\W\d_{_LOWER}]{{3}})",
            "dot-dash": rf"(?P<place>{_PLACE})(?:,\s+{_D})?(?:\.\s?[—–]|\.-)\s*",
            "bare": rf"(?P<place>{_LOUD}),\s+{_D}\s*(?:--|[–—])",
            "bare-dot": rf"(?P<place>{_LOUD}),\s+(?:{_CAP},\s+)?{_D}\.(?=\s[\"“«„]?[^\W\d_{_LOWER}])",
            "agency": rf"[(（\[](?P<agency>[^()（）\[\]]{{2,40}})[)）\]]"
            rf"(?:(?P<mark>{_DASH})(?:\s*(?P<place>{_LOUD}),\s+{_D}\s*[-–—]{{1,2}})?|(?=\s))",
            "agency-date": rf"(?P<agency>{_NAME}(?:\s{_NAME})?),\s+{_D}(?:\.|\s[-–—]{{1,2}})(?=\s)",
            "date-first": rf"{_D},\s+(?P<place>{_KIND}{_PLACE}{_AREA}),?\s*{_INSIDE}{_ENDS}",
            "carrier": rf"[(（](?P<carrier>[A-Z]{{4,12}})\s?[-–—]\s?(?P<agency>{_CAP}(?:\s(?:{_CAP}|of|the)){{0,4}})"
            r"\s?[)）]"
            r"(?=\s?[^\W\d_])",
            "alone": rf"(?P<place>{_CAP}(?:\s{_CAP}){{0,3}})(?:,\s{_CAP}(?:\s{_CAP})?)?\s?[-–—]{{1,2}}",
        }.items()
    }


def read(head: str) -> Form | None:
    """The dateline at the beginning of a text, or None. Each form is tried only where its signs stand."""
    first, patterns = head[0], _patterns()
    if first in "(（[":
        return _agency_first(head, patterns["agency"]) or _carried(head, patterns["carrier"])
    digit = re.search(r"\d", head[:80])
    if first.isdigit():
        match = patterns["date-first"].match(head) if "/" in head or "(" in head else None
        return _enclosed(head, match) if match else None
    enclosed = "(" in head or "/" in head or "（" in head
    if enclosed and (match := patterns["enclosed"].match(head)) and (form := _enclosed(head, match)):
        return form
    if digit:
        if (match := patterns["dated"].match(head)) and (form := _after_date(head, match)):
            return form
        if head[1:2].isupper() and (match := patterns["bare"].match(head)):
            return Form("bare", match.end(), span(match, "place"), span(match, "date"), None, None)
        if "," in head[:30] and (match := patterns["agency-date"].match(head)):
            agency = exactly(match["agency"])
            if agency and not _goes_on(head, match.end()):
                return Form("agency-date", match.end(), None, span(match, "date"), span(match, "agency"), agency)
        if head[1:2].isupper() and (match := patterns["bare-dot"].match(head)) and exactly(match["place"]) is None:
            return Form("bare-dot", match.end(), span(match, "place"), span(match, "date"), None, None)
    if (match := patterns["undated"].match(head)) and (form := _after_place(head, match)):
        return form
    if re.search(r"\.\s?[—–-]", head[:90]) and (match := patterns["dot-dash"].match(head)):
        return _dot_dash(head, match)
    if 4 < len(head) <= _ALONE and head.rstrip()[-1:] in "-–—" and (match := patterns["alone"].fullmatch(head.strip())):
        return Form("alone", match.end(), span(match, "place"), None, None, None)
    return None


def _goes_on(head: str, end: int) -> bool:
    """Whether what follows goes on with a sentence: a dateline's text begins with a capital, a digit or a quote."""
    return head[end:].lstrip()[:1].islower()


def _enclosed(head: str, match: re.Match[str]) -> Form | None:
    inside, where = match["paren"] or match["slash"], span(match, "paren", "slash")
    if not inside or not where:
        return None
    rule = "date-first" if match.start("date") == 0 else "slash" if match["slash"] else "paren"
    date, mark = span(match, "date"), (match["mark"] or "").strip()
    agency, reporters = known(inside), None
    if not match["mark"] and (relayed := re.fullmatch(rf"(?P<who>.{{2,50}}?)\s[-–—]\s{_D}", inside)):
        # MOSCOW (UrduPoint News / Sputnik - 18th January, 2022)   a carrier's name and date inside, no dash
        who = _within(where[0], relayed.span("who"))
        agency = known(relayed["who"])
        date = _within(where[0], relayed.span("date"))
        return Form("relayed", match.end(), span(match, "place"), date, who, agency) if agency else None
    if agency and match["slash"]:
        name = _DESK.match(inside)
        begin = name.end() if name else 0
        stop = next((at for at in _breaks(inside, begin) if exactly(inside[begin:at])), None)
        if stop is None:
            return None if name else _form(rule, head, match, date, where, agency, None)
        if inside[stop:].strip()[:1].isupper():
            reporters = _within(where[0], (stop, len(inside)))
        where = _within(where[0], (begin, stop))
    elif agency is None:
        rule = "unknown"
        if not _may_be_agency(inside) or (mark in ("", ".") and not (date and inside.isupper())):
            return None
        if date is None:
            rule = "loud"
            place = match["place"]
            if not re.fullmatch(_LOUD, place) or not match["paren"] or not _named_loudly(inside) or mark == ":":
                return None
        if _goes_on(head, match.end()):
            return None
    if agency and not date and ((mark in ("", ".") and not (mark and match["slash"])) or _goes_on(head, match.end())):
        return None
    if agency and date and not mark and _goes_on(head, match.end()):
        return None
    return _form(rule, head, match, date, where, agency, reporters)


def _form(
    rule: str,
    head: str,
    match: re.Match[str],
    date: Span | None,
    where: Span,
    agency: Agency | None,
    reporters: Span | None,
) -> Form:
    end = match.end()
    if agency and agency.country == "TR" and (more := _TURKISH_REPORTER.match(head, end)):
        reporters, end = more.span("reporters"), more.end()
    return Form(rule, end, span(match, "place"), date, where, agency, reporters)


def _within(start: int, inner: Span) -> Span:
    return start + inner[0], start + inner[1]


def _breaks(text: str, start: int) -> list[int]:
    """Where words end, longest first, among the first four."""
    ends = [found.start() for found in _WORD_BREAKS.finditer(text, start) if found.start() > start]
    return sorted(ends[:5], reverse=True)


def _may_be_agency(inside: str) -> bool:
    return bool(re.fullmatch(r"[^\W\d_][\w .&/-]{1,30}", inside)) and any(char.isupper() for char in inside)


def _named_loudly(inside: str) -> bool:
    return inside.isupper() or bool(re.fullmatch(r"[a-z]{2,5}(?:-[A-Z]{2,5})?", inside))


def _agency_at(head: str, at: int) -> tuple[int, Agency] | None:
    """The end of an agency's name that begins at a place, and the agency: the longest that the lexicon knows."""
    for end in _breaks(head[: at + 60], at):
        name = head[at:end].rstrip(" .,:;-–—―")
        if agency := exactly(name):
            return at + len(name), agency
    return None


def _after_date(head: str, match: re.Match[str]) -> Form | None:
    """`ООН, 27 сен — РИА Новости.`, `Riyadh, January 28, 2024, SPA --`"""
    found = _agency_at(head, match.end())
    if found is None:
        return None
    name_end, agency = found
    reporters = _REPORTERS.match(head, name_end)
    mark = _MARK.match(head, reporters.end() if reporters else name_end)
    if mark is None:
        return None
    where = span(reporters, "reporters") if reporters else None
    return Form("dash", mark.end(), span(match, "place"), span(match, "date"), (match.end(), name_end), agency, where)


def _after_place(head: str, match: re.Match[str]) -> Form | None:
    """`Tehran, IRNA –`, `ASTANA. KAZINFORM –`, `Damascus, SANA-`"""
    found = _agency_at(head, match.end())
    if found is None:
        return None
    name_end, agency = found
    mark = _LINK.match(head, name_end)
    if mark is None or not head[match.end() : name_end].isupper() or _goes_on(head, mark.end()):
        return None
    # `However, TASS - Russia's agency - said`: a second dash closes an insertion.
    inserted = re.search(r"\s[-–—]\s", head[mark.end() : mark.end() + 80])
    if inserted or match["place"].split()[0].strip(",.").lower() in _NO_PLACE:
        return None
    return Form("undated", mark.end(), span(match, "place"), None, (match.end(), name_end), agency)


def _agency_first(head: str, pattern: re.Pattern[str]) -> Form | None:
    """`(Reuters) -`, `(ANSA) - ROMA, 28 GEN -`: the place behind, or left out; `(dpa) Text`, `(dpa/AFP) Text`."""
    match = pattern.match(head)
    agency = exactly(match["agency"]) or exactly(match["agency"].partition("/")[0]) if match else None
    if match is None or agency is None or (not match["mark"] and not head[match.end() :].lstrip()[:1].isupper()):
        return None
    return Form("agency", match.end(), span(match, "place"), span(match, "date"), span(match, "agency"), agency)


def _carried(head: str, pattern: re.Pattern[str]) -> Form | None:
    """`(MENAFN- Ukrinform) Text`: whose site it is, and whose text."""
    match = pattern.match(head)
    if match is None or _goes_on(head, match.end()):
        return None
    return Form("carrier", match.end(), None, None, span(match, "agency"), exactly(match["agency"]))


def _dot_dash(head: str, match: re.Match[str]) -> Form | None:
    """`Beijing.—`, `La Habana, 28 de enero.-`"""
    place, date = match["place"], span(match, "date")
    words = place.lower().replace(",", " ").split()
    if _goes_on(head, match.end()) or not head[match.end() :].strip() or set(words) & _NO_PLACE:
        return None
    if date is None and (len(words) > 3 or len(words[-1]) < 4 or head[: match.end()].rstrip().endswith("-")):
        return None
    return Form("dot-dash", match.end(), span(match, "place"), date, None, None)
