"""Furniture and captions: set apart at the edges, kept, and never taken from the middle."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from config.lexicon.furniture import Edge, line_rules
from config.outlets import load_outlets
from extractors.pages import read_page
from extractors.pages.captions import credit_of
from extractors.pages.furniture import is_header
from extractors.records import Article

Read = Callable[..., Article]

TAIL = [
    ("Enditem", "end-mark"),
    ("(END)", "end-mark"),
    ("###", "end-mark"),
    ("（完）", "end-mark"),
    ("/انتهى/", "end-mark"),
    ("drm/hnb", "end-mark"),
    ("【责任编辑:王某】", "editor-line"),
    ("(责编：汤某、丁某)", "editor-line"),
    ("(Web editor: Somebody, Else)", "editor-line"),
    ("【纠错】", "correction-mark"),
    ("Source: Xinhua", "source-line"),
    ("《人民日报》（2024年05月10日 04 版）", "edition"),
    ("分享让更多人看到", "share"),
    ("Facebook Twitter WeChat", "share"),
    ("扫描二维码关注我们", "wechat"),
    ("[ Print ] [ Close ]", "print-close"),
    ("Copyright © 2026 Example. All rights reserved.", "copyright"),
    ("京ICP备00000000号 京公网安备110000000000", "record-number"),
    ("Related Stories", "related"),
    ("Read more: Another story of today", "read-more"),
    ("Stay Connected Sign Up", "subscribe"),
    ("desk@example.org", "email"),
    ("◎공감언론 뉴스 desk@example.org", "email"),
    ("Từ khóa: hải quan", "keywords"),
    ("▷ 카카오톡 : 제보 검색, 채널 추가", "contact"),
    ("[사진 출처 : AP=연합뉴스]", "picture"),
    ("كتب: أحمد الكاتب", "editor-line"),
    ("Theo TTXVN", "source-line"),
    ("*Mời bạn đọc vào chuyên mục Quốc tế xem các tin, bài liên quan.", "subscribe"),
    ("Читайте новини на каналі в Telegram", "subscribe"),
    ("--(بترا) م ع", "end-mark"),
    ("پایان پیام/م", "end-mark"),
    ("이 기사는 언론사에서 세계 섹션으로 분류했습니다.", "section-note"),
    ("(Reporting by A Writer in Geneva; Editing by B Editor)", "sign-off"),
    ("C Writer contributed to this report.", "sign-off"),
    ("The views expressed here are those of the author.", "disclaimer"),
    ("mce/ zm/", "end-mark"),
    ("编辑 白某", "editor-line"),
    ("홍길동 기자 desk@example.org", "editor-line"),
    ("첨부파일 보도자료.hwp", "attachment"),
    ("Media enquiries", "contact"),
    ("上一篇：另一则消息", "neighbours"),
    ("Sursa: Agerpres", "source-line"),
    ("Todos los derechos reservados", "copyright"),
    ("浏览次数：1203", "counter"),
    ("PTI ABC XY XYZ XYZ", "end-mark"),
    ("(foto) (vídeo)", "picture"),
    ("Independent journalism costs money. Support the Tarn Herald for the price of a coffee.", "subscribe"),
    ("How does this make you feel?", "survey"),
    ("انسخ الرابط", "share"),
    ("（綜合報道）", "end-mark"),
    ("Listen to this article", "player"),
    ("This live page is now closed.", "navigation"),
    ("لینک کوتاه: https://www.yjc.example/00YAx1", "share"),
    ("انتهای پیام/م", "end-mark"),
    ("Telephone 020 7000 0000", "contact"),
    ("Support Our Journalism", "appeal"),
    ("For information media. Not an official record.", "disclaimer"),
    ("Read the original article on Tarn Herald.", "read-more"),
    ("MENAFN05032024000193011044ID1107938421", "tracking"),
]


@pytest.mark.parametrize(("line", "rule"), TAIL)
def test_tail(read: Read, sentences: tuple[str, ...], line: str, rule: str) -> None:
    article = read((*sentences, line))
    assert article.paragraphs == sentences
    # Lines that the body reader already leaves out need no rule; those it keeps must carry the right one.
    assert [block.rule for block in article.furniture if block.text == line] in ([], [rule])
    assert any(one.matches(line) for one in line_rules("tail") if one.id == rule)


@pytest.mark.parametrize(("line", "rule"), TAIL)
def test_the_middle_of_a_text_is_never_filtered(sentences: tuple[str, ...], line: str, rule: str) -> None:
    texts = (*sentences, line, *(f"And {text[0].lower()}{text[1:]}" for text in sentences * 2))
    page = f"<html><body><h1>A title</h1><div class='text-block'>{_p(texts)}</div></body></html>"
    article = read_page(page.encode(), "https://tass.com/politics/1", outlet=load_outlets()["tass_en"])
    assert article.paragraphs == texts


def _p(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    "line",
    [
        "The foreign ministry will share this with its partners, the spokesman told reporters on Tuesday.",
        "Share prices fell on Tuesday after the talks in Geneva ended without a word on the tariffs of last year.",
        "Reporting from the border, our correspondent saw trucks waiting for hours.",
        "Related questions were left to the experts, who meet again in May.",
        "More than forty ships have passed the strait since Sunday.",
        "Home secretaries of four countries took part in the meeting.",
        "By Friday the two teams had agreed on all but one chapter.",
        "Subscribers of the treaty have until June to answer the letter of the secretary general, which was sent "
        "out to them in the winter, before the conference of the parties came together for its yearly session.",
    ],
)
def test_sentences_that_begin_alike_stay(read: Read, sentences: tuple[str, ...], line: str) -> None:
    assert read((*sentences, line)).paragraphs[-1] == line


@pytest.mark.parametrize("mark", ["Enditem", "(END)", "###", "（完）"])
def test_end_mark_behind_the_last_sentence(read: Read, sentences: tuple[str, ...], mark: str) -> None:
    article = read((*sentences[:-1], f"{sentences[-1]} {mark}"))
    assert article.paragraphs == sentences
    assert mark in [block.text for block in article.furniture]


def test_title_and_header_line_above_the_text(read: Read, sentences: tuple[str, ...]) -> None:
    article = read(("Two sides hold talks on trade", "2026-03-04 10:00 Source: Xinhua", *sentences))
    assert article.paragraphs == sentences
    assert [block.kind for block in article.blocks if block.rule in ("title", "source-date")].count("header") >= 2


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("· 2024-01-28 · Source: Xinhua News Agency", True),
        ("2026年03月04日 10:15　来源：中国新闻网", True),
        ("(People's Daily Online) 11:35, November 23, 2022", True),
        ("By A Writer | Xinhua | Updated: 2026-03-04 09:13", True),
        ("Publié le : 05/03/2023 - 11:00", True),
        ("Aktualisiert am 05.03.2022-19:20", True),
        ("05/03/2022 09:33 PM", True),
        ("Sunday, 05 March 2023 6:10 PM [ Last Update: Monday, 06 March 2023 7:00 AM ]", True),
        ("All the results of 05/03/2022", False),
        ("On January 28, 2024, the two ministers met in Bangkok and discussed the sea.", False),
        ("The treaty of March 3, 1918", False),
        ("Source: Xinhua", False),
    ],
)
def test_header_lines(text: str, header: bool) -> None:
    assert is_header(text) is header


def test_outlet_footer(sentences: tuple[str, ...]) -> None:
    page = (
        "<html><body><table><tr><td><h1>A title of the page</h1></td></tr><tr><td>"
        + _p((*sentences, "China Focus on trade is what the visit was about, said one of the envoys."))
        + _p(("China Focus", "Special Reports", "Something else entirely"))
        + "</td></tr></table></body></html>"
    )
    article = read_page(page.encode(), "http://www.bjreview.com/World/202603/t20260304_1.html")
    assert article.paragraphs[:4] == sentences
    assert article.paragraphs[-1].startswith("China Focus on trade")
    assert "Something else entirely" not in article.text


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("The two ministers in Bangkok, Thailand, on January 26, 2024.(XINHUA)", "XINHUA"),
        ("A view of the hall. (Xinhua/Li Somebody)", "Xinhua/Li Somebody"),
        ("The hall. [Photo/VCG]", "Photo/VCG"),
        ("Joggers run in the park. LIU SOMEBODY/FOR CHINA DAILY", "LIU SOMEBODY/FOR CHINA DAILY"),
        ("会谈现场。新华社记者 某某 摄", "新华社记者 某某 摄"),
        ("会谈现场。新华社发（某某某摄）", "新华社发（某某某摄）"),
        ("The hall, March 4, 2026. /CFP", "CFP"),
        ("The talks (which were long) went on.", None),
        ("They spoke of the budget (see above)", None),
    ],
)
def test_photo_credits(text: str, credit: str | None) -> None:
    assert credit_of(text) == credit


def test_caption_beside_an_image_is_not_body(read: Read, sentences: tuple[str, ...]) -> None:
    caption = "The two ministers shake hands in Geneva, Switzerland, on March 3, 2026.(XINHUA)"
    article = read(f'<p><img src="a.jpg"></p><p>{caption}</p>' + _p(sentences))
    assert article.paragraphs == sentences
    assert [(block.text, block.credit) for block in article.captions] == [(caption.removesuffix("(XINHUA)"), "XINHUA")]


def test_last_paragraph_that_ends_in_the_agency_is_body(read: Read, sentences: tuple[str, ...]) -> None:
    texts = (*sentences[:-1], sentences[-1] + " (Xinhua)")
    article = read('<img src="a.jpg">' + _p(texts))
    assert article.paragraphs == texts


def test_photo_story_keeps_its_captions_as_text(read: Read) -> None:
    captions = [
        f"People wait for the train at platform {n} of the new station on Sunday. (Xinhua/A Photographer)"
        for n in range(3)
    ]
    article = read(
        "".join(
            f'<figure><img src="{n}.jpg"><figcaption>{text}</figcaption></figure>' for n, text in enumerate(captions)
        )
    )
    assert article.verdict == "article"
    assert len(article.paragraphs) == 3


@pytest.mark.parametrize(
    "unit", ["1", "12 ", "x - ", "x-", " a |", "ab | ", "a · ", "1 页 ] ", "- ", "share ", "■ ", "ab/"]
)
@pytest.mark.parametrize("tail", ["!", "1", "中"])
def test_no_line_takes_long_to_be_matched(unit: str, tail: str) -> None:
    """A rule in which a repeated part can be taken in two ways never ends on such a line; the timeout would say so."""
    edges: tuple[Edge, ...] = ("head", "tail")
    for edge in edges:
        for rule in line_rules(edge):
            rule.matches((unit * 400)[: rule.longest - 1] + tail)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Advertisement", False),
        ("Advertisement · Scroll to continue", False),
        ("Конец истории Реклама", False),
        ('Read more: <a href="/x">The ports of the north are closed</a>', False),
        ("<b>Lire aussi :</b>", False),
        ("<b>Pročitajte još:</b>", False),
        ("Související článek", False),
        ("Read more: the ministers had asked for that in every letter of theirs.", True),
        ("Advertisements on the wall told of a show that nobody had seen.", True),
        ('Related crimes were <a href="/x">punished</a> more severely than others in those years.', True),
    ],
)
def test_what_stands_between_paragraphs(read: Read, sentences: tuple[str, ...], line: str, kept: bool) -> None:
    article = read((*sentences, line, *(f"And {text[0].lower()}{text[1:]}" for text in sentences * 2)))
    assert len(article.paragraphs) == 3 * len(sentences) + kept


@pytest.mark.parametrize("label", ["Краткий пересказ от РИА ИИ", "AI 요약", "AI summary"])
def test_a_machines_summary_is_none_of_the_text(read: Read, sentences: tuple[str, ...], label: str) -> None:
    items = "<ul><li>Two sides agreed on most of it.</li><li>The crossing opens in a month.</li></ul>"
    text = "".join(f"<p>{one}</p>" for one in sentences)
    page = f"<html><title>Talks</title><body><article><h1>Talks</h1><p>{label}</p>{items}{text}</article></body></html>"
    assert read_page(page.encode(), "https://example.org/1").paragraphs == sentences


def test_a_note_on_the_author_is_none_of_the_text(read: Read, sentences: tuple[str, ...]) -> None:
    note = "Ann Writer is a correspondent based in Geneva. More about Ann Writer"
    said = "Ann Writer said that she would come again."
    for line, paragraphs in ((note, sentences), (said, (*sentences, said))):
        assert read((*sentences, line), above="<p>By Ann Writer</p>").paragraphs == paragraphs
