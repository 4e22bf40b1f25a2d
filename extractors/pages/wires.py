"""Agencies where a writer's name stands above a text: `By AFP and staff`, `AFP/Geneva`, `PTI | Geneva | Updated: …`."""

from __future__ import annotations

import re

from config.lexicon import agencies
from config.remembered import remembered
from extractors.pages import datetext
from extractors.pages.dateline_form import exactly

_LONGEST = 200
_BEFORE = 3
"""Words before an agency's name in its byline, at most: its town, the section."""
_SHORT = 60
"""Characters of a line in which its name may stand behind others; in longer ones it stands first."""
# What says of a date what it is, between a name and the date.
_SAYS = re.compile(
    r"\s*[|·,]?\s*\b(?:(?:last )?(?:updated?|published?|posted|modified)(?: (?:on|at))?|"
    r"(?:publiée?|mise? à jour|modifiée?)(?: le)?|(?:publicad|actualizad|atualizad)[oa](?: e[lm])?|"
    r"(?:veröffentlicht|aktualisiert|stand)(?: am)?|(?:pubblicato|aggiornato)(?: il)?|gepubliceerd(?: op)?|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:giriş|yayın(?:lan)?ma|oluşturulma|güncelleme) tarihi|son güncelleme|publikacja|opublikowano|objavljeno)"
    r"\s?:?\s*$",
    re.IGNORECASE,
)
# A picture's line, and no writer's: Photograph: NAME/AFP/Getty Images
_PICTURE = re.compile(r"(?i)photo|foto|image|picture|фото|©|\(c\)|getty|[图摄]|صور|عکس|사진|写真|\bảnh\b")
# 05/03/2022, whichever of the two is the day
_NUMBERS = re.compile(r"\b\d{1,2}([/.-])\d{1,2}\1\d{4}\b")
_BY = re.compile(r"(?:by|par|por|von|di|door)\s", re.IGNORECASE)
_LABEL = re.compile(r"^(?:(?:by|von|por|par|di|door)\b|[^:：|/,]{2,40}[:：])\s*", re.IGNORECASE)
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
    numbers = None if found or not text[:1].isalpha() else _NUMBERS.search(text)
    start = found.start if found else numbers.start() if numbers else 0
    return text if start <= _BEFORE else _SAYS.sub("", text[:start]).rstrip(" ,|/·-–—")


# Author and origin look at the same lines.
@remembered(1024)
def signing(text: str) -> str | None:
    """The agency that a line of the header names as its writer, as printed; None where it names none.

    A caption ends with an agency, too (`The crossing in February | REUTERS`).
    """
    if len(text) > _LONGEST or _PICTURE.search(text):
        return None
    line = _LABEL.sub("", before_date(text))
    found = agencies().named_in(line) if len(line) <= _SHORT else None
    if found and sum(word[0].isalnum() for word in line.partition(found[1])[0].split()) <= _BEFORE:
        return found[1]
    if (match := _BESIDE.match(line)) and agencies().named(match["agency"]):
        return match["agency"]
    # By JANE ROE Associated Press
    if _BY.match(text) and (told := agencies().mentioned(line)) and line.endswith(f" {told[1]}"):
        return told[1]
    head = line.rpartition(" ")[0]  # Agência Lusa Texto
    return head if head and len(line) <= _SHORT and exactly(head) else None
