"""Feeds: RSS 0.9 to 2.0, Atom, RDF and JSON Feed.

feedparser knows the dialects, and trusts its input: on bytes that name a file it opens the file, entity bombs and an
author of 100 KB keep it busy for a minute, and from malformed XML it may bring one item of thousands. So it is given
a tree that was mended and cut down to the elements read here, which is then well-formed, flat and short.
"""

from __future__ import annotations

import io
import json
import re
from typing import Any

import feedparser
import lxml.etree

from extractors.discover.dates import zoned
from extractors.discover.items import in_html
from extractors.discover.listing import Gatherer, Listing, Where, wrong_type
from extractors.discover.markup import (
    declares_entities,
    is_unfinished,
    is_whole,
    local_name,
    looks_like_html,
    page_title,
    plain,
    xml_tree,
)

MAX_ITEMS = 5000
"""Items of a feed that are read, from its beginning; a second's work."""
MAX_FIELDS = 40
"""Elements of one item, or of the feed beside its items, that are read."""
MAX_TEXT = 20_000
"""Characters of one element that are read."""

_CONTAINERS = frozenset({"rss", "rdf", "channel", "feed", "item", "entry"})
_ITEMS = frozenset({"item", "entry"})
_DATES = frozenset({"pubdate", "published", "issued", "created", "updated", "modified", "date"})
_LEAVES = _DATES | {"title", "link", "description", "summary", "guid", "id", "language", "source"}
_WHOLE = frozenset({"content", "encoded", "description", "summary"})
"""Elements that may hold whole texts, as HTML."""
MAX_WHOLE = 500_000
"""Characters of such an element from which it is not read at all: half a text is none."""
WHOLE_FROM = 800
"""Characters from which a summary may be the whole text."""
_BROKEN_OFF = re.compile(r"(?:…|\.\.\.|\[[^\]]{0,20}\])\W*$")
_FOREIGN = re.compile(r"mrss|itunes|podcast|georss")
"""Namespaces whose titles and descriptions are those of a picture or recording."""


def read_feed(body: bytes, where: Where) -> Listing:
    """Items of a feed in its order, one a document. Never raises: what is no feed is `wrong-type`, with the reason.

    `published_at` is set only from a date that prints its zone; `published_raw` keeps what stood there. A feed that
    was cut or malformed gives what could be read of it, and says so in `reason`.
    """
    if not body.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        return Listing((), "empty", "empty body")
    gatherer = Gatherer(where)
    try:
        if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            return _read_json(body, gatherer)
        if looks_like_html(body):
            return wrong_type(f"an HTML page{page_title(body)} where a feed should be")
        if declares_entities(body):
            return wrong_type("declares XML entities, which no feed needs")
        return _read_xml(body, gatherer)
    except Exception as error:  # feedparser raises whatever hostile input leads it to
        return wrong_type(f"cannot be read: {type(error).__name__}: {str(error)[:200]}")


def _read_xml(body: bytes, gatherer: Gatherer) -> Listing:
    try:
        root, problem = xml_tree(body, gatherer.where.content_type)
    except ValueError as error:
        return wrong_type(str(error))
    if local_name(root).lower() not in _CONTAINERS:
        return wrong_type(f"XML of another kind: {local_name(root)[:40]!r}")
    whole = is_whole(body, local_name(root))
    items = gatherer.where.source.read == "items"
    left_out = _cut_down(root, _WHOLE if items else frozenset())
    if left_out:
        problem = "; ".join(filter(None, (problem, f"{left_out} items beyond the first {MAX_ITEMS} were not read")))
    # A stream, never bytes or a string: those could be taken for the name of a file or a URL.
    result = feedparser.parse(
        io.BytesIO(lxml.etree.tostring(root, encoding="utf-8")),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": gatherer.where.url},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    # A feed that was cut short may end in the middle of an address, which then is that of another page.
    cut = not whole and is_unfinished(body, ("link", "guid", "id"))
    entries = result.entries[:-1] if cut else result.entries
    feed_lang = result.feed.get("language")
    # Atom's "updated" is no date of publication; RSS has no such element, and there it is Dublin Core's "date".
    names = ("published",) if result.version.startswith("atom") else ("published", "created", "updated")
    for entry in entries:
        dates = [entry[name] for name in (*names, "created", "updated") if dict.get(entry, name)]
        meant = [entry[name] for name in names if dict.get(entry, name)]
        gatherer.add(
            entry.get("link"),
            title=_text(entry, "title"),
            summary=_text(entry, "summary"),
            published_raw=dates[0] if dates else None,
            published_at=zoned(meant[0]) if meant else None,
            origin_name=plain(entry.get("source", {}).get("title")),
            lang=entry.get("language") or feed_lang,
            guid=entry.get("id"),
            text=_whole(entry) if items and (whole or entry is not result.entries[-1]) else None,
        )
    return gatherer.listing(problem=problem, whole=whole)


def _whole(entry: Any) -> str | None:
    """The whole text of an entry, as HTML: its content, or a summary that is long and does not break off."""
    details = entry.get("content") or []
    if not details and (summary := entry.get("summary_detail")):
        shown = plain(summary.get("value")) or ""
        details = [summary] if len(shown) >= WHOLE_FROM and not _BROKEN_OFF.search(shown) else []
    found = (in_html(one.get("value") or "", is_plain=one.get("type") == "text/plain") for one in details)
    return max(found, key=len, default="") or None


def _text(entry: Any, name: str) -> str | None:
    detail = entry.get(f"{name}_detail") or {}
    value = detail.get("value")
    return value if detail.get("type") == "text/plain" else plain(value)


def _cut_down(root: lxml.etree._Element, texts: frozenset[str]) -> int:
    """Remove from a feed what is not read here; `texts` are elements whose markup stays. Returns the items left out."""
    items = 0
    stack = [root]
    while stack:
        parent = stack.pop()
        fields = 0
        for child in list(parent):
            name = local_name(child).lower()
            is_item = name in _ITEMS
            items += is_item
            fields += not is_item
            if (items > MAX_ITEMS) if is_item else (fields > MAX_FIELDS or _is_foreign(child)):
                parent.remove(child)
            elif name in _CONTAINERS or (name == "source" and len(child)):  # Atom's has a title inside
                stack.append(child)
            elif name in texts:
                _unfold(child)
            elif name in _LEAVES:
                _flatten(child)
            else:
                parent.remove(child)
                fields -= 1
    return max(0, items - MAX_ITEMS)


def _is_foreign(element: lxml.etree._Element) -> bool:
    namespace = str(element.tag).rpartition("}")[0]
    return _FOREIGN.search(namespace) is not None


def _flatten(leaf: lxml.etree._Element) -> None:
    """Text instead of markup inside an element, and not too much of it."""
    if len(leaf):
        text = " ".join(str(piece) for piece in leaf.itertext())
        for child in list(leaf):
            leaf.remove(child)
        leaf.text = text
        leaf.attrib["type"] = "text"
    if leaf.text and len(leaf.text) > MAX_TEXT:
        leaf.text = leaf.text[:MAX_TEXT]


def _unfold(leaf: lxml.etree._Element) -> None:
    """The markup inside an element as its text, as most feeds write it."""
    if len(leaf):
        markup = (leaf.text or "") + "".join(
            lxml.etree.tostring(child, encoding="unicode", method="html") for child in leaf
        )
        for child in list(leaf):
            leaf.remove(child)
        leaf.text = markup
        leaf.attrib["type"] = "html"
    if leaf.text and len(leaf.text) > MAX_WHOLE:
        leaf.text = ""


def _read_json(body: bytes, gatherer: Gatherer) -> Listing:
    feed = json.loads(body)
    items = feed.get("items") if "jsonfeed.org" in str(feed.get("version")) else None
    if not isinstance(items, list):
        return wrong_type("JSON, but no JSON Feed")
    for item in items[:MAX_ITEMS]:
        fields = {key: value for key, value in item.items() if isinstance(value, str)} if isinstance(item, dict) else {}
        published = fields.get("date_published")
        gatherer.add(
            fields.get("url") or fields.get("external_url"),
            title=fields.get("title"),
            summary=fields.get("summary") or fields.get("content_text"),
            published_raw=published or fields.get("date_modified"),
            published_at=zoned(published),
            lang=fields.get("language") or feed.get("language"),
            guid=fields.get("id"),
            text=fields.get("content_html") or in_html(fields.get("content_text", ""), is_plain=True),
        )
    left_out = max(0, len(items) - MAX_ITEMS)
    return gatherer.listing(
        problem=f"{left_out} items beyond the first {MAX_ITEMS} were not read" if left_out else None
    )
