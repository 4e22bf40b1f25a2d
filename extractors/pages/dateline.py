"""Datelines: `BEIJING, Jan. 28 (Xinhua) --` and its like in other scripts, taken off a paragraph's beginning.

A dateline is a place, mostly a date, an agency and a mark that ends it, in an order that each language's wires
keep. Prose has some of these, never all. The forms are in `dateline_west` (Latin, Cyrillic and Greek script) and
`dateline_east` (Arabic script, Chinese, Japanese, Korean); which are tried is told by the first letter alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from config.lexicon import Agency
from config.lexicon.months import plain
from extractors.pages import dateline_east, dateline_west
from extractors.pages.dateline_form import MAX, Form
from extractors.records import Dateline


@dataclass(frozen=True, slots=True)
class Split:
    """A paragraph parted: the dateline, the rule that found it, its agency if the lexicon knows it, and the rest."""

    dateline: Dateline
    rule: str
    agency: Agency | None
    rest: str


def split(paragraph: str) -> Split | None:
    """Take the dateline off a paragraph; None when it begins with none."""
    start = len(paragraph) - len(paragraph.lstrip())
    text = paragraph[start : start + 2 * MAX]
    if not text:
        return None
    head = plain(text)
    form = _read(head)
    if form is None or form.end > MAX:
        return None
    place = text[slice(*form.place)].strip(" ,.،\u3000") if form.place else None
    date = text[slice(*form.date)].strip().rstrip(".") if form.date else None
    agency = text[slice(*form.agency)].strip() if form.agency else None
    reporters = _names(text[slice(*form.reporters)]) if form.reporters else ()
    raw = text[: form.end].strip()
    rest = paragraph[start + form.end :].strip()
    return Split(
        Dateline(raw, place or None, date or None, agency or None, reporters), f"dateline:{form.rule}", form.known, rest
    )


def _read(head: str) -> Form | None:
    """The form that the head of a paragraph has, in `plain` text."""
    first = next((char for char in head[:4] if char.isalpha()), "")
    if first.islower() or not first:
        # A date may stand first: 28 января, Минск /Корр. БЕЛТА/. Or an agency that writes itself small: (dpa)
        return (
            dateline_west.read(head)
            if head[0].isdigit() or head[0] == "("
            else dateline_east.read(head)
            if head[0] in "【["
            else None
        )
    if first < "\u0530":
        return dateline_west.read(head) or (dateline_east.read(head) if head[0] in "【[［" else None)
    return dateline_east.read(head) or (dateline_west.read(head) if "\u1e00" <= first <= "\u1fff" else None)


_LABEL = re.compile(
    r"(?:本报|本報|新华社|特约|特派|见习|实习|驻\S{2,6}|[\u4e00-\u9fff·]{1,10}(?:社|报|网|台|视|在线|新闻|客户端))*(?:记者|記者|通讯员|評論員|评论员|特派員|編譯|编译)|[:：]|"
    r"(?:특파원|기자)(?=\s|$)|[Кк]орр\."
)


def _names(text: str) -> tuple[str, ...]:
    """Names in `记者朱东阳 刘晨、王某`, in their order; a name of two characters is often spaced out (`方 敏`)."""
    text = re.sub(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]([\u4e00-\u9fff])(?![\u4e00-\u9fff])", r"\1\2", text)
    parts = (
        part.strip(" .·-")
        for part in re.split(r"[、,，;；]|\s+(?=[\u4e00-\u9fff\uac00-\ud7af])", _LABEL.sub(" ", text).strip())
    )
    return tuple(part for part in parts if 2 <= len(part) <= 40)
