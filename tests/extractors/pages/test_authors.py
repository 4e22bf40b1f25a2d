"""Bylines: names and nothing else, and nobody where nobody is printed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.pages import read_page
from extractors.pages.authors import split_names
from extractors.records import Article

Read = Callable[..., Article]


SEEN = "<p>All articles by Ann Writer and Bob Penn</p>"
"""What a page prints of its authors apart from the header."""


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Writer", ("Ann Writer",)),
        ("By ANN WRITER, BOB VAN DER BERG and CAROL LEE", ("ANN WRITER", "BOB VAN DER BERG", "CAROL LEE")),
        ("By Wang Somebody | China Daily | Updated: 2026-03-04 09:13", ("Wang Somebody",)),
        ("15:10, 03-Mar-2026 By Grace Somebody Otieno", ("Grace Somebody Otieno",)),
        ("by Xinhua writer Zhao Somebody", ("Zhao Somebody",)),
        ("Von: Anna MEIER, Bernd SCHULZ", ("Anna MEIER", "Bernd SCHULZ")),
        ("Автор: Иван Петров", ("Иван Петров",)),
        ("作者：王某文", ("王某文",)),
        ("[作者: 刘某仓 责任编辑: 杨某宇 ]", ("刘某仓",)),
        ("本报记者 王某文 方 敏", ("王某文", "方敏")),
        ("某某新闻记者 贺某萍", ("贺某萍",)),
        ("本报记者 颜 某 于 某 ", ("颜某", "于某")),
        ("作者：章某亮（本报驻外记者）", ("章某亮",)),
        ('<p class="author">Thu Hoài/VOV.VN</p>', ("Thu Hoài",)),
        ('<span class="media__copyright"><a class="author">© РИА Новости / Иван Снимков</a></span>', ()),
        ('<p class="author">Theo TTXVN</p>', ()),
        ('<p class="author">محرر سانا</p>', ()),
        ("홍길동 기자", ("홍길동",)),
        ("파리=홍길동 특파원", ("홍길동",)),
        ("Автор, Анна Петрова", ("Анна Петрова",)),
        ("Author Ann Writer", ("Ann Writer",)),
        ("来源：某某报作者：王某文责任编辑：李某某", ("王某文",)),
        ("<b>By Ann Writer</b><b>Published: Mar 05, 2026</b>", ("Ann Writer",)),
        ('<p class="author-name">Ann Writer</p>', ("Ann Writer",)),
        ('<p class="author-name">Geneva</p>', ()),
        ('<a href="/author/17">Ann Writer</a>', ("Ann Writer",)),
        ('<span itemprop="author">Ann Writer</span>, 5 March 2026', ("Ann Writer",)),
        ('<a class="author">Ann Writer<span>(editor of the day)</span></a>', ("Ann Writer",)),
        ('<span class="photo-author">Ann Lens</span>', ()),
        ("By Ann Writer March 5, 2026, 10:22 am", ("Ann Writer",)),
        ("di Anna Penna", ("Anna Penna",)),
        ("Текст: Анна Петрова", ("Анна Петрова",)),
        ("Penulis Ann Writer", ("Ann Writer",)),
        ("كتب أحمد الكاتب", ("أحمد الكاتب",)),
        ("نویسنده: رضا نویسا", ("رضا نویسا",)),
        ("Ann Writer | 05.03.2026 - Update : 05.03.2026", ("Ann Writer",)),
        ("2026-03-05 来源： 某某日报 作者：王某文 字号：大 中 小", ("王某文",)),
        ("Reuters, Geneva", ("Reuters",)),
        ("AFP/Geneva", ("AFP",)),
        ("Xinhua | Updated: 2026-03-04 09:13", ()),
        ("By RFE/RL", ()),
        ("Le Journal avec AFP", ()),
        ("Von Anna Meier, ARD-Studio Genf", ("Anna Meier",)),
        ('<p class="author-name">Follow Ann</p>', ()),
        ("By the way, the talks went well", ()),
        ("Category: News", ()),
        ("By Staff Reporter", ()),
    ],
)
def test_printed_bylines(read: Read, sentences: tuple[str, ...], line: str, names: tuple[str, ...]) -> None:
    article = read(sentences, above=f'<div class="info">{line}</div>')
    assert article.authors == names
    assert article.paragraphs == sentences


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ('{"@type": "Organization", "name": "Daily Ledger"}', ()),
        ('{"@type": "Person", "name": "Example Daily"}', ()),
        ('[{"@type": "Person", "name": "Ann Writer"}, {"@type": "Organization", "name": "Ledger"}]', ("Ann Writer",)),
    ],
)
def test_a_house_is_no_author(read: Read, sentences: tuple[str, ...], head: str, names: tuple[str, ...]) -> None:
    site = '<meta property="og:site_name" content="Example Daily">'
    script = f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": {head}}}</script>'
    assert read(sentences, head=site + script, below=SEEN).authors == names


@pytest.mark.parametrize(
    ("last", "names"),
    [
        ("川の両岸の農家は再開を待っている。【三木某也】", ("三木某也",)),
        ("川の両岸の農家は再開を待っている。【ジュネーブ三木某也】", ("三木某也",)),
        ("川の両岸の農家は再開を待っている。【共同】", ()),
    ],
)
def test_a_japanese_text_is_signed_at_its_end(read: Read, last: str, names: tuple[str, ...]) -> None:
    texts = ("両国の代表団は、検問所を再開するための関税協定について、大部分で合意した。", last)
    assert read(texts, title="関税協定で大筋合意").authors == names


def test_an_editor_that_json_ld_calls_the_author(read: Read, sentences: tuple[str, ...]) -> None:
    item = '{"@type": "NewsArticle", "author": {"@type": "Person", "name": "Carol Desk"}}'
    line = "<p>By Agency Edited By: Carol Desk Updated: Sun, 05 Mar 2026</p>"
    article = read(sentences, head=f'<script type="application/ld+json">{item}</script>', above=line)
    assert (article.authors, article.editor) == ((), "Carol Desk")


@pytest.mark.parametrize("meta", ["Pattarapong S.", "Ivan Petrov", "Иван Петров"])
def test_an_account_of_the_system_is_no_author(read: Read, meta: str) -> None:
    texts = (
        "Министры двух стран встретились в Женеве и договорились о том, что переход будет открыт в мае.",
        "Проект документа ограничивает число досмотров и обязывает стороны публиковать таблицы тарифов.",
    )
    assert read(texts, title="Министры договорились", head=f'<meta name="author" content="{meta}">').authors == ()


@pytest.mark.parametrize(
    ("last", "names"),
    [
        ("（郑若水）", ("郑若水",)),
        ("（郑若水 王安）", ("郑若水", "王安")),
        ("(欧阳若水)", ("欧阳若水",)),
        ("（完）", ()),
        ("（未完待续）", ()),
        ("（张某摄）", ()),
        ("（马新社）", ()),
        ("（高清图）", ()),
        ("（有删节）", ()),
    ],
)
def test_a_chinese_text_is_signed_behind_its_last_sentence(read: Read, last: str, names: tuple[str, ...]) -> None:
    texts = (
        "两国代表团就重新开放口岸达成初步共识，双方同意在年底前完成协定文本的磋商工作。",
        f"大家盼着这一天已经很久了。{last}",
    )
    assert read(texts, title="两国就重开口岸达成共识").authors == names


@pytest.mark.parametrize(
    "below",
    [
        "<h3>Opinion</h3><p>By Bob Columnist</p>",
        '<p><a href="/2">By Bob Columnist</a></p>',
        "<p>上一篇：作者：王某文</p>",
        "<p>Related stories</p><p>By Bob Columnist</p>",
    ],
)
def test_writers_of_other_articles_are_no_authors(read: Read, sentences: tuple[str, ...], below: str) -> None:
    assert read(sentences, below=below).authors == ()


def test_names_above_a_title(read: Read, sentences: tuple[str, ...]) -> None:
    one = '<div class="author"><a href="/a">Ann Writer</a></div>'
    others = '<div class="author"><a href="/b">Bob Columnist</a></div>'
    page = "<html><head><title>Talks</title></head><body><div>{}<h1>Talks in Geneva</h1>{}</div></body></html>"
    text = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    assert read_page(page.format(one, text).encode(), None).authors == ("Ann Writer",)
    assert read_page(page.format(one + others, text).encode(), None).authors == ()


def test_readers_who_comment_are_no_authors(read: Read, sentences: tuple[str, ...]) -> None:
    below = '<div class="comment"><div class="author">Carol Reader</div><p>I have waited for this.</p></div>'
    assert read(sentences, below=below).authors == ()


def test_a_byline_below_a_lead_that_stands_apart(read: Read, sentences: tuple[str, ...]) -> None:
    lead = "After two days of talks the crossing may open again before the next harvest, both of the ministers say."
    article = read(sentences, above=f"<p>{lead}</p><p>By Ann Writer (Geneva)</p>")
    assert (article.authors, article.paragraphs) == (("Ann Writer",), (lead, *sentences))


def test_a_byline_below_the_points_of_a_lead(read: Read, sentences: tuple[str, ...]) -> None:
    points = ("Only the chapter on rail freight is open, say the envoys", "A second round is planned for the spring")
    lead = "".join(f"<li>{point}</li>" for point in points)
    text = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "AFP"}}</script>'
    page = (
        f"<html><title>Talks</title><body>{data}<article><h1>Talks</h1><ul>{lead}</ul><div>AFP</div>"
        f"<section>{text}</section></article></body></html>"
    )
    article = read_page(page.encode(), "https://example.org/1")
    assert (article.authors, article.origin.agency) == (("AFP",), "afp")


def test_a_name_with_the_agency_it_wrote_for(read: Read, sentences: tuple[str, ...]) -> None:
    article = read((*sentences, "Thanh Hương (TTXVN/Vietnam+)"))
    assert (article.authors, article.origin.agency, article.paragraphs) == (("Thanh Hương",), "vna", sentences)


def test_an_author_above_the_text_is_not_a_paragraph(read: Read, sentences: tuple[str, ...]) -> None:
    author = '{"@type": "NewsArticle", "author": {"@type": "Person", "name": "Ann Writer"}}'
    head = f'<script type="application/ld+json">{author}</script>'
    article = read(("Ann Writer", *sentences), head=head)
    assert article.authors == ("Ann Writer",)
    assert article.paragraphs == sentences


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ('<meta name="author" content="Ann Writer">', ("Ann Writer",)),
        ('<meta name="author" content="name, email@example.org">', ()),
        ('<meta name="author" content="2909">', ()),
        ('<meta name="author" content="https://cdn.example.org/logo.png">', ()),
        ('<meta name="author" content="Associated Press">', ()),
        ('<meta name="author" content="Example Daily">', ()),
        ('<meta name="author" content="Süddeutsche Zeitung">', ()),
        ('<meta name="author" content="Ministère de l\'Europe et des Affaires étrangères">', ()),
        ('<meta name="author" content="Foreign">', ()),
        ('<meta name="author" content="Ann Writer. Sputnik International">', ("Ann Writer",)),
        ('<meta property="article:author" content="Ann Writer,Bob Penn">', ("Ann Writer", "Bob Penn")),
        ('<meta name="author" content="Ann Writer"><meta name="editor" content="Ann Writer">', ()),
        (
            '<script type="application/ld+json">{"@type": "Article", "author": ["Ann Writer"]}</script>',
            ("Ann Writer",),
        ),
        ("", ()),
    ],
)
def test_meta_authors(read: Read, sentences: tuple[str, ...], head: str, names: tuple[str, ...]) -> None:
    article = read(sentences, head=head, below=SEEN)
    assert article.authors == names
    if not names:
        assert [r.reason for r in article.receipts if r.field == "author" and r.chosen] == ["no byline is printed"]


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="author" content="Ann Writer">',
        '<script type="application/ld+json">{"@type": "Article", "author": {"name": "Ann Writer"}}</script>',
    ],
)
def test_whom_no_reader_sees_is_who_filed_the_page(read: Read, sentences: tuple[str, ...], head: str) -> None:
    article = read(sentences, head=head)
    assert article.authors == ()
    assert [r.reason for r in article.receipts if r.value == "Ann Writer"] == ["nowhere on the page: who filed it"]


def test_the_printed_byline_beats_the_meta_tag(read: Read, sentences: tuple[str, ...]) -> None:
    article = read(sentences, head='<meta name="author" content="Web Poster">', above="<p>By Ann Writer</p>")
    assert article.authors == ("Ann Writer",)


def test_a_chinese_meta_author_is_the_editor_unless_printed(read: Read) -> None:
    texts = (
        "双方在北京举行会谈，就共同关心的问题深入交换了意见，并达成多项共识。",
        "双方同意保持沟通，推动两国关系稳定发展。",
    )
    article = read(
        texts, head='<meta name="author" content="张某">', below="<div>[ 责编：张某 ]</div>", title="双方举行会谈"
    )
    assert (article.authors, article.editor) == ((), "张某")


@pytest.mark.parametrize(
    ("line", "editor"),
    [
        ("Source: Xinhua Editor: huaxia 2026-03-03 05:26:16", "huaxia"),
        ("(Web editor: Hong Somebody, Du Other)", "Hong Somebody, Du Other"),
        ("【责任编辑:王某】", "王某"),
        ("(责编：胡某秋、杨某宇)", "胡某秋、杨某宇"),
        ("Editor's picks", None),
    ],
)
def test_editors(read: Read, sentences: tuple[str, ...], line: str, editor: str | None) -> None:
    assert read(sentences, below=f"<div>{line}</div>").editor == editor


@pytest.mark.parametrize("text", ["（评论员 罗某 萧某川）", "(记者 罗某 萧某川)"])
def test_signed_at_the_end(read: Read, text: str) -> None:
    article = read(
        ("双方在北京举行会谈，就共同关心的问题深入交换了意见。", f"这是一次有益的会谈。{text}"), title="评论"
    )
    assert article.authors == ("罗某", "萧某川")


def test_reporters_of_a_dateline_need_the_word(read: Read) -> None:
    text = "双方在北京举行会谈，就共同关心的问题深入交换了意见。"
    assert read((f"新华社北京3月4日电（记者邹某）{text}",), title="会谈").authors == ("邹某",)
    unlabelled = read((f"新华社北京3月4日电（刘某、杨某）{text}",), title="会谈")
    assert unlabelled.authors == ()
    assert unlabelled.dateline is not None
    assert unlabelled.dateline.reporters == ("刘某", "杨某")


@given(st.text(max_size=120))
def test_any_byline(text: str) -> None:
    names, _ = split_names(text)
    assert all(2 <= len(name) <= 50 and "@" not in name and "/" not in name for name in names)


def test_a_byline_of_millions_of_letters_is_read_as_far_as_bylines_go() -> None:
    names, _ = split_names("By Ann Writer, " + "Xinhua agency and " * 200_000)
    assert names == ("Ann Writer",)
