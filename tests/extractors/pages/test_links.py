"""The next page of an article, and links that only look like it."""

# ruff: noqa: E501  tables of patterns and pages, a row each

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.pages import join_pages
from extractors.records import Article

Read = Callable[..., Article]


@pytest.mark.parametrize(
    ("url", "links", "following"),
    [
        # TRS, China Daily, Xinhua, CRNTT, query, folder
        ("https://e.org/202603/t20260304_81.html", '<a href="./t20260304_81_1.html">下一页</a>', "https://e.org/202603/t20260304_81_1.html"),
        ("https://e.org/202603/t20260304_81_1.html", '<a href="./t20260304_81_2.html">下一页&gt;&gt;</a>', "https://e.org/202603/t20260304_81_2.html"),
        ("https://e.org/a/WS1.html", '<b>1</b> <a href="WS1_2.html">2</a> <a href="WS1_3.html">3</a> <a href="WS1_2.html">Next</a>', "https://e.org/a/WS1_2.html"),
        ("https://e.org/a/WS1_2.html", '<a href="WS1.html">1</a> <b>2</b> <a href="WS1_3.html">3</a>', "https://e.org/a/WS1_3.html"),
        ("https://e.org/doc/1_2_3.html", '【<a href="1_2_3_2.html">第2页</a>】', "https://e.org/doc/1_2_3_2.html"),
        ("https://e.org/talks?id=7", '<a href="?id=7&page=2">Next page</a>', "https://e.org/talks?id=7&page=2"),
        ("https://e.org/talks/", '<a href="/talks/2/">Suivante</a>', "https://e.org/talks/2/"),
        ("https://e.org/talks/", '<a href=" 2#text\n">2</a>', "https://e.org/talks/2"),
        # the last page, a loop, a way back
        ("https://e.org/a/WS1_3.html", '<a href="WS1.html">1</a> <a href="WS1_2.html">2</a> <b>3</b>', None),
        ("https://e.org/a/WS1_2.html", '<a href="WS1.html">Next</a>', None),
        ("https://e.org/a/WS1_2.html", '<a href="WS1_2.html">Next</a>', None),
        ("https://e.org/a/WS1_2.html", '<a href="WS1_3.html">Previous</a>', None),
        # other articles behind the same words
        ("https://e.org/a/WS1.html", '<a href="WS2.html">Next</a>', None),
        ("https://e.org/a/1.html", '<a href="2.html">下一页</a>', None),
        ("https://e.org/2026/03/talks/", '<a rel="next" href="/2026/03/trade/">Next: Trade grows</a>', None),
        ("https://e.org/a/1.html", '<ol><li><a href="/b/1.html">1</a><li><a href="/b/2.html">2</a></ol>', None),
        ("https://e.org/a/1.html", '<a href="/list_2.html">2</a> <a href="/list_3.html">Next</a>', None),
        ("https://e.org/a/1.html", '<a href="/a/1_2.html">4</a>', None),
        ("https://e.org/a/1.html", '<a href="https://other.org/a/1_2.html">Next</a>', None),
    ],
)  # fmt: skip
def test_next_page_by_its_label(
    read: Read, sentences: tuple[str, ...], url: str, links: str, following: str | None
) -> None:
    assert read(sentences, url, below=f"<div class='pages'>{links}</div>").next_url == following


def test_joined_pages_print_their_title_once(read: Read, sentences: tuple[str, ...]) -> None:
    first = read(sentences[:2])
    second = read(("Two sides hold talks on trade (2)", *sentences[2:]), "https://news.example.org/a/1_2.html")
    joined = join_pages(first, [second])
    assert joined.paragraphs == sentences
