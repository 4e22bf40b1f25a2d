"""Reads a text in a further language for what can be told with a page of words: is it one, the contact, who, when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from config.lexicon.languages import Sketch, sketches
from config.lexicon.world import Issuer, alternatives, world
from extractors.readout_records import Assessment, Readout
from extractors.readouts import compose
from extractors.readouts.compose import Member, Parts
from extractors.readouts.days import When
from extractors.readouts.places import Place
from extractors.readouts.registry import name_keys, same_name
from extractors.readouts.texts import Body, plain
from extractors.records import Article

_FORMS = {"phone": "phone call", "video": "video call", "letter": "letter", "talks": "talks", "meet": "meeting"}
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_TODAY = {"fa": "امروز", "ar": "اليوم", "ko": "오늘", "es": r"\bhoy\b", "fr": r"aujourd['’]hui|\bce jour\b"}
_LATIN_NAME = (
    r"[A-ZÀ-ÞŠŽÇ][\w’'-]+(?:\s+(?:de la|del|de|da|von der|van|bin|el|al|ben|di|la|le)?\s?[A-ZÀ-ÞŠŽÇ][\w’'-]+){0,3}"
)


def read(
    article: Article, paragraphs: Body, issuer: Issuer | None, published: date | None, parser: str, lang: str
) -> tuple[Assessment, Readout | None]:
    """The verdict, and the readout without statements: none are read in these languages."""
    words = sketches()[lang]
    title, side = plain(article.title), issuer.side if issuer else None
    lead = " ".join(text for _, text in paragraphs[:2])[:900].translate(_DIGITS)
    kind, rule = _kind(words, title, lead)
    if kind is None:
        return Assessment(False, None, "not:no-contact", "neither title nor lead tell of a contact"), None
    if re.search(words.future, title) or (re.search(words.future, lead[:300]) and not _told(words, title)):
        return Assessment(False, None, "not:future", "the contact it tells of is still to come"), None
    if re.search(words.greeting, title):
        return Assessment(False, None, "not:greeting", "a greeting or condolence, not an exchange"), None
    members = _members(lang, words, title, lead, paragraphs[0][0] if paragraphs else 1)
    sides = tuple(dict.fromkeys(one.side for one in members if one.side))
    if len(sides) == 1 and side and side != sides[0]:
        sides = (*sides, side)
    if len(sides) < 2:
        return Assessment(False, None, "not:one-side", "no two sides are named with those who met"), None
    verdict = Assessment(
        True, "readout", f"contact:{kind}", f"the {rule} tells of a contact between {', '.join(sides)}"
    )
    where = _place(lang, lead) or _place(lang, title)
    parts = Parts(_FORMS[kind], f"format:{rule}", _when(lang, words, lead, published), where, "text", sides)
    return verdict, compose.readout(
        verdict, side, lang, parts, members, n_paragraphs=len(paragraphs),
        n_words=len(re.findall(r"\w+", " ".join(text for _, text in paragraphs))), parser=parser,
    )  # fmt: skip


# What stands before a place (in Korean, behind it).
_IN = {
    "fa": r"در\s+(?:شهر\s+)?",
    "ar": r"(?:في|إلى|بـ?)\s*(?:مدينة\s+|العاصمة\s+(?:\w+\s+)?)?",
    "es": r"\b(?:en|a)\s+(?:la ciudad de\s+)?",
    "fr": r"(?:\bà|\bau|\ben)\s+",
}


@cache
def _cities(lang: str) -> tuple[re.Pattern[str], dict[str, str]]:
    table = {city: one.iso3 for one in world().countries.values() for city in getattr(one, f"places_{lang}")}
    if lang in ("es", "fr"):
        table = {city: one.iso3 for one in world().countries.values() for city in one.places} | table
    if lang == "ko":
        return re.compile(f"(?P<city>{alternatives(table)})(?:에서|을 방문|를 방문|시에서)"), table
    return re.compile(rf"{_IN[lang]}(?P<city>{alternatives(table)})(?!\w)"), table


def _place(lang: str, text: str) -> Place | None:
    """The first city behind a word for `in`; no city, no place: a state's name alone is more often a subject."""
    pattern, table = _cities(lang)
    found = pattern.search(text)
    if found is None:
        return None
    city = found["city"]
    return Place(city.removesuffix("에서"), table[city], found.start("city"), found.end("city"), "place:lexicon")


def _told(words: Sketch, title: str) -> bool:
    return any(re.search(pattern, title) for pattern in words.contact.values())


def _kind(words: Sketch, title: str, lead: str) -> tuple[str | None, str]:
    for where, text in (("title", title), ("lead", lead[:420])):
        for kind, pattern in words.contact.items():
            if re.search(pattern, text, re.IGNORECASE):
                if kind in ("meet", "talks") and where == "title":
                    for better in ("phone", "video"):
                        if re.search(words.contact[better], lead[:420], re.IGNORECASE):
                            return better, "lead"
                return kind, where
    return None, "none"


@cache
def _sides(lang: str) -> tuple[re.Pattern[str], dict[str, str]]:
    table = {name: one.iso3 for one in world().countries.values() for name in getattr(one, lang)}
    table |= {name: org.code for org in world().organisations.values() for name in getattr(org, lang)}
    edge = (
        (r"(?<!\w)(?:ال|لل|و|ب|ل)?", r"")
        if lang in ("ar", "fa")
        else ("", "")
        if lang == "ko"
        else (r"(?<!\w)", r"(?!\w)")
    )
    return re.compile(f"{edge[0]}(?P<side>{alternatives(table)}){edge[1]}"), table


def _side_of(lang: str, text: str) -> str | None:
    pattern, table = _sides(lang)
    found = pattern.search(text)
    return table.get(found["side"].replace("’", "'"), table.get(found["side"])) if found else None


@cache
def _people(lang: str) -> tuple[re.Pattern[str], dict[str, str]]:
    table = {
        name: one.id
        for one in world().people.values()
        for name in getattr(one, lang if lang in ("fa", "ar", "ko") else "en")
    }
    edge = ("", "") if lang == "ko" else (r"(?<!\w)", r"(?!\w)")
    return re.compile(f"{edge[0]}(?:{alternatives(table)}){edge[1]}"), table


def _members(lang: str, words: Sketch, title: str, lead: str, paragraph: int) -> list[Member]:
    members: list[Member] = []
    for number, text in ((paragraph, lead), (0, title)):
        for member in sorted(
            [*_known(lang, words, text, number), *_titled(lang, words, text, number)], key=lambda one: one.start
        ):
            if number == 0 and len(members) >= 2:
                continue
            known = next((one for one in members if _same(one.name, member.name)), None)
            if known is None:
                members.append(member)
                continue
            known.side = known.side or member.side
            known.titles = known.titles or member.titles
            if member.person_id and known.person_id is None:
                known.name, known.person_id = member.name, member.person_id
            elif len(member.name) > len(known.name) and known.person_id is None:
                known.name = member.name
    return [one for one in members if one.side]


def _same(one: str, other: str) -> bool:
    return one in other or other in one or same_name(name_keys(one), name_keys(other))


def _known(lang: str, words: Sketch, text: str, number: int) -> Iterator[Member]:
    pattern, table = _people(lang)
    for found in pattern.finditer(text):
        person = table.get(found.group(0)) or table.get(found.group(0).replace("’", "'"))
        if person:
            yield Member(
                found.group(0),
                world().people[person].side,
                (),
                person,
                True,
                number,
                found.start(),
                found.end(),
                "side:lexicon",
            )


def _titled(lang: str, words: Sketch, text: str, number: int) -> Iterator[Member]:
    heads = alternatives(words.heads)
    sides = _sides(lang)[0].pattern.replace("?P<side>", "?:")
    if words.order == "after":
        pattern = rf"(?P<name>[가-힣]{{2,4}}(?:\s[가-힣]{{2,5}})?)\s(?P<title>(?:(?:{sides})\s)?(?:{heads}))"
    elif lang in ("es", "fr"):
        pattern = (
            rf"(?P<title>\b(?:{heads})(?:\s+(?:de|du|des|d['’]|de la|del|de los|de "
            rf"l['’])?\s*(?:[A-ZÀ-Þ][\w’'-]+|[a-zà-ÿ]+)(?:\s+(?:Unidos|Unis|del Sur"
            rf"|Sud))?){{0,3}}?),?\s+(?P<name>{_LATIN_NAME})"
        )
    else:
        stop = rf"(?!(?:{words.stop})\b)"
        pattern = (
            rf"(?P<title>(?:{heads})(?:\s+(?:{sides})\w*)?(?:\s+(?:{sides})\w*)?)\s+(?P<name>{stop}[^\W\d]+"
            rf"(?:\s+{stop}[^\W\d]+){{1,2}})"
        )
    matches = list(re.finditer(pattern, text))
    if lang == "fa":
        # Persian prints the office behind the name as well.
        behind = rf"(?P<name>{stop}[^\W\d]+\s+{stop}[^\W\d]+)\s+(?P<title>(?:{heads})(?:\s+(?:{sides})\w*){{1,2}})"
        matches += list(re.finditer(behind, text))
    for found in matches:
        side = _side_of(lang, found["title"]) or _side_of(
            lang, text[found.end() : found.end() + 24] if lang in ("es", "fr") else ""
        )
        if side and not _side_of(lang, found["name"]):
            yield Member(
                found["name"],
                side,
                (found["title"],),
                None,
                True,
                number,
                found.start("name"),
                found.end("name"),
                "side:title",
            )


def _when(lang: str, words: Sketch, lead: str, published: date | None) -> When | None:
    if published and re.search(_TODAY[lang], lead):
        return When(published, published, "text", "date:today")
    if lang == "ko":
        if found := re.search(r"(?:(\d{1,2})월\s*)?(\d{1,2})일", lead):
            day = compose.last_of(published, int(found.group(1)) if found.group(1) else None, int(found.group(2)))
            return When(day, day, "text", "date:day") if day else None
    else:
        months = "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(words.months, 1))
        for found in re.finditer(
            rf"(?P<d>\d{{1,2}})(?:er)?\s*(?:de\s+)?(?:{months})(?:‌ماه| ماه)?(?:\s+(?:de\s+)?(?P<y>\d{{4}}))?", lead
        ):
            month = next(number for number in range(1, 13) if found[f"m{number}"])
            year = int(found["y"]) if found["y"] else None
            made = (
                _solar(year, month, int(found["d"]), published)
                if lang == "fa"
                else compose.last_of(published, month, int(found["d"]), year)
            )
            if made and (published is None or -2 <= (published - made).days <= 45):
                return When(made, made, "text", "date:day")
    return When(published, published, "pubdate", "date:pubdate") if published else None


def _solar(year: int | None, month: int, day: int, published: date | None) -> date | None:
    """A day of the Solar Hijri calendar, whose year begins on 20 or 21 March."""
    if published is None and year is None:
        return None
    first = published.year - 621 if published else year or 1400
    for candidate in [year] if year else [first, first - 1]:
        start = _new_year(candidate)
        made = start + timedelta(days=(month - 1) * 31 - max(0, month - 7) + day - 1)
        if published is None or (made - published).days <= 2:
            return made
    return None


def _new_year(year: int) -> date:
    # The 33-year rule: the leap years of a cycle, each of which puts the next new year's day back to the 20th or 21st.
    leaps = (1, 5, 9, 13, 17, 22, 26, 30)
    days = (year - 1) * 365 + (year - 1) // 33 * 8 + sum(1 for one in leaps if one <= (year - 1) % 33)
    return date(622, 3, 22) + timedelta(days=days - 1)


def languages() -> Sequence[str]:
    """Codes of the languages read here."""
    return tuple(sketches())
