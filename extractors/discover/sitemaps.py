"""Sitemaps: lists of pages, and lists of lists, in the XML of sitemaps.org with Google's news tags."""

from __future__ import annotations

import re
from itertools import islice

import lxml.etree

from extractors import urls
from extractors.discover.dates import zoned
from extractors.discover.listing import Gatherer, Listing, Where, wrong_type
from extractors.discover.markup import is_unfinished, is_whole, local_name, looks_like_html, page_title, xml_tree
from extractors.fetch.decode import GZIP_MAGIC, DecodeError, gunzip

MAX_BYTES = 50_000_000
"""Of a decompressed sitemap: the limit of the protocol itself."""
MAX_ENTRIES = 50_000
"""Pages or leaves of one sitemap that are read: another limit of the protocol."""


def read_sitemap(body: bytes, where: Where) -> Listing:
    """Pages of a urlset; or of a sitemapindex its leaves, as `next_urls`. Compressed or not. Never raises.

    `lastmod` is kept as `published_raw` only, for it tells when a page was built, not when it was published.
    `news:publication_date` is a date of publication where it prints its zone.
    """
    if body.startswith(GZIP_MAGIC):
        try:
            body = gunzip(body, MAX_BYTES)
        except DecodeError as error:
            return wrong_type(f"compressed sitemap: {error.reason}")
    if not body.strip():
        return Listing((), "empty", "empty body")
    if looks_like_html(body):
        return wrong_type(f"an HTML page{page_title(body)} where a sitemap should be")
    if re.search(rb"<!DOCTYPE", body.replace(b"\x00", b""), re.IGNORECASE):
        return wrong_type("a DTD, which no sitemap needs")
    try:
        root, problem = xml_tree(body, where.content_type)
    except ValueError as error:
        return wrong_type(str(error))
    kind = local_name(root)
    if kind not in ("urlset", "sitemapindex"):
        return wrong_type(f"XML of another kind: {kind[:40]!r}")
    gatherer = Gatherer(where)
    leaves: dict[str, str | None] = {}
    if len(root) > MAX_ENTRIES:
        problem = f"{len(root) - MAX_ENTRIES} entries beyond the first {MAX_ENTRIES} were not read"
    whole = is_whole(body, kind)
    # A sitemap that was cut short may end in the middle of an address, which then is that of another page.
    cut = not whole and is_unfinished(body, ("loc",))
    for entry in islice(root, max(0, min(MAX_ENTRIES, len(root) - cut))):
        fields = _fields(entry)
        if kind == "sitemapindex":
            leaf = urls.join(where.url, fields.get("loc", "")) if fields.get("loc") else None
            if leaf and leaf != where.url:
                leaves.setdefault(leaf, fields.get("lastmod"))
        elif local_name(entry) == "url":
            news_date = fields.get("publication_date")
            gatherer.add(
                fields.get("loc"),
                title=fields.get("title"),
                published_raw=news_date or fields.get("lastmod"),
                published_at=zoned(news_date),
                lang=fields.get("language"),
            )
    return gatherer.listing(problem=problem, next_urls=tuple(leaves), next_changed=tuple(leaves.values()), whole=whole)


# Pictures and videos have titles too, which are not the page's.
_NEWS = frozenset({"publication_date", "title", "language"})
_PLAIN = frozenset({"loc", "lastmod"})


def _fields(entry: lxml.etree._Element) -> dict[str, str]:
    """Texts of an entry by name: its own children, and the news tags below `news:news`."""
    found: dict[str, str] = {}
    for child in entry:
        name = local_name(child)
        if name in _PLAIN and child.text:
            found.setdefault(name, child.text.strip())
        elif name == "news":
            for part in child.iter():
                inner = local_name(part)
                if inner in _NEWS and part.text:
                    found.setdefault(inner, part.text.strip())
    return found
