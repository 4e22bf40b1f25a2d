"""Agencies where a writer's name stands above a text: `By AFP and staff`, `AFP/Geneva`, `PTI | Geneva | Updated: …`."""

from __future__ import annotations

import re
from functools import lru_cache

from config.lexicon import agencies
from extractors.pages import datetext
from extractors.pages.dateline_form import exactly

_LONGEST = 200
_BEFORE = 3
"""Words before an agency's name in its byline, at most: its town, the section."""
_SHORT = 60
"""Characters of a line in which its name may stand behind others; in longer ones it stands first."""
_SAYS = re.compile(
    r"\s*[|·,]?\s*\b(?:last )?(?:updated?|published?|posted|modified)(?: (?:on|at))?\s?:?\s*$", re.IGNORECASE
)
_LABEL = re.compile(r"^(?:(?:by|von|por|par|di)\b|[^:：|/,]{2,40}[:：])\s*", re.IGNORECASE)
# AFP and staff   AFP/Geneva   AFP, Geneva   PTI | Geneva | Updated   Agence France-Presse in Geneva
_BESIDE = re.compile(
    r"(?P<agency>[^\W\d_][\w'’ -]{1,40}?)"
    r"(?:\s(?:and|with|et|und|y|e|in|à|en|aus)\s.*|\s?[/|,]\s?[\w ]{2,24}(?:$|\s?[/|·•,].*))"
)


# What portals print behind source and date: 来自北京 3人参与 0评论
_COUNTS = re.compile(
    r"\s?(?:(?:来自|发布于|IP属地)[:：]?\s?[\u4e00-\u9fff]{2,4}|\d+\s?(?:人?参与|条?评论|次?阅读))(?=\s|$)"
)


def without_counts(text: str) -> str:
    """A header line without where it was sent from and how often it was read."""
    return _COUNTS.sub("", text)


def before_date(text: str) -> str:
    """A header line up to the date in it; all of it where none stands behind a name."""
    found = datetext.find(text) if text[:1].isalpha() else None
    if not found or found.start <= _BEFORE:
        return text
    return _SAYS.sub("", text[: found.start]).rstrip(" ,|·-–—")


# Author and origin look at the same lines.
@lru_cache(maxsize=1024)
def signing(text: str) -> str | None:
    """The agency that a line of the header names as its writer, as printed; None where it names none.

    A caption ends with an agency, too (`The crossing in February | REUTERS`).
    """
    if len(text) > _LONGEST or "©" in text:  # a picture's
        return None
    line = _LABEL.sub("", before_date(text))
    found = agencies().named_in(line) if len(line) <= _SHORT else None
    if found and len(line.partition(found[1])[0].split()) <= _BEFORE:
        return found[1]
    if (match := _BESIDE.match(line)) and agencies().named(match["agency"]):
        return match["agency"]
    head = line.rpartition(" ")[0]  # Agência Lusa Texto
    return head if head and len(line) <= _SHORT and exactly(head) else None
