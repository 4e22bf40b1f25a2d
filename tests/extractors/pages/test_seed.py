"""The page that everything started from: every value of its document, paragraph for paragraph."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.outlets import load_outlets
from extractors.pages import read_page
from press.render import render_seed

URL = "http://www.bjreview.com/World/202401/t20240128_800355555.html"


@pytest.mark.shared
def test_seed(shared: Path) -> None:
    text = (shared / "seed" / "bangkok-readout.txt").read_text(encoding="utf-8")
    want = json.loads((shared / "seed" / "expected.json").read_text(encoding="utf-8"))["document"]
    article = read_page(
        render_seed(text), URL, outlet=load_outlets()["bjreview"], fetched_at=datetime(2024, 2, 1, tzinfo=UTC)
    )
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    body = lines[3 : lines.index(want["footer_begins"])]

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
    assert list(article.paragraphs) == body
    assert article.text.startswith(want["body_first_words"])
    assert article.text.endswith(want["body_last_words"])
    assert want["footer_begins"] in [block.text for block in article.furniture]
    assert (article.authors, article.editor, article.lang, article.next_url) == ((), None, "en", None)
