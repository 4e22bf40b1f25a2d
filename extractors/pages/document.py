"""One page as the readers see it: the tree, its meta tags, its JSON-LD and its visible lines in page order.

A page is parsed once; every other module works on the `Document`. Lines are what a reader would call lines: the
text of one paragraph, heading, list item, caption or table, or of a stretch parted by `<br>`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile, islice
from typing import Any

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from config.lexicon import LETTERS_OF_ASCII
from extractors.pages import selectors
from extractors.pages.clean import clean

_NEVER_TEXT = ("script", "style", "noscript", "template", "svg", "math", "canvas", "select", "textarea", "map")
"""Taken out of the tree once what they tell is known: half of a news page is these, and every later step is faster."""
_PLAYERS = frozenset({"video", "object", "embed", "iframe"})
_SKIPPED = _PLAYERS | {"applet", "audio", "option", "button", "input", "head", "title", "meta", "link"}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CHROME = frozenset({"nav", "footer", "aside"})
_OF_THE_HEAD = frozenset(
    {"title", "meta", "link", "script", "style", "base", "noscript", "template", "object", "bgsound"}
)
_BLOCK = frozenset(
    {"html", "body", "div", "p", "section", "article", "main", "header", "ul", "ol", "li", "dl", "dt", "dd", "pre"}
    | {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "figure", "figcaption", "blockquote", "form"}
    | {"fieldset", "address", "center", "hr", "details", "summary"}
    | _HEADINGS
    | _CHROME
)
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")
_WORDLESS = re.compile(r"[\W_]+")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Escapes of JSON that no database takes: controls, and halves of a pair of surrogates.
_BAD_ESCAPE = re.compile(
    r"\\u00[01][0-9a-f]|\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f])|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f][0-9a-f]{2}",
    re.IGNORECASE,
)
_ALL_HTML = etree.ElementDefaultClassLookup(element=HtmlElement)
"""One class for every element: lxml's own lookup asks Python for it each time an element is met, and finds forms."""
_NESTED = 60
"""Elements of one kind inside each other that are kept: pages have 20 to 30 `<div>`, and hundreds of `<font>` that
they never close."""
_IS_DEEP = etree.XPath(f"boolean({'/*' * (_NESTED + 1)})")
_NESTED_P = 500
"""The same for paragraphs, which stand inside such a `<font>` each, and so inside each other."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_LIMIT = 500
"""Characters up to which a hidden element is left out: some pages hide the whole article until a script shows it."""
_MAX_JSON = 1_000_000


def weight(text: str) -> int:
    """Length of a text in Latin characters: one of a wide script (Chinese, Japanese, Korean) counts for three."""
    return len(text) if text.isascii() else len(text) + 2 * len(_WIDE.findall(text))


def letters(text: str) -> str:
    """Letters and digits of a text, folded: two prints of one line are equal by this."""
    return text.translate(LETTERS_OF_ASCII) if text.isascii() else _WORDLESS.sub("", text).casefold()


def squeeze(text: str | None) -> str:
    """White space of every kind as single blanks, none at the ends; invisible characters gone."""
    if not text:
        return ""
    return " ".join((text if text.isascii() else _INVISIBLE.sub(" ", text)).split())


def _flatten(tree: HtmlElement) -> None:
    """Unwrap elements that stand in too many of their own kind: their text stays, and libraries that look through all
    below an element, for each element, come to an end. Top down, so that nothing is moved more than once."""
    if not _IS_DEEP(tree):
        return
    open_: Counter[str] = Counter()
    deep = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        open_[element.tag] += 1 if event == "start" else -1
        if event == "start" and open_[element.tag] > (_NESTED_P if element.tag == "p" else _NESTED):
            deep.append(element)
    for element in deep:
        element.drop_tag()


def _end_head(tree: HtmlElement) -> None:
    """Move into the body what cannot stand in a head: a page may leave `<body>` out, and libxml2, which knows no
    element of HTML5, does not see that `<article>` or `<main>` begins it."""
    head = tree.find("head")
    if head is None:
        return
    strays = list(dropwhile(lambda element: element.tag in _OF_THE_HEAD, head))
    if not strays:
        return
    body = tree.find("body")
    if body is None:
        body = etree.SubElement(tree, "body")
    for at, element in enumerate(strays):
        body.insert(at, element)
    if body.text:  # what stood before its first element comes after the strays
        strays[-1].tail, body.text = (strays[-1].tail or "") + body.text, None


@dataclass(eq=False)
class Line:
    """A visible line of the page."""

    index: int
    text: str
    element: HtmlElement
    """The innermost block element it stands in."""
    tag: str
    """Of that element."""
    link_chars: int
    """How many of its characters are links."""
    after_image: bool
    """An image stands between it and the line before."""
    chrome: bool
    """Inside nav, aside or footer."""
    quoted: bool = False
    """Inside a blockquote."""
    captioned: bool = False
    """Inside a figcaption, or a figure with an image."""

    @cached_property
    def weight(self) -> int:
        """Length of the text in Latin characters, see the function of that name."""
        return weight(self.text)

    @cached_property
    def key(self) -> str:
        """The text as it is compared: letters and digits, folded."""
        return letters(self.text)

    @property
    def heading(self) -> bool:
        return self.tag in _HEADINGS

    @property
    def link_share(self) -> float:
        return self.link_chars / max(1, len(self.text))

    def classes(self, levels: int = 3) -> str:
        """Class names and ids of the element and the nearest ones around it."""
        found = []
        element: HtmlElement | None = self.element
        while element is not None and levels:
            found += [element.get("class") or "", element.get("id") or ""]
            element, levels = element.getparent(), levels - 1
        return " ".join(found)


class Document:
    """A parsed page. `Document.parse` never raises on text of any kind."""

    def __init__(self, tree: HtmlElement, too_deep: bool = False) -> None:
        self.tree = tree
        """Without scripts and the like."""
        self.too_deep = too_deep
        """The page nests deeper than the parser goes: what lies below is lost."""
        self.json_ld = tuple(_json_ld(tree))
        """Objects of the page's JSON-LD, those of `@graph` and lists laid flat; broken scripts are passed over."""
        scripts = list(tree.iter("script"))
        self.script_chars = sum(len(script.text or "") for script in scripts)
        self.scripts = tuple(f"{script.get('src') or ''} {(script.text or '')[:5000]}" for script in scripts)
        """Where each script comes from, and how it begins."""
        self.noscript = " ".join(text_of(element)[:300] for element in islice(tree.iter("noscript"), 5))[:200]
        """What readers without scripts are told, by the first few: a page may nest thousands of them."""
        etree.strip_elements(tree, *_NEVER_TEXT, with_tail=False)
        self.elements = tuple(tree.iter())
        """In page order. Kept for what they cost: an element that nobody holds is made anew each time it is met."""

    @classmethod
    def parse(cls, text: str) -> Document | None:
        """Parse a page; None when there is no element in it."""
        # huge_tree: without it everything below 255 levels is silently lost (old pages never close their <font>).
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
        parser.set_element_class_lookup(_ALL_HTML)
        try:
            tree = lxml.html.document_fromstring(clean(text), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError):
            return None
        _end_head(tree)
        _flatten(tree)
        return cls(tree, any("depth" in entry.message.lower() for entry in parser.error_log))

    # ------------------------------------------------------------------------------------ meta

    @cached_property
    def metas(self) -> dict[str, tuple[str, ...]]:
        """Contents of meta tags by name, property or itemprop in lower case; empty ones left out."""
        found: dict[str, list[str]] = {}
        for element in self.tree.iter("meta"):
            content = squeeze(element.get("content"))
            for attribute in ("name", "property", "itemprop"):
                key = squeeze(element.get(attribute)).lower()
                if key and content:
                    found.setdefault(key, []).append(content)
        return {key: tuple(values) for key, values in found.items()}

    def meta(self, *names: str) -> tuple[str, str] | None:
        """Name (in lower case) and content of the first of these meta tags that says something."""
        metas = self.metas
        for name in names:
            if name in metas:
                return name, metas[name][0]
        return None

    @cached_property
    def articles_ld(self) -> tuple[dict[str, Any], ...]:
        """The JSON-LD objects that describe an article."""
        return tuple(
            item for item in self.json_ld if any("Article" in kind or kind == "BlogPosting" for kind in types(item))
        )

    # ------------------------------------------------------------------------------------ lines

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Visible lines in page order."""
        return tuple(_lines(self.tree, frozenset(self.select("[hidden], [style]"))))

    @cached_property
    def n_links(self) -> int:
        return sum(1 for _ in self.tree.iter("a"))

    def select(self, css: str | None) -> list[HtmlElement]:
        """The elements that an outlet's CSS selector finds, in page order; none without a selector."""
        if not css:
            return []
        if (names := selectors.names(css)) is None:
            found = selectors.compiled(css)(self.tree)
            return [element for element in found if isinstance(element, HtmlElement)] if isinstance(found, list) else []
        places = {place for name in names for place in self._places.get(name, ())}
        return [self.elements[place] for place in sorted(places)]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        return selectors.places(self.elements)

    def under(self, roots: list[HtmlElement]) -> list[Line]:
        """The lines inside any of these elements."""
        inside = {element for root in roots for element in root.iter()}
        return [line for line in self.lines if line.element in inside] if inside else []


def text_of(element: HtmlElement) -> str:
    """All the text inside an element, white space squeezed."""
    return squeeze("".join(str(piece) for piece in element.itertext()))


def types(item: dict[str, Any]) -> tuple[str, ...]:
    """The `@type` of a JSON-LD object, always as a tuple."""
    kind = item.get("@type")
    return tuple(str(part) for part in kind) if isinstance(kind, list) else (str(kind or ""),)


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        text = (script.text or "").strip() if "ld+json" in (script.get("type") or "") else ""
        if text and len(text) <= _MAX_JSON:
            with suppress(ValueError, RecursionError):
                yield from _objects(json.loads(_BAD_ESCAPE.sub("", text) if "\\u" in text else text, strict=False))


def _objects(data: Any, depth: int = 0) -> list[dict[str, Any]]:
    if depth > 4:
        return []
    if isinstance(data, list):
        return [item for part in data for item in _objects(part, depth + 1)]
    if isinstance(data, dict):
        return [data, *_objects(data.get("@graph", []), depth + 1)]
    return []


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is None and not _HIDDEN.search(element.get("style") or ""):
        return False
    length = 0
    for text in element.itertext():
        length += len(text.strip())
        if length > _HIDDEN_LIMIT:
            return False
    return True


def is_data_table(table: HtmlElement) -> bool:
    """Whether a table holds figures rather than the layout of a page: rows of several short cells, nothing nested."""
    if any(element is not table for element in table.iter("table", "p", "div", "img", "h1", "h2", "ul")):
        return False
    rows = [[text_of(cell) for cell in row.iter("td", "th")] for row in table.iter("tr")]
    full = [row for row in rows if len(row) >= 2]
    return len(full) >= 2 and len(full) >= len(rows) / 2 and all(len(cell) < 100 for row in rows for cell in row)


def table_text(table: HtmlElement) -> str:
    """Rows on lines, cells parted by ` | `."""
    rows = ([text_of(cell) for cell in row.iter("td", "th")] for row in table.iter("tr"))
    return "\n".join(" | ".join(row) for row in rows if any(row))


def _lines(root: HtmlElement, hidable: frozenset[HtmlElement]) -> list[Line]:
    """Walk the tree without recursion, gathering text until a block begins or ends.

    What stands between two block borders belongs to the block that is open there. `hidable` may say they are hidden.
    """
    lines: list[Line] = []
    link_chars = links = chrome = quotes = captions = 0
    image = False
    pieces: list[str] = []
    blocks: list[HtmlElement] = [root]
    pictures: set[HtmlElement] = set()
    """Figures with an image: what stands in them is its caption, whatever the element."""
    passed: HtmlElement | None = None
    """The element whose content is passed over: hidden, or shown in another way."""

    def add(element: HtmlElement, text: str) -> None:
        nonlocal image
        at, tag = len(lines), str(element.tag)
        lines.append(Line(at, text, element, tag, link_chars, image, chrome > 0, quotes > 0, captions > 0))
        image = False

    def end_line() -> None:
        nonlocal link_chars
        if text := squeeze("".join(pieces)):
            add(blocks[-1], text)
        pieces.clear()
        link_chars = 0

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "end":
            if element is passed:
                passed = None
            elif tag in _BLOCK:
                if pieces:
                    end_line()
                blocks.pop()
                chrome -= tag in _CHROME
                quotes -= tag == "blockquote"
                captions -= element in pictures or tag == "figcaption"
            elif tag == "a":
                links -= 1
            text = element.tail if element is not root else None
        elif not isinstance(tag, str) or tag in _SKIPPED or (element in hidable and _is_hidden(element)):
            # An image or player counts even where its text does not.
            image = image or tag in _PLAYERS
            passed = element
            walk.skip_subtree()
            continue
        elif tag == "table" and is_data_table(element):
            if pieces:
                end_line()
            if shown := table_text(element):
                add(element, shown)
            passed = element
            walk.skip_subtree()
            continue
        else:
            if tag in _BLOCK:
                if pieces:
                    end_line()
                blocks.append(element)
                chrome += tag in _CHROME
                quotes += tag == "blockquote"
                captions += tag == "figcaption"
                if tag == "figure" and element.find(".//img") is not None:
                    pictures.add(element)
                    captions += 1
            elif tag == "a":
                links += 1
            elif tag == "br":
                if pieces:
                    end_line()
            elif tag == "img":
                image = True
            text = element.text
        # The white space between two blocks is no line.
        if text and (pieces or not text.isspace()):
            pieces.append(text)
            if links:
                link_chars += len(squeeze(text))
    if pieces:
        end_line()
    return lines
