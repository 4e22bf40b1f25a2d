"""Paragraphs and sentences of an article, with their places kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

MAX_PARAGRAPH = 20_000
"""Characters of one paragraph that are read; a longer one is no paragraph of a readout."""
MAX_PARAGRAPHS = 400
"""Paragraphs of one text that are read."""

_HEADERS = re.compile(
    r"(?:Office of the (?:Spokes\w+|Press Secretary)"
    r"|The (?:below|following) (?:readout |statement |text )?is attributable to .{0,80}"
    r"|The text of the following (?:joint )?statement .{0,120}|(?:Begin|End) text[.:]?"
    r"|(?:For )?Immediate Release:?|Readout|Media Note|Press Statement|#{2,}|-0-|- ?end ?-|END|Enditem|[（(]?完[）)]?)",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…](?:[”\"’'»)\]]{0,3})(?=\s+(?:[-–—•*] )?[“\"‘'«„(\[]{0,2}[A-ZÀ-ÞА-ЯЁ0-9])")
# What a full stop follows without ending a sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Adm|Sen|Rep|Gov|Hon|Rev|Prof|Amb|Ma|Maj|Capt|Brig|vs|Nos?|No|Jan|Feb|Mar|Apr|Aug"
    r"|Sept?|Oct|Nov|Dec|H\.E"
    r"|г|гг|им|ул|т\.е|т\.д)|\b[A-ZА-ЯЁ]|\b[A-Z]\.[A-Z])\.$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of paragraph `paragraph` (from 1; 0 the title), beginning at character `start`."""

    paragraph: int
    start: int
    text: str


def is_header(paragraph: str) -> bool:
    """A line of the form, such as `Office of the Spokesperson`: it is counted, not read."""
    return len(paragraph) < 140 and _HEADERS.fullmatch(paragraph.strip()) is not None


def sentences(number: int, text: str) -> tuple[Sentence, ...]:
    """The sentences of one paragraph of Latin or Cyrillic script."""
    return known_sentences(number, text[:MAX_PARAGRAPH])


@lru_cache(maxsize=512)
def known_sentences(number: int, text: str) -> tuple[Sentence, ...]:
    return tuple(_sentences(number, text))


def _sentences(number: int, text: str) -> Iterator[Sentence]:
    start = 0
    for found in _END.finditer(text):
        piece = text[start : found.end()]
        if (
            found.group(0)[0] == "."
            and _ABBREVIATION.search(piece, len(piece) - 8)
            and not _closes(piece, text[found.end() :])
        ):
            continue
        yield _trimmed(number, start, piece)
        start = found.end()
    if text[start:].strip():
        yield _trimmed(number, start, text[start:])


def _closes(piece: str, rest: str) -> bool:
    """`in Washington, D.C. The Secretary ...`: an abbreviation that ends its sentence after all."""
    if not re.search(r"\b(?:D\.C|U\.S|U\.K|U\.N|Jr|Sr|Ma)\.$", piece):
        return False
    if piece.endswith("D.C."):
        return re.match(r"\s+[A-Z]", rest) is not None
    opener = re.match(
        r"\s+(The|He|She|They|In|On|During|Both|These|This|It|As|At|While|And|President|Secretary)\b", rest
    )
    return opener is not None and not (opener[1] in {"President", "Secretary"} and piece.endswith("U.S."))


_BULLET = re.compile(r"\A\s*(?:[-–—•*] )?\s*")


def _trimmed(number: int, start: int, piece: str) -> Sentence:
    stripped = _BULLET.sub("", piece, count=1)
    return Sentence(number, start + len(piece) - len(stripped), stripped.rstrip())


_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000\t\n\r"), " ")


_ODD_SPACE = re.compile(f"[{''.join(map(chr, _SPACES))}]")


def plain(text: str) -> str:
    """The text with every kind of space as a plain one, character for character, so that places stay true."""
    return text.translate(_SPACES) if _ODD_SPACE.search(text) else text


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words is in the text: a quick look before a long pattern that cannot do without them."""
    for word in words:  # noqa: SIM110 - asked of every sentence, and a generator costs as much again
        if word in text:
            return True
    return False


def title_text(title: str) -> str:
    """A title with plain spaces, and with the letters that some feeds print as escapes (`Ant\\xF3nio`)."""
    return plain(re.sub(r"\\x([0-9A-Fa-f]{2})", lambda found: chr(int(found.group(1), 16)), title))


Body = Sequence[tuple[int, str]]
"""The paragraphs of a text that are read, with their numbers."""


def body(paragraphs: Sequence[str]) -> Body:
    """The paragraphs worth reading, with their numbers from 1."""
    numbered = enumerate(map(plain, paragraphs[:MAX_PARAGRAPHS]), 1)
    return [(number, text) for number, text in numbered if text.strip() and not is_header(text)]
