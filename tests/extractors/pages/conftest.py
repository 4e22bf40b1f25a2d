"""Invented pages in the manner of outlets' layouts, and the page that everything started from."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from config.outlets import Outlet
from extractors.pages import read_page
from extractors.records import Article
from press.render import render_seed

FETCHED = datetime(2026, 3, 6, 12, tzinfo=UTC)
MENU = "".join(f'<li><a href="/s{n}">Section {n}</a></li>' for n in range(12))
RELATED = "".join(f'<li><a href="/r{n}">Another headline about something else, number {n}</a></li>' for n in range(8))


def html(
    body: str, *, title: str = "Two sides hold talks on trade", head: str = "", above: str = "", below: str = ""
) -> bytes:
    """A page with menu, title, header line, article, related links and footer."""
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{title} - Example Daily</title>{head}</head><body>'
        f'<nav><ul>{MENU}</ul></nav><div class="wrap"><h1>{title}</h1>{above}<div class="text">{body}</div>{below}'
        f'<div class="related"><h3>Related</h3><ul>{RELATED}</ul></div></div>'
        "<footer><p>Copyright © Example Daily. All rights reserved.</p></footer></body></html>"
    ).encode()


def paragraphs(texts: Sequence[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


SENTENCES = (
    "The foreign ministers of the two countries met on Tuesday and spoke for three hours about trade and transport.",
    "They agreed to open a second border crossing by the end of the year, and to let students travel without visas.",
    "The minister noted that exports of grain had doubled since the agreement of 2023 was signed in the same hall.",
    "Both sides exchanged views on the region, and said that they would meet again in the autumn.",
)


@pytest.fixture
def read() -> Callable[..., Article]:
    """Read an invented page: `read(body, url=..., **parts)`."""

    def _read(body: str | Sequence[str], url: str = "https://news.example.org/a/1.html", **parts: str) -> Article:
        text = body if isinstance(body, str) else paragraphs(body)
        return read_page(html(text, **parts), url, fetched_at=FETCHED)

    return _read


@pytest.fixture
def sentences() -> tuple[str, ...]:
    return SENTENCES


@dataclass(frozen=True)
class Seed:
    """The page that everything started from, and what must come out of it."""

    text: str
    want: dict[str, Any]

    def read(self, outlet: Outlet) -> Article:
        url = "http://www.bjreview.com/World/202401/t20240128_800355555.html"
        return read_page(render_seed(self.text), url, outlet=outlet, fetched_at=datetime(2024, 2, 1, tzinfo=UTC))

    def must_be(self, article: Article) -> None:
        """Every value of its document, paragraph for paragraph."""
        want = self.want
        lines = [line.strip() for line in self.text.splitlines() if line.strip()]
        assert (article.verdict, article.title, article.outlet_id) == ("article", want["title"], want["outlet"])
        assert article.published is not None
        assert article.published.on.isoformat() == want["published_on"]
        assert (article.published.precision, article.published.at) == (want["published_precision"], None)
        assert article.published.zone_assumed == want["timezone_assumed"]
        assert (article.origin.line, article.origin.agency) == (want["source_line"], want["origin"])
        assert article.origin.role == want["role"]
        assert article.dateline is want["dateline"]
        (caption,) = article.captions
        assert caption.text.startswith(want["caption_begins"])
        assert caption.credit == want["caption_credit"]
        assert (caption.text in article.text) is want["caption_in_body"]
        assert len(article.paragraphs) == want["body_paragraphs"]
        assert list(article.paragraphs) == lines[3 : lines.index(want["footer_begins"])]
        assert article.text.startswith(want["body_first_words"])
        assert article.text.endswith(want["body_last_words"])
        assert want["footer_begins"] in [block.text for block in article.furniture]
        assert (article.authors, article.editor, article.lang, article.next_url) == ((), None, "en", None)


@pytest.fixture
def seed(shared: Path) -> Seed:
    folder = shared / "seed"
    want = json.loads((folder / "expected.json").read_text(encoding="utf-8"))["document"]
    return Seed((folder / "bangkok-readout.txt").read_text(encoding="utf-8"), want)
