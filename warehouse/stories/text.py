"""A text as the story step reads it: lines, words and numbers, alike in every carrier's spelling.

Every Chinese character, kana and syllable of Korean is a word, as is every run of letters or digits elsewhere. Case,
width, vowel marks of Arabic, British and American endings and the wires' abbreviations make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt
import xxhash

from warehouse.stories.thresholds import DATED_LINE, EDGE_LINES

# Scripts without blanks between words: each character counts as one.
_ALONE = (
    r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    r"\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_ALONE}]|\d+(?:[.,٫]\d+)*|[^\W\d_{_ALONE}]+|%")
_MARKS = re.compile(r"[\u0640\u064b-\u065f\u0670\u200c\u200d\u00ad]")
_ALIKE = str.maketrans("يىكةٱأإآё", "ییکهاااا" + "е")
_DIGIT = re.compile(r"\d")
_MAYBE_DOTTED = re.compile(r"\.[a-z]\.")
_DOTTED = re.compile(r"\b((?:[a-z]\.){2,3})(?!\w)")

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)\w*\.?"
# The look-ahead spares most words the list of months.
_DATE = re.compile(
    rf"\b(?=[\djfmasondянмаисод])(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}\b|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}\b"
    rf"|\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s?[ap]\.?m\b)?|\d{{1,2}}[ -](?:{_MONTH}|\w{{3,9}})[ -]\d{{4}}\b"
    rf"|{_MONTH}\s\d{{1,2}}(?:,?\s\d{{4}})?\b)"
    r"|(?:\d{4}\s?[年년]\s?)?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]"
)
_MAYBE_DATELINE = re.compile(r"[(/–—电電讯訊]|-[- ]")
# `PLACE, Jan. 5 (Agency) -- `, `(Agency) `, `PLACE - `, `МОСКВА, 2 марта. /ТАСС/. `, `新华社北京1月5日电 `.
_DATELINE = re.compile(
    r"(?:[^\n]{0,50}?\([^\W\d_][\w .'’/-]{1,30}\)\s*(?:--|[—–-])?\s*"
    r"|[^\Wa-zа-я\d_][^\n:;!?a-zа-я]{2,40}\s(?:--|[—–-])\s+|[^\W\d_][^\n/]{0,50}/[^/\n]{2,40}/\s*[.—–-]*\s*|[\u4e00-\u9fff]{2,12}\d{1,2}月\d{1,2}日[电電讯訊]\s*)"
)

_ABBREVIATED = {"%": "percent", "pct": "percent", "bln": "billion", "mln": "million", "tln": "trillion"}
_BRITISH = (
    ("isation", "ization"),
    ("isations", "izations"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("ysed", "yzed"),
    ("our", "or"),
    ("ours", "ors"),
    ("oured", "ored"),
    ("tre", "ter"),
    ("tres", "ters"),
    ("ogramme", "ogram"),
    ("ogrammes", "ograms"),
    ("elled", "eled"),
    ("elling", "eling"),
)
_ENDING = dict(_BRITISH)
_LONGEST = max(map(len, _ENDING))

_ROOM = 500_000
_PIECE, _PIECES = 32, 100_000
"""Letters up to which what stands between two blanks is remembered (longer ones seldom come again), and how many."""

_TEXTS = 256
"""Texts remembered as read: those of an hourly batch are sketched, compared with others and compared with the lead of
their story, one after the other."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text."""

    words: list[str]
    mask: int | None
    """Hash under which the line is known to repeat, dates masked; None away from the edges of the text."""


@lru_cache(maxsize=_TEXTS)
def read_lines(text: str) -> Sequence[Line]:
    """The lines of a text that are not blank, without datelines at its head and dates in short lines at its edges."""
    printed = [line for line in text.split("\n") if line and not line.isspace()]
    last = len(printed) - EDGE_LINES
    lines = []
    for place, line in enumerate(printed):
        at_edge = place < EDGE_LINES or place >= last
        if place < EDGE_LINES and _MAYBE_DATELINE.search(line, 0, 64) and (found := _DATELINE.match(line)):
            line = line[found.end() :] or line
        line = fold(line)
        mask = None
        if at_edge:
            if len(line) <= DATED_LINE and _DIGIT.search(line):
                line = _DATE.sub(" ", line)
            mask = xxhash.xxh3_64_intdigest(" ".join(line.split()).encode()) >> 32
        lines.append(Line(words(line), mask))
    return lines


def fold(line: str) -> str:
    """The line in one case and width, without marks that are written at will."""
    if line.isascii():
        line = line.lower()
    else:
        line = unicodedata.normalize("NFKC", line).casefold()
        line = _MARKS.sub("", line).translate(_ALIKE)
    if _MAYBE_DOTTED.search(line):
        line = _DOTTED.sub(lambda found: found[1].replace(".", ""), line)
    return line.replace("per cent", "percent") if "per cent" in line else line


class _Pieces(dict[str, list[str]]):
    """The words of what stands between two blanks, remembered: `harbour,` comes again before long."""

    def __missing__(self, piece: str) -> list[str]:
        found = _WORD.findall(piece)
        if len(piece) <= _PIECE:
            if len(self) >= _PIECES:
                self.clear()
            self[piece] = found
        return found


_words_of = _Pieces().__getitem__


def words(folded: str) -> list[str]:
    """The words of a folded line, as printed: `WordHashes` knows which spellings are one."""
    return list(chain.from_iterable(map(_words_of, folded.split())))


class WordHashes:
    """64 bits for every word as printed, the same for all its spellings; 0 for "". Remembers the words it has seen."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._hashes = np.zeros(1024, np.uint64)

    def __call__(self, words: Iterable[str], number: int) -> npt.NDArray[np.uint64]:
        """The hashes of so many words."""
        if len(self._places) > _ROOM:
            self._places.clear()
        words = list(words)
        try:
            places = np.fromiter(map(self._places.__getitem__, words), np.int32, number)
        except KeyError:
            self._learn(words)
            places = np.fromiter(map(self._places.__getitem__, words), np.int32, number)
        found: npt.NDArray[np.uint64] = self._hashes[places]
        return found

    def _learn(self, words: Iterable[str]) -> None:
        new = [word for word in dict.fromkeys(words) if word not in self._places]
        first = len(self._places)
        if first + len(new) > len(self._hashes):
            self._hashes = np.resize(self._hashes, 2 * (first + len(new)))
        for place, word in enumerate(new, first):
            self._places[word] = place
            self._hashes[place] = xxhash.xxh3_64_intdigest(spelling(word).encode()) if word else 0


def spelling(word: str) -> str:
    """One spelling for all of a word's: `organised` and `organized`, `pct` and `percent`, `1,200` and `1200`."""
    if word[0].isdigit():
        return word.replace(",", "") if "," in word else word
    if word in _ABBREVIATED:
        return _ABBREVIATED[word]
    for size in range(min(_LONGEST, len(word) - 2), 2, -1):
        if other := _ENDING.get(word[-size:]):
            return word[:-size] + other
    return word


def is_number(word: str) -> bool:
    return word[0].isdigit()
