"""The words of an English sentence, and what each can be: a name, a state, an office, a place."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from config.lexicon.languages import english
from config.lexicon.world import alternatives, world
from config.remembered import remembered

_TOKEN = re.compile(
    # Most words are written small: they are tried first.
    r"[a-z]+[^\W\d_]*(?:['’‘\-‐‑⁠][^\W\d_]+)*"
    r"|['’]s\b|(?:[A-Z]\.){2,}|\b(?:Mr|Mrs|Ms|Dr|Jr|Sr|St|Gen|Lt|Col|Adm|Rev|Hon|Prof|Amb|Maj|Capt|Brig)\.|\b[A-Z]\.(?=\s|$)|\bDato['’](?=\s)|\bMa\.(?=\s)"
    r"|[^\W\d_]+(?:['’‘\-‐‑⁠][^\W\d_]+)*|\d+|\S"
)
_GLUED = re.compile(r"([A-Z][a-z]{3,})([A-Z][a-z]+)")
_ROMAN = re.compile(r"[IVX]{1,5}")
_CONNECTORS = frozenset(
    ["of", "Of", "the", "for", "and", "to", "on", "in", "at", "-", "friendly", "sisterly", "brotherly"]
)
"""The last three as agencies of the Gulf print them: `President of the friendly French Republic`."""


class Token(NamedTuple):
    """A word of a sentence, and what it can be."""

    kind: str
    """name, person, side, head, office, honorific, particle, link, comma, possessive, other"""
    text: str
    start: int
    end: int
    value: str | None = None
    """Code of a side, id of a person."""


@cache
def side_pattern() -> re.Pattern[str]:
    """Names and adjectives of states and organisations in English."""
    rests: dict[str, list[str]] = {}
    for name in world().sides_en:
        rests.setdefault(name[0], []).append(name[1:])
    # What may not stand before a name is asked behind its first letter, so that a search passes over all other letters.
    names = (rf"{first}(?<![\w’']{first})(?:{alternatives(rest)})" for first, rest in rests.items())
    return re.compile(rf"(?:{'|'.join(names)})(?!\w)")


def side_code(printed: str) -> str | None:
    return world().sides_en.get(printed.replace("’", "'"))


def tokens(text: str) -> list[Token]:
    """The words of a sentence with what each can be."""
    made: list[Token] = []
    doubts: list[int] = []
    position = 0
    for one in [*_fixed(text), None]:
        limit = one.start if one else len(text)
        for found in _TOKEN.finditer(text, position, limit):
            start = found.start()
            for word, kind, value, begin, end, doubtful in _parts(found.group(), not made):
                if doubtful:
                    doubts.append(len(made))
                made.append(Token(kind, word, start + begin, start + end, value))
        if one:
            if _is_doubtful(one.text, one.kind):
                doubts.append(len(made))
            made.append(one)
            position = one.end
    names = {at: _as_name(made, at) for at in doubts if at}
    for at, token in names.items():
        made[at] = token
    return made


# Words of offices and things that are family names too, and places that are.
_FAMILY_TOO = frozenset(["Amir", "Park", "West", "White", "Young"])
# States that are: `Deputy Attorney General Lisa Monaco`.
_STATES_TOO = frozenset(["Monaco", "Jordan", "Chad", "Israel", "Georgia", "England", "France", "Holland", "German"])


def _is_doubtful(word: str, kind: str) -> bool:
    """Whether the words around it have to say if it is a name."""
    return kind == "place" or word in _FAMILY_TOO or word in _STATES_TOO or word == "May" or word.isupper()


def _as_name(line: list[Token], at: int) -> Token:
    """`Foreign Minister Park`, `Envoy Thomas West`, `President Ricardo Lagos`: a name, where a name has to stand."""
    one, before = line[at], line[at - 1]
    ahead = line[at + 1] if at + 1 < len(line) else None
    if one.text == "May":
        return one._replace(kind="other") if before.text.isdigit() or (ahead and ahead.text.isdigit()) else one
    if _SHOUTED.fullmatch(one.text):
        return one._replace(kind="name") if _beside_a_name(line, at) else one
    if one.text.isupper() and one.kind != "place":
        return one
    if ahead and (ahead.text in english().things or ahead.kind in ("office", "head")):
        return one
    if one.kind != "place" and before.kind == "head":
        return one._replace(kind="name")
    if before.kind == "name" and at > 1 and line[at - 2].kind in ("head", "honorific", "side"):
        return one._replace(kind="name")
    return one


# A family name as some print it: `Ms. OKADA Yuki`, `Mr. Luc GARNIER`.
_SHOUTED = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'’-]{2,}")


def _beside_a_name(line: list[Token], at: int) -> bool:
    """Whether an honorific is before the word, with nothing but the given name between or behind."""
    given = at + 1 < len(line) and line[at + 1].kind == "name"
    if line[at - 1].kind == "honorific":
        return given
    return at > 1 and line[at - 1].kind == "name" and line[at - 2].kind == "honorific"


def _fixed(text: str) -> list[Token]:
    """People, sides and places of the lexicon, none inside another: a person beats a side, a longer name a shorter."""
    index = _index()
    straight = text.replace("’", "'")
    made: list[Token] = []
    taken = 0
    for found in _CAPITAL.finditer(straight):
        start = found.start()
        if start < taken:
            continue
        for name, kind, value in index.get(found.group(0), ()):
            end = start + len(name)
            if straight.startswith(name, start) and not (straight[end : end + 1].isalnum()):
                made.append(Token(kind, text[start:end], start, end, value))
                taken = end
                break
    return made


_CAPITAL = re.compile(r"[A-ZÀ-Þ](?:(?<![\w'-].)|(?<=-[A-Z]))[^\W\d_]*")


@cache
def _index() -> dict[str, tuple[tuple[str, str, str | None], ...]]:
    """Names of the lexicon by their first word, the longest first."""
    table: dict[str, list[tuple[str, str, str | None]]] = {}
    rows: list[tuple[str, str, str | None]] = []
    rows += [(name, "person", person.id) for person in world().people.values() for name in person.en if " " in name]
    rows += [(name, "side", code) for name, code in world().sides_en.items()]
    rows += [(place, "place", one.iso3) for one in world().countries.values() for place in one.places]
    seen: set[str] = set()
    for name, kind, value in rows:
        name = name.replace("’", "'")
        first = _CAPITAL.match(name)
        if first and name not in seen:
            seen.add(name)
            table.setdefault(first.group(0), []).append((name, kind, value))
    return {word: tuple(sorted(entries, key=lambda one: -len(one[0]))) for word, entries in table.items()}


class _Part(NamedTuple):
    """A token of one printed word, its place counted from where the word begins."""

    text: str
    kind: str
    value: str | None
    begin: int
    end: int
    doubtful: bool


@remembered(8192)
def _parts(word: str, first: bool) -> tuple[_Part, ...]:
    """The tokens of a word as it is printed, mostly one; `first` in its sentence, every word is capitalised."""
    if (glued := _GLUED.fullmatch(word)) and (side_code(glued[1]) or glued[1] in english().heads):
        # `QatarTamim`, `TurkishPresident`: a space was lost.
        code = side_code(glued[1])
        rest = _part(glued[2], _kind(glued[2], False), len(glued[1]))
        return _part(glued[1], "side" if code else "head", 0, code), rest
    if len(word) > 2 and word[-2:] in ("’s", "'s") and word[0].isalpha():
        return _part(word[:-2], _kind(word[:-2], first), 0), _part(word[-2:], "possessive", len(word) - 2)
    return (_part(word, _kind(word, first), 0),)


def _part(text: str, kind: str, begin: int, value: str | None = None) -> _Part:
    return _Part(text, kind, value, begin, begin + len(text), _is_doubtful(text, kind))


def _kind(word: str, first: bool) -> str:
    lexicon = english()
    if word in {"’s", "'s", "’", "'"}:
        return "possessive"
    if word == ",":
        return "comma"
    for kind, words in (
        ("honorific", lexicon.honorifics),
        ("head", lexicon.heads),
        ("office", lexicon.office),
        ("link", _CONNECTORS),
    ):
        if word in words:
            return kind
    if not word[0].isalpha():
        return "other"
    if not word[0].isupper():
        if word in lexicon.particles:
            return "particle"
        article, _, rest = word.partition("-")  # `al-Sudani` is a name written small
        return "name" if article in lexicon.particles and rest[:1].isupper() else "other"
    if word in lexicon.function:
        return "other"
    if word in lexicon.days or (word in lexicon.openers and (first or word in lexicon.months)):
        return "other"
    parts = word.split("-")
    if len(parts) > 1 and parts[0] in lexicon.heads:
        return "head"
    if len(parts) > 1 and all(part in lexicon.office or part in lexicon.heads for part in parts):
        return "office"
    if word in lexicon.things or (
        len(word) > 1 and word.isupper() and not word.endswith(".") and not _ROMAN.fullmatch(word)
    ):
        return "office"
    return "office" if _ABSTRACT.fullmatch(word) else "name"


# Nouns that are nobody's name, also where no list has them: `the Minister for Crisis Mitigation`.
_ABSTRACT = re.compile(r"[A-Z][a-z]+(?:tions?|ologies|ities|ships|isms?|(?<=[a-z]{3})ments)")
