"""What no tree can hold does not end a page: as a character, and as a reference to one."""

from __future__ import annotations

from collections.abc import Callable

import lxml.etree
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.pages.clean import clean
from extractors.records import Article

REFERENCES = ["&#{};", "&#x{:x};", "&#X{:04X};", "&#{:07};", "&#{} "]


def holdable(text: str) -> bool:
    try:
        lxml.etree.Element("p").text = text
    except ValueError:
        return False
    return True


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_what_is_left_a_tree_can_hold(text: str) -> None:
    left = clean(text).decode()
    assert holdable(left)
    assert not holdable(text) or left == text.replace("\f", " ") or "&#" in text


@given(st.integers(1, 0x10FFFF), st.sampled_from(REFERENCES))
def test_a_reference_goes_where_its_character_would(code: int, reference: str) -> None:
    referred = reference.format(code)
    left = clean(f"a{referred}b").decode()
    if holdable(chr(code)) or 0xD800 <= code < 0xE000:  # a half of a pair is exchanged by the parser
        assert left == f"a{referred}b"
    else:
        assert left.replace(" ", "") == "ab"


@pytest.mark.parametrize("odd", ["&#11;", "&#x1F;", "&#31;", "\f", "\x0b", "\ufffe"])
def test_an_article_with_odd_characters_is_read(
    read: Callable[..., Article], sentences: tuple[str, ...], odd: str
) -> None:
    """The element that is taken out, an empty one, has the odd character behind it."""
    first, *rest = sentences
    article = read(f"<p>{first} <span></span>{odd}</p>" + "".join(f"<p>{one}</p>" for one in rest))
    assert article.verdict == "article", article.reason
    assert article.paragraphs == sentences
