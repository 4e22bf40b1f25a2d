"""Pages as served: the text is in them, in their outlet's layout, among much that is not the text."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html

from extractors.pages import read_page
from press import printed
from press.edition import Edition
from press.outlets import doubles
from press.render import render_seed
from press.truth import Truth, truth
from press.world import END, FIRST, SECOND, World


def served(edition: Edition, url: str) -> bytes:
    parts = urlsplit(url)
    resource = edition.get(parts.netloc, parts.path)
    assert resource is not None, url
    return resource.body


def decoded(body: bytes, outlet_id: str) -> str:
    return body.decode("gb18030" if outlet_id == "chinanews" else "utf-8")


def visible(markup: str) -> str:
    """The text a reader sees, blanks made single (the ideographic one too)."""
    tree = html.fromstring(markup.encode(), parser=html.HTMLParser(encoding="utf-8"))
    for element in tree.xpath("//script | //style | //head"):
        element.drop_tree()
    return " ".join(tree.text_content().split())


OUTLETS = doubles()


def following(markup: str, item: Truth, url: str) -> str | None:
    """The next page of a document, as the reader finds it by the outlet file."""
    return read_page(markup.encode(), url, outlet=OUTLETS[item.outlet_id]).next_url


def all_parts(edition: Edition, item: Truth) -> str:
    """What a reader sees on a document's pages, found by following the `next` links as the outlet file says."""
    paged = OUTLETS[item.outlet_id].rules().next_page is not None
    url: str | None = item.url
    pages: list[str] = []
    while url and len(pages) < 9:
        pages.append(decoded(served(edition, url), item.outlet_id))
        url = following(pages[-1], item, url) if paged else None
    return " ".join(visible(page) for page in pages)


@pytest.fixture(scope="module")
def edition(packaged: World) -> Edition:
    return Edition(packaged, FIRST)


@pytest.mark.parametrize("at", [FIRST, SECOND, END])
def test_every_document_is_served_with_what_the_truth_says(packaged: World, at: datetime) -> None:
    edition = Edition(packaged, at)
    for item in truth(packaged, at):
        text = all_parts(edition, item)
        if item.gone:
            assert item.title not in text
            continue
        assert item.title in text
        for paragraph in item.paragraphs:
            assert paragraph in text, (item.url, paragraph)
        for stated in (item.dateline, item.editor, item.caption and item.caption.text, *item.authors):
            assert not stated or stated in text, (item.url, stated)
        if item.caption and item.caption.credit:
            assert item.caption.credit in text
        if item.source_line:
            assert item.source_line in text.replace("\xa0", " "), item.url


def test_pages_are_mostly_furniture(packaged: World, edition: Edition) -> None:
    """At least 15 pieces of text on every page are no part of the article."""
    for item in truth(packaged, FIRST):
        body = "\n".join(item.paragraphs)
        tree = html.fromstring(decoded(served(edition, item.url), item.outlet_id))
        pieces = [" ".join(text.split()) for text in tree.xpath("//body//text()[not(ancestor::script)]")]
        assert sum(bool(piece) and piece not in body for piece in pieces) >= 15, item.url


def test_body_selectors_of_the_outlet_files_find_the_text(packaged: World, edition: Edition) -> None:
    for item in truth(packaged, FIRST):
        selector = OUTLETS[item.outlet_id].rules().body
        if selector:
            tree = html.fromstring(decoded(served(edition, item.url), item.outlet_id))
            text = " ".join(" ".join(found.text_content() for found in tree.cssselect(selector)).split())
            assert item.paragraphs[0] in text, item.url


def test_long_china_daily_articles_run_over_pages(small: World) -> None:
    edition = Edition(small, FIRST)
    item = next(item for item in truth(small, FIRST) if item.story == "long-road")
    first = served(edition, item.url).decode()
    third = served(edition, item.url.replace(".html", "_3.html")).decode()
    assert item.paragraphs[6] in visible(first)
    assert item.paragraphs[7] not in visible(first)
    assert item.paragraphs[14] in visible(third)
    assert "A lorry climbs" in first
    assert "A lorry climbs" not in third
    assert edition.get("www.chinadaily.com.cn.localhost", urlsplit(item.url).path.replace(".html", "_4.html")) is None
    # The row links every page, each under its number: the outlet file finds the row, the reader the next number.
    second = following(first, item, item.url)
    assert second == item.url.replace(".html", "_2.html")
    assert following(third, item, item.url.replace(".html", "_3.html")) is None


def test_markup_in_a_text_is_text(small: World) -> None:
    edition = Edition(small, FIRST)
    for outlet in ("xinhua_en", "bjreview", "cgtn"):
        item = next(i for i in truth(small, FIRST) if (i.story, i.outlet_id) == ("quay-talks", outlet))
        markup = served(edition, item.url).decode()
        assert "<b>ties</b>" not in markup
        assert "<b>ties</b> & trade" in visible(markup)


def test_end_mark_and_byline_stand_where_the_layout_has_them(small: World) -> None:
    edition = Edition(small, FIRST)
    pages = {(i.story, i.outlet_id): decoded(served(edition, i.url), i.outlet_id) for i in truth(small, FIRST)}
    xinhua = pages["quay-talks", "xinhua_en"]
    assert "Middle East and Ukraine. Enditem</p>" in xinhua
    assert "<p>by Xinhua writers Gao Anshu, Lin Meize</p>" in xinhua
    assert "<p>OSLO, March 3 (Xinhua) -- The two sides" in xinhua
    assert "Enditem" not in pages["quay-talks", "cgtn"]
    assert "<p>　　新华社奥斯陆3月5日电（记者 高安书）双方五日" in pages["shuibian", "chinanews"]
    assert "保持沟通。（完）</p>" in pages["shuibian", "chinanews"]
    assert "【编辑:方一】" in pages["shuibian", "chinanews"]


def test_beijing_review_prints_its_header_with_hard_blanks(small: World) -> None:
    edition = Edition(small, FIRST)
    item = next(i for i in truth(small, FIRST) if i.outlet_id == "bjreview")
    text = html.fromstring(served(edition, item.url)).cssselect(".pub_text")[0].text_content()
    assert text == "\xa0\xa0·\xa0\xa02026-03-04\xa0\xa0·\xa0\xa0 Source: Xinhua News Agency"
    assert "on March 3, 2026.(XINHUA)</td>" in served(edition, item.url).decode()


def test_china_news_pages_are_not_in_the_charset_they_name(packaged: World, edition: Edition) -> None:
    pages = [item for item in truth(packaged, FIRST) if item.outlet_id == "chinanews"]
    assert pages
    for item in pages:
        parts = urlsplit(item.url)
        resource = edition.get(parts.netloc, parts.path)
        assert resource is not None
        assert b"charset=gb2312" in resource.body
        assert "charset" not in resource.content_type
        with pytest.raises(UnicodeDecodeError):
            resource.body.decode("gb2312")


def test_json_ld_is_json(packaged: World, edition: Edition) -> None:
    for item in truth(packaged, FIRST):
        if item.outlet_id in ("cgtn", "tass_en"):
            tree = html.fromstring(served(edition, item.url))
            data = json.loads(tree.xpath("//script[@type='application/ld+json']")[0].text)
            assert data["headline"] == item.title
            assert datetime.fromisoformat(data["datePublished"]) == item.published_at


def test_removed_pages_answer_as_told(small: World) -> None:
    edition = Edition(small, SECOND)
    gone = {item.outlet_id: item for item in truth(small, SECOND) if item.gone}
    status = {}
    for outlet, item in gone.items():
        parts = urlsplit(item.url)
        resource = edition.get(parts.netloc, parts.path)
        assert resource is not None
        status[outlet] = resource.status
    assert status == {"bjreview": 410, "china_mfa_en": 200}
    title = html.fromstring(served(edition, gone["china_mfa_en"].url)).findtext(".//title")
    assert title in OUTLETS["china_mfa_en"].rules().soft_404


def test_parts_hold_all_paragraphs_once(packaged: World) -> None:
    for document in packaged.documents(END):
        assert [text for part in printed.parts(document) for text in part] == printed.body(document)


@pytest.mark.shared
def test_the_seed_is_set_in_the_same_layout(shared: Path, small: World) -> None:
    text = (shared / "seed" / "bangkok-readout.txt").read_text(encoding="utf-8")
    markup = render_seed(text).decode()
    seen = visible(markup)
    for line in filter(None, (" ".join(line.split()) for line in text.splitlines())):
        assert line in seen, line
    expected = json.loads((shared / "seed" / "expected.json").read_text())["document"]
    paragraphs = html.fromstring(markup).cssselect("#zoom p")
    assert len(paragraphs) == expected["body_paragraphs"]
    assert paragraphs[-1].text_content().endswith(expected["body_last_words"])
    item = next(i for i in truth(small, FIRST) if i.outlet_id == "bjreview")
    ours = html.fromstring(served(Edition(small, FIRST), item.url))
    assert re.findall(r'class="(\w+)"', markup)[-1] == "footer"
    assert {e.get("class") for e in html.fromstring(markup).iter() if e.get("class")} <= {
        e.get("class") for e in ours.iter()
    }


@pytest.mark.parametrize("text", ["", "Title\n", "Title\n2024-01-28 Source: X\nno credit\n\nChina Focus\n"])
def test_what_is_no_seed_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a page of Beijing Review"):
        render_seed(text)
