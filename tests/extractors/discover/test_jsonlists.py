"""Lists in JSON, whose field names nobody agreed on."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.outlets import Source
from extractors.discover import Listing
from extractors.discover.addresses import all_before, further_pages
from extractors.records import Sighting

Read = Callable[..., Listing]
ARTICLE = r"^/(\w+/)?\d{8}/[0-9a-f]{8}/c\.html$"
ITEM = {
    "title": "外长会见",
    "publishUrl": "../politics/20261123/0123abcd/c.html",
    "publishTime": "2026-11-23 10:00:00",
    "sourceText": "新华社",
    "titleImages": [{"imageUrl": "a.jpg"}],
}


@pytest.mark.parametrize(
    "envelope",
    [
        "[{}]",
        '{{"datasource": [{}]}}',
        'news_1({{"data": {{"list": [{}]}}}});',
        "var list = [{}];",
        '\ufeff{{"a": {{"b": [{}]}}}}',
    ],
)
def test_the_same_list_in_any_envelope(read: Read, envelope: str) -> None:
    body = envelope.format(json.dumps(ITEM, ensure_ascii=False))
    listing = read(body, "index", url_pattern=ARTICLE, content_type="application/json")
    assert (listing.health, listing.reason) == ("ok", None)
    (sighting,) = listing.sightings
    assert sighting.url == "https://news.example/politics/20261123/0123abcd/c.html"
    assert (sighting.title, sighting.origin_name) == ("外长会见", "新华社")
    assert (sighting.published_raw, sighting.published_at) == ("2026-11-23 10:00:00", None)


def test_wordpress_posts(read: Read) -> None:
    post = {
        "date_gmt": "2026-11-23T10:00:00",
        "link": "https://news.example/2026/11/a/",
        "title": {"rendered": "A &amp; B"},
    }
    (sighting,) = read(json.dumps([post]), "index", url_pattern="^/2026/").sightings
    assert (sighting.title, sighting.published_at) == ("A & B", datetime(2026, 11, 23, 10, tzinfo=UTC))


def test_the_link_is_the_text_that_leads_to_an_article(read: Read) -> None:
    body = json.dumps([{"url": "https://news.example/topic/", "weird": "/20261123/0123abcd/c.html"}, {"url": "/about"}])
    assert [s.url for s in read(body, "index", url_pattern=ARTICLE).sightings] == [
        "https://news.example/20261123/0123abcd/c.html"
    ]


def test_a_title_may_be_the_whole_link(read: Read) -> None:
    (sighting,) = read(
        json.dumps({"data": [{"title": "<a href='../20261123/0123abcd/c.html' target='_blank'>外长<br>会见</a>"}]}),
        "index",
        url_pattern=ARTICLE,
    ).sightings
    assert (sighting.url, sighting.title) == ("https://news.example/20261123/0123abcd/c.html", "外长 会见")


@pytest.mark.parametrize("body", ["{" * 5000, '[{"a":' * 3000 + "1", "[1, 2]", '{"error": "no"}', "f({)"])
def test_what_is_no_list_says_why(read: Read, body: str) -> None:
    listing = read(body, "index", url_pattern=ARTICLE)
    assert listing.health in ("empty", "wrong-type")
    assert listing.reason


THINGS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["url", "title", "date", "source"]), inner),
)


@given(THINGS)
def test_any_json_is_read(read: Read, data: object) -> None:
    assert read(json.dumps(data), "index").health in ("ok", "empty", "wrong-type")


def test_a_page_names_its_lists(read: Read) -> None:
    names = ["0" * 32, "f" * 32]
    script = "".join(f'<script>load({{datasource:"{name}"}})</script>' for name in [*names, names[0]])
    leads_to = {"find": 'datasource:"([0-9a-f]{32})"', "url": "ds_{found}.json"}
    listing = read(f"<html><body>{script}</body></html>", "index", content_type="text/html", leads_to=leads_to)
    assert listing.next_urls == tuple(f"https://news.example/lists/ds_{name}.json" for name in names)
    assert listing.health == "ok"


def source(**fields: object) -> Source:
    return Source.model_validate({"id": "s", "kind": "index", "url_pattern": "."} | fields)


def test_pages_go_on_to_the_last_one_known() -> None:
    paged = source(url="https://m.example/xw/", paging={"url": "index_{n}.html", "first": 1, "last": 3})
    assert list(further_pages(paged)) == [f"https://m.example/xw/index_{n}.html" for n in (1, 2, 3)]
    assert list(further_pages(source(url="https://m.example/xw/"))) == []


def test_a_page_is_before_the_window_only_when_every_link_is() -> None:
    def seen(url: str) -> Sighting:
        return Sighting("s", "o", url, url, datetime(2026, 3, 6, tzinfo=UTC), 0, "index")

    old, new, undated = (seen(f"https://m.example/{name}") for name in ("20260101/a", "20260301/b", "c"))
    assert all_before(date(2026, 3, 1), [old, old])
    assert not all_before(date(2026, 3, 1), [old, new])
    assert not all_before(date(2026, 3, 1), [old, undated])
    assert not all_before(date(2026, 1, 2), [old])  # a day's slack
    assert not all_before(None, [old])
    assert not all_before(date.min, [old])
    assert not all_before(date(2026, 3, 1), [])
