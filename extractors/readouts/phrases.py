"""Set phrases of the lexicon in a text: which, in which form, where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from config.lexicon.world import Phrase, phrases
from extractors.readout_records import PhraseHit

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Form:
    pattern: re.Pattern[str]
    phrase: Phrase
    exact: bool


def _loose(form: str) -> str:
    """A form as a pattern: quotes, dashes, accents, full stops of `U.S.` and spaces may be printed otherwise."""
    made = re.escape(form.replace("’", "'"))
    for plain, pattern in (
        ("é", "[eé]"),
        ("'", "['’]"),
        (r"\-", "[-‑–]"),
        (r"\.", r"\.?"),
        (r"\ ", r"\s+"),
    ):
        made = made.replace(plain, pattern)
    return made


@cache
def _index(lang: str) -> dict[str, tuple[_Form, ...]]:
    """The forms of a language by their first word (in Chinese, their first character), the longest first."""
    table: dict[str, list[tuple[int, _Form]]] = {}
    for phrase in phrases():
        for number, form in enumerate(getattr(phrase, lang, ())):
            first = _WORD.search(form.casefold())
            if first is None:
                continue
            key = first.group(0)[0] if lang == "zh" else first.group(0).replace("é", "e")
            ending = "" if lang == "zh" else r"(?!\w)"
            # What stands before the first word (an opening quotation mark) may be printed or not.
            bare = form[first.start() :]
            pattern = re.compile(_loose(bare) + ending, 0 if lang == "zh" else re.IGNORECASE)
            table.setdefault(key, []).append((len(bare), _Form(pattern, phrase, number == 0)))
    return {key: tuple(form for _, form in sorted(forms, key=lambda one: -one[0])) for key, forms in table.items()}


def read_phrases(paragraphs: Sequence[tuple[int, str]], lang: str) -> tuple[PhraseHit, ...]:
    """Every place where a set phrase stands, in order. A longer form hides a shorter one inside it."""
    index = _index(lang)
    if not index:
        return ()
    hits: list[PhraseHit] = []
    for number, text in paragraphs:
        done = 0
        for start, forms in _starts(text, lang, index):
            if start < done:
                continue
            for form in forms:
                if found := form.pattern.match(text, start):
                    hits.append(
                        PhraseHit(
                            form.phrase.id, form.phrase.family, found.group(0), form.exact, number, start, found.end()
                        )
                    )
                    done = found.end()
                    break
    return tuple(hits)


def _starts(text: str, lang: str, index: dict[str, tuple[_Form, ...]]) -> list[tuple[int, tuple[_Form, ...]]]:
    """Where a form can begin, and the forms that begin so."""
    if lang == "zh":
        return [(start, index[key]) for start, key in enumerate(text) if key in index]
    lower = text.lower()
    if len(lower) != len(text):
        lower = text  # a letter whose small form is two: places would no longer be true
    words = _WORD.finditer(lower.replace("é", "e"))
    return [(found.start(), forms) for found in words if (forms := index.get(found.group()))]
