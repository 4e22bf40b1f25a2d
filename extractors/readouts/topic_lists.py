"""Where a list of topics parts: `trade, energy, and the situation in Chad and Niger` is three topics. English.

Commas and `and` part topics and stand inside them; what the words beside them look like decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.readouts.topic_joins import (
    BEGINS_NEW,
    INFINITIVE,
    KINDS,
    PREPOSITION,
    compass,
    goes_on,
    is_place,
    pair,
    shares_noun,
)
from extractors.readouts.topic_words import ADJECTIVE_LIKE, ADJECTIVES, commas_part, one_list

_GENERIC = re.compile(
    (
        r"^(?:(?:a|an|the|other|various|several|some|many|number|range|series|wide|broad|host|variety|set"
        r"|of|as|well|global|regional|international|bilateral|current|key|topical|important|pressing"
        r"|urgent|other|shared|mutual|common|relevant|multilateral|foreign|policy|recent|critical|and|key"
        r"|specific|additional|our|their|major|matters?|issues?|topics?|challenges?|priorities|subjects?"
        r"|developments?|questions?|items?|areas?|interest|concern|importance|agenda|on|most|pertinent"
        r"|world|full|those|related|to|range|concerns|problems?|affairs|aspects|events|situations) ?)+$"
    ),
    re.IGNORECASE,
)
_STRIP = re.compile(
    r"^(?:(?:a|an|the|our|their|his|her|its|both|several|some of|some|certain|various|other|many|topical"
    r"|current|key|important|relevant|specific|pressing|urgent|major|practical|ongoing|recent|in "
    r"detail|also|further|as well as|including|the importance of|issues? (?:of|related to|relating to"
    r"|concerning|pertaining to|regarding|around|on)"
    r"|matters? (?:of|related to|relating to|concerning|pertaining to|on)|questions? (?:of|related to|relating to"
    r"|concerning)|(?:a )?(?:wide |broad |full |whole )?(?:range|number|series|variety|host|set) of "
    r"(?:[\w-]+ )?(?:issues|topics|matters|questions|priorities|items)?(?: (?:on|of|in|related to"
    r"|regarding|concerning))?|aspects of|topics?(?: (?:of|related to|on))?|(?:the )?development of"
    r"|with|on|in depth|in addition,|in(?: (?:the )?(?:areas?|fields?) of)?"
    r"|those related to|related to|relating to|regarding|about|concerning|pertaining to|dealing with|connected with"
    r") )+",
    re.IGNORECASE,
)
_INCLUDING = re.compile(
    (
        r"(?:,? {1,2}|[—–] ?)(?:including|such as|among them|in particular|(?:more )?particularly|especially|notably"
        r"|namely|to include|like)"
        r"(?: those related to| on| in(?: the (?:areas?|fields?) of)?| the (?:following|issues of))?\s*[:,]? "
        r"|(?<=issues): |(?<=topics): |(?<=matters): "
        r"|,? (?:with|placing|laying) (?:an? |the )?(?:[\w-]+ )?(?:emphasis|focus|stress|attention)(?: being)?"
        r"(?: paid| given)? (?:up)?(?:on|to) "
    ),
    re.IGNORECASE,
)
_LEFT_NOUN = re.compile(
    r"(?:s|nse|ty|ange|ism|ure|ade|ion|ions|ment|ship|ity|ities|sis|nce|cy|cies|ries|gramme|program|war|crisis|[A-Z]\w*"
    r"|\d{2,4}|aid|trade|security|cooperation|energy|peace|settlement|conflict|region|agenda|growth"
    r"|treaty|track|partnership)$"
)
_RIGHT_NEW = re.compile(
    r"^(?:the|a|an|other|current|how|ways|efforts?|issues?|their|his|its|our|prospects?|regional"
    r"|international|global|topical|key|further|specific|joint|opportunities|plans?|steps"
    r"|preparations|bilateral|humanitarian|developments?|situation|next|shared|ongoing|pressing|continuing|continued|emerging|recent"
    r"|coordination|support|concerns?|implementation|measures|challenges|several|certain|various|economic"
    r"|security|mutual|[A-Z][\w.’-]+)\b"
)
# Behind a topic that is whole: `support to Chad and cooperation in the Sahel`, but `dialogue and cooperation in ...`.
_SHARED_WORK = re.compile(r"(?:cooperation|collaboration|access|respect) ")
_TOO_LONG = 22
"""Words of one topic at most; what is longer lost its end."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One topic, and where it begins."""

    text: str
    start: int


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
    if found and found.group(0).strip() == "like" and not _is_generic(text[: found.start()]):
        found = None  # `gangs like the Lynx` are one thing
    if found:
        head, rest = text[: found.start()], text[found.end() :]
        if not _is_generic(head):
            yield from _list(head, offset)
        yield from _list(rest, offset + found.end(), always=True)
    else:
        yield from _list(text, offset)


# `the release of hostages, including many children` has no topic behind the comma.
_NOT_SUBTOPICS = re.compile(
    r"(?:(?:many|several|some|a number of|young) )?"
    r"(?:women|children|civilians|people|citizens|Americans|others|of)\b|\d"
    r"|(?:the )?highest(?: levels?| ones?)?(?:,|$)|(?:at|as|when|where|while|during|after|before)\b"
)


def _is_generic(text: str) -> bool:
    """`a range of issues` says nothing of what was discussed."""
    return _GENERIC.match(_STRIP.sub("", text) + " ") is not None


def _list(text: str, offset: int, *, always: bool = False) -> Iterator[Piece]:
    if ";" in text:
        # Where semicolons part the topics, commas and `and` stand inside them.
        for number, found in enumerate(re.finditer(r"\s*(?:and (?:on )?)?([^;]+)", text)):
            if not (number and _ACTION.match(found[1])):  # `steps to build ships; to mend nets`
                yield from _pieces([(found[1], found.start(1))], offset)
        return
    pieces: list[tuple[str, int]] = []
    position, ended = 0, False
    first, *others = pieced = re.split(r", (?:and )?", text)
    whole = 0 if always else one_list(text, pieced)
    commas = bool(others) and (always or commas_part(first, others))
    for link in re.finditer(
        r";\s+|,? as well as (?:on |about |the )?|,? and also |, and |(?<!\d), "
        r"|(?<=\d), (?!\d{4})| and (?:on |about )?",
        text,
    ):
        word = link.group(0)
        left, right = text[position : link.start()], text[link.end() :]
        if len(first) <= link.start() < whole:
            continue
        if not left.strip():
            continue
        plain = word.startswith(" and")
        if plain and always and ended and not BEGINS_NEW.match(right):
            continue  # the last one of the list has begun: its `and` is its own
        if plain and (
            left.endswith(("’s", "'s"))  # `Chad’s and Niger’s harbours`
            or _one_phrase(left, right)
            or compass(left, right)
            or _infinitives(left, right)
            or pair(left, right)
        ):
            continue
        if right.startswith(("Jr.", "Sr.", "D.C.")) or _SUCH_AS.search(left) or _A_THIRD.search(left):
            continue
        if word == ", " and _DETERMINED.search(left) and ADJECTIVES.match(right):
            continue
        if word == ", " and (only := _ONE_WORD.search(left)) and ADJECTIVE_LIKE.search(only[1]):
            continue  # `a peaceful, sovereign, and free sea`
        if (
            (plain or word == ", ")
            and _FIRM_ADJECTIVE.search(left)
            and _FIRM_ADJECTIVE.search(right.split(" ")[0])
            and " " in right
        ):
            continue
        if shares_noun(left, right) or is_place(left, right, word) or goes_on(left, right, plain):
            continue
        if word == ", " and _ADJECTIVE.search(left) and ADJECTIVES.match(right):
            continue  # `unprovoked, brutal and unjustified war`
        if word.startswith(",") and not commas and "as well" not in word:
            continue
        if _ASIDE.match(right):
            continue
        again = word.endswith(("on ", "about "))  # `on trade and on fisheries`
        last = (bool(pieces) and commas and _ends_list(left, right)) or (
            whole == link.start() and BEGINS_NEW.match(right)
        )
        if plain and not (always or again or last) and not _parts(left, right) and not _parallel(left, right):
            continue
        if (
            plain
            and always
            and re.match(r"(?:[a-z]+ly )?[a-z]+ing\b", right) is None
            and not (commas and ", " not in right)
            and not _RIGHT_NEW.match(right)
            and not (_SHARED_WORK.match(right) and PREPOSITION.search(left))
            and len(left.split()) > 2
        ):
            continue
        if (
            word.startswith(",")
            and "and" not in word
            and "as well" not in word
            and not always
            and not _enumerates(left, right)
        ):
            continue
        pieces.append((left, position))
        position = link.end()
        ended = word.startswith((", and", ", as well"))
    pieces.append((text[position:], position))
    yield from _pieces(pieces, offset)


def _pieces(pieces: list[tuple[str, int]], offset: int) -> Iterator[Piece]:
    """The topics of a parted list, each shortened to what it is about."""
    for piece, start in pieces:
        stripped = piece.strip()
        if stripped.startswith(("those ", "them ", "facing ", "amongst other", "among other")):
            continue  # `those posed by the storm` are no topic of their own
        cut = _STRIP.match(stripped)
        body = stripped[cut.end() :] if cut else stripped
        if not body or _GENERIC.match(body + " ") or _GENERIC.match(body):
            if not _useful(stripped):
                continue
            body = re.sub(r"^(?:the|a|an|current|topical|key|important|several|various|other) ", "", stripped)
        if len(body.split()) > _TOO_LONG:
            body = _DANGLING.sub("", " ".join(body.split()[:_TOO_LONG]))
        body = _APPOSED.sub("", body.strip(" ,.;:"))
        if len(body) > 1 and not re.match(r"(?:by|through|from) ", body):
            yield Piece(body, offset + start + max(0, piece.find(body)))


_DANGLING = re.compile(
    r"(?:,?(?: (?:to|for|of|and|the|in|as|well|by|with|an?|on|their|its|our|from|at|or|that|between|provide|which))+)$"
)


# What only tells more of the topic before it: `... by the board`, `the board, working with Chad`, `35 years after ...`.
_ASIDE = re.compile(
    r"(?:to(?! (?:the|a)\b)|through|by|with|from|for|in|that|of|at|who|which|whose|so|how to"
    r"|(?:primarily|specifically|mainly|chiefly) (?:in|on|of|with|for)|working (?:together )?with"
    r"|together with|along with|informing (?:each|one)|(?:head|chair\w*|director|leader) of|reflective of"
    r"|one (?:that|which|of)|\d+ years (?:after|since))\b"
)
_APPOSED = re.compile(r", (?:an?|who|which|whose) [a-z][^,]*$")
_ONE_WORD = re.compile(r"\ban? ([a-z-]+)$")
_SUCH_AS = re.compile(r"\bsuch [a-z ]+ as ")
_A_THIRD = re.compile(r"\b(?:an?|more) [a-z-]+(?:, [a-z-]+)+$")


def _ends_list(left: str, right: str) -> bool:
    """`defence cooperation, food security and climate`: the last of a list without a comma before its `and`."""
    words = left.split()
    return (
        re.fullmatch(r"[a-z-]+(?: [a-z-]+)?", right) is not None
        and PREPOSITION.search(left) is None
        and len(words) <= 3
        and not ADJECTIVE_LIKE.search(words[-1])
    )


def _infinitives(left: str, right: str) -> bool:
    """`to build ships and boats, and mend nets`: the `and` before the last infinitive parts nothing."""
    return re.search(r"\bto [a-z]+ ", left) is not None and _LAST_INFINITIVE.search(right) is not None


_ACTION = re.compile(rf"to [a-z]|{INFINITIVE}")
_LAST_INFINITIVE = re.compile(rf", and (?={INFINITIVE})")


def _parts(left: str, right: str) -> bool:
    """Whether `and` parts two topics rather than two words of one."""
    words = left.split()
    if (
        _NEW_DOING.match(right)
        and not _DOING.search(left)
        and not (words[-1].islower() and ADJECTIVE_LIKE.search(words[-1]))
    ):
        return True  # `the coming summit and developing further steps`
    if _OUR_OWN.match(right) and len(words) > 2:
        return True
    determined = re.match(r"(?:the|their|our|an?|how|ways|upcoming|recent) ", right)
    if determined and re.fullmatch(r"[A-Z][a-z]+", left.strip()) and not re.match(r"the [A-Z]", right):
        return True  # `salt, Haiti and the reform of the fleet`
    if determined and re.fullmatch(r"(?:the [a-z-]+|[a-z-]{4,}) ?[a-z-]*", left.strip()) and words[-1].islower():
        return not ADJECTIVE_LIKE.search(words[-1]) and not PREPOSITION.search(left)
    if _SHARED_WORK.match(right) and PREPOSITION.search(left):
        return True
    twice = re.match("(?:the|an?) ", left) and re.match("(?:the|an?) ", right) and words[-1].islower()
    if twice and len(words) > 2 and not ADJECTIVE_LIKE.search(words[-1]):
        return True  # `the needs of the defence and the plan for the winter`
    if len(words) < 2 or not _LEFT_NOUN.search(words[-1]):
        return False
    fresh = re.match(r"[a-z]+(?: [a-z]+)? (?:in|of|on|for|to|towards?|between|within)\b", right)
    if right.startswith("territorial integrity"):
        return False
    return _RIGHT_NEW.match(right) is not None or (fresh is not None and len(words) > 2)


_OUR_OWN = re.compile(
    r"(?:our|their|his|her) (?:shared |mutual |common |joint )?[a-z-]+ (?:in|to|on|for|of|against|with|that) "
)
_NEW_DOING = re.compile(
    r"(?!(?:ongoing|growing|enduring|alarming|deepening|lasting|continuing|emerging|pressing|existing|following|coming"
    r"|upcoming|rising|changing|evolving|developing countries)\b)(?:[a-z]+ly )?[a-z]{3,}ing (?!of |for |in |and )[a-z]"
)
_DOING = re.compile(
    r"(?:^|\b(?:of|for|by|on|in|to|towards?|about|with|through|at|from|without|as|and|including) (?:[a-z]+ly )?)"
    r"[a-z]{3,}ing\b|\bto [a-z]+ |\b(?:while|how)\b"
)
_BETWEEN = re.compile(
    r"\b(?:between|among) (?!(?:the |our |their |these )?(?:two |both |three )?(?:brotherly |friendly |neighbou?ring )?"
    r"(?:countries|nations|states|sides|peoples|governments)|us\b)(?:(?!\band\b).)*$"
)
_BY_MEANS = re.compile(r"\b(?:by|through|while) \w+ing\b(?:(?!,).)*$")
_FIRM_ADJECTIVE = re.compile(r"(?:ed|ous|able|ible|ful|less|ical)$")
_ADJECTIVE = re.compile(r"(?:ed|ive|ous|able|ible|ful|less|ical|ic|al)$")


_NAME_FOLLOWS = re.compile(
    r"(?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)*(?:$|[,.]| (?:to|on|in|for|during|that|and|can|are|is|have|has|face|alike"
    r"|[a-z]+ing)\b)|[A-Z][a-z-]+(?:an|ish|ese|ch|i|im) [a-z]|(?:other|neighbou?ring|surrounding) [a-z]"
    r"|[A-Z]\w+ accountable"
)


def _one_phrase(left: str, right: str) -> bool:
    """Whether `and` stands inside one topic: `between A and B`, `in Syria and Libya`, `by stimulating a and b`."""
    if _BETWEEN.search(left) or _BY_MEANS.search(left) or right.endswith(" alike"):
        return True
    words = left.split()
    if _OTHERS.match(right):
        return True  # `new levies and other measures`
    its = re.match(r"(?:its|their|his|her) (?:allies|partners|neighbou?rs|people|supporters|proxies)\b", right)
    its = its or re.fullmatch(r"(?:its|their|his|her) [a-z]+", right)
    if its and (words[-1][:1].isupper() or PREPOSITION.search(left)):
        return True  # `the fleets of Norway and its allies`, `the course of the storm and its effects`
    if words[-1] == "allies" and right.startswith("partners"):
        return True
    if re.match(r"[a-z]+(?:[’']s|s[’']) ", right) and words[-1].islower():
        return True  # `women and children’s health`
    names = len(words) > 2 and words[-1][:1].isupper() and _NAME_FOLLOWS.match(right)
    return bool(names) and ", " not in left and any(word[:1].islower() and word != "the" for word in words[:-1])


_OTHERS = re.compile(
    r"other (?!(?:[a-z-]+ ){0,3}(?:issues|topics|matters|questions|problems|challenges|priorities|subjects|areas"
    r"|ways|efforts|steps)\b)"
    r"(?:[a-z-]+ ){0,2}[a-z]"
)
_NOUN_END = re.compile(
    r"(?:s|ion|ment|ty|ange|ism|ure|ade|ance|ence|ergy|ship|gy|phy|my|cy|ry|fare|port|ing|th|ter|ness|aid|age)$"
)
_MODIFIES = re.compile(r"(?:al|ic|ive|ous|ary|able|ian|ed|ish|ese|ful|ble)$")


def _clean(words: list[str]) -> bool:
    """Whether these words begin a topic of their own: a noun, or an adjective with its noun."""
    return _NOUN_END.search(words[1]) is not None or words[1] in ("of", "in", "on", "to", "for")


def _parallel(left: str, right: str) -> bool:
    """`food security and access to finance`: two bare nouns, each with words of its own, or one word each."""
    left = re.sub(r"^(?:the|an?|our|their) ", "", left)
    left = re.sub(rf"^(?:{KINDS}(?:,|,? and) )+", "", left)
    one, two = left.split(), right.split()
    if not one or two[0].endswith("ed"):
        return False
    named = one[-1][:1].isupper()
    if not named and (PREPOSITION.search(left) or not _NOUN_END.search(one[-1])):
        return False
    if one[0].endswith("ing") or re.match(r"(?:promote|enhance|advance|expand|strengthen|increase|support) ", left):
        return False
    if named:
        return len(two) > 1 and two[0].islower() and not re.search(r"(?:ing|ed|er|ern)$", two[0]) and _clean(two)
    if len(one) == 1:
        return len(two) == 1 and _NOUN_END.search(two[0]) is not None and len(one[0]) > 5 and len(two[0]) > 5
    return len(two) > 1 and not _MODIFIES.search(one[-1]) and two[0].islower() and not _MODIFIES.search(two[-1])


def _useful(text: str) -> bool:
    """`bilateral relations` and `international issues` are topics of the genre; `a range of issues` is none."""
    return (
        re.search(
            (
                r"\b(?:international|regional|bilateral|global|security) (?:\w+ )?(?:issues|relations"
                r"|agenda|matters|affairs|security|topics|developments|problems)\b"
            ),
            text,
        )
        is not None
    )


_DETERMINED = re.compile(
    r"\b(?:the|an?|our|their|its|his|her) (?:strong|free|open|close|fair|safe|deep|robust|secure|peaceful"
    r"|just|lasting|stable|growing|historic|broad|long|new|sustained|urgent|serious|grave|common)$"
)


def _enumerates(left: str, right: str) -> bool:
    """Whether a comma parts two topics: a third one with `and` follows, or the next begins like a topic."""
    if (word := re.fullmatch(r"(?:the |an? )?([a-z-]+)", left.strip())) and ADJECTIVE_LIKE.search(word[1]):
        return False  # `ongoing, coordinated efforts`
    if _DETERMINED.search(left) and re.match(r"[a-z-]+ [a-z]", right):
        return False  # `the strong, enduring relationship`
    return bool(re.search(r",? and |, ", right)) or bool(re.match(r"(?:the|[A-Z])", right))
