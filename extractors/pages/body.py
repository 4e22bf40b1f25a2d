"""Which lines of a page are its article.

The outlet's selector decides where it finds something. Elsewhere trafilatura does, and its text is mapped back to
the page's own lines: so page order, repeated captions and the kind of each line are the page's, and a paragraph at
the edge that trafilatura lost is taken back when it stands among its kept siblings.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document as TrafilaturaDocument
from trafilatura.settings import Extractor

from config.outlets import PageRules
from extractors.pages.document import Document, Line, letters, weight

_SENTENCE_END = re.compile(r"[.!?…。！？；;:：؟۔\"”’»」)）]$")
SHORT = 1000
SHORT_WIDE = 300
"""Characters under which a result of the fast algorithm is checked by the full one; CJK characters carry more."""
_MAX_LINES = 2_000
"""Lines up to which the full algorithm is asked: one of its parts compares every paragraph with all others."""
_MAX_ELEMENTS = 6_000
"""Above this a page is no article a person wrote, and trafilatura would take minutes: the densest part is read."""


_KEPT_EMPTY = frozenset({"html", "head", "body", "img", "br", "hr"})
_LEAD_REACH = 15
"""Lines between a title and the text in which a lead may stand apart."""
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:stand-?first|sub-?(?:title|head(?:line)?|heading)|dek|deck|lead|intro(?:text)?|spot|chapo|"
    r"sapo|bajada|copete|entradilla|sommario|desc(?:p|ription)?|summary|excerpt|overview|announce[_-]?text)(?:\s|$)",
    re.IGNORECASE,
)
_NOT_LEAD = re.compile(
    r"caption|comment|cookie|share|related|popup|modal|banner|promo|advert|copyright|photo|image|picture|video",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of the article, and those inside it that a rule sets apart."""

    lines: tuple[Line, ...]
    method: str
    rule: str
    dropped: tuple[tuple[Line, str], ...] = ()
    """Lines with the rule that dropped them."""
    reason: str | None = None


def read_body(document: Document, rules: PageRules, title: str = "") -> Body:
    """The lines of the article; none when the page has no text."""
    dropped = {line.index: f"drop:{css}" for css in rules.drop for line in document.under(document.select(css))}
    if roots := document.select(rules.body):
        inside = document.under(roots)
        lines = tuple(line for line in inside if line.index not in dropped)
        if lines:
            apart = tuple((line, dropped[line.index]) for line in inside if line.index in dropped)
            return Body(lines, "selector", f"body:{rules.body}", apart)
    usable = [line for line in document.lines if line.index not in dropped]
    lines, rule, reason = _general(document, usable)
    lines = _from_title(lines, usable, title)
    if rules.body:
        reason = f"the outlet's selector {rules.body!r} found nothing"
    return Body(lines, rule.partition(":")[0], rule, (), reason)


def _general(document: Document, lines: Sequence[Line]) -> tuple[tuple[Line, ...], str, str | None]:
    """The lines of the article without an outlet's help, the rule that found them, and what was odd."""
    if document.too_deep or len(document.elements) > _MAX_ELEMENTS:
        return (
            _densest(lines) or _densest(lines, sentences=False),
            "density:huge-page",
            "too many or too deeply nested elements for trafilatura",
        )
    rule = "trafilatura:fast"
    found = _align(_extract(document, fast=True), lines)
    text = " ".join(line.text for line in found)
    wide = (weight(text) - len(text)) / 2
    if len(lines) <= _MAX_LINES and len(text) < (SHORT_WIDE if wide > len(text) / 4 else SHORT):
        full = _align(_extract(document, fast=False), lines)
        if _size(full) > _size(found):
            found, rule = full, "trafilatura:full"
    # A flash of one sentence is less than trafilatura takes for an article.
    dense = _densest(lines)
    if _size(found) < 200 and _size(dense) > 1.5 * _size(found):
        return dense, "density:short-page", None
    return found, rule, None


def _from_title(found: tuple[Line, ...], lines: Sequence[Line], title: str) -> tuple[Line, ...]:
    """The article begins at its title: teasers above it go, and a lead that stands apart below it comes in."""
    key = letters(title)
    if not found or not key:
        return found
    titles = [line.index for line in lines if line.key == key and (line.heading or line.link_share < 0.5)]
    inside = [index for index in titles if found[0].index <= index <= found[-1].index]
    start = inside[0] if inside else max((index for index in titles if index < found[0].index), default=None)
    if start is None:
        return found
    below = tuple(line for line in found if line.index >= start)
    if _size(below) >= _size(found) / 2:
        found = below
    taken = {line.key for line in found}
    text = next((line.index for line in found if line.index > start and _reads_like_text(line)), found[0].index)
    lead = tuple(
        line
        for line in lines
        if start < line.index < text <= line.index + _LEAD_REACH
        and _is_lead(line, start)
        and line.link_share < 0.3
        and not line.chrome
        and line.key not in taken
        and not _NOT_LEAD.search(line.classes(2))
    )
    return tuple(sorted((*lead, *found), key=lambda line: line.index))


def _is_lead(line: Line, title: int) -> bool:
    """A sentence, or a standfirst: told by its class, or as the heading next to the title."""
    if line.weight >= 80 and _SENTENCE_END.search(line.text):
        return True
    if line.weight < 40 or len(line.text.split()) <= 4:
        return False
    named = line.classes(3 if line.tag == "li" else 1)
    return (line.heading and line.index == title + 1) or bool(_STANDFIRST.search(named))


def _size(lines: Iterable[Line]) -> int:
    return sum(line.weight for line in lines if line.link_share < 0.5)


@cache
def _options(*, fast: bool) -> Extractor:
    """How trafilatura is called. In recall mode it keeps more at the edges, where our own rules see what it is, and
    it leaves out the second pass that its balanced mode needs to make up for what it lost."""
    return Extractor(output_format="python", fast=fast, recall=fast, comments=False, tables=True, dedup=False)


def _extract(document: Document, *, fast: bool) -> list[str]:
    """Trafilatura's lines. It works on a copy of the tree, without the elements that hold nothing."""
    tree = deepcopy(document.tree)
    for element in reversed(list(tree.iter())):
        if len(element) == 0 and not (element.text or "").strip() and element.tag not in _KEPT_EMPTY:
            parent = element.getparent()
            if parent is not None:
                element.drop_tree()
    found = bare_extraction(tree, options=_options(fast=fast))
    text = found.text if isinstance(found, TrafilaturaDocument) else None
    return [line.removeprefix("- ") for line in (text or "").split("\n") if line.strip()]


def _align(texts: Sequence[str], lines: Sequence[Line]) -> tuple[Line, ...]:
    """The page's lines that hold these texts, and siblings of theirs that read like text."""
    keys = [key for text in texts if (key := letters(text))]
    whole, joined = set(keys), "\x00".join(keys)
    long_keys = [key for key in keys if len(key) >= 12]
    kept: list[tuple[Line, str]] = []
    for line in lines:
        key = line.key
        if not key:
            continue
        if key in whole or (len(key) >= 12 and (key in joined or any(part in key for part in long_keys))):
            kept.append((line, key))
    if not kept:
        return ()
    chosen = _one_of_each(kept)
    parents = Counter[HtmlElement]()
    for line in chosen:
        parents[_place(line)[0]] += len(line.text)
    total = sum(parents.values())
    # Places that hold a good part of the article; a lone line in a box elsewhere does not make its box one. Where
    # none does, each is as good as another.
    homes = {place for place, size in parents.items() if size >= total / 8} or set(parents)
    at_home = [line.index for line in chosen if _place(line)[0] in homes]
    span = range(min(at_home, default=0) - 3, max(at_home, default=0) + 4)
    # A short line far outside the places of the article is a button with the words of a subheading, or the like.
    chosen = [line for line in chosen if _place(line)[0] in homes or line.weight >= 40 or line.index in span]
    tags = {_place(line) for line in chosen if _place(line)[0] in homes}
    taken = {line.index for line in chosen}
    headings = {(line.tag, line.classes(2)) for line in chosen if line.heading}
    first, last = min(taken), max(taken)
    back = [
        line
        for line in lines
        if line.index not in taken
        and (
            (_place(line) in tags and _reads_like_text(line))
            or (line.tag == "table" and first < line.index < last)
            # a part's heading like those of other parts
            or (first < line.index and line.index + 1 in taken and _like_one(line, headings))
        )
    ]
    return _trimmed(sorted((*chosen, *back), key=lambda line: line.index), homes)


def _like_one(line: Line, headings: set[tuple[str, str]]) -> bool:
    """Whether a line is a heading of the tag and the classes of one of these."""
    return line.heading and (line.tag, line.classes(2)) in headings


def _trimmed(lines: list[Line], homes: set[HtmlElement]) -> tuple[Line, ...]:
    """Without the links below a text, the heading above them (with nothing below it heads nothing), and the label of a
    box that stands in no place of the text."""
    while lines and (lines[-1].link_share >= 0.8 or lines[-1].heading or _is_label(lines[-1], homes)):
        lines.pop()
    return tuple(lines)


def _is_label(line: Line, homes: set[HtmlElement]) -> bool:
    return _place(line)[0] not in homes and line.weight < 40 and line.text[-1:].isalpha() and ":" not in line.text


def _place(line: Line) -> tuple[HtmlElement, str]:
    """The element whose children a line's siblings are, and the tag they share."""
    parent = line.element.getparent() if line.tag in ("p", "li", "h2", "h3", "h4", "blockquote") else None
    return (line.element if parent is None else parent), line.tag


def _one_of_each(kept: Sequence[tuple[Line, str]]) -> list[Line]:
    """Of a text that stands twice on the page (teaser and article, two layouts) the copy in the larger place."""
    sizes = Counter[HtmlElement]()
    for line, _ in kept:
        sizes[_place(line)[0]] += len(line.text)
    copies = defaultdict[str, list[Line]](list)
    for line, key in kept:
        copies[key].append(line)
    best = (max(same, key=lambda line: (sizes[_place(line)[0]], -line.index)) for same in copies.values())
    return sorted(best, key=lambda line: line.index)


def _reads_like_text(line: Line) -> bool:
    if line.chrome or line.link_share >= 0.5:
        return False
    return line.weight >= 60 or (line.weight >= 25 and bool(_SENTENCE_END.search(line.text)))


def _densest(lines: Sequence[Line], *, sentences: bool = True) -> tuple[Line, ...]:
    """The lines of the place with the most running text, of whole sentences only unless told otherwise."""
    places = defaultdict[HtmlElement, list[Line]](list)
    for line in lines:
        if _reads_like_text(line) and (not sentences or _SENTENCE_END.search(line.text)):
            places[_place(line)[0]].append(line)
    # The first of the largest: the same page is read the same way every time.
    return tuple(max(places.values(), key=_size, default=()))
