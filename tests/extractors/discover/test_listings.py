"""Index pages: which links are articles, and what they are called."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.discover import Listing
from tests.effort import within

Read = Callable[..., Listing]
ARTICLE = r"^/World/\d{6}/t\d{8}_\d+\.html$"
PAGE = """<!doctype html><html><head><meta charset="{charset}"><title>World</title></head><body>
<ul class="nav"><li><a href="/">Home</a></li><li><a href="javascript:void(0)">Menu</a></li></ul>
<div class="list"><a href="202611/t20261123_2.html"><img src="p.jpg" alt="Photo of the talks"></a>
<a href="202611/t20261123_2.html#more">
外长会见美国总统国家安全事务助理</a>
<a href="./202611/t20261123_2.html">more</a></div>
<p><a href="http://news.example/World/202611/t20261122_1.html" title="Second story"> </a>
<a href="/World/202611/t20261121_9.html">  Third
 story </a><a href="/World/about.html">About</a><a>no link</a><a href="">top</a></p></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "big5"])
@pytest.mark.parametrize("header", ["text/html", "text/html; charset=iso-8859-1", None])
def test_links_in_page_order_with_their_longest_text(read: Read, charset: str, header: str | None) -> None:
    codec = {"gb2312": "gb18030"}.get(charset, charset)
    text = (
        PAGE
        if charset != "big5"
        else PAGE.replace("外长会见美国总统国家安全事务助理", "外長會見美國總統國家安全事務助理")
    )
    page = (
        text.replace("{charset}", charset)
        .replace('href="202611', 'href="/World/202611')
        .replace("./2026", "/World/2026")
    )
    listing = read(page.encode(codec), "index", url_pattern=ARTICLE, content_type=header)
    assert (listing.health, listing.reason) == ("ok", None)
    assert [(s.position, s.url) for s in listing.sightings] == [
        (0, "https://news.example/World/202611/t20261123_2.html"),
        (1, "http://news.example/World/202611/t20261122_1.html"),
        (2, "https://news.example/World/202611/t20261121_9.html"),
    ]
    titles = [s.title for s in listing.sightings]
    assert titles[1:] == ["Second story", "Third story"]
    assert titles[0] in ("外长会见美国总统国家安全事务助理", "外長會見美國總統國家安全事務助理", "Photo of the talks")
    assert {s.via for s in listing.sightings} == {"index"}


def test_the_base_element_counts(read: Read) -> None:
    page = '<html><head><base href="/World/"></head><body><a href="202611/t20261123_2.html">A</a></body></html>'
    (sighting,) = read(page, "index", url_pattern=ARTICLE).sightings
    assert sighting.url == "https://news.example/World/202611/t20261123_2.html"


def test_the_pattern_sees_the_query(read: Read) -> None:
    page = '<a href="/view?id=1">A</a><a href="/view?page=2">B</a>'
    assert [s.title for s in read(page, "index", url_pattern=r"^/view\?id=\d+$").sightings] == ["A"]


@pytest.mark.parametrize(
    ("body", "health", "word"),
    [
        (b"", "empty", "empty body"),
        (b"<p>nothing to see", "wrong-type", "no HTML with links"),
        (b'{"items": []}', "empty", "JSON without an object"),
        (b'{"items": [', "wrong-type", "not JSON"),
        (b"\x89PNG\r\n\x1a\n\0\0", "wrong-type", "no HTML with links"),
        (b'<a href="/contact">Contact</a>', "empty", "1 link outside url_pattern"),
    ],
)
def test_what_is_no_list_says_why(read: Read, body: bytes, health: str, word: str) -> None:
    listing = read(body, "index", url_pattern=ARTICLE, content_type="text/html")
    assert (listing.health, listing.sightings) == (health, ())
    assert word in (listing.reason or "")


@pytest.mark.parametrize(
    "piece", ["<a href=x>", "<div>", '<a href="/World/202611/t20261123_2.html">x', "<a href='", "<!--"]
)
def test_a_page_made_to_be_slow_is_bounded(read: Read, piece: str) -> None:
    page = "<html><body>" + piece * 50_000
    within(10, lambda: read(page, "index", url_pattern=ARTICLE))
