"""What of an English text is its author's account, and what is somebody's own words: a transcript, a long quotation.

`we discussed` in a speech tells of no contact of this text, so only the account is read for statements and topics.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from extractors.readouts.texts import Sentence

# `President of Chad Ali Sow (retranslated): Thank you ...`: a turn of a transcript.
_TURN = re.compile(
    r"(?P<who>(?:(?:[A-Z][\w.’'-]*|of|the|and|for|to|de|al|bin|von|van)[ ,]+){0,14}(?P<last>[A-Z][\w.’'-]+))"
    r"(?: \([^)]{3,40}\))?: +(?=[“\"A-Z…(])"
)
# What ends a transcript, or a part of it: the account may go on behind it.
_PAUSE = re.compile(r"\s*(?:[<\[(]?\s*(?:…|\.\.\.)\s*[>\])]?|\* ?\* ?\*|#+|-{3,})\s*$")


def spoken(paragraphs: Sequence[tuple[int, str]], known: Callable[[str], bool]) -> frozenset[int]:
    """Numbers of the paragraphs that are speech: from the first turn of a `known` speaker on, to where it pauses."""
    made: set[int] = set()
    speaking = False
    for number, text in paragraphs:
        if _PAUSE.match(text):
            speaking = False
        elif speaking or ((turn := _TURN.match(text)) and known(turn["last"].title())):
            speaking = True
            made.add(number)
    return frozenset(made)


# `"The sides confirmed their interest," the ministry said`: an office quotes its own account.
_OFFICE_QUOTED = re.compile(
    r"[“\"](?P<told>[^“”\"]{12,900}?)(?:[,.][”\"]|[”\"],) (?=(?:the |an? |its )?(?:[\w’'-]+ ){0,5}?"
    r"(?:[Mm]inistry|[Ss]ervice|[Oo]ffice|[Ss]tatement|[Rr]eadout|Kremlin|[Dd]irectorate|[Ee]mbassy|[Cc]abinet"
    r"|[Dd]epartment|[Pp]residency|[Cc]ommuniqu\w+|[Dd]ocument|[Rr]elease)(?: [\w’'-]+){0,3}? (?:said|noted|read|reads"
    r"|added|stressed|reported|stated|announced|pointed|emphasi[sz]ed|specified|quoted)\b)"
)


def unquoted(text: str) -> str:
    """A paragraph with the marks blanked around what an office quotes of itself: it is the account, nobody's words."""
    return _OFFICE_QUOTED.sub(r" \g<told> , ", text) if '"' in text or "“" in text else text


def account(lines: Iterable[Sentence], speech: frozenset[int]) -> list[Sentence]:
    """The sentences of the account, with what a quotation of several sentences holds blanked, place for place."""
    told = [one for one in lines if one.paragraph not in speech]
    made: list[Sentence] = []
    inside = False
    for number, one in enumerate(told):
        if inside and one.paragraph != told[number - 1].paragraph and not _closes_later(told[number:]):
            inside = False  # a closing mark was forgotten: a new paragraph begins anew
        text = one.text
        if inside:
            close = text.find("”")
            if close < 0:
                continue
            text = "_" * close + text[close:]
        rest = text.rfind("“") > text.rfind("”")
        inside = rest
        made.append(Sentence(one.paragraph, one.start, text) if text is not one.text else one)
    return made


def _closes_later(lines: Sequence[Sentence]) -> bool:
    """Whether the next quotation mark is a closing one, or opens a further paragraph of the same quotation."""
    for one in lines[:40]:
        if one.text.startswith("“") and one.start == 0:
            return True
        for mark in one.text:
            if mark in "“”":
                return mark == "”"
    return False
