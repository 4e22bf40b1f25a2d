"""Where a list of topics parts: `trade, energy, and the situation in Chad and Niger` is three topics. English.

Commas and `and` part topics and stand inside them; what the words beside them look like decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.readouts.topic_joins import (
    BEGINS_NEW,
    INFINITIVE,
    compass,
    goes_on,
    infinitives,
    is_place,
    one_phrase,
    pair,
    shares_noun,
)
from extractors.readouts.topic_parts import DETERMINED, ends_list, enumerates, parallel, parts, parts_sublist
from extractors.readouts.topic_pieces import Piece, cut_out, is_generic
from extractors.readouts.topic_words import ADJECTIVE_LIKE, ADJECTIVES, commas_part, one_list

_INCLUDING = re.compile(
    (
        r"(?:,? {1,2}|[—–] ?)(?:including|such as|among them|in particular|(?:more )?particularly|especially|notably"
        r"|namely|to include|like)"
        r"(?: those related to| on| in(?: the (?:areas?|fields?) of)?| the (?:following|issues of))?\s*[:,]? "
        r"| with (?:respect|regard) to "
        r"|(?<=issues): |(?<=topics): |(?<=matters): "
        r"|,? (?:with|placing|laying) (?:an? |the )?(?:[\w-]+ )?(?:emphasis|focus|stress|attention)(?: being)?"
        r"(?: paid| given)? (?:up)?(?:on|to) "
    ),
    re.IGNORECASE,
)
# `the release of hostages, including many children` has no topic behind the comma.
_NOT_SUBTOPICS = re.compile(
    r"(?:(?:many|several|some|a number of|young) )?"
    r"(?:women|children|civilians|people|citizens|Americans|others|of)\b|\d|[$€£]"
    r"|the (?:next|coming|near|wake|context|lead-up|run-up|years|months|weeks|days|face|light)\b"
    r"|(?:the )?highest(?: levels?| ones?)?(?:,|$)|(?:at|as|when|where|while|during|after|before)\b"
)
_LIKE = re.compile(r"like|with (?:respect|regard) to")
_NEED_FOR = re.compile(r"\bneed for ")
_ACTION = re.compile(rf"to [a-z]|{INFINITIVE}")
_LINK = re.compile(
    r";\s+|,? as well as (?:on |about |the )?|,? and also |, and |(?<!\d), "
    r"|(?<=\d), (?!\d{4})| and (?:on |about )?"
)
# What only tells more of the topic before it: `... by the board`, `the board, working with Chad`, `35 years after ...`.
_ASIDE = re.compile(
    r"(?:to(?! (?:the|a)\b)|through|by|with|from|for|in|that|of|at|who|which|whose|so|how to"
    r"|(?:primarily|specifically|mainly|chiefly) (?:in|on|of|with|for)|working (?:together )?with"
    r"|together with|along with|informing (?:each|one)|(?:head|chair\w*|director|leader) of|reflective of"
    r"|one (?:that|which|of)|\d+ years (?:after|since))\b"
)
# `how Chad and Niger can share a lake`: the subject of a clause, whose verb is still to come.
_SUBJECT = re.compile(
    r"(?:how|whether|why|where|what) (?!to\b)(?!.*\b(?:can|could|should|will|would|might|must|may)\b)"
)
_ITS_VERB = re.compile(r"(?!how |ways |steps |efforts )[^,;]{1,60}? (?:can|could|should|will|would|might|must|may)\b")
_A_TRADE = re.compile(r"[a-z]+ing")
# `A, B via the line and the fate of C`: the last of a list.
_LAST = re.compile(r"the [a-z]+ of (?!.*, )")
_ONE_WORD = re.compile(r"\ban? ([a-z-]+)$")
_SUCH_AS = re.compile(r"\bsuch [a-z ]+ as ")
_A_THIRD = re.compile(r"\b(?:an?|more) [a-z-]+(?:, [a-z-]+)+$")
_FIRM_ADJECTIVE = re.compile(r"(?:ed|ous|able|ible|ful|less|ical)$")
_ADJECTIVE = re.compile(r"(?:ed|ive|ous|able|ible|ful|less|ical|ic|al)$")


def split(text: str, offset: int) -> Iterator[Piece]:
    """The topics of an object of discussion that begins at `offset` of its sentence."""
    text = re.sub(
        r",? (?:including|in particular|particularly|such as|especially|notably|primarily|mainly)$",
        "",
        text.rstrip(' .,:”"'),
    )
    found = _INCLUDING.search(text)
    if found and _NOT_SUBTOPICS.match(text, found.end()):
        text, found = text[: found.start()], None
    if found and _LIKE.fullmatch(found.group(0).strip()):
        # `gangs like the Lynx`, `the rights of women with respect to land` are one thing
        further = _INCLUDING.search(text, found.end())
        found = further if further or not is_generic(text[: found.start()]) else found
    if found:
        head, rest = text[: found.start()], text[found.end() :]
        if not is_generic(head):
            yield from _list(head, offset)
        yield from _list(rest, offset + found.end(), always=True)
    else:
        yield from _list(text, offset)


def _list(text: str, offset: int, *, always: bool = False) -> Iterator[Piece]:
    """The topics of a list; behind `including` they `always` are one."""
    if ";" in text:
        # Where semicolons part the topics, commas and `and` stand inside them.
        for number, found in enumerate(re.finditer(r"\s*(?:and (?:on )?)?([^;]+)", text)):
            if not (number and _ACTION.match(found[1])):  # `steps to build ships; to mend nets`
                yield from cut_out([(found[1], found.start(1))], offset)
        return
    pieces: list[tuple[str, int]] = []
    position, ended = 0, False
    first, *others = pieced = re.split(r", (?:and )?", text)
    whole = 0 if always else one_list(text, pieced)
    commas = bool(others) and (always or commas_part(first, others))
    for link in _LINK.finditer(text):
        word = link.group(0)
        left, right = text[position : link.start()], text[link.end() :]
        if len(first) <= link.start() < whole or not left.strip() or _is_inside(left, right, word):
            continue
        if word.startswith(" and"):
            if always:
                if ended and (not BEGINS_NEW.match(right) or _A_TRADE.fullmatch(right)):
                    continue  # the last one of the list has begun: its `and` is its own
                if not (commas and ", " not in right) and not parts_sublist(left, right):
                    continue
            else:
                # `on trade and on fisheries`, `the need for wells and for lorries`
                again = word.endswith(("on ", "about ")) or right.startswith("for ")
                last = (bool(pieces) and commas and (ends_list(left, right) or _LAST.match(right) is not None)) or (
                    whole == link.start() and BEGINS_NEW.match(right)
                )
                if not (again or last or parts(left, right) or parallel(left, right)):
                    continue
        elif (
            word.startswith(",")
            and "as well" not in word
            and not (commas and (always or "and" in word or enumerates(left, right)))
        ):
            continue
        pieces.append((left, position))
        position = link.end()
        ended = word.startswith((", and", ", as well"))
    pieces.append((text[position:], position))
    yield from cut_out(pieces, offset)


def _is_inside(left: str, right: str, word: str) -> bool:
    """Whether a comma or `and` stands inside one topic, whatever list it is in."""
    if right.startswith("for ") and "and" in word and _NEED_FOR.search(left):
        return False  # `the need for wells and for a fleet of lorries`
    if (
        _ASIDE.match(right)
        or right.startswith(("Jr.", "Sr.", "D.C."))
        or _SUCH_AS.search(left)
        or _A_THIRD.search(left)
    ):
        return True
    if _SUBJECT.match(left) and _ITS_VERB.match(right):
        return True
    if word.startswith(" and"):
        if left.endswith(("’s", "'s")):  # `Chad’s and Niger’s harbours`
            return True
        if one_phrase(left, right) or compass(left, right) or infinitives(left, right) or pair(left, right):
            return True
    if word == ", " and _adjectives(left, right):
        return True
    if word in (", ", ", and ") or word.startswith(" and"):
        firm = _FIRM_ADJECTIVE.search(left) and _FIRM_ADJECTIVE.search(right.split(" ")[0])
        if firm and " " in right:
            return True
    return shares_noun(left, right) or is_place(left, right, word) or goes_on(left, right, word.startswith(" and"))


def _adjectives(left: str, right: str) -> bool:
    """Whether a comma stands between two adjectives of one noun."""
    if (DETERMINED.search(left) or _ADJECTIVE.search(left)) and ADJECTIVES.match(right):
        return True  # `unprovoked, brutal and unjustified war`
    only = _ONE_WORD.search(left)
    return only is not None and ADJECTIVE_LIKE.search(only[1]) is not None  # `a peaceful, sovereign, and free sea`
