"""Invented pages in the manner of outlets' layouts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest

from extractors.pages import read_page
from extractors.records import Article

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
