"""People as English prints them: a title, a name, a state; found by the shape of the words, not by a list of names.

`Prime Minister of Chad Ali Sow`, `President A and Foreign Minister B of Chad`, `Ali Sow, a member of the council, ...`:
what is capitalised and is neither an office nor a state is a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from config.lexicon.languages import english
from config.lexicon.world import world
from extractors.readouts.name_words import LOWER_TITLES, WITH_OTHERS, name_end, name_like_place, with_particles
from extractors.readouts.titles import LOWER_HEADS, split_title, title_side
from extractors.readouts.tokens import Token, side_code, side_pattern, tokens

_APPOSITIVE = re.compile(
    rf",\s+(?:(?:also|who is|who is also)\s+)?(?:the\s+|an?\s+|his\s+)?"
    rf"({LOWER_HEADS}(?:(?! (?:on an? (?:[a-z-]+ ){{0,2}}visit|currently|visiting)\b)[^,;.]){{0,140}}"
    rf"|(?:[A-Z][\w-]+ )?[A-Z][\w-]+(?:’s|'s)? {LOWER_HEADS}(?: (?:of|for) [^,;.]{{0,100}})?)"
    r"(?=[,;.]|$| (?:on an? |currently|visiting))"
)
_OF_SIDE_GAP = re.compile(
    r"\s*,?\s+[Oo]f\s+(?:the\s+)?(?:(?:[A-Z][a-z]+ ){0,2}(?:Republic|Kingdom|State|Government|Federation"
    r"|Sultanate|Emirate|Commonwealth)\s+of\s+(?:the\s+)?)?"
    r"|\s+\(\s*"
)

# `- President Ali Sow, Republic of Chad - President ...`: a list that gives each name its state.
_COMMA_SIDE = re.compile(
    r",\s+(?:the\s+)?(?:[A-Z][a-z]+ (?:Republic|Kingdom|State|Commonwealth|Federation) of (?:the )?"
    r"|(?:Republic|Kingdom|State|Commonwealth|Federation) of (?:the )?)?"
)
_LIST_GOES_ON = re.compile(r"(?: (?:Republic|Kingdom|Federation))?\s*(?:[-–—•;]|$)")
_OF_ANOTHER = frozenset(["counterpart", "colleague"])
# Offices of several people, whose names follow: `Vice Presidents A and B`.
SEVERAL = frozenset(
    ["Presidents", "Ministers", "Secretaries", "Representatives", "Advisors", "Directors", "Envoys", "Commissioners",
     "Ambassadors", "Senators", "Governors", "Chancellors", "Premiers", "Chairmen", "Prosecutors"]
)  # fmt: skip
# How a title begins that is no part of anybody's title: `Readout of President ...`.
_OCCASIONS = frozenset(["Summit", "Meeting", "Forum", "Dialogue", "Conference", "Talks", "Visit", "Call", "Assembly"])
_DOES = re.compile(r"met|held|said|spoke|had|[a-z]+ed")
# What several do in a headline.
_THEY_DO = re.compile(r"meet|hold|discuss|speak|talk|agree|exchange|sign|express|review|confer|vow|pledge|stress|call")
# What heads the name of an office in which people are named after their own: `Ministry of Trade, ...`.
_BODIES = frozenset(["Ministry", "Bureau"])
# `Assistant to the Prime Minister of Chad, Ambassador Ali Sow`: the state of the office before his own.
_BEFORE_COMMA = re.compile(
    r"(?:Assistant|Advis[eo]r|Aide|Envoy|Representative) to the (?:[A-Z]\w+ ){1,3}of (?:the )?((?:[A-Z]\w+ ?){1,4}), $"
)
# Behind a name: `the Hon. Ali Penn MP`.
_LETTERS = frozenset(["MP", "MEP", "KC", "QC", "OBE", "CBE", "GCB", "(Retd)"])
_FRAMES = frozenset(["Readout", "Statement", "Meeting", "Meetings", "Call", "Conversation", "Visit", "Summit", "Talks"])


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named at one place of one sentence."""

    name: str
    titles: tuple[str, ...]
    side: str | None
    side_rule: str | None
    person_id: str | None
    start: int
    """Of the title, or of the name where there is none."""
    name_start: int
    end: int
    """Behind the name, and behind the state or title that follows it."""
    honorific: bool
    also: bool = False
    """The title behind the name is one more: `Wang, also director of ...`."""


@lru_cache(maxsize=2048)
def mentions(text: str) -> tuple[Mention, ...]:
    """Everyone who is named with a title, an honorific, or a name that is in the lexicon or has two words at least."""
    line = tokens(text)
    found: list[Mention] = []
    at = 0
    while at < len(line):
        kind = line[at].kind
        if kind != "name" and kind != "person" and not (kind == "place" and name_like_place(line, at)):
            at += 1
            continue
        if at and line[at].text == "II" and line[at - 1].kind == "head":
            at += 1  # `Foreign Minister II Erywan Yusof`: the second of two who hold the office
            continue
        end = name_end(line, at)
        at = with_particles(line, at)
        if found and line[at].start < found[-1].end:
            at = end  # `Lund, Advisor to President Marsh`: part of the title of another
            continue
        mention = _mention(text, line, at, end, found[-1].end if found else 0)
        if mention:
            found.append(mention)
        at = max(end, at + 1)
    return tuple(_inherit(text, found))


def _mention(text: str, line: list[Token], at: int, end: int, floor: int) -> Mention | None:
    if (end < len(line) and line[end].text in english().things) or not any(
        len(token.text) > 1 for token in line[at:end]
    ):
        return None
    if end - at == 1 and end < len(line) and line[end].text == "reports":
        return None  # `according to the Office of the President, Ukrinform reports`: an agency
    begin, honorific = _title_begin(line, at, floor)
    if begin < at and line[at - 1].kind == "link":
        # Behind `Mayor of` stands a place, and the name behind that.
        if end - at == 1:
            return None
        at += end - at > 2
    title_tokens = line[begin:at]
    while title_tokens and title_tokens[0].text in _FRAMES:
        title_tokens = title_tokens[2:] if title_tokens[1:] and title_tokens[1].kind == "link" else title_tokens[1:]
    while title_tokens and (title_tokens[-1].kind in ("honorific", "comma") or title_tokens[-1].text == "the"):
        title_tokens = title_tokens[:-1]
    plural = len(title_tokens) > 1 and title_tokens[-1].text in SEVERAL
    has_head = plural or any(token.kind == "head" for token in title_tokens)
    name = re.sub(r"\s+", " ", text[line[at].start : line[end - 1].end])
    person = next((token.value for token in line[at:end] if token.kind == "person"), None)
    titles: tuple[str, ...] = ()
    side, rule = None, None
    if has_head:
        titles = split_title(text[title_tokens[0].start : title_tokens[-1].end])
        side, rule = title_side(title_tokens)
    elif title_tokens and title_tokens[-1].text in LOWER_TITLES:
        side, rule = title_side(title_tokens)
        lower = [token for token in title_tokens if token.text in LOWER_TITLES]
        if side and lower[-1].text not in _OF_ANOTHER:
            titles = (text[title_tokens[0].start : title_tokens[-1].end],)
    elif title_tokens and title_tokens[0].kind == "side" and len(title_tokens) <= 2:
        side, rule = title_tokens[0].value, "side:adjective"
    if has_head and side is None and (state := _BEFORE_COMMA.search(text, 0, title_tokens[0].start)):
        side, rule = side_code(state[1]), "side:before"
    if end < len(line) and line[end].text in _LETTERS:
        end += 1
    stop = line[end - 1].end
    after = _OF_SIDE_GAP.match(text, stop)
    if (
        after
        and (of_side := side_pattern().match(text, after.end()))
        and ("of" in after.group(0).lower() or "(" in after.group(0))
    ):
        side, rule = (side or side_code(of_side.group(0))), (rule or "side:of")
        stop = of_side.end()
    elif (
        side is None
        and (listed := _COMMA_SIDE.match(text, stop))
        and (of_side := side_pattern().match(text, listed.end()))
        and _LIST_GOES_ON.match(text, of_side.end())
    ):
        side, rule, stop = side_code(of_side.group(0)), "side:of", of_side.end()
    also = False
    if apposed := _APPOSITIVE.match(text, stop):
        also = "also" in text[stop : apposed.start(1)]
        titles += tuple(split_title(apposed.group(1)))
        if side is None:
            side, rule = title_side(tokens(apposed.group(1)))
        has_head = True
        stop = apposed.end(1)
    else:
        capital = _capital_appositive(text, line, end, has_head)
        if capital:
            titles += (capital[0],)
            if side is None and not any(one.kind == "name" for one in capital[1]):
                side, rule = title_side(capital[1])
            has_head = True
            stop = max(stop, capital[1][-1].end)
    words = sum(1 for token in line[at:end] if token.kind in ("name", "person"))
    if not (has_head or person or honorific) and text[: line[at].start].endswith(
        (" in ", " at ", " near ", "In ", "At ")
    ):
        return None  # a place that no list knows
    bare = not (has_head or person) and (not side or rule == "side:of")
    if bare and text[: line[at].start].endswith((" the ", "The ", "St ", "St. ", "Saint ")):
        return None  # `the Murdered Jews of Europe`
    if not (has_head or honorific or person or words >= 2):
        return None
    if person and side is None:
        side, rule = world().people[person].side_as(titles), "side:lexicon"
    start = title_tokens[0].start if has_head and title_tokens else line[at].start
    return Mention(name, titles, side, rule, person, min(start, line[at].start), line[at].start, stop, honorific, also)


def _title_begin(line: list[Token], at: int, floor: int) -> tuple[int, bool]:
    """Index of the first token of the title before the name at `at`."""
    begin, honorific, cursor = at, False, at - 1
    while cursor >= 0 and line[cursor].start >= floor:
        token = line[cursor]
        if token.kind == "honorific":
            honorific, begin = True, cursor
        elif token.kind in ("head", "office", "side") or (token.text == "II" and line[cursor - 1].kind == "head"):
            begin = cursor
        elif token.kind == "possessive" and cursor and line[cursor - 1].kind in ("side", "head", "office"):
            pass
        elif token.text == "and" and (
            _of_another(line, cursor, at)
            or (honorific and _bare(line, begin, at))
            or _of_another_state(line, cursor, line[begin:at])
        ):
            break  # `The Secretary and Foreign Minister Park`, `the floods in Chad and Mr Lund`
        elif token.text == "-" and _free(line, cursor):
            break  # `SPA -- His Royal Highness Prince ...`
        elif token.kind == "link" and cursor and line[cursor - 1].kind in ("head", "office", "side", "link", "comma"):
            if token.text in {"in", "at", "on", "to"} and not _inside_title(line, cursor):
                break
        elif token.kind == "comma" and cursor and line[cursor - 1].kind in ("head", "office"):
            if begin != at and not any(one.kind == "head" for one in line[begin:at]) and not _apposed(line, begin, at):
                break
            if not _office_before(line, cursor, floor):
                break  # `tension in the South China Sea, Senior Official Marsh`
            if line[cursor - 1].text in _OCCASIONS:
                break  # `at the G20 Summit, President Sow`
        elif token.kind == "comma" and _bare(line, begin, at) and _office_of_a_side(line, cursor, floor):
            pass  # `the President of Finland, Aino Salmi`
        elif token.kind == "comma" and begin == at and _office_alone(line, cursor, at, floor):
            pass  # `Finance Minister, Aino Salmi, and ...`
        elif token.kind == "comma" and begin == at and cursor and line[cursor - 1].text in _OF_ANOTHER:
            pass  # `his Bulgarian counterpart, Ivan Ivanov`
        elif token.text in LOWER_TITLES and (begin == at or line[begin].text in LOWER_TITLES):
            begin = cursor  # `his Bulgarian counterpart Ivan Ivanov`
        elif token.kind == "other" and token.text in {"(", ")", "&", "/"}:
            pass
        elif token.text == "with" and cursor and line[cursor - 1].text in WITH_OTHERS:
            pass  # `Representative for Relations with International Organizations`
        elif token.kind == "place" and cursor > 1 and line[cursor - 1].kind == "link":
            pass  # `Coordinator for Gaza`
        else:
            break
        cursor -= 1
    return begin, honorific


def _office_before(line: list[Token], comma: int, floor: int) -> bool:
    """Whether the words that end at this comma can be an office: one of them makes a person of it."""
    cursor = comma - 1
    while cursor >= 0 and line[cursor].start >= floor:
        token = line[cursor]
        if token.kind == "head" or token.text in _BODIES:
            return True
        if token.kind not in ("office", "link", "side", "possessive") and token.text not in ("(", ")"):
            return False
        cursor -= 1
    return False


def _of_another_state(line: list[Token], link: int, title: list[Token]) -> bool:
    """`the President of Norway and Chairman of the Council of Chad Ali Sow`: the first office is of another."""
    first = line[link - 1] if link > 1 and title else None
    if first is None or first.kind != "side" or line[link - 2].kind != "link" or title[0].kind != "head":
        return False
    states = {one.value for one in title if one.kind == "side" and one.value in world().countries}
    return first.value in world().countries and bool(states) and first.value not in states


def _free(line: list[Token], dash: int) -> bool:
    """Whether this dash is one of two, or stands free."""
    return dash > 0 and (line[dash - 1].text == "-" or line[dash - 1].end < line[dash].start)


def _bare(line: list[Token], begin: int, at: int) -> bool:
    """Whether nothing but `H.E. Mr.` stands before the name so far."""
    return all(one.kind == "honorific" for one in line[begin:at])


_ROMAN = re.compile(r"[IVX]+")


def _apposed(line: list[Token], begin: int, at: int) -> bool:
    """`the Vice Minister, Mr. Ali Sow,`: but `after talks with the Vice Minister, Mr Sow said` names another."""
    end = name_end(line, at)
    return _bare(line, begin, at) and (end == len(line) or line[end].text in {",", ".", ";", ")"})


def _of_another(line: list[Token], link: int, at: int) -> bool:
    """Whether the office before this `and` is of one who was named before: only a family name stands at `at`."""
    if link < 2 or line[link - 1].kind != "head":
        return False
    if line[at].kind == "person":
        # `The President and King Abdullah`: of a known man it is known what he is not.
        held = " ".join(one.role for one in world().people[line[at].value or ""].tenures)
        alone = line[link - 2].text in {"The", "the"} and (link < 3 or line[link - 3].kind != "link")
        return alone and line[link - 1].text.lower() not in held
    if any(not _ROMAN.fullmatch(one.text) for one in line[at + 1 : name_end(line, at)]):
        return False
    first = link - 1
    while first and line[first - 1].kind in ("head", "office"):
        first -= 1
    return first > 0 and line[first - 1].text in {"The", "the"} and link - first <= 2


def _office_of_a_side(line: list[Token], comma: int, floor: int) -> bool:
    """Whether an office with its state stands before this comma: `President of Finland,`."""
    if not comma or line[comma - 1].kind != "side":
        return False
    cursor = comma - 2
    while cursor >= 0 and line[cursor].start >= floor and line[cursor].kind in ("office", "link", "side"):
        cursor -= 1
    return cursor >= 0 and line[cursor].start >= floor and line[cursor].kind == "head" and cursor < comma - 2


def _office_alone(line: list[Token], comma: int, at: int, floor: int) -> bool:
    """Whether an office of two words stands before this comma, and a name of two words and a comma behind it."""
    if comma < 2 or line[comma - 2].start < floor or line[comma - 1].kind != "head" or line[comma - 2].kind != "office":
        return False
    end = name_end(line, at)
    return end - at >= 2 and end < len(line) and line[end].kind == "comma"


def _inside_title(line: list[Token], cursor: int) -> bool:
    """`Ambassador to the United States Jose`: the preposition belongs to the office before it."""
    kinds = ("head", "office", "side") if line[cursor].text == "to" else ("head", "office")
    return line[cursor - 1].kind in kinds and any(one.kind == "head" for one in line[max(0, cursor - 9) : cursor])


def _capital_appositive(text: str, line: list[Token], end: int, titled: bool) -> tuple[str, list[Token]] | None:
    """`Sonia Gandhi, Chairperson of the Indian National Congress`: a title behind the name, and no name behind it."""
    if end >= len(line) or line[end].kind != "comma":
        return None
    cursor = end + 1
    if cursor < len(line) and line[cursor].text in {"the", "a", "an"}:
        cursor += 1
    if cursor < len(line) and line[cursor].text == "and":
        return None  # `A, and the Deputy Secretary, Ms B`: the office of the next one
    first = cursor
    while cursor < len(line) and (
        line[cursor].kind in ("head", "office", "side", "possessive")
        or line[cursor].text in {"of", "the", "for", "and", "to"}
        or (line[cursor].text == "with" and line[cursor - 1].text in WITH_OTHERS)
        or (line[cursor].kind == "place" and cursor > first + 1 and line[cursor - 1].text == "of")
        or ([one.text for one in line[cursor : cursor + 2]] == ["at", "the"] and _is_side(line, cursor + 2))
        or (line[cursor].kind == "name" and cursor > first + 1 and _of_a_body(line, cursor))
        or (line[cursor].text == "-" and _is_side(line, cursor - 1) and _is_side(line, cursor + 1))
        or (
            line[cursor].text in {"on", "in"}
            and cursor > first
            and [one.kind for one in line[cursor - 1 : cursor + 2 : 2]] in (["office", "office"], ["head", "office"])
        )
    ):
        cursor += 1
    phrase = line[first:cursor]
    while phrase and phrase[-1].kind == "link":
        phrase = phrase[:-1]
    if not any(one.kind == "head" for one in phrase):
        return None
    if cursor < len(line) and _DOES.fullmatch(line[cursor].text):
        return None  # `In the Hotel Astra, the President met with ...`
    if cursor < len(line) and _THEY_DO.fullmatch(line[cursor].text):
        return None  # `Putin, Norwegian Premier hold talks`: two of them
    if titled and [one.kind for one in line[cursor : cursor + 2]] in (["comma", "name"], ["comma", "person"]):
        return None  # `Minister, Aino Salmi, Finance Minister, Ali Sow`: the title of the next one
    if cursor < len(line) and line[cursor].kind in ("name", "person", "honorific"):
        if len(phrase) < 3 or phrase[-2].text != "to" or phrase[-1].kind != "head":
            return None
        phrase = line[first : name_end(line, cursor)]  # `Advisor to President Aldo Marsh`
    return text[phrase[0].start : phrase[-1].end], phrase


def _is_side(line: list[Token], at: int) -> bool:
    return at < len(line) and line[at].kind == "side"


def _of_a_body(line: list[Token], at: int) -> bool:
    """Whether a word that could be a name stands in an office's: `Director of the Sand Office`."""
    return line[at - 1].text in {"of", "the", "for"} or (at + 1 < len(line) and line[at + 1].kind == "office")


def _inherit(text: str, found: list[Mention]) -> list[Mention]:
    """`President A and Foreign Minister B of Switzerland`: the state behind the last one is the others' too."""
    made = list(found)
    for number in range(1, len(made)):
        before, here = made[number - 1], made[number]
        gap = text[before.end : here.start]
        several = before.titles and before.titles[-1].split()[-1] in SEVERAL
        if several and not here.titles and re.fullmatch(r",?\s+(?:and\s+)?", gap):
            side, rule = (here.side, here.side_rule) if here.side else (before.side, before.side_rule)
            made[number] = replace(here, titles=before.titles, side=side, side_rule=rule)
    for number in range(len(made) - 2, -1, -1):
        here, after = made[number], made[number + 1]
        gap = text[here.end : after.start]
        if text.endswith(("between ", "between the "), 0, here.start):
            continue  # `between President A and Prime Minister B of Chad` are two sides
        alike = bool(here.titles) or not after.titles  # `President A and Minister B of Chad`, `A and B of Chad`
        if here.side is None and alike and after.side_rule == "side:of" and re.fullmatch(r",?\s+and\s+", gap):
            made[number] = replace(here, side=after.side, side_rule="side:shared", also=False)
    return made
