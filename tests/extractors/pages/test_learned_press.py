"""Learned furniture on whole pages: those of the press, and the seed, of an outlet whose file has no page rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
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
from press.truth import Truth, truth
from press.world import FIRST, World
from tests.extractors.pages.conftest import Seed


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
def test_the_seed_by_learned_furniture_alone(seed: Seed) -> None:
    """The same of an outlet without page rules, after five pages of the outlet were read."""
    furniture = taught("bjreview", (article for _, article in pages(without_rules(doubles()["bjreview"]))[:5]))
    raw = seed.read(without_rules(load_outlets()["bjreview"]))
    assert len(raw.paragraphs) > seed.want["body_paragraphs"], "without what was learned the footer stays"
    seed.must_be(apply(raw, furniture))
