"""The verbs of the genre in English: which one stands at a place, and whether it reports there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from config.lexicon.languages import VERB_CLASSES, VerbKind, english


@dataclass(frozen=True, slots=True)
class Verb:
    lemma: str
    kind: VerbKind


@cache
def verbs() -> tuple[re.Pattern[str], dict[str, Verb]]:
    """A verb behind its adverbs, and what each single word of it is."""
    words = english()
    table: dict[str, Verb] = {}
    for name in VERB_CLASSES:
        for lemma, past in getattr(words, name):
            table.setdefault(past, Verb(lemma, name))
            for present in _present(lemma):
                table.setdefault(present, Verb(lemma, name))
    adverbs = "|".join(sorted(words.adverbs, key=len, reverse=True))
    single = "|".join(sorted(map(re.escape, table), key=len, reverse=True))
    head = re.compile(
        rf"(?:(?:(?:{adverbs}|[a-z]+ly|at the same time|for (?:his|her|their) part|in particular|on "
        rf"behalf of [\w’' ]{{3,40}}?),?\s+){{0,4}})(?P<verb>(?:{single})\b)?"
    )
    return head, table


def _present(lemma: str) -> tuple[str, ...]:
    if lemma.endswith(("s", "ch", "sh", "x")):
        return (lemma + "es",)
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return (lemma[:-1] + "ies",)
    return (lemma + "s",)


# `agreed on Monday to`, as agencies put the day.
_ON_DAY = r"(?:(?: late| early)?(?: on)? (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?"


@cache
def _of_several_words() -> tuple[re.Pattern[str], dict[str, Verb]]:
    """Verbs of more than one word as one pattern, the first that fits winning, and what each group is."""
    words = english()
    rows = [(pattern.replace("ed to", rf"ed{_ON_DAY} to"), Verb(lemma, "commit")) for lemma, pattern in words.commit]
    rows += [(pattern, Verb(lemma, kind)) for lemma, pattern, kind in words.phrasal]
    rows += [("|".join(f"(?:{pattern})" for pattern in words.discuss), Verb("discuss", "discuss"))]
    groups = "|".join(f"(?P<verb{number}>{pattern})" for number, (pattern, _) in enumerate(rows))
    return re.compile(groups), {f"verb{number}": verb for number, (_, verb) in enumerate(rows)}


def verb_at(text: str, at: int) -> tuple[int, int, Verb] | None:
    """The verb that stands at `at`, behind its adverbs: (start, end, verb)."""
    head, table = verbs()
    found = head.match(text, at)
    if found is None:
        return None
    start = found.start("verb") if found["verb"] else found.end()
    several, kinds = _of_several_words()
    if special := several.match(text, start):
        return start, special.end(), kinds[special.lastgroup or ""]
    if not found["verb"]:
        return None
    return (
        (start, found.end("verb"), table[found["verb"]]) if _reports(found["verb"], text[found.end("verb") :]) else None
    )


_NEEDS = {
    "called": r" (?:(?:on|upon)\b(?=[^.;]* (?:to|for)\b)|(?:for|attention|the|it)\b(?! President| Prime| King))",
    "calls": r" (?:(?:on|upon)\b(?=[^.;]* (?:to|for)\b)|(?:for|attention)\b)",
    "spoke": r" (?:in (?:favou?r|support)|out|of|up|for|against|highly|positively)\b",
    "asked": r" (?!questions)",
    "answered": r" (?!(?:[a-z’]+ )*questions)",
    "drew": r" (?:\w+ )?attention",
    "thought": r" that\b",
    "referred": r" to\b",
    "pressed": r" (?:for|the|on)\b",
    "presented": r" (?!.{0,40}\b(?:awards?|medals?|orders?)\b)",
    "focused": r"(?!)",
    "honored": r" (?!to\b)",
    "described": r" (?!as [a-z-]+(?:,? (?:and )?[a-z-]+){0,3}(?:[,.;]|$))",
    "raised": r" ",
    "shared": r" (?!.{0,30}\b(?:views|opinions|ideas|perspectives|assessments) (?:on|about|regarding)\b)",
    "agreed": r" (?:on|that|with|about|upon|to|there|it (?:is|was)|their|our"
    r"|(?:the|these|those|both) [^.;]{3,80}? (?:will|would|should|is|are|must))\b",
    "agrees": r" ",
    "maintained": r" (?:that|the)\b",
    "supported": r" ",
    "responded": r" (?:that|by)\b",
    "expressed": r" ",
    "welcomed": r" (?!.{0,80}\bto (?:the )?(?:White House|Washington|Kremlin|Oval|Department|Pentagon))",
    "received": r"(?!)",
    "greeted": r"(?!)",
    "extended": r" ",
}
_NEEDS_PATTERNS = {word: re.compile(pattern) for word, pattern in _NEEDS.items()}


def _reports(verb: str, rest: str) -> bool:
    needed = _NEEDS_PATTERNS.get(verb)
    return needed is None or needed.match(rest[:240]) is not None
