"""Learned furniture on whole pages: those of the press, and the seed, of an outlet whose file has no page rules."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from config.lexicon.furniture import line_rules
from config.outlets import Outlet, load_outlets
from extractors.pages import read_page
from extractors.pages.learn import Learner, Sample
from extractors.pages.learned import Furniture, apply
from extractors.records import Article
from press.edition import Edition
from press.outlets import doubles
from press.render import render_seed
from press.truth import Truth, truth
from press.world import FIRST, World

SEED_URL = "http://www.bjreview.com/World/202401/t20240128_800355555.html"


@cache
def edition() -> Edition:
    return Edition(World.load(), FIRST)


def pages(outlet: Outlet) -> list[tuple[Truth, Article]]:
    """Every page of one part that the outlet serves, read by these rules, with what it ought to say."""
    found = []
    for want in truth(World.load(), FIRST):
        parts = urlsplit(want.url)
        if (
            want.outlet_id != outlet.id
            or want.gone
            or (resource := edition().get(parts.hostname or "", parts.path)) is None
        ):
            continue
        article = read_page(resource.body, want.url, outlet=outlet, fetched_at=FIRST)
        if article.next_url is None:
            found.append((want, article))
    return found


def taught(outlet: str, articles: Iterable[Article]) -> Furniture:
    samples = [
        Sample(str(number), article.published.on, article.blocks)
        for number, article in enumerate(articles)
        if article.published
    ]
    found = Learner(outlet, samples).findings({})
    return Furniture(tuple(finding.line for finding in found if finding.state == "learned"))


@pytest.fixture
def no_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the lexicon of footers: what goes must have been learned."""
    kept = tuple(
        rule for rule in line_rules("tail") if rule.id not in ("menu", "copyright", "record-number", "related")
    )
    edges = {"head": line_rules("head"), "inside": line_rules("inside"), "tail": kept}
    monkeypatch.setattr("extractors.pages.furniture.line_rules", edges.__getitem__)


def without_rules(outlet: Outlet) -> Outlet:
    return outlet.model_copy(update={"pages": ()})


@pytest.mark.usefixtures("no_lists")
def test_five_pages_teach_an_outlet_without_rules() -> None:
    outlet = without_rules(doubles()["bjreview"])
    read = pages(outlet)
    others = read[::3][:5]
    rest = [one for one in read if one not in others]
    furniture = taught("bjreview", (article for _, article in others))
    assert len(others) == 5
    assert len(rest) >= 8
    assert any(article.paragraphs != want.paragraphs for want, article in rest), "there is something to learn"
    edited = 0
    for want, article in rest:
        after = apply(article, furniture)
        # An editor's sign-off stands on two of the pages: not enough of them among five to be learned.
        if want.editor is None:
            assert after.paragraphs == want.paragraphs, want.url
        else:
            edited += 1
            assert after.paragraphs[: len(want.paragraphs)] == want.paragraphs, want.url
    assert edited < len(rest) / 2


def test_what_is_learned_of_the_press_takes_nothing_of_any_text() -> None:
    by_outlet = defaultdict[str, int](int)
    for outlet in (doubles()[name] for name in ("chinadaily", "chinanews")):
        read = pages(outlet)
        furniture = taught(outlet.id, (article for _, article in read))
        by_outlet[outlet.id] = len(furniture.lines)
        for want, article in read:
            assert apply(article, furniture).paragraphs == want.paragraphs, want.url
    assert all(by_outlet.values())


@pytest.mark.shared
@pytest.mark.usefixtures("no_lists")
def test_the_seed_by_learned_furniture_alone(shared: Path) -> None:
    """Every value of the document, of an outlet without page rules, after five pages of the outlet were read."""
    text = (shared / "seed" / "bangkok-readout.txt").read_text(encoding="utf-8")
    want = json.loads((shared / "seed" / "expected.json").read_text(encoding="utf-8"))["document"]
    furniture = taught("bjreview", (article for _, article in pages(without_rules(doubles()["bjreview"]))[:5]))
    outlet = without_rules(load_outlets()["bjreview"])
    raw = read_page(render_seed(text), SEED_URL, outlet=outlet, fetched_at=datetime(2024, 2, 1, tzinfo=UTC))
    article = apply(raw, furniture)
    lines = [line.strip() for line in text.splitlines() if line.strip()]

    assert len(raw.paragraphs) > want["body_paragraphs"], "without what was learned the footer stays"
    assert list(article.paragraphs) == lines[3 : lines.index(want["footer_begins"])]
    assert len(article.paragraphs) == want["body_paragraphs"]
    assert article.text.startswith(want["body_first_words"])
    assert article.text.endswith(want["body_last_words"])
    assert want["footer_begins"] in [block.text for block in article.furniture]
    assert (article.verdict, article.title, article.outlet_id) == ("article", want["title"], want["outlet"])
    assert article.published is not None
    assert article.published.on.isoformat() == want["published_on"]
    assert (article.published.precision, article.published.at) == (want["published_precision"], None)
    assert article.published.zone_assumed == want["timezone_assumed"]
    assert (article.origin.line, article.origin.agency) == (want["source_line"], want["origin"])
    assert (article.origin.role, article.dateline) == (want["role"], want["dateline"])
    (caption,) = article.captions
    assert caption.text.startswith(want["caption_begins"])
    assert caption.credit == want["caption_credit"]
    assert (caption.text in article.text) is want["caption_in_body"]
