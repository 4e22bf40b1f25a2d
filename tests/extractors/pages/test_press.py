"""Every document of the press reads to its truth, in all eight layouts."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from extractors.pages import join_pages, read_page
from extractors.records import Article
from press.edition import Edition
from press.outlets import doubles
from press.truth import Truth, truth
from press.world import FIRST, SECOND, World

WORLD = World.load()
OUTLETS = doubles()
EDITIONS = {at: Edition(WORLD, at) for at in (FIRST, SECOND)}


def served(at_and_truth: tuple[object, Truth]) -> str:
    return at_and_truth[1].url.rpartition("localhost")[2]


CASES = [(at, one) for at in (FIRST, SECOND) for one in truth(WORLD, at)]


def fetch(edition: Edition, url: str) -> bytes | None:
    parts = urlsplit(url)
    resource = edition.get(parts.hostname or "", parts.path)
    return resource.body if resource else None


def pages(edition: Edition, url: str, outlet_id: str, at: object) -> Iterator[Article]:
    """A document's pages, as far as each names a next one."""
    following: str | None = url
    while following and (body := fetch(edition, following)) is not None:
        article = read_page(body, following, outlet=OUTLETS[outlet_id], fetched_at=FIRST if at == FIRST else SECOND)
        following = article.next_url
        yield article


@pytest.mark.parametrize("case", CASES, ids=served)
def test_document(case: tuple[object, Truth]) -> None:
    at, want = case
    edition = EDITIONS[FIRST if at == FIRST else SECOND]
    found = list(pages(edition, want.url, want.outlet_id, at))
    if want.gone:
        assert all(article.verdict != "article" for article in found)
        return
    article = join_pages(found[0], found[1:])
    assert (article.verdict, article.reason) == ("article", None)
    assert article.title == want.title
    assert article.paragraphs == want.paragraphs
    assert article.published is not None
    assert (article.published.on, article.published.precision) == (want.published_on, want.precision)
    assert article.published.at == want.published_at
    assert (article.origin.role, article.origin.agency) == (want.role, want.agency)
    assert article.origin.line == want.source_line
    assert (article.dateline.raw if article.dateline else None) == want.dateline
    assert (article.authors, article.editor) == (want.authors, want.editor)
    captions = [(block.text, block.credit) for block in article.captions]
    assert captions == ([(want.caption.text, want.caption.credit)] if want.caption else [])
    assert article.lang == ("zh" if want.outlet_id == "chinanews" else "en")
