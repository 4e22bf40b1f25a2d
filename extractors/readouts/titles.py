"""What an English title says: the offices that stand in it, and the state they are of."""

from __future__ import annotations

import re
from itertools import pairwise

from config.lexicon.languages import english
from config.lexicon.world import world
from extractors.readouts.tokens import Token

LOWER_HEADS = (
    r"(?:acting |deputy |vice[- ]|former |first |senior |special |permanent |prime |foreign "
    r"|defen[cs]e |finance |co-|managing |executive |general )*"
    r"(?:member|director|chair(?:man|woman|person)?|secretary|minister|president|head|leader"
    r"|advis[eo]r|ambassador|envoy"
    r"|representative|commissioner|commander|premier|chancellor|governor|speaker|king|prince|emir|chief|coordinator)\b"
)


def title_side(title: list[Token]) -> tuple[str | None, str | None]:
    """The state a title belongs to (before an organisation): not the one it is an envoy `for` or ambassador `to`."""
    found: list[str] = []
    skipped = False
    for number, token in enumerate(title):
        if token.kind != "side":
            continue
        before = [one.text for one in title[max(0, number - 2) : number]]
        if (
            before
            and (before[-1] in {"for", "on", "to"} or before[-2:] in (["for", "the"], ["on", "the"], ["to", "the"]))
            and not (before[-2:] == ["to", "the"] and _held(title[number + 1 : number + 2]))
        ):
            skipped = True
            continue
        if "-" in before[-1:] or [one.text for one in title[number + 1 : number + 2]] == ["-"]:
            continue  # `Co-Chairman of the Norwegian-Chadian Commission` may be of either
        if skipped and before and before[-1] == "(":
            continue
        if token.value not in world().countries and "Affairs" in [one.text for one in title[number + 1 : number + 4]]:
            continue  # `Minister for European and International Affairs`
        if token.text == "America" and before and before[-1] in {"North", "Latin", "Central", "South"}:
            continue
        found.append(token.value or "")
    if not found:
        # `Crown Prince of Abu Dhabi`: the state of the town he is of.
        of = (place.value for link, place in pairwise(title) if (link.text, place.kind) == ("of", "place"))
        town = next(of, None)
        return (town, "side:town") if town else (None, None)
    return next((code for code in found if code in world().countries), found[0]), "side:title"


def _held(behind: list[Token]) -> bool:
    """`Advisor to the Norwegian | Prime Minister`: an office of the state, no post in it."""
    return bool(behind) and behind[0].text in {"President", "Prime", "Chancellor", "King", "Premier", "Government"}


def split_title(printed: str) -> tuple[str, ...]:
    """`Director of the Office, and Foreign Minister` is two titles; `Minister of Trade and Industry` is one."""
    heads = english().heads
    made: list[str] = []
    for piece in re.split(r",\s*(?:and\s+)?|\s+and\s+(?:also\s+)?", printed):
        piece = re.sub(r"^(?:(?:the|an?|his|her|H[EHM]|HRH)\s+)+", "", piece.strip(" ,"))
        holds_head = any(word.strip(".,’'s") in heads or word in heads for word in piece.split()) or re.match(
            LOWER_HEADS, piece
        )
        if made and not holds_head:
            joint = printed[printed.find(made[-1]) + len(made[-1]) :]
            gap = joint[: joint.find(piece)] if piece in joint else " and "
            made[-1] = made[-1] + gap + piece
        elif piece:
            made.append(piece)
    return tuple(made)
