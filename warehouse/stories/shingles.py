"""Shingles: hashes of five words in a row, and the sketch of a text, the few of them by which it is found again.

Hashes are kept in the database, so they are those of xxHash, and mixed by arithmetic that any machine does alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np
import numpy.typing as npt

from warehouse.stories.text import Line, WordHashes, read_lines
from warehouse.stories.thresholds import EDGE_LINES, HEAD, NUMBERED, SAMPLE, SENTENCE, SHINGLE, SMALLEST

Hashes = npt.NDArray[np.uint32]

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)
_SAMPLE = np.uint32(SAMPLE)
_word_hashes = WordHashes()


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is stored of a text to find its copies."""

    hashes: list[int]
    """Sampled shingles, 32 bits each, ascending."""
    lines: list[int]
    """Masks of the lines at its edges, ascending."""


def shingles(texts: Sequence[Sequence[str]]) -> list[Hashes]:
    """The shingles of each text, given as words, in reading order; a text of fewer than five words has one, or none.

    All texts are hashed at once: numpy is slow to start and fast to go on.
    """
    sizes = [len(its) for its in texts]
    gaps = [""] * (SHINGLE - 1)
    words = chain.from_iterable(chain(its, gaps) for its in texts)
    flat = _word_hashes(words, sum(sizes) + len(gaps) * len(texts))
    if not len(flat):
        return [np.empty(0, np.uint32) for _ in texts]
    rolled = np.zeros(len(flat) - len(gaps), np.uint64)
    for step in range(SHINGLE):
        rolled = rolled * _FACTOR + flat[step : len(rolled) + step]
    rolled ^= rolled >> _HALF
    rolled *= _MIX
    rolled ^= rolled >> _HALF
    rolled *= _MIX
    hashed = (rolled >> _HALF).astype(np.uint32)
    found, start = [], 0
    for size in sizes:
        found.append(hashed[start : start + (max(1, size - len(gaps)) if size else 0)])
        start += size + len(gaps)
    return found


def sketches(texts: Sequence[str]) -> list[Sketch]:
    """The sketch of each text, with its furniture: what is furniture is not known from one text."""
    read = [read_lines(text) for text in texts]
    words = [all_words(lines) for lines in read]
    return [
        Sketch(
            sample(hashes, beginning(lines), numbered(its_words)),
            sorted({line.mask for line in lines if line.mask is not None}),
        )
        for lines, its_words, hashes in zip(read, words, shingles(words), strict=True)
    ]


def beginning(lines: Sequence[Line]) -> int:
    """Where the text begins, in words: at the first line long enough to be no header of the page."""
    at = 0
    for line in lines[:EDGE_LINES]:
        if len(line.words) >= SENTENCE:
            return at
        at += len(line.words)
    return 0


def numbered(words: Sequence[str]) -> list[int]:
    """Places of the shingles that begin or end with one of a text's first numbers."""
    numbers = islice((place for place, word in enumerate(words) if word[0].isdigit()), NUMBERED)
    return [at for place in numbers for at in (place - SHINGLE + 1, place) if 0 <= at <= len(words) - SHINGLE]


def sample(hashes: Hashes, begins: int = 0, always: Sequence[int] = ()) -> list[int]:
    """The sketch hashes of a text's shingles, of those at `always` too; the text proper begins with that shingle."""
    # Both the smallest and those below a threshold are the first of them.
    ascending = np.sort(hashes)
    kept = set(ascending[: max(SMALLEST, int(ascending.searchsorted(_SAMPLE)))].tolist())
    if len(kept) < min(SMALLEST, len(hashes)):  # some stand there more than once
        kept = set(np.unique(hashes)[:SMALLEST].tolist())
    kept.update(hash_ for hash_ in hashes[begins : begins + HEAD].tolist() if hash_ & 1)
    kept.update(hashes[list(always)].tolist())
    return sorted(kept)


def all_words(lines: Sequence[Line]) -> list[str]:
    return list(chain.from_iterable(line.words for line in lines))
