"""Phrases such as "3 hours ago" and "昨天", from `ago.yaml`."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from config.lexicon import FOLDER, LexiconError, load
from config.lexicon.months import plain

_SECONDS = {"minute": 60, "hour": 3600, "day": 86400, "two days": 172800, "week": 604800, "today": 0}
_HOUR = r"\W{0,3}(?:at |um |à |às |в )?\d{1,2}[:.h]\d{2}"


class _Unit(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    unit: Literal["minute", "hour", "day", "two days", "week", "today"]
    phrases: tuple[str, ...] = Field(min_length=1)


@cache
def ago() -> tuple[tuple[re.Pattern[str], int], ...]:
    """Each phrase, for `plain` text, and the seconds of its unit; the group `n` holds the number where one stands.

    Raises LexiconError on a mistake in the file.
    """
    path = FOLDER / "ago.yaml"
    units = load(path, list[_Unit])
    try:
        return tuple(
            (_pattern(form), _SECONDS[unit.unit])
            for unit in units
            for phrase in unit.phrases
            for form in _forms(phrase)
        )
    except re.error as error:
        raise LexiconError(f"{path}: {error}") from error


def _forms(phrase: str) -> list[str]:
    """The alternatives at the top level: each may have a number of its own."""
    forms, depth = [""], 0
    for char in phrase:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == "|" and depth == 0:
            forms.append("")
        else:
            forms[-1] += char
    return forms


def _pattern(form: str) -> re.Pattern[str]:
    numbered = re.sub(r"\bN(?=[ h?])", lambda _: r"(?<!\d)(?P<n>\d{1,3})", form, count=1)
    if "(?P<n>" not in numbered:
        numbered = "(?P<n>(?!))?" + numbered
    if numbered.endswith("H"):
        numbered = numbered[:-1] + _HOUR
    # Scripts without blanks have no word borders.
    unspaced = re.search(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]", form)
    border = ("", "") if unspaced else (r"(?<!\w)", r"(?!\w)")
    return re.compile(border[0] + plain(numbered) + border[1], re.IGNORECASE)
