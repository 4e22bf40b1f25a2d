"""Chinese in traditional script: read as simplified, told as printed; one character is one, so places hold.

Only verbs stay simplified: 強調 and 强调 are one verb, by which statements are grouped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from config.lexicon.languages import traditional
from extractors.readout_records import Readout
from extractors.readouts.texts import Body
from extractors.records import Article


@cache
def _table() -> tuple[dict[int, str], re.Pattern[str]]:
    pairs = {ord(pair[0]): pair[1] for pair in traditional().pairs}
    return pairs, re.compile(f"[{''.join(map(chr, pairs))}]")


def is_traditional(text: str) -> bool:
    return _table()[1].search(text) is not None


def simplified(text: str) -> str:
    return text.translate(_table()[0])


def simplified_article(article: Article) -> Article:
    """The article as far as a reader takes it besides its paragraphs: its title and captions."""
    blocks = tuple(replace(one, text=simplified(one.text)) for one in article.blocks)
    return replace(article, title=simplified(article.title), blocks=blocks)


def as_printed(made: Readout, title: str, paragraphs: Body) -> Readout:
    """A readout of simplified texts with the words that stand in the page."""
    whole = "\n".join([title, *(text for _, text in paragraphs)])
    printed: Readout = _restored(made, simplified(whole), whole)
    return printed


def _restored(value: Any, read: str, printed: str) -> Any:
    if isinstance(value, str):
        at = -1 if value.isascii() else read.find(value)
        return value if at < 0 else printed[at : at + len(value)]
    if isinstance(value, Sequence):
        return tuple(_restored(one, read, printed) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        texts = {one.name: getattr(value, one.name) for one in fields(value) if one.name != "verb"}
        return replace(value, **{name: _restored(text, read, printed) for name, text in texts.items()})
    return value
