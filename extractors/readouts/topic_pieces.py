"""One topic of a list, cut to what it is about: `a range of issues related to herring` is about herring. English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
    r"|concerning|pertaining to|regarding|around|on|with respect to)"
    r"|matters? (?:of|related to|relating to|concerning|pertaining to|on)|questions? (?:of|related to|relating to"
    r"|concerning|with respect to)|(?:a )?(?:wide |broad |full |whole )?(?:range|number|series|variety|host|set) of "
    r"(?:[\w-]+ )?(?:issues|topics|matters|questions|priorities|items)?(?: (?:on|of|in|related to"
    r"|regarding|concerning))?|aspects of|topics?(?: (?:of|related to|on))?|(?:the )?development of"
    r"|with|on|in depth|in addition,|in(?: (?:the )?(?:areas?|fields?) of)?"
    r"|those related to|related to|relating to|regarding|about|concerning|pertaining to|dealing with|connected with|for"
    r") (?!and\b))+",
    re.IGNORECASE,
)
_DANGLING = re.compile(
    r"(?:,?(?: (?:to|for|of|and|the|in|as|well|by|with|an?|on|their|its|our|from|at|or|that|between|provide|which))+)$"
)
_APPOSED = re.compile(r", (?:an?|who|which|whose) [a-z][^,]*$")
_TOO_LONG = 22
"""Words of one topic at most; what is longer lost its end."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One topic, and where it begins."""

    text: str
    start: int


def is_generic(text: str) -> bool:
    """`a range of issues` says nothing of what was discussed."""
    return _GENERIC.match(_STRIP.sub("", text) + " ") is not None


def cut_out(pieces: list[tuple[str, int]], offset: int) -> Iterator[Piece]:
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


def _useful(text: str) -> bool:
    """`bilateral relations` and `international issues` are topics of the genre; `a range of issues` is none."""
    return (
        re.search(
            (
                r"\b(?:international|regional|bilateral|global|security) (?:\w+ )?(?:issues|relations"
                r"|agenda|matters|affairs|security|topics|developments|problems|situations)\b"
            ),
            text,
        )
        is not None
    )
