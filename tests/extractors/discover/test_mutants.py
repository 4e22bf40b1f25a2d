"""Feeds of every documented kind, and thousands of broken ones: no crash, no hang, and always an outcome."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest

from extractors.discover import Listing
from tests.effort import measured, within
from tests.extractors.discover.test_feeds import ATOM, JSON, RDF, RSS090, RSS091, RSS2

Read = Callable[..., Listing]

SLOWEST = 5.0
"""Seconds of CPU that one feed may take."""

CDF = """<CHANNEL HREF="https://news.example/"><ITEM HREF="https://news.example/1"><TITLE>T</TITLE></ITEM></CHANNEL>"""
RSS092 = RSS091.replace("0.91", "0.92").partition("]>")[0]
ATOM03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="en"><title>F</title>
<entry><title>Talks</title><link rel="alternate" href="https://news.example/1"/><issued>2026-11-23T10:00:00Z</issued><modified>2026-11-23T11:00:00Z
</modified><summary mode="escaped">Short.</summary></entry></feed>"""
ITUNES = """<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>F</title><item>
<title>Talks</title><itunes:title>Other</itunes:title><link>https://news.example/1</link>
<enclosure url="https://news.example/1.mp3" length="1" type="audio/mpeg"/></item></channel></rss>"""
MEDIA = """<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><item><title>Talks</title><link>https://news.example/1</link><media:group><media:content url="https://x/1.jpg">
<media:title>A photo</media:title></media:content></media:group><content:encoded><![CDATA[<p>Text]]></content:encoded>
</item></channel></rss>"""
GEO = """<rss version="2.0" xmlns:georss="http://www.georss.org/georss" xmlns:psc="http://podlove.org/simple-chapters"><channel>
<item><title>Talks</title><link>https://news.example/1</link><georss:point>45.256 -71.92</georss:point>
<psc:chapters><psc:chapter start="00:00" title="x"/></psc:chapters></item></channel></rss>"""
KINDS = {
    "rss090": RSS090,
    "rss091": RSS091,
    "rss092": RSS092,
    "rss10": RDF,
    "rss20": RSS2,
    "atom03": ATOM03,
    "atom10": ATOM,
    "itunes": ITUNES,
    "media": MEDIA,
    "georss": GEO,
    "json": JSON,
    "cdf": CDF,
}
"""The kinds that feedparser documents, and JSON Feed."""


@pytest.mark.parametrize("kind", KINDS)
def test_every_documented_kind_is_read(read: Read, kind: str) -> None:
    listing = read(KINDS[kind], "feed")
    assert listing.health == "ok"
    assert listing.sightings[0].title
    assert "photo" not in (listing.sightings[0].title or "")


WORDS = "< > & ]]> <![CDATA[ &#x0; &#xD800; &nbsp; <!-- -- </item> <item> </rss> <rss> \" ' xmlns:a='b' a:b http://["
NASTY = [
    *(word.encode() for word in f"{WORDS} javascript:alert(1) file:///etc/passwd \\u0000 {{".split()),
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"<?xml version='1.0' encoding='utf-16'?>",
    b"<?xml version='1.0' encoding='nonsense'?>",
    b"<!DOCTYPE x [",
    b"<!ENTITY a 'b'>",
    b"<a:b c:d='e'/>",
    b"Mon, 99 Zzz 99999 99:99:99 +9999",
    b"0" * 3000,
    b"(" * 3000,
    b"<b>" * 600,
    b" " * 5000,
    b"a@" * 3000,
    b"&amp;" * 2000,
    b"[" * 900,
    "談".encode("gb18030"),
    "会".encode("utf-16"),
]


def mutant(rng: random.Random, feed: bytes) -> bytes:
    """A feed with up to a dozen things wrong with it."""
    body = bytearray(feed)
    for _ in range(rng.randint(1, 12)):
        at = rng.randrange(len(body) + 1)
        end = min(len(body), at + rng.choice((1, 3, 20, 200)))
        match rng.randrange(7):
            case 0:
                body[at:at] = rng.choice(NASTY)
            case 1:
                del body[at:end]
            case 2:
                body[at:end] = rng.randbytes(end - at)
            case 3:
                body[at:at] = body[at:end] * rng.choice((1, 2, 50))
            case 4:
                del body[at:]
            case 5:
                other = rng.choice(list(KINDS.values())).encode()
                body[at:at] = other[rng.randrange(len(other)) :][:300]
            case _:
                body[at:end] = rng.choice(NASTY)
        del body[400_000:]
    return bytes(body)


def attack(read: Read, n: int, seed: int) -> tuple[Counter[str], float]:
    """Read so many mutants; the outcomes, and the CPU seconds of the slowest."""
    rng = random.Random(seed)
    feeds = [feed.encode() for feed in KINDS.values()]
    ends: Counter[str] = Counter()
    slowest = 0.0
    for number in range(n):
        body = mutant(rng, feeds[number % len(feeds)])
        kind = rng.choice(("application/xml", "text/xml; charset=gb2312", None))
        listing, seconds = measured(partial(read, body, "feed", content_type=kind), SLOWEST)
        assert seconds < SLOWEST, body[:2000]
        assert listing.health in ("ok", "empty", "wrong-type")
        assert listing.reason or listing.health == "ok"
        assert all(sighting.url.startswith(("http://", "https://")) for sighting in listing.sightings)
        slowest = max(slowest, seconds)
        ends[listing.health] += 1
    return ends, slowest


def test_mutants_have_an_outcome(read: Read) -> None:
    ends, _ = attack(read, 250, seed=1)
    assert ends["ok"] > 25  # else nothing was tested but refusals
    assert ends["wrong-type"] > 25


@pytest.mark.soak
def test_five_thousand_mutants_have_an_outcome(read: Read) -> None:
    ends, slowest = attack(read, 5000, seed=2)
    print(f"5000 mutants: {dict(ends)}, the slowest took {slowest:.2f} s of CPU")


@pytest.mark.parametrize(
    "field",
    [
        "title",
        "link",
        "description",
        "pubDate",
        "guid",
        "dc:date",
        "language",
        "source",
        "author",
        "category",
        "updated",
    ],
)
def test_a_long_field_takes_no_time(read: Read, field: str) -> None:
    for filling in (
        "a" * 300_000,
        "<" * 50_000,
        "&lt;" * 50_000,
        "( " * 100_000,
        "1 " * 100_000,
        "-1:" * 60_000,
        "a@b." * 50_000,
    ):
        item = f"<item><link>https://news.example/1</link><{field}>{filling}</{field}></item>"
        feed = f"<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>{item}</channel></rss>"
        within(SLOWEST, partial(read, feed, "feed"), (field, filling[:20]))


HUGE = """
import json, sys, time
from datetime import datetime, UTC
from config.outlets import Outlet, Source
from extractors.discover import Where, read_listing
item = (
    "<item><title>Talks %d</title><link>https://news.example/%d</link><description>They met, and spoke of trade, "
    "transport and the weather, at some length.</description><pubDate>Mon, 23 Nov 2026 18:00:00 +0800</pubDate></item>"
)
body = ("<rss version='2.0'><channel>" + "".join(item % (n, n) for n in range(100_000)) + "</channel></rss>").encode()
source = Source(id="world", kind="feed", url="https://news.example/rss")
outlet = Outlet(
    id="example", name="E", country="CN", ownership="state", languages=("en",), timezone="Asia/Shanghai",
    hosts=("news.example",), rights="media-text", status={"state": "live"}, sources=(source,),
)
began = time.process_time()
listing = read_listing(body, Where(outlet, source, source.url, datetime.now(UTC), "application/xml"))
# Not ru_maxrss: that holds what the process was before it became this one, which is a copy of its parent.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps({
    "bytes": len(body), "items": len(listing.sightings), "reason": listing.reason,
    "seconds": time.process_time() - began, "mb": int(peak.split()[1]) / 1024,
}))
"""


def test_a_feed_of_100_000_items_stays_small() -> None:
    done = subprocess.run([sys.executable, "-c", HUGE], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    print(found)
    assert found["mb"] < 500
    assert found["items"] == 5000
    assert "95000 items beyond the first 5000 were not read" in found["reason"]
