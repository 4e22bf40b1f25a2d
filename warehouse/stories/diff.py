"""What differs between two wordings: word by word for a reader, and of what kinds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from warehouse.stories.text import spelling

Kind = Literal["same", "removed", "added"]

CLASSES = (
    "headline", "number", "name", "typo", "wording", "paragraph added", "paragraph removed", "typesetting",
)  # fmt: skip
"""Kinds of difference, of which an edit has one or several."""

_ALONE = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0eff"
_PIECES = re.compile(rf"\n+|[{_ALONE}]|\d+(?:[.,]\d+)*|[^\W\d_{_ALONE}]+(?:['’][^\W\d_{_ALONE}]+)*|[^\w\s]|_|[^\S\n]+")
_WORD = re.compile(r"\w")

_ALIKE = 0.5
"""Share of common words from which two paragraphs are one, changed."""
_TYPO = 0.75
"""Likeness of two words of which one is a misprint of the other."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that both have, or only one."""

    kind: Kind
    text: str


def word_diff(before: str, after: str) -> list[Piece]:
    """The two texts as one, with what was removed and what was added. White space alone is no difference."""
    a, b = _PIECES.findall(before), _PIECES.findall(after)
    keys_a, keys_b = [_key(piece) for piece in a], [_key(piece) for piece in b]
    found: list[Piece] = []
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, keys_a, keys_b, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(b[b0:b1])))
            continue
        if a1 > a0:
            found.append(Piece("removed", "".join(a[a0:a1])))
        if b1 > b0:
            found.append(Piece("added", "".join(b[b0:b1])))
    return found


def _key(piece: str) -> str:
    return ("\n" if "\n" in piece else " ") if piece.isspace() else piece


def classes(title_before: str, text_before: str, title_after: str, text_after: str) -> list[str]:
    """Of what kinds the differences of two wordings are, in the order of `CLASSES`; nothing for equal ones."""
    found: set[str] = set()
    if _words(title_before) != _words(title_after):
        found.add("headline")
    changed, removed, added = _paragraphs(text_before, text_after)
    if removed:
        found.add("paragraph removed")
    if added:
        found.add("paragraph added")
    for one, other in changed:
        found |= _word_classes(one, other)
    if not found and (title_before, text_before) != (title_after, text_after):
        found.add("typesetting")
    return [name for name in CLASSES if name in found]


def _words(text: str) -> list[str]:
    return [piece for piece in _PIECES.findall(text) if _WORD.match(piece)]


def _paragraphs(before: str, after: str) -> tuple[list[tuple[list[str], list[str]]], int, int]:
    """Paragraphs that were changed, with their words before and after, and how many were removed and added."""
    a, b = ([_words(line) for line in text.split("\n") if line.strip()] for text in (before, after))
    changed: list[tuple[list[str], list[str]]] = []
    removed = added = 0
    matcher = SequenceMatcher(None, [tuple(words) for words in a], [tuple(words) for words in b], autojunk=False)
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        if tag == "equal":
            continue
        left = list(range(b0, b1))
        for n in range(a0, a1):
            best = max(left, key=lambda m: (_likeness(a[n], b[m]), -m), default=None)
            if best is not None and _likeness(a[n], b[best]) >= _ALIKE:
                changed.append((a[n], b[best]))
                left.remove(best)
            else:
                removed += bool(a[n])
        added += sum(bool(b[m]) for m in left)
    return changed, removed, added


def _likeness(a: Sequence[str], b: Sequence[str]) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio() if a or b else 1.0


def _word_classes(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Kinds of the differences within one paragraph."""
    found: set[str] = set()
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        was, now = before[a0:a1], after[b0:b1]
        rest = []
        for words in (was, now):
            plain = [word for word in words if not word[0].isdigit()]
            if len(plain) < len(words):
                found.add("number")
            rest.append(plain)
        if not rest[0] and not rest[1]:
            continue
        if len(rest[0]) == len(rest[1]) and all(map(_misprint, *rest)):
            found.add("typo")
        elif any(word[0].isupper() for words in rest for word in words) and a0 + b0 > 0:
            found.add("name")
        else:
            found.add("wording")
    return found


def _misprint(was: str, now: str) -> bool:
    """Whether two words are one but for a slip, or a spelling: a name for another name is none."""
    if was.casefold() == now.casefold() or spelling(was.casefold()) == spelling(now.casefold()):
        return True
    if len(was) < 3 or len(now) < 3 or abs(len(was) - len(now)) > 2:
        return False
    return SequenceMatcher(None, was.casefold(), now.casefold(), autojunk=False).ratio() >= _TYPO
