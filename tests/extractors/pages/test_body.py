"""The text survives: every paragraph, in page order, and nothing of the page around it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.outlets import PageRules
from extractors.pages.body import read_body
from extractors.pages.document import Document
from extractors.records import Article

Read = Callable[..., Article]

WORD = st.sampled_from(
    [
        "minister",
        "talks",
        "border",
        "grain",
        "agreement",
        "visa",
        "ports",
        "region",
        "autumn",
        "council",
        "envoy",
        "railway",
        "harvest",
        "treaty",
        "summit",
        "river",
    ]
)
SENTENCE = st.lists(WORD, min_size=10, max_size=40).map(lambda words: "The " + " ".join(words) + " was discussed.")


def test_paragraphs_and_nothing_else(read: Read, sentences: tuple[str, ...]) -> None:
    article = read(sentences)
    assert article.verdict == "article"
    assert article.paragraphs == sentences
    assert article.text == "\n\n".join(sentences)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(SENTENCE, min_size=1, max_size=12, unique=True))
def test_any_paragraphs_survive(read: Read, texts: list[str]) -> None:
    assert read(texts).paragraphs == tuple(texts)


def test_a_flash_of_one_sentence(read: Read) -> None:
    text = "The foreign minister has arrived in Geneva for talks."
    article = read([text])
    assert (article.verdict, article.paragraphs) == ("article", (text,))


def test_a_flash_that_repeats_its_title(read: Read) -> None:
    article = read(["Two sides hold talks on trade."])
    assert article.paragraphs == ("Two sides hold talks on trade.",)


def test_lead_in_a_box_of_its_own(read: Read, sentences: tuple[str, ...]) -> None:
    article = read(sentences[1:], above=f'<div class="lead">{sentences[0]}</div>')
    assert article.paragraphs == sentences


def test_line_breaks_part_paragraphs(read: Read, sentences: tuple[str, ...]) -> None:
    assert read("<div>" + "<br><br>".join(sentences) + "</div>").paragraphs == sentences


def test_repeated_paragraph_is_kept(read: Read, sentences: tuple[str, ...]) -> None:
    refrain = "We will keep our word, said the minister, and we expect others to keep theirs as well."
    texts = (sentences[0], refrain, sentences[1], refrain, sentences[2])
    assert read(texts).paragraphs == texts


def test_teaser_of_the_same_text_is_not_read_twice(read: Read, sentences: tuple[str, ...]) -> None:
    article = read(sentences, below=f'<div class="teaser"><p>{sentences[0]}</p></div>')
    assert article.paragraphs == sentences


def test_kinds_of_blocks(read: Read, sentences: tuple[str, ...]) -> None:
    table = "<table><tr><th>Year</th><th>Tons</th></tr><tr><td>2024</td><td>12</td></tr></table>"
    article = read(
        f"<p>{sentences[0]}</p><h2>What was agreed</h2><p>{sentences[1]}</p>"
        "<ul><li>Open the border crossing at the river.</li></ul>"
        "<blockquote><p>We have kept our word, and we expect the same of others.</p></blockquote>"
        f"{table}<p>{sentences[2]}</p>"
    )
    assert [block.kind for block in article.blocks if block.text in article.paragraphs] == [
        *("paragraph", "heading", "paragraph", "list", "quote", "table", "paragraph")
    ]
    assert "Year | Tons\n2024 | 12" in article.paragraphs


def test_layout_tables_are_no_tables(sentences: tuple[str, ...]) -> None:
    rows = "".join(f"<tr><td><table><tr><td><p>{text}</p></td></tr></table></td></tr>" for text in sentences)
    document = Document.parse(f"<html><body><table>{rows}</table></body></html>")
    assert document is not None
    assert [line.text for line in document.lines] == list(sentences)


def test_outlet_selector_and_drop(sentences: tuple[str, ...]) -> None:
    document = Document.parse(
        f'<html><p>{sentences[3]}</p><div id="main"><p>{sentences[0]}</p><p class="ad">Buy it now.</p></div></html>'
    )
    assert document is not None
    body = read_body(document, PageRules(body="#main", drop=(".ad",)))
    assert [line.text for line in body.lines] == [sentences[0]]
    assert [(line.text, rule) for line, rule in body.dropped] == [("Buy it now.", "drop:.ad")]
    assert body.method == "selector"


def test_selector_that_finds_nothing_falls_back_and_says_so(sentences: tuple[str, ...]) -> None:
    document = Document.parse(
        "<html><body><div>" + "".join(f"<p>{text}</p>" for text in sentences) + "</div></body></html>"
    )
    assert document is not None
    body = read_body(document, PageRules(body="#gone"))
    assert [line.text for line in body.lines] == list(sentences)
    assert "#gone" in (body.reason or "")


@pytest.mark.parametrize("depth", [300, 1500])
def test_old_pages_that_never_close_their_tags(depth: int, sentences: tuple[str, ...]) -> None:
    document = Document.parse("<html><body>" + "<font>" * depth + "".join(f"<p>{text}</p>" for text in sentences))
    assert document is not None
    assert [line.text for line in document.lines] == list(sentences)


def test_scripts_forms_and_hidden_lines_are_not_seen() -> None:
    document = Document.parse(
        '<html><body><script>var a = "no";</script><p>Seen</p><p style="display: none">no</p><p hidden>no</p>'
        "<select><option>no</option></select><noscript>no</noscript><p>Seen <b>to</b>o</p></body></html>"
    )
    assert document is not None
    assert [line.text for line in document.lines] == ["Seen", "Seen too"]


@given(st.text(max_size=500))
def test_any_text_parses(text: str) -> None:
    document = Document.parse(text)
    if document:
        assert all(line.text.strip() == line.text for line in document.lines)


def test_a_text_in_many_small_places(read: Read) -> None:
    """Where no place holds a good part of the text, none is its home: no line goes for standing elsewhere."""
    above = "".join(f"<ul><li><a href=/{n}>Part {n}</a></li></ul>" for n in range(9))
    texts = [f"Ferry {n} left at dawn." for n in range(12)]
    article = read(above + "".join(f"<section><p>{text}</p></section>" for text in texts))
    assert article.verdict != "error", article.reason
    assert list(article.paragraphs) == texts


def test_each_part_of_a_live_page_keeps_its_heading(read: Read, sentences: tuple[str, ...]) -> None:
    headings = ("A deal is close, say both sides", "Nothing is settled yet", "Talks resume")
    parts = zip(headings, sentences, strict=False)
    body = "".join(f"<li><div>18:30</div><h2>{heading}</h2><div><p>{text}</p></div></li>" for heading, text in parts)
    article = read(f"<p>{sentences[3]}</p><ul>{body}</ul>")
    assert [block.text for block in article.blocks if block.kind == "heading"] == list(headings)


def test_a_point_of_a_lead_in_a_list(read: Read, sentences: tuple[str, ...]) -> None:
    point = "Only the chapter on rail freight is still open, say the envoys"
    above = f'<div class="entry-summary"><ul><li>{point}</li></ul></div>'
    assert read(sentences, above=above).paragraphs == (point, *sentences)
