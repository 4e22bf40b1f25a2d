"""Names of months in every language and calendar, from `months.yaml`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from config.lexicon import FOLDER, LexiconError, load

Calendar = Literal["gregorian", "solar-hijri", "lunar-hijri"]


@dataclass(frozen=True, slots=True)
class Month:
    """What a name of a month means."""

    number: int
    """1 to 12 in its own calendar."""
    calendar: Calendar
    needs_year: bool
    """The name is an ordinary word too, and is a month only with a year beside it."""
    buddhist: bool
    """Years printed with it count from the Buddha's death: 2567 is 2024."""


class _Language(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    lang: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    calendar: Calendar = "gregorian"
    eras: Literal["buddhist"] | None = None
    months: str


_SAME = {"ي": "ی", "ى": "ی", "ك": "ک", "\u00a0": " ", "\u202f": " ", "\u3000": " ", "’": "'", "ʼ": "'", "‘": "'"}
_PLAIN = {ord(char): same for char, same in _SAME.items()} | {
    # Digits of the scripts that pages print dates in, and full-width ones.
    base + number: str(number)
    for base in (0x0660, 0x06F0, 0x0966, 0x0E50, 0xFF10)
    for number in range(10)
}


def plain(text: str) -> str:
    """The text with ASCII digits, plain blanks and one form of the Arabic yeh and kaf: the same length, so that
    positions in it are positions in the text."""
    return text if text.isascii() else text.translate(_PLAIN)


@lru_cache(maxsize=16384)
def fold_month(name: str) -> str:
    """A printed name as it is looked up: case, a final dot and the form of accents do not count."""
    # A Turkish dotted capital folds to an i with a combining dot: composed or not, the same month.
    folded = unicodedata.normalize("NFKC", plain(name)).casefold().replace("i\u0307", "i")
    return re.sub(r"\s+", " ", folded).rstrip(".")


@cache
def months() -> dict[str, Month]:
    """Every name (folded) and what it means. Raises LexiconError on a mistake in the file."""
    path = FOLDER / "months.yaml"
    found: dict[str, Month] = {}
    for language in load(path, list[_Language]):
        groups = language.months.split()
        if len(groups) != 12:
            raise LexiconError(f"{path}: {language.lang} ({language.calendar}): {len(groups)} months; write twelve")
        for number, group in enumerate(groups, 1):
            for form in group.split("|"):
                name = fold_month(form.rstrip("!").replace("_", " "))
                month = Month(number, language.calendar, form.endswith("!"), language.eras == "buddhist")
                other = found.get(name)
                if other and (other.number, other.calendar) != (number, language.calendar):
                    raise LexiconError(f"{path}: {name!r} is two months: {other} and {month}")
                # What one language uses plainly is no ordinary word only because another is careful with it.
                if other is None or other.needs_year:
                    found[name] = month
    return found


@cache
def first_words() -> frozenset[str]:
    """The first word (folded) of every name: a text without any of them holds no named month."""
    return frozenset(word for name in months() for word in re.findall(r"[^\W\d_]+", name)[:1])


@cache
def month_pattern() -> str:
    """A regular expression (no groups) for any name; use it on `plain` text, whatever the case."""
    names = sorted(months(), key=lambda name: (-len(name), name))
    return "(?:%s)\\.?" % "|".join(re.escape(name).replace(r"\ ", r"\s") for name in names)  # noqa: UP031
