"""What points to the articles: feeds, sitemaps and robots.txt (`press.render.index` makes the index pages).

Every function takes the documents to list, newest first.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Sequence
from datetime import datetime
from email.utils import format_datetime
from functools import cache, partial
from typing import Any

from jinja2 import Template

from press import printed
from press.render import environment, rfc3339
from press.sites import SITES, SUFFIX
from press.world import PressDocument

ROBOTS: dict[str, str] = {
    "bjreview": "User-agent: *\nAllow: /\n",
    "cgtn": "User-agent: *\nDisallow: /*.do*\n",
    "chinadaily": "User-agent: *\nDisallow: /search\n",
    # Its robots.txt is an HTML page, so there are no rules.
    "china_mfa_en": "<!DOCTYPE html>\n<html><head><title>Foreign Ministry</title></head><body></body></html>\n",
    "chinanews": "User-agent: *\nDisallow: /common/\n",
    "tass_en": f"User-agent: *\nDisallow: /search\n\nSitemap: http://tass.com{SUFFIX}/sitemap.xml\n",
    "whitehouse": (
        f"User-agent: *\nDisallow: /wp-admin/\n\nSitemap: http://www.whitehouse.gov{SUFFIX}/sitemap_index.xml\n"
    ),
}
"""By outlet. Xinhua has none and answers 404."""

_STYLES = {"whitehouse": "wordpress", "cgtn": "cgtn"}
_FEED_NAMES = {"tass_en": "TASS", "cgtn": "CGTN", "chinanews": "中新网", "whitehouse": "The White House"}


def in_section(outlet_id: str, source_id: str, documents: Sequence[PressDocument]) -> list[PressDocument]:
    """Those that a source of the outlet lists: the ones of its section, or all where it is no section."""
    everything = source_id not in SITES[outlet_id].sections
    return [doc for doc in documents if everything or doc.section == source_id]


def rss(outlet_id: str, url: str, documents: Sequence[PressDocument]) -> bytes:
    """An RSS 2.0 feed of the newest documents, its dates in RFC 822 with the outlet's own offset."""
    return _xml("rss.xml", outlet_id, url, documents[: SITES[outlet_id].feed_size])


def atom(outlet_id: str, url: str, documents: Sequence[PressDocument], *, updated: datetime) -> bytes:
    """An Atom feed of the newest documents."""
    newest = documents[: SITES[outlet_id].feed_size]
    return _xml("atom.xml", outlet_id, url, newest, updated=rfc3339(updated))


def sitemap(outlet_id: str, url: str, documents: Sequence[PressDocument]) -> dict[str, Callable[[], bytes]]:
    """The files of an outlet's sitemap by URL: one urlset, or an index (first) with its leaves."""
    root = url.rsplit("/", 1)[0]
    leaves: dict[str, list[PressDocument]] = {}
    match outlet_id:
        case "tass_en":
            for document in documents:
                leaves.setdefault(f"{root}/sitemap_news_{printed.local(document):%Y-%m}.xml.gz", []).append(document)
        case "whitehouse":
            leaves = {f"{root}/post-sitemap.xml": list(documents), f"{root}/page-sitemap.xml": []}
        case _:
            return {url: partial(_urlset, outlet_id, url, documents)}
    return {
        url: lambda: _xml("sitemapindex.xml", outlet_id, url, (), leaves=[_leaf(*leaf) for leaf in leaves.items()]),
        **{leaf: partial(_urlset, outlet_id, leaf, listed) for leaf, listed in leaves.items()},
    }


def _urlset(outlet_id: str, url: str, documents: Sequence[PressDocument]) -> bytes:
    body = _xml("urlset.xml", outlet_id, url, documents)
    return gzip.compress(body, mtime=0) if url.endswith(".gz") else body


def _leaf(url: str, documents: Sequence[PressDocument]) -> dict[str, str | None]:
    return {"url": url, "updated": rfc3339(max(doc.modified_at for doc in documents)) if documents else None}


def _xml(layout: str, outlet_id: str, url: str, documents: Sequence[PressDocument], **values: Any) -> bytes:
    text = (
        environment()
        .get_template(f"{layout}.j2")
        .render(
            url=url,
            home="/".join(url.split("/")[:3]) + "/",
            name=_FEED_NAMES.get(outlet_id, outlet_id),
            lang=SITES[outlet_id].lang,
            style=_STYLES.get(outlet_id, ""),
            items=[_item(doc) for doc in documents],
            **values,
        )
    )
    return (text + "\n").encode()


def _item(document: PressDocument) -> dict[str, str]:
    paragraphs = printed.body(document)
    if document.end_mark and document.outlet_id == "whitehouse":
        paragraphs = [*paragraphs, document.end_mark]
    return {
        "title": document.title,
        "url": document.url,
        "writer": printed.writer(document),
        "number": str(document.site.number(document.story_id)),
        "rfc822": format_datetime(printed.local(document)),
        "published": rfc3339(document.published_at),
        "updated": rfc3339(document.modified_at),
        "summary": printed.first_paragraph(document),
        "html": _html().render(ps=paragraphs),
    }


@cache
def _html() -> Template:
    # Kept: to compile it takes longer than to print the rest of an item.
    return environment().from_string("{% for p in ps %}<p>{{ p }}</p>\n{% endfor %}")
