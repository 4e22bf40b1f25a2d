"""Boxes among the paragraphs and below them: a form, a video, other articles."""

from __future__ import annotations

from collections.abc import Callable

from extractors.records import Article
from tests.extractors.pages.conftest import paragraphs

Read = Callable[..., Article]
MORE = ("And the envoys came back to it in the evening, when the delegations had left the hall for dinner.",)
FORM = (
    '<div class="inline-signup"><p>Get the latest delivered straight to your inbox</p><p>Almost finished...</p></div>'
)


def rules(article: Article) -> set[str | None]:
    return {block.rule for block in article.furniture}


def test_a_form_for_a_newsletter(read: Read, sentences: tuple[str, ...]) -> None:
    article = read(paragraphs(sentences) + FORM + paragraphs(MORE))
    assert article.paragraphs == (*sentences, *MORE)
    assert "Almost finished..." not in article.text


def test_a_letter_to_readers_is_a_text(read: Read, sentences: tuple[str, ...]) -> None:
    assert read(f'<div class="newsletter">{paragraphs(sentences)}</div>').paragraphs == sentences


def test_the_title_of_a_video(read: Read, sentences: tuple[str, ...]) -> None:
    video = "<div class='player'><p>02:14</p><p>Ministers cross the river on foot for talks on customs</p></div>"
    assert read(paragraphs(sentences) + video + paragraphs(MORE)).paragraphs == (*sentences, *MORE)
    hour = "<p>10:15</p><p>The ministers cross the river on foot.</p>"
    assert "The ministers cross the river on foot." in read(paragraphs(sentences) + hour + paragraphs(MORE)).paragraphs


def test_the_hours_of_a_live_page(read: Read, sentences: tuple[str, ...]) -> None:
    parts = "".join(
        f"<p>1{number}:15</p><p>Entry number {number}</p><p>{text}</p>" for number, text in enumerate(sentences)
    )
    assert "Entry number 2" in read(parts).paragraphs


def test_a_teaser_below_the_text(read: Read, sentences: tuple[str, ...]) -> None:
    teaser = "TARN — Prices fell for the third week in a row, a chamber said on Saturday..."
    below = f"<div class='views'><h2>Related Articles</h2><div><p>{teaser}</p></div></div>"
    assert read(sentences, below=below).paragraphs == sentences


def test_links_above_the_text(read: Read, sentences: tuple[str, ...]) -> None:
    box = '<div><p>Related articles</p><p><a href="/2">Prices fall</a></p></div>'
    article = read(
        paragraphs(sentences[:1]), above=f"<div>{box}</div>", below=f"<div>{paragraphs(sentences[1:])}</div>"
    )
    assert article.paragraphs[-1] == sentences[-1]


def test_the_label_of_a_box_beside_the_text(read: Read, sentences: tuple[str, ...]) -> None:
    assert read(sentences, below="<div class='right'><p>Today in the paper</p></div>").paragraphs == sentences


def test_the_numbers_of_a_press_office(read: Read, sentences: tuple[str, ...]) -> None:
    rest = "<p>Telephone 020 7000 0000</p><p>Write to the team by day or night, and we answer as soon as we can.</p>"
    box = f"<div><h2>Media enquiries</h2>{rest}</div>"
    assert read(paragraphs(sentences) + box).paragraphs == sentences


def test_buttons_that_name_the_article(read: Read, sentences: tuple[str, ...]) -> None:
    title = "Two sides hold talks on trade"
    box = f"<div class='partilhar'>Partilhar o artigo {title}<a href='#'>Imprimir o artigo {title}</a></div>"
    assert read(box + paragraphs(sentences)).paragraphs == sentences


def test_what_stands_in_a_figure_with_an_image_is_its_caption(read: Read, sentences: tuple[str, ...]) -> None:
    figure = '<figure><img src="1.jpg"><figcaption>The hall</figcaption><footer>REUTERS/A Lens</footer></figure>'
    article = read(figure + paragraphs(sentences))
    assert (article.paragraphs, article.origin.agency, article.authors) == (sentences, None, ())
