"""What stands around the article: the lines between title and text, and the first lines below it.

Source lines, bylines, editors and dates are looked for there and nowhere else: further away the same words belong
to other articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile

from lxml.html import HtmlElement

from config.lexicon import fold
from config.lexicon.furniture import ends_article
from extractors.pages.document import Document, Line, squeeze, text_of
from extractors.pages.pieces import Piece

_ABOVE, _WITHOUT_TITLE, _BELOW = 6, 15, 14
_LEAD_GAP = 12
"""Lines from a lead to the text below it, at most."""
_LEADS = 5
"""Lines at the top among which those of a lead are looked for: it may be a list of points."""
_TEXT = 60
"""Weight of a line from which it is text."""
_BETWEEN = 200
"""Lines above a text that may be its header; more of them are another thing's."""
_PARTS = 64
"""Pieces of text in the element of a header line, at most: a whole page may stand in one."""
_LABEL = 25
"""Characters of a label, its colon included."""
_MAX, _HEADER, _NAME = 300, 160, 60
_SIGNED_BELOW = 5
"""Lines below the text among which an author may be named."""
_LINKED = 0.9
"""Share of its characters from which a line is a link and nothing else."""
_AUTHOR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:authors?|byline|autor(?:es)?|auteurs?|writer|journalist|reporter)(?:[\s_-]{1,2}(?:names?|details?|info|list|item|link|box|text|collapse|container|wrap(?:per)?|block|label)){0,2}(?:\s|$)",
    re.IGNORECASE,
)
_SOURCE_CLASS = re.compile(r"(?:^|[\s_-])(?:source|agency|fuente|fonte|quelle|kaynak)(?:[\s_-]?name)?(?:\s|$)", re.I)
_AUTHOR_LINK = re.compile(
    r"/(?:authors?|autor(?:es)?|auteurs?|avtory?|journalists?|reporters?|columnists?)/", re.IGNORECASE
)
_COMMENT_CLASS = re.compile(r"comment|reply|disqus|forum", re.IGNORECASE)
_CHART_CLASS = re.compile(r"chart|infogra|datawrapper|flourish", re.IGNORECASE)
# What stands behind a name in its box: a link to more of the same writer
_MORE = re.compile(
    r"\s(?:read more|(?:more|all|other) (?:articles|posts|stories)|view (?:profile|all)|все материалы)$", re.I
)
# Who took a picture is an author, too.
_PICTURE_CLASS = re.compile(r"image|photo|picture|caption|figure", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Texts of the lines around an article."""

    head: tuple[str, ...]
    """Between title and text, and a few above the title; nearest to the title first."""
    tail: tuple[str, ...]
    """Below the text, in page order."""
    signed: tuple[str, ...] = ()
    """What the head has in elements that are said to hold an author, parted."""

    signed_below: tuple[str, ...] = ()
    """The same of the lines below the text, where it may be a reader's."""

    sourced: tuple[str, ...] = ()
    """What the head and the lines below the text have in elements of a class that holds a source."""

    parted: tuple[str, ...] = ()
    """Lines of the head whose elements only the page's style sets apart (`<b>Ann Roe</b><b>Updated: ...`), parted."""

    @property
    def both(self) -> tuple[str, ...]:
        return (*self.head, *self.tail)

    @property
    def dated(self) -> tuple[str, ...]:
        """Both, parted where the style parts them: `9:30 pm` and `A A A` are no `pmA`."""
        apart = {text.replace(" ", ""): text for text in self.parted}
        return tuple(apart.get(text.replace(" ", ""), text) for text in self.both)


def read_surroundings(document: Document, pieces: Sequence[Piece], title: str) -> Surroundings:
    """The lines around the body; of a page without a body the lines around its title."""
    paragraphs = [piece.line.index for piece in pieces if piece.in_body]
    taken = {piece.line.index for piece in pieces if piece.in_body or piece.kind == "caption"}
    first, last = (paragraphs or [0])[0], (paragraphs or [0])[-1]
    begins = _below_lead(pieces, first)
    lines = [
        line for line in document.lines if len(line.text) <= _MAX and line.index not in taken and not line.captioned
    ]
    top = _title_index(document, first, title)
    if top is None:
        # Without a title nothing parts the header from the menu above it, whose lines are links.
        head = [line for line in lines if first - _WITHOUT_TITLE <= line.index < begins]
        head = [line for line in head if line.link_share <= _LINKED or signed(line)]
        above = []
    else:
        head = [line for line in lines if top < line.index < begins]
        above = [line for line in lines if top - _ABOVE <= line.index < top]
    named = [text for line in head for text in signed(line)]
    over = set() if named else {text for line in above for text in signed(line) if _beside_title(line, document, top)}
    # Several names above a title are those of other articles.
    named += over if len(over) == 1 else ()
    above = [line for line in above if line.link_share <= _LINKED]
    # A link below the text leads to another article, which has a writer and a source of its own.
    near = takewhile(_still_ours, (line for line in lines if last < line.index <= last + _BELOW))
    below = [line for line in near if not in_chart(line)]
    return Surroundings(
        tuple(_joined([line.text for line in head]) + _joined([line.text for line in reversed(above)])),
        tuple(_joined([line.text for line in below if line.link_share <= _LINKED])),
        tuple(named),
        tuple(text for line in below[:_SIGNED_BELOW] if len(line.text) <= _NAME for text in signed(line)),
        tuple(text for line in (*head, *below) for text in _sourced(line)),
        tuple(text for line in (*head, *above) if (text := parted(line)) != line.text),
    )


def _beside_title(line: Line, document: Document, top: int | None) -> bool:
    """Whether a line above the title stands in the title's own part of the page."""
    if top is None:
        return False
    parts = [part for part in islice(document.lines[top].element.iterancestors(), 2) if part.tag != "body"]
    return any(one is part for part in parts for one in line.element.iterancestors())


def signed(line: Line) -> list[str]:
    """What of a line stands in an element that is said to hold an author: all of it, or elements inside."""
    if len(line.text) > _HEADER:
        return []
    classes = line.classes()
    if _PICTURE_CLASS.search(classes):
        return []
    whole = _AUTHOR_CLASS.search(classes)
    # Not asked first whether there are any: lxml counts them, and a thousand lines may have one element of thousands.
    within = () if whole else islice(line.element.iter(), 1, _PARTS)
    inner = [element for element in within if _holds_author(element)]
    if not (whole or inner) or _COMMENT_CLASS.search(line.classes(6)) or len(_texts(line)) > _PARTS:
        return []
    return (
        [_MORE.sub("", parted(line))] if whole else [text for text in map(text_of, inner) if text and text in line.text]
    )


def _sourced(line: Line) -> list[str]:
    """What of a line stands in an element of a class that holds a source: all of it, or elements inside."""
    if len(line.text) <= _NAME and _SOURCE_CLASS.search(line.classes(2)):
        return [line.text]
    if len(line.text) > _HEADER:
        return []
    inside = islice(line.element.iter(), 1, _PARTS)
    return [text_of(element) for element in inside if _SOURCE_CLASS.search(element.get("class") or "")]


def _holds_author(element: HtmlElement) -> bool:
    classes, link = element.get("class"), element.get("href")
    if (classes and _AUTHOR_CLASS.search(classes) and not _PICTURE_CLASS.search(classes)) or (
        link and _AUTHOR_LINK.search(link)
    ):
        return True
    return "author" in (element.get("itemprop"), element.get("rel"))


def in_chart(line: Line) -> bool:
    """Whether a line belongs to a chart, whose figures have a source of their own."""
    return bool(_CHART_CLASS.search(line.classes(2)))


def _still_ours(line: Line) -> bool:
    """A heading below the text, or a word such as "Related", begins what is no part of the article."""
    return not line.heading and not any(rule.matches(line.text) for rule in ends_article())


def parted(line: Line) -> str:
    """The text of a line with a blank between its elements; the text as it is where its element holds more."""
    texts = _texts(line)
    few = 1 < len(texts) <= _PARTS
    return squeeze(" ".join(texts)) if few and squeeze("".join(texts)) == line.text else line.text


def _texts(line: Line) -> list[str]:
    """The pieces of text in the line's element, and one more than may be where it holds more than a line."""
    return [str(text) for text in islice(line.element.itertext(), _PARTS + 1)]


def _below_lead(pieces: Sequence[Piece], first: int) -> int:
    """Where the text goes on behind a lead that stands apart, or begins behind a short line: the byline and the date
    may stand between the two."""
    body = [piece.line for piece in pieces if piece.in_body][:_LEADS]
    if len(body) > 1 and body[0].weight < _TEXT <= body[1].weight and body[1].index - first <= _LEAD_GAP:
        return body[1].index
    for line, below in pairwise(body):
        if line.element.getparent() is not below.element.getparent():
            return below.index if below.index - first <= _LEAD_GAP else first
    return first


def lines_between(document: Document, pieces: Sequence[Piece], title: str) -> list[Line]:
    """The lines between the title and the text."""
    first = next((piece.line.index for piece in pieces if piece.in_body), None)
    top = None if first is None else _title_index(document, first, title)
    if first is None or top is None:
        return []
    return [line for line in document.lines[max(top + 1, first - _BETWEEN) : first] if line.link_share <= _LINKED]


def _title_index(document: Document, first: int, title: str) -> int | None:
    """The line of the title above line `first`: the words themselves, else the last heading."""
    key = fold(title)
    above = document.lines[:first]
    titles = [line.index for line in above if key and fold(line.text) == key]
    return max(titles or [line.index for line in above if line.heading], default=None)


def _joined(texts: list[str]) -> list[str]:
    """A label alone on its line gets the next line."""
    out: list[str] = []
    for text in texts:
        if out and _is_label(out[-1]) and len(text) <= 80:
            out[-1] = f"{out[-1]} {text}"
        else:
            out.append(text)
    return out


def _is_label(text: str) -> bool:
    return 1 < len(text) <= _LABEL and text.endswith((":", "：")) and "\n" not in text
