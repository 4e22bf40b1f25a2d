"""Selectors go by way of an attribute, and must find what cssselect's own XPath finds."""

from __future__ import annotations

import lxml.html
import pytest
from lxml.cssselect import CSSSelector

from extractors.pages.selectors import compiled

_PAGE = """<html class="a"><body id="a" class="b a">
<div class="\n share  a-b\t"><p class="a">one</p><p id="b" class="A">two <b class="a">bold</b></p></div>
<div class="share-bar a.b" data-a="@id"><span itemprop="articleBody" id="a">three</span><p class="">four</p></div>
</body></html>"""


@pytest.mark.parametrize(
    "css",
    [
        ".a",
        "#a",
        ".share",
        "[itemprop=articleBody]",
        "[data-a='@id']",
        "[class='']",
        "p.a, #b, .share",
        "#b .a, .a #a",
        ".share > p",
        ".a + #b",
        ".a.b",
        "#a:not(.b)",
        ".share:has(.a)",
        "div p:first-child",
        "*",
    ],
)
def test_a_selector_finds_what_cssselect_finds_in_page_order(css: str) -> None:
    tree = lxml.html.document_fromstring(_PAGE)
    assert compiled(css)(tree) == CSSSelector(css)(tree) != []


def test_a_simple_selector_asks_the_attribute() -> None:
    assert compiled("#a, .b").path == (
        "descendant-or-self::*/@id[. = 'a']/.. | descendant-or-self::*"
        "/@class[contains(., 'b') and contains(concat(' ', normalize-space(.), ' '), ' b ')]/.."
    )
