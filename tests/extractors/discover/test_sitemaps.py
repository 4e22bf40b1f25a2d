"""Sitemaps: pages, leaves, and dates that are not dates of publication."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from extractors.discover import Listing

Read = Callable[..., Listing]

URLSET = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://news.example/a/1 </loc><lastmod>2026-11-23T10:00:00Z</lastmod>
 <image:image><image:loc>https://news.example/p.jpg</image:loc><image:title>A photo</image:title></image:image></url>
<url><loc>/a/2</loc><lastmod>2026-11-24T00:00:00Z</lastmod><xhtml:link rel="alternate" href="https://news.example/b"/>
 <news:news><news:publication><news:name>Example</news:name><news:language>zh-cn</news:language></news:publication>
 <news:publication_date>2026-11-23T18:00:00+08:00</news:publication_date>
 <news:title>Talks &amp; tea</news:title></news:news></url>
<url><loc>/a/3</loc><news:news><news:publication_date>2026-11-23</news:publication_date></news:news></url>
<url><loc>/a/2</loc></url><url><lastmod>2026-11-23</lastmod></url>
</urlset>"""
INDEX = """<sitemapindex xmlns="http://www.google.com/schemas/sitemap/0.84">
<sitemap><loc>https://news.example/s1.xml.gz</loc><lastmod>2026-11-23</lastmod></sitemap>
<sitemap><loc>/s2.xml</loc></sitemap><sitemap><loc>/s2.xml</loc></sitemap><sitemap><loc>ftp://x/</loc></sitemap>
<sitemap><loc>https://news.example/lists/world</loc></sitemap><sitemap/></sitemapindex>"""


@pytest.mark.parametrize("body", [URLSET.encode(), gzip.compress(URLSET.encode(), mtime=0), URLSET.encode("utf-16")])
def test_a_urlset(read: Read, body: bytes) -> None:
    listing = read(body, "sitemap")
    assert (listing.health, listing.reason, listing.next_urls) == ("ok", "1 link without an address", ())
    first, second, third = listing.sightings
    assert (first.url, first.title, first.via) == ("https://news.example/a/1", None, "sitemap")
    assert (first.published_raw, first.published_at) == ("2026-11-23T10:00:00Z", None)
    assert (second.title, second.lang) == ("Talks & tea", "zh")
    assert second.published_at == datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert second.published_raw == "2026-11-23T18:00:00+08:00"
    assert (third.published_raw, third.published_at) == ("2026-11-23", None)


def test_an_index_names_its_leaves(read: Read) -> None:
    listing = read(INDEX, "sitemap")
    assert (listing.health, listing.sightings) == ("ok", ())
    assert listing.next_urls == ("https://news.example/s1.xml.gz", "https://news.example/s2.xml")


def test_the_pattern_narrows_it(read: Read) -> None:
    assert [s.url for s in read(URLSET, "sitemap", url_pattern=r"/[13]$").sightings] == [
        "https://news.example/a/1",
        "https://news.example/a/3",
    ]
    nothing = read(URLSET, "sitemap", url_pattern="^/b/")
    assert (nothing.health, nothing.reason) == ("empty", "4 links outside url_pattern; 1 link without an address")


@pytest.mark.parametrize(
    ("body", "health", "word"),
    [
        (b"", "empty", "empty body"),
        (b"<urlset/>", "empty", "no links"),
        (b"<!doctype html><title>404</title>", "wrong-type", "'404'"),
        (b"<rss/>", "wrong-type", "rss"),
        (b"nothing", "wrong-type", "not XML"),
        (b'<!DOCTYPE urlset [<!ENTITY a "b">]><urlset/>', "wrong-type", "DTD"),
        (b'<!DOCTYPE urlset SYSTEM "http://127.0.0.1/x.dtd"><urlset/>', "wrong-type", "DTD"),
        (gzip.compress(b"<urlset/>", mtime=0)[:-4], "wrong-type", "compressed"),
        (gzip.compress(b"\0" * 60_000_000, mtime=0), "wrong-type", "decompress"),
        (b"<urlset>" + b"<a>" * 300_000, "empty", "malformed"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_sitemap_says_why(read: Read, body: bytes, health: str, word: str) -> None:
    listing = read(body, "sitemap")
    assert (listing.health, listing.sightings) == (health, ())
    assert word in (listing.reason or "")


def test_a_cut_sitemap_gives_what_it_has(read: Read) -> None:
    listing = read(URLSET[: URLSET.index("<url><loc>/a/3")], "sitemap")
    assert len(listing.sightings) == 2
    assert "malformed" in (listing.reason or "")


def test_the_largest_sitemap_is_read_in_seconds(read: Read) -> None:
    urls = "".join(f"<url><loc>https://news.example/a/{n}</loc></url>" for n in range(50_000))
    started = time.process_time()
    assert len(read(f"<urlset>{urls}</urlset>", "sitemap").sightings) == 50_000
    assert time.process_time() - started < 10


def test_a_sitemap_that_was_cut_short_is_not_whole_and_half_an_address_is_none(read: Read) -> None:
    body = "<urlset>" + "".join(f"<url><loc>https://news.example/{n}.html</loc></url>" for n in range(3)) + "</urlset>"
    assert read(body, "sitemap").whole
    for at in range(body.index("/2.html"), len(body) - len("/urlset>")):
        listing = read(body[:at], "sitemap")
        assert not listing.whole
        whole = 3 if "2.html</loc>" in body[:at] else 2
        assert [sighting.url[-6:] for sighting in listing.sightings] == ["0.html", "1.html", "2.html"][:whole]
