"""What the forms of datelines have in common."""

from __future__ import annotations

import re
from dataclasses import dataclass

from config.lexicon import Agency, agencies, fold
from config.lexicon.months import months

MAX = 200
"""No dateline is longer."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Form:
    """A dateline as spans of the text it begins."""

    rule: str
    end: int
    place: Span | None
    date: Span | None
    agency: Span | None
    known: Agency | None
    reporters: Span | None = None


def span(match: re.Match[str], *groups: str) -> Span | None:
    """The span of the first of these groups that took part in a match."""
    names = match.re.groupindex
    return next((match.span(group) for group in groups if group in names and match[group]), None)


def known(printed: str) -> Agency | None:
    """The agency in what stands where an agency must: alone, or among others (`Xinhua/APP`)."""
    mentioned = agencies().mentioned(printed)
    return agencies().named(printed) or (mentioned[0] if mentioned else None)


def exactly(printed: str) -> Agency | None:
    """The agency that has exactly this name."""
    agency = agencies().named(printed)
    return agency if agency and fold(printed) in {fold(name) for name in agency.all_names} else None


def month_names(letters: str) -> str:
    """A regular expression for the names of months in a script, given as a character class of their first letters."""
    first = re.compile(letters)
    names = sorted((name for name in months() if first.match(name)), key=lambda name: (-len(name), name))
    return "(?:%s)\\.?" % "|".join(re.escape(name).replace(r"\ ", r"\s") for name in names)  # noqa: UP031
