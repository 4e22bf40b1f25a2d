"""Answers that are kept for the next time: none of a text as long as a hostile page likes."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from config.lexicon import fold
from config.remembered import LONGEST, remembered
from extractors import urls
from extractors.pages.captions import _named_caption
from extractors.pages.learned import is_sentence, mask
from extractors.pages.origin import source_of
from extractors.pages.wires import signing
from extractors.readouts.about import _context
from extractors.readouts.texts import sentences
from extractors.readouts.tokens import _parts


def test_answers_of_short_texts_alone_are_kept() -> None:
    asked: list[tuple[str, bool]] = []

    @remembered(8)
    def length(text: str, *, twice: bool = False) -> int:
        asked.append((text, twice))
        return len(text) * (1 + twice)

    short, long = "a" * LONGEST, "a" * (LONGEST + 1)
    assert [length(text, twice=True) for text in (short, long, short, long)] == [1000, 1002, 1000, 1002]
    assert asked == [(short, True), (long, True), (long, True)]


@pytest.mark.parametrize(
    "work",
    [
        *(fold, mask, is_sentence, source_of, signing, _named_caption, _context),
        lambda text: _parts(text, False),
        lambda text: sentences(0, text),
    ],
)
def test_a_long_text_is_not_held(work: Callable[[str], object]) -> None:
    text = "word" * 100_000
    before = sys.getrefcount(text)
    work(text)
    assert sys.getrefcount(text) == before


@pytest.mark.parametrize("work", [urls.host, urls.canonical_url])
def test_a_long_address_is_read_anew(work: Callable[[str], str]) -> None:
    """Python itself keeps the last hundred that were split: that is not looked at."""
    address = "https://gazette.example/" + "a" * 100_000
    assert work(address) is not work(address)
