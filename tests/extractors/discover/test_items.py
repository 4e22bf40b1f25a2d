"""Feeds whose items hold whole texts: what is taken for one, and the page it stands for."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.outlets import Source
from extractors import read_page
from extractors.discover import Listing
from extractors.discover.feeds import MAX_WHOLE
from extractors.discover.items import item_page
from extractors.records import Sighting

Read = Callable[..., Listing]

PARAGRAPHS = [
    "The two ministers met in the old customs house and spoke about the bridge over the border river.",
    "They agreed to share the cost of the repair, and to open a crossing for lorries before the harvest.",
    "Engineers of both sides are to look at the pillars within a month, a spokesman of the ministry said.",
]
HTML = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
CDATA = f"<![CDATA[{HTML}]]>"
ESCAPED = HTML.replace("<", "&lt;")
LONG = HTML + "<p>" + "The pillars had been damaged by drifting ice in the winter. " * 12 + "</p>"


def rss(inside: str) -> str:
    item = f"<item><title>Talks &amp;amp; tea</title><link>https://news.example/a</link>{inside}</item>"
    return (
        f'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{item}</channel></rss>'
    )


def atom(inside: str) -> str:
    entry = f'<entry><title>Talks</title><link href="https://news.example/a"/>{inside}</entry>'
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'


def json_feed(**more: str) -> str:
    item = {"url": "https://news.example/a", "title": "Talks", **more}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [item]})


XHTML = f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{HTML}</div></content>'


@pytest.mark.parametrize(
    "feed",
    [
        rss(f"<description>In short.</description><content:encoded>{CDATA}</content:encoded>"),
        rss(f"<content:encoded>{ESCAPED}</content:encoded>"),
        rss(f"<description><![CDATA[{LONG}]]></description>"),
        atom(f'<summary>In short.</summary><content type="html">{ESCAPED}</content>'),
        atom(XHTML),
        atom('<content type="text">' + "\n\n".join(PARAGRAPHS) + "</content>"),
        json_feed(content_html=HTML, summary="In short."),
        json_feed(content_text="\n".join(PARAGRAPHS)),
    ],
)
def test_a_whole_text_is_read_as_its_page_would_be(read: Read, feed: str) -> None:
    listing = read(feed, "feed", read="items")
    (sighting,) = listing.sightings
    page = item_page(sighting, listing.texts[sighting.url], None)
    article = read_page(page.body or b"", page.fetch.final_url, fetched_at=page.fetch.fetched_at, sighting=sighting)
    assert (article.verdict, article.title) == ("article", sighting.title)
    assert article.text.split("\n\n")[:3] == PARAGRAPHS
    assert read(feed, "feed").texts == {}, "only where the source says so"


@pytest.mark.parametrize(
    "feed",
    [
        rss("<description>In short.</description>"),
        rss(f"<description><![CDATA[{LONG}<p>More [...]</p>]]></description>"),
        rss(f"<description><![CDATA[{LONG}<p>and so on…</p>]]></description>"),
        rss("<content:encoded></content:encoded>"),
        rss(f"<content:encoded>{'x' * (MAX_WHOLE + 1)}</content:encoded>"),
        rss(f"<content:encoded>{CDATA}").partition("customs")[0],
        atom('<content type="html" src="https://news.example/a.mp4"/>'),
        json_feed(summary="In short."),
    ],
)
def test_what_is_no_whole_text_is_none(read: Read, feed: str) -> None:
    assert read(feed, "feed", read="items").texts == {}


def test_only_a_feed_has_items() -> None:
    with pytest.raises(ValueError, match="read: items are those of a feed"):
        Source.model_validate({"id": "s", "kind": "sitemap", "url": "https://news.example/s.xml", "read": "items"})


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_item_makes_a_page_that_can_be_stored(title: str, text: str) -> None:
    at = datetime(2026, 3, 6, 12, tzinfo=UTC)
    sighting = Sighting("o/s", "o", "https://n.example/a", "https://n.example/a", at, 0, "feed", title=title)
    page = item_page(sighting, text, None)
    assert (page.fetch.outcome, page.fetch.status) == ("ok", None)
    assert b"<script" not in (page.body or b"").partition(b"<h1>")[0]
    again = item_page(sighting, text, page.fetch.body_sha256)
    assert (again.fetch.outcome, again.body) == ("not-modified", None)
