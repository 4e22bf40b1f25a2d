"""End marks behind the last sentence, in every language, and words that are none. All texts are invented."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.lexicon.furniture import line_rules
from extractors.pages.endmarks import split_end_mark
from extractors.records import Article
from tests.effort import within

Read = Callable[..., Article]
EN, ZH, RU = "They will meet again.", "双方将再次会晤。", "Стороны встретятся снова."
AR, FA, KO = "سيلتقي الجانبان مجددا.", "دو طرف دوباره دیدار می‌کنند.", "양국은 다시 만난다."
ES, FR, PT, TR = "Las partes se reunirán.", "Les parties se reverront.", "As partes voltarão.", "Taraflar görüşecek."
JA, DE = "両国は再び会う。", "Die Seiten treffen sich wieder."

# Marks that can stand without a blank before them, and anywhere.
SURE = [
    (EN, "Enditem"),
    (EN, "Endit"),
    (EN, "Enditm"),
    (EN, "(END)"),
    (EN, "[END]"),
    (EN, "###"),
    (EN, "■"),
    (ZH, "（完）"),
    (ZH, "(完)"),
    (ZH, "【完】"),
    (ZH, "（全文完）"),
    (JA, "（終わり）"),
    (JA, "（了）"),
    (KO, "(끝)"),
    (RU, "(Конец)"),
    (AR, "/انتهى/"),
    (AR, "انتهى/"),
    (FA, "انتهای پیام"),
    (FA, "انتهای پیام/"),
    (FA, "انتهای پیام/۱۲۳"),
    (FR, "(Fin)"),
    (ES, "(FIN)"),
    (PT, "(FIM)"),
    (TR, "(Son)"),
]
# Words, which need a finished sentence and a blank, and marks of more than one part.
SPACED = [
    (EN, "ENDS"),
    (EN, "END"),
    (EN, "-0-"),
    (EN, "-30-"),
    (EN, "-END-"),
    (EN, "# # #"),
    (EN, "rmh/jcm"),
    (EN, "Enditem rmh/jcm"),
    (EN, "(END) desk@example.org"),
    (EN, "desk@example.org (END)"),
    (ZH, "（完） ■"),
    (AR, "انتهى"),
    (FA, "انتهای پیام 9376**1535"),
    (ES, "drm/hnb"),
    (ES, "Fin"),
    (FR, "Fin"),
    (PT, "FIM"),
    (DE, "Ende"),
]


@pytest.mark.parametrize(("text", "mark"), SURE)
@pytest.mark.parametrize("blank", ["", " ", "\u3000"])
def test_sure_marks(text: str, mark: str, blank: str) -> None:
    if blank == "" and mark.isascii() and mark.isalpha():
        blank = "  "
    assert split_end_mark(text + blank + mark) == (text, mark)
    # Another line may follow these.
    assert split_end_mark(text + blank + mark, last=False) == (text, mark)


@pytest.mark.parametrize(("text", "mark"), SPACED)
def test_marks_behind_a_finished_sentence(text: str, mark: str) -> None:
    assert split_end_mark(f"{text} {mark}") == (text, mark)


@pytest.mark.parametrize(
    "text",
    [
        "The play is called Fin",
        'The film "Fin" was shown.',
        'He wrote: "The End."',
        "It was the END",
        "Everyone hopes that the war ends",
        "Das ist das Ende",
        "Les parties en sont à la fin.",
        "Isto é o fim",
        "Section 1 (end) of the road.",
        "He said it was the end (the very end).",
        "Wait for more (more).",
        "They write C# and C##",
        "They paid -0-",
        "the deadline is -30-",
        "They spoke of war and/or",
        "the team of fin/tech",
        "Enditem is a mark of one agency.",
        "Это конец",
        "他说完了（完全）",
        "نهاية المقال انتهى",
        "نهایت کار پایان",
        "여기가 끝",
        "Write to desk@example.org",
    ],
)
def test_words_that_are_no_mark(text: str) -> None:
    assert split_end_mark(text) is None


@pytest.mark.parametrize("mark", ["Enditem", "(END)", "（完）", "rmh/jcm", " ### "])
def test_a_mark_alone_is_not_cut_to_nothing(mark: str) -> None:
    assert split_end_mark(mark) is None


@pytest.mark.parametrize(
    "line",
    [
        *(mark for _, mark in SURE),
        *("ENDS", "end", "Fin", "FIM", "(fin)", "-30-", "-0-", "rmh/jcm", "конец", "끝", "完", "###", "* * *", "پایان"),
    ],
)
def test_marks_alone_on_their_line(line: str) -> None:
    assert any(rule.matches(line) for rule in line_rules("tail") if rule.id == "end-mark")


@pytest.mark.parametrize(
    "line",
    [
        "Tel: +86 10 0000 0000",
        "电话：010-00000000",
        "Тел.: +7 (495) 000-00-00",
        "تلفن: ۰۲۱-۰۰۰۰۰۰",
        "이메일: a@b.example",
    ],
)
def test_addresses_below_the_mark(line: str) -> None:
    assert any(rule.matches(line) for rule in line_rules("tail") if rule.id == "contact")


@pytest.mark.parametrize("line", ["Phone calls were made.", "Tel Aviv", "电话会谈持续了一小时。", "The end came."])
def test_lines_that_are_no_mark(line: str) -> None:
    assert not any(rule.matches(line) for rule in line_rules("tail") if rule.id in ("end-mark", "contact"))


def test_the_mark_is_kept_as_furniture(read: Read, sentences: tuple[str, ...]) -> None:
    article = read((*sentences[:-1], f"{sentences[-1]} Enditem"))
    assert article.paragraphs == sentences
    assert [(block.text, block.rule) for block in article.furniture if block.rule == "end-mark"] == [
        ("Enditem", "end-mark")
    ]


def test_a_sure_mark_with_a_line_below_it(read: Read, sentences: tuple[str, ...]) -> None:
    note = "The ministry will publish the text of the agreement on its site within the next seven days, it said later."
    article = read((*sentences[:-1], f"{sentences[-1]} (END)", note))
    assert article.paragraphs == (*sentences, note)


def test_the_ordinary_word_stays(read: Read, sentences: tuple[str, ...]) -> None:
    texts = (*sentences, "The ministers then watched a film that was made in both countries and is called Fin")
    assert read(texts).paragraphs == texts


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    parted = split_end_mark(text)
    if parted:
        assert parted[0]
        assert parted[1]
        assert text.replace(" ", "").startswith(parted[0].replace(" ", ""))


def test_no_text_is_slow() -> None:
    for unit in ("a/a ", "(", "-0- ", "Fin ", "# ", "a@a.", " 1234", "（完", " ", "انتهى "):
        text = unit * (200_000 // len(unit))
        within(0.05, partial(split_end_mark, text), unit)
