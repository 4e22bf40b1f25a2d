"""Feeds: every dialect, and every way of being broken."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.discover import Listing
from extractors.discover.dates import zoned
from extractors.discover.feeds import MAX_ITEMS

Read = Callable[..., Listing]

RSS2 = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>World</title><link>https://news.example/</link><language>en-US</language>
<image><title>Logo</title><url>https://news.example/logo.png</url><link>https://news.example/logo</link></image>
<item>
  <title><![CDATA[Ministers <b>meet</b> &amp; talk]]></title>
  <link>https://news.example/a/1.html?utm_source=rss</link>
  <description>&lt;p&gt;They met.&lt;/p&gt;&lt;p&gt;They talked.&lt;/p&gt;</description>
  <pubDate>Mon, 23 Nov 2026 18:00:00 +0800</pubDate>
  <guid isPermaLink="false">item-1</guid><source url="https://agency.example/rss">The Agency</source>
  <media:content url="x"><media:title>A photo</media:title></media:content><author>desk@news.example (Desk)</author>
</item>
<item><title>Envoy leaves</title><link>/a/2.html</link><pubDate>2026-11-23 18:00:00</pubDate></item>
<item><title>By its guid</title><guid>https://news.example/a/3.html</guid><dc:date>2026-11-23T18:00:00+08:00</dc:date></item>
<item><title>The first again</title><link>http://news.example/a/1.html#comments</link></item>
<item><title>Write to us</title><link>mailto:desk@news.example</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru" xml:base="https://news.example/ru/">
<title>Feed</title><link rel="self" href="feed.xml"/>
<entry><title type="html">Talks &amp;amp; tea</title><link rel="self" href="self"/><link href="1"/>
  <id>tag:1</id><published>2026-11-23T10:00:00.25Z</published><updated>2026-11-23T11:00:00Z</updated>
  <source><title>The Agency</title><author><name>Somebody</name></author></source><summary>Short.</summary></entry>
<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Two <i>sides</i></div></title><link href="2"/>
  <updated>2026-11-23T11:00:00Z</updated></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.example/"><title>F</title>
<dc:language>ja</dc:language></channel><item rdf:about="https://news.example/1"><title>会談</title>
<link>https://news.example/1</link><dc:date>2026-11-23T19:00:00+09:00</dc:date></item></rdf:RDF>"""

RSS091 = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
 "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>F</title>
<item><title>Old&nbsp;news</title><link>https://news.example/1</link></item></channel></rss>"""

RSS090 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>F</title></channel>
<item><title>Older</title><link>https://news.example/1</link></item></rdf:RDF>"""

JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "F", "language": "en", "items": [
 {"id": "1", "url": "/1", "title": "Talks", "summary": "Short.", "date_published": "2026-11-23T10:00:00Z"},
 {"id": 2, "url": "https://news.example/2", "title": "T\\ud800", "date_published": 5}, "junk", null]}"""

TEN = datetime(2026, 11, 23, 10, tzinfo=UTC)


def test_rss(read: Read) -> None:
    listing = read(RSS2, "feed")
    assert (listing.health, listing.reason) == ("ok", "1 link not http(s)")
    first, second, third = listing.sightings
    assert (first.url, first.canonical_url) == (
        "https://news.example/a/1.html?utm_source=rss",
        "https://news.example/a/1.html",
    )
    assert (first.title, first.summary) == ("Ministers meet & talk", "They met. They talked.")
    assert (first.published_at, first.published_raw) == (TEN, "Mon, 23 Nov 2026 18:00:00 +0800")
    assert (first.origin_name, first.guid, first.lang, first.via) == ("The Agency", "item-1", "en", "feed")
    assert (first.source_id, first.outlet_id) == ("example/world", "example")
    assert (second.url, second.published_at, second.published_raw) == (
        "https://news.example/a/2.html",
        None,
        "2026-11-23 18:00:00",
    )
    assert (third.url, third.published_at) == ("https://news.example/a/3.html", TEN)
    assert [sighting.position for sighting in listing.sightings] == [0, 1, 2]


def test_atom(read: Read) -> None:
    first, second = read(ATOM, "feed").sightings
    assert (first.url, first.title, first.summary) == ("https://news.example/ru/1", "Talks & tea", "Short.")
    assert (first.published_at, first.origin_name, first.lang, first.guid) == (TEN, "The Agency", "ru", "tag:1")
    assert (second.url, second.title) == ("https://news.example/ru/2", "Two sides")
    assert (second.published_at, second.published_raw) == (None, "2026-11-23T11:00:00Z")


@pytest.mark.parametrize(
    ("feed", "title", "lang", "published"),
    [(RDF, "会談", "ja", TEN), (RSS091, "Old news", None, None), (RSS090, "Older", None, None)],
)
def test_old_dialects(read: Read, feed: str, title: str, lang: str | None, published: datetime | None) -> None:
    listing = read(feed, "feed")
    (sighting,) = listing.sightings
    assert (sighting.title, sighting.lang, sighting.published_at) == (title, lang, published)
    assert listing.health == "ok"


def test_json_feed(read: Read) -> None:
    listing = read(JSON, "feed", content_type="application/feed+json")
    first, second = listing.sightings
    assert (first.url, first.title, first.summary, first.published_at) == (
        "https://news.example/1",
        "Talks",
        "Short.",
        TEN,
    )
    assert (second.title, second.published_raw, second.guid) == ("T", None, None)
    assert listing.reason == "2 links without an address"


@pytest.mark.parametrize(
    ("raw", "hour"),
    [
        ("Mon, 23 Nov 2026 18:00:00 +0800", 10),
        ("Mon, 23 Nov 2026 10:00:00 GMT", 10),
        ("23 Nov 2026 10:00 UT", 10),
        ("2026-11-23T10:00:00Z", 10),
        ("2026-11-23T13:30:00.123+03:30", 10),
        ("2026-11-23 18:00:00 +08:00", 10),
        ("Mon, 23 Nov 2026 18:00:00 GMT+0800 (China Standard Time)", 10),
        ("2026-11-23 18:00:00", None),
        ("2026-11-23", None),
        ("2026-11-23+08:00", None),
        ("Mon, 23 Nov 2026 18:00:00", None),
        ("Mon, 23 Nov 2026 18:00:00 CST", None),
        ("Mon, 23 Nov 2026 18:00:00 -0000", 18),
        ("yesterday at 10:00 GMT", None),
        ("9999-12-31T23:59:59-12:00", None),
        ("0001-01-01T00:00:00+12:00", None),
        ("2026-13-45T99:99:99Z", None),
        (None, None),
    ],
)
def test_only_a_date_with_a_zone_is_an_instant(raw: str | None, hour: int | None) -> None:
    found = zoned(raw)
    assert found == (None if hour is None else datetime(2026, 11, 23, hour, tzinfo=UTC))


@given(st.text())
def test_no_date_breaks_it(raw: str) -> None:
    for text in (raw, f"2026-11-23T10:00:00{raw}Z", f"Mon, {raw} 10:00:00 +0800"):
        found = zoned(text)
        assert found is None or found.tzinfo is UTC


# ------------------------------------------------------------------------------------ encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("header", ["application/xml", "text/xml; charset=iso-8859-1", "text/html", None])
def test_the_bytes_decide_the_encoding(read: Read, encoding: str, header: str | None) -> None:
    declared = "gb2312" if encoding == "gb18030" else "utf-8"
    feed = f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0"><channel><item>'
    feed += "<title>朱镕基会见外长，双方就中美关系深入交换意见</title><link>/1</link></item></channel></rss>"
    listing = read(feed.encode(encoding), "feed", content_type=header)
    assert [sighting.title for sighting in listing.sightings] == ["朱镕基会见外长，双方就中美关系深入交换意见"]


def test_control_characters_in_a_title_are_left_out(read: Read) -> None:
    (sighting,) = read(RSS091.replace("news", "ne\x0bws\x00"), "feed").sightings
    assert sighting.title == "Old news"


# ------------------------------------------------------------------------------------ what is no feed


@pytest.mark.parametrize(
    ("body", "health", "word"),
    [
        ("", "empty", "empty body"),
        (" \n\ufeff", "empty", "empty body"),
        ('<rss version="2.0"><channel><title>F</title></channel></rss>', "empty", "no links"),
        ("<!DOCTYPE html><title>Just a moment...</title><p>Checking", "wrong-type", "Just a moment"),
        ("<!-- x -->\n<html><head><title>Welcome</title>", "wrong-type", "Welcome"),
        ('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>', "wrong-type", "urlset"),
        ("Service unavailable", "wrong-type", "not XML"),
        ('{"error": "forbidden"}', "wrong-type", "JSON"),
        ("{broken", "wrong-type", "JSON"),
        ("{" + '"a":[' * 100_000, "wrong-type", "cannot be read"),
        ('<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><rss><channel/></rss>', "wrong-type", "entities"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss/>', "wrong-type", "entities"),
        ("/etc/passwd", "wrong-type", "not XML"),
        ("https://news.example/other.xml", "wrong-type", "not XML"),
    ],
)
def test_what_is_no_feed_says_why(read: Read, body: str, health: str, word: str) -> None:
    listing = read(body, "feed")
    assert (listing.health, listing.sightings) == (health, ())
    assert word in (listing.reason or "")


def test_entities_are_found_in_utf_16_too(read: Read) -> None:
    listing = read('<!DOCTYPE x [<!ENTITY a "b">]><rss/>'.encode("utf-16"), "feed")
    assert (listing.health, listing.reason) == ("wrong-type", "declares XML entities, which no feed needs")


def test_a_cut_feed_gives_all_it_has(read: Read) -> None:
    item = "<item><title>Talks &amp; tea</title><link>/{}</link></item>"
    feed = '<rss version="2.0"><channel>' + "".join(item.format(n) for n in range(100))
    listing = read(feed[:-3], "feed")
    assert len(listing.sightings) == 100
    assert "malformed" in (listing.reason or "")


def test_bare_ampersands_and_undeclared_prefixes_are_mended(read: Read) -> None:
    feed = '<rss version="2.0"><channel><item><title>AT&T</title><media:x>y</media:x><link>/1?a=1&b=2</link></item>'
    (sighting,) = read(feed + "</channel></rss>", "feed").sightings
    assert sighting.canonical_url == "https://news.example/1?a=1&b=2"


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Talks&nbsp;&amp;&nbsp;tea", "Talks & tea"),
        ("<![CDATA[Talks &amp; tea]]>", "Talks & tea"),
        ("<![CDATA[Talks & tea]]>", "Talks & tea"),
        ("Talks & tea", "Talks & tea"),
        ("5 &LT; 6 &#38; &#x4E2D;&bogus; &", "5 < 6 & 中&bogus; &"),
    ],
)
def test_ampersands_of_every_kind(read: Read, printed: str, title: str) -> None:
    link = "<link><![CDATA[https://news.example/1?a=1&b=2]]></link>"
    feed = f'<rss version="2.0"><channel><item><title>{printed}</title>{link}</item></channel></rss>'
    (sighting,) = read(feed, "feed").sightings
    assert (sighting.title, sighting.url) == (title, "https://news.example/1?a=1&b=2")


def test_the_pattern_narrows_a_feed(read: Read) -> None:
    listing = read(RSS2, "feed", url_pattern=r"^/a/2\.html$")
    assert [sighting.url for sighting in listing.sightings] == ["https://news.example/a/2.html"]


def test_a_long_summary_is_cut(read: Read) -> None:
    feed = RSS091.replace("<title>Old", f"<description>{'word ' * 5000}</description><title>Old")
    (sighting,) = read(feed, "feed").sightings
    assert len(sighting.summary or "") == 1000


# ------------------------------------------------------------------------------------ hostile feeds


@pytest.mark.parametrize(
    "body",
    [
        "<rss><channel><item><link>/1</link><author>" + "a" * 1_000_000 + "</author></item></channel></rss>",
        "<rss><channel><item><link>/1</link><title>" + "a" * 5_000_000 + "</title></item></channel></rss>",
        "<rss><channel>" + "<item/>" * 500_000,
        "<rss><channel>" + "<item>" * 500_000,
        "<rss><channel>" + "<a>" * 500_000,
        "<rss><channel><item>" + "<title>x</title>" * 200_000,
        "<rss><channel>" + "<channel/>" * 200_000,
        "<rss><channel><item " + "a='1' " * 100_000,
        "<rss " + "xmlns:a='b' " * 10_000 + ">",
        "<rss><channel><item><title>" + "&" * 2_000_000,
        "<rss><channel><item><title>" + "&lt;b" * 500_000 + "</title>",
        "<rss><channel><item><pubDate>" + "1:" * 500_000 + "</pubDate>",
        "<" * 2_000_000,
        "<![CDATA[" * 200_000,
        "<!--" * 500_000,
        "<?xml " * 300_000,
        "<!DOCTYPE " * 200_000,
    ],
    ids=lambda body: body[:40],
)
def test_a_feed_made_to_be_slow_is_bounded(read: Read, body: str) -> None:
    started = time.process_time()
    assert len(read(body, "feed").sightings) <= 1
    assert time.process_time() - started < 5


def test_only_so_many_items_are_read(read: Read) -> None:
    item = "<item><link>/{}</link></item>"
    listing = read(
        "<rss><channel>" + "".join(item.format(n) for n in range(MAX_ITEMS + 7)) + "</channel></rss>", "feed"
    )
    assert len(listing.sightings) == MAX_ITEMS
    assert listing.reason == f"7 items beyond the first {MAX_ITEMS} were not read"


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([RSS2, ATOM, RDF, RSS091, JSON]), st.data())
def test_no_spoilt_feed_breaks_it(read: Read, feed: str, data: st.DataObject) -> None:
    body = bytearray(feed.encode())
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    listing = read(bytes(body), "feed")
    assert listing.health in ("ok", "empty", "wrong-type")
    assert (listing.health == "ok") == bool(listing.sightings)
    assert listing.reason or listing.health == "ok"
    for sighting in listing.sightings:
        for text in (sighting.url, sighting.title, sighting.summary, sighting.guid, sighting.published_raw):
            (text or "").encode()


@given(st.binary())
def test_no_bytes_break_it(read: Read, body: bytes) -> None:
    for kind in ("feed", "index", "sitemap"):
        assert read(body, kind).health in ("ok", "empty", "wrong-type")


def test_a_feed_that_was_cut_short_is_not_whole_and_half_an_address_is_none(read: Read) -> None:
    items = "".join(f"<item><title>T{n}</title><link>https://news.example/{n}.html</link></item>" for n in range(3))
    feed = f"<rss version='2.0'><channel><title>F</title>{items}</channel></rss>"
    assert read(feed, "feed").whole
    for at in range(feed.index("/2.html"), len(feed) - len("/channel></rss>")):
        listing = read(feed[:at], "feed")
        assert not listing.whole
        whole = 3 if "2.html</link>" in feed[:at] else 2
        assert [sighting.url[-6:] for sighting in listing.sightings] == ["0.html", "1.html", "2.html"][:whole]


@pytest.mark.parametrize("more", ["", "\n", "<!-- cached -->", "\n<script>junk</script>"])
def test_what_comes_after_a_feed_does_not_make_it_cut(read: Read, more: str) -> None:
    for feed in (RSS2, ATOM, RDF, RSS091):
        listing = read(feed + more, "feed")
        assert listing.whole
        assert len(listing.sightings) == len(read(feed, "feed").sightings)
