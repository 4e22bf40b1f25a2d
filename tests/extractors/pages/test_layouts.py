"""Whole pages in the manner of outlets' layouts of many years: every value of each, against `layouts/gold.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors.pages import read_page

FOLDER = Path(__file__).parent / "layouts"
GOLD: dict[str, Any] = yaml.safe_load((FOLDER / "gold.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Values:
    """What is asked of a page."""

    paragraphs: list[str]
    date: str
    role: str
    agency: str | None
    name: str | None
    authors: list[str]


def wanted(page: dict[str, Any]) -> Values:
    begin, end = page["paragraphs"]
    text = [*page.get("before", ()), *GOLD["texts"][page["lang"]][begin:end], *page.get("behind", ())]
    return Values(text, page["date"], page["role"], page["agency"], page["name"], page["authors"])


@pytest.mark.parametrize("name", GOLD["pages"])
def test_every_value(name: str) -> None:
    page = GOLD["pages"][name]
    article = read_page((FOLDER / f"{name}.html").read_bytes(), page["url"])
    assert article.verdict == "article"
    assert article.published is not None
    origin = article.origin
    found = Values(
        list(article.paragraphs),
        article.published.on.isoformat(),
        origin.role,
        origin.agency,
        origin.name,
        list(article.authors),
    )
    assert found == wanted(page)


def test_each_page_is_in_the_gold() -> None:
    assert {path.stem for path in FOLDER.glob("*.html")} == set(GOLD["pages"])
