"""A selector finds what cssselect's own XPath finds, whether it is one of the simple ones or not."""

from __future__ import annotations

import pytest
from lxml.cssselect import CSSSelector

from extractors.pages import selectors
from extractors.pages.document import Document

_PAGE = """<html class="a"><body id="a" class="b a">
<div class="\n share  a-b\ta-b" hidden><p class="a">one</p>
<p id="b" class="A">two <b class="a" style="">bold</b></p></div>
<div class="share-bar a.b" style="color: red"><span itemprop="articleBody" id="a">three</span><p class="">four</p></div>
</body></html>"""
_SIMPLE = (".a", "#a", ".A", ".share", ".a-b", "#b , .share,.a", "[itemprop=articleBody]", "[hidden], [style]")
_OTHERS = (
    *("p.a, #b, .share", "#b .a, .a #a", ".share > p", ".a + #b", ".a.b", "#a:not(.b)", ".share:has(.a)"),
    *("[class='']", "div p:first-child", "[itemprop^=article]", "*"),
)


@pytest.mark.parametrize("css", [*_SIMPLE, *_OTHERS])
def test_a_selector_finds_what_cssselect_finds_in_page_order(css: str) -> None:
    page = Document.parse(_PAGE)
    assert page is not None
    assert page.select(css) == CSSSelector(css)(page.tree) != []


def test_simple_selectors_are_known_as_such() -> None:
    assert all(selectors.names(css) for css in _SIMPLE)
    assert not any(selectors.names(css) for css in _OTHERS)


def test_a_name_that_no_element_has_is_not_found() -> None:
    page = Document.parse(_PAGE)
    assert page is not None
    assert page.select(".none, #c") == page.select(None) == []
