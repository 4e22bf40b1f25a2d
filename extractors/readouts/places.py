"""Where it was: cities, capitals and seats of government in an English sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from config.lexicon.world import alternatives, world
from extractors.readouts.tokens import side_code, side_pattern


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    country: str | None
    start: int
    end: int
    rule: str


@cache
def _cities() -> str:
    """A pattern of all of them."""
    return alternatives([place for one in world().countries.values() for place in one.places])


@cache
def _known() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:[Ii]n|[Aa]t|to|visited|near)\s+(?:the\s+|(?:his|her)\s+(?=[\w’ -]{{3,30}} residence\b))?"
        rf"(?:(?:[A-Z][a-z]+ )?(?:city|town|capital|capital city|resort city|resort) (?:of )?)?"
        rf"(?P<place>{_cities()})(?!"
        rf"[\w-]|[’'](?!s [A-Z])"
        rf"| (?:Conference|Accords?|Agreements?|Declaration|Process|Protocols?|Treaty)\b|(?<=eadquarters) in [A-Z])"
        rf"(?:,\s+(?:the\s+)?(?P<country>[A-Z][\w .’'-]{{2,40}}?)(?=[,.;]|\s+(?:to|on|with|and"
        rf"|for|during|today)\b|$))?"
    )


@cache
def regions() -> dict[str, str]:
    """States and provinces, which stand behind a city as a country does: `in San Diego, California`."""
    return {region: one.iso3 for one in world().countries.values() for region in one.regions}


_UNKNOWN = re.compile(
    r"\b(?:in|at)\s+(?:the\s+)?(?P<place>[A-Z][\w’'-]+(?:[ -](?:al-|el-|de |of |the "
    r")?[A-Z][\w’'-]+){0,3}),\s+(?:the\s+)?(?P<country>[A-Z][\w .’'-]{2,40}?)"
    r"(?=[,.;]|\s+(?:to|on|with|and|for|during|today|where)\b|$)"
)
# `in the Norwegian city of Bergen`
_CITY_OF = re.compile(
    r"\b(?:in|at) the (?P<country>[A-Z][a-z]+) (?:\w+ )?(?:city|town|resort|port|village) of"
    r" (?P<place>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})"
)
_MARGINS = re.compile(
    r"\b(?:on|in|at) the (?:margins?|sidelines?) of (?P<of>[^,.;]{4,120}?)(?= (?:to|on|with|for|today"
    r"|in order)\b|[,.;]|$)"
)
# An unknown place needs no country where a meeting stands right before it: `was held on Nov. 6 in Chushul`.
_BARE = re.compile(
    r"(?:held|met|meeting|talks|today|place|\d)\s+in\s+(?P<place>[A-Z][\w’'-]+(?:[ "
    r"-][A-Z][\w’'-]+){0,2})(?=[,.;]|\s+(?:to|on|with|and|for)\b|$)"
)
_NOT_PLACES = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Syria",
        "Ukraine",
        "Europe",
        "Africa",
        "Asia",
    ]
)


def read_place(text: str, *, end: int | None = None) -> Place | None:
    """The first place of the text, up to an offset, that a meeting can be held at."""
    stop = len(text) if end is None else end
    best: Place | None = None
    if "host" in text and (found := _hosts().search(text, 0, stop)):
        city = found["place"]
        return Place(
            city, world().places_en.get(city.replace("’", "'")), found.start("place"), found.end("place"), "place:hosts"
        )
    if found := _known().search(text, 0, stop):
        name = found["place"]
        country = world().places_en.get(name.replace("’", "'"))
        printed = found["country"]
        if printed and (code := side_code(printed.strip())) and code in world().countries:
            country = code
        best = Place(name, country, found.start("place"), found.end("place"), "place:lexicon")
    if (found := _UNKNOWN.search(text, 0, stop)) and (best is None or found.start() < best.start):
        code = side_code(found["country"].strip()) or regions().get(found["country"].strip())
        if code in world().countries and side_code(found["place"]) is None:
            best = Place(found["place"], code, found.start("place"), found.end("place"), "place:with-country")
    if best is None and (found := _CITY_OF.search(text, 0, stop)) and (code := side_code(found["country"])):
        best = Place(found["place"], code, found.start("place"), found.end("place"), "place:with-country")
    if best:
        return best
    if found := _BARE.search(text, 0, stop):
        name = found["place"]
        if name.split()[0] not in _NOT_PLACES:
            code = side_code(name)
            return Place(
                name,
                code if code in world().countries else None,
                found.start("place"),
                found.end("place"),
                "place:bare",
            )
    return None


@cache
def _hosts() -> re.Pattern[str]:
    """`Ashgabat hosts talks`: the town before the verb."""
    return re.compile(
        rf"(?:^|(?<=[.!?] ))(?:[Tt]he )?(?P<place>{_cities()}) (?:hosts|hosted|has hosted|is hosting) "
        r"(?=[^.;]{0,60}?\b(?:talks|meeting|summit|negotiations|consultations|conference|session|conversation)\b)"
    )


_VISIT = r"(?:[\w-]+ ){0,3}(?:visit|trip)"
_ON_VISIT = re.compile(
    rf"\b(?:(?:(?:on|for|during|[Aa]s part of|within) (?:an?|his|her|the|their) {_VISIT}|paid an? {_VISIT}"
    rf"|(?:the|[A-Z][\w-]+[’']s) (?:current|ongoing|official|working|state) (?:visit|trip)"
    rf"|(?:is|are) (?:on|in) an? {_VISIT}|travel(?:l)?ed|travels|arrived (?:in|on) an? {_VISIT}) (?:to|in)"
    r"|visit(?:ed|s)|(?:Travels?|Trip|Visit) to|(?:is|are|was|were) (?:currently )?visiting"
    r"|(?:is|are|was|were|arrived) in) (?:the )?"
)
_COMING = re.compile(
    r"\b(?:next|upcoming|forthcoming|future|planned|recent|last|previous|earlier|will|would|invit\w*|expected|scheduled)\b"
)
_BEHIND_STATE = re.compile(
    r"[,.;)]|$| (?:on|by|from|to|and|for|with|where|in|today|this|at|as|during|earlier|between|following|after|while"
    r"|since|January|February|March|April|May|June|July|August|September|October|November|December|\d+)\b"
)


def visited(text: str) -> str | None:
    """The state a sentence says they were in: `while on a state visit to Chad`. No town is named."""
    for found in _ON_VISIT.finditer(text):
        side = side_pattern().match(text, found.end())
        if side is None or _COMING.search(text[: found.end()]) or not _BEHIND_STATE.match(text, side.end()):
            continue
        if (code := side_code(side.group(0))) in world().countries:
            return code
    return None


_WELCOME = re.compile(
    r"\b(?:(?:[Ww]elcome|see|receive|greet|meet|host) (?:all of )?you(?: all| both)?(?:, [\w. ]+,)?(?: here)?"
    r"(?: again)?(?: today)?|[Ww]elcome(?: back| once again)?|here|(?:am|are|be) (?:back )?here) (?:in|to|at) (?:the )?"
    r"(?:city of )?"
)


def welcomed(text: str) -> Place | None:
    """Where a transcript's host says they are: `I am glad to welcome you to Chad`, `here in Baku`."""
    for found in _WELCOME.finditer(text):
        known = _known_place().match(text, found.end())
        if known:
            name = known.group(0)
            return Place(
                name, world().places_en.get(name.replace("’", "'")), known.start(), known.end(), "place:welcome"
            )
        side = side_pattern().match(text, found.end())
        if side and (code := side_code(side.group(0))) in world().countries and " this" not in found.group(0):
            return Place("", code, side.start(), side.end(), "place:welcome-country")
    return None


@cache
def _known_place() -> re.Pattern[str]:
    return re.compile(rf"(?:{_cities()})(?![\w’'-])")


def printed_place(printed: str) -> Place | None:
    """A place that stands alone, as a dateline prints it: `Accra, Ghana`, `The Kremlin, Moscow`, `BEIJING`."""
    table = world().places_en
    pieces = [piece.strip() for piece in re.split(r",|/", printed) if piece.strip()]
    if not pieces:
        return None
    country = None
    city = None
    for piece in pieces:
        as_title = piece.title() if piece.isupper() and len(piece) > 3 else piece
        code = side_code(as_title)
        if code in world().countries and as_title not in {one for c in world().countries.values() for one in c.places}:
            country = country or code
        elif as_title in table and (city is None or as_title in {"Moscow"} or city.lower().endswith("kremlin")):
            city, country = as_title, country or table[as_title]
        elif city is None:
            city = as_title
    if city is None and country is None:
        return None
    return Place(city or pieces[0], country, 0, len(printed), "place:dateline")


def margins(text: str) -> str | None:
    """What it was on the margins of."""
    found = _MARGINS.search(text)
    return found["of"].strip() if found else None
