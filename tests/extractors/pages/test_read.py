"""The whole reader: verdicts, titles, links, languages, determinism, and bytes that are no page."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.outlets import PageRules, load_outlets
from extractors import read_page as lazily_read_page
from extractors.pages import EXTRACTOR, join_pages, read_page
from extractors.pages.langs import guess
from extractors.pages.titles import strip_site
from extractors.records import Article
from tests.effort import within

Read = Callable[..., Article]
SHELL = '<html><title>Talks</title><body><div id="root"></div><noscript>Please enable JavaScript.</noscript></body>'


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"<html><body></body></html>", "empty"),
        (b"%PDF-1.7 ...", "not-html"),
        (b"\x89PNG\r\n", "not-html"),
        (b'{"a": [1, 2]}', "not-html"),
        (b"plain text and no element", "not-html"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "not-html"),
        (b"\x00\x01\x02" * 1000, "not-html"),
        (b"<" * 100_000, "not-html"),
        (SHELL.encode(), "js-shell"),
        (
            b"<html><head><title>404 Not Found</title></head><body><h1>404</h1><p>Nothing here.</p></body></html>",
            "soft-404",
        ),
        ("<html><body><h1>提示</h1><p>您访问的页面不存在。</p></body></html>".encode(), "soft-404"),
        (b"<html><body>" + b'<li><a href="/a">A headline of some length</a></li>' * 40 + b"</body></html>", "list"),
        (b"<html><body>" + b"<div>" * 5000 + b"<p>Deep down.</p></body></html>", "error"),
        (
            b'<html><meta property="og:type" content="video.other"><body><p>Watch the talks in Geneva.</p></body>',
            "video",
        ),
        (
            b"<html><body><p>The ministers met in Geneva.</p><p>Subscribe to continue reading.</p></body></html>",
            "paywall",
        ),
    ],
)
def test_verdicts(data: bytes, verdict: str) -> None:
    article = read_page(data, "https://example.org/x")
    assert (article.verdict, bool(article.reason)) == (verdict, True)
    assert article.receipts[-1].field == "verdict"


def test_outlet_mark_of_a_page_that_is_gone() -> None:
    data = b"<html><head><title>system</title></head><body><p>Something went wrong, please try later.</p></body></html>"
    assert read_page(data, "https://www.fmprc.gov.cn/eng/xw/zyxw/202603/t20260304_1.html").verdict == "soft-404"


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=2000), st.sampled_from([None, "text/html", "text/html; charset=big5", "image/png", "\x00"]))
def test_any_bytes(data: bytes, content_type: str | None) -> None:
    article = read_page(data, "https://example.org/x", content_type=content_type)
    assert article.extractor == EXTRACTOR
    assert (article.verdict == "article") == (article.reason is None)
    assert article == read_page(data, "https://example.org/x", content_type=content_type)


TAGS = [
    "<p>",
    "</p>",
    "<div>",
    "<table><tr><td>",
    "<a href='x'>",
    "<img src=a>",
    "<h1>",
    "<br>",
    "<!--",
    "<li>",
    "\x00",
    "Wort ",
    "新华社",
    "2024-01-28 ",
]


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.sampled_from([*TAGS, "Source: Xinhua", "(Xinhua) -- ", "The talks went on for hours."]), max_size=80)
)
def test_any_markup(parts: list[str]) -> None:
    read_page("".join(parts).encode(), None)


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>" + b"<table><tr><td>" * 3000 + b"<p>The talks went on for hours.</p>",
        b"<html><body><p>" + b"<span>a</span>" * 50_000,
        b"<html><body><p>" + b"BEIJING/" * 50_000,
        b"<html><body><p>" + b"(" * 100_000,
        b"<html><title>" + b"a - " * 20_000 + b"</title><body><p>Text.</p>",
        b'<html><script type="application/ld+json">' + b"[" * 100_000 + b"</script><p>Text.</p>",
        b"<html><body><p>" + random.Random(7).randbytes(200_000),
    ],
    ids=["nested-tables", "many-spans", "capitals", "brackets", "title", "json", "noise"],
)
def test_hostile_pages_end_soon(data: bytes) -> None:
    # The time limit of the suite fails what hangs; these take a second or two on a loaded machine.
    read_page(data, "https://example.org/x")


def test_nul_bytes_do_not_end_the_page(sentences: tuple[str, ...]) -> None:
    data = f"<html><body><h1>T</h1><p>{sentences[0]}</p>\0\0<p>{sentences[1]}</p></body></html>".encode()
    assert read_page(data, None).paragraphs == sentences[:2]


def test_paragraphs_inside_hundreds_of_fonts(sentences: tuple[str, ...]) -> None:
    told = [f"{one} So it was said on day {n}." for n in range(60) for one in sentences]
    markup = "<title>t</title><body><div>" + "".join(f"<p><font><font>{one}" for one in told)
    assert list(read_page(markup.encode(), "https://example.org/x").paragraphs) == told


@pytest.mark.parametrize("tag", ["table", "h1", "p"])
def test_what_is_nested_thousands_deep_is_read_soon(sentences: tuple[str, ...], tag: str) -> None:
    deep = f"<{tag}>" * 2_000
    body = "".join(f"<p>{one}</p>" for one in sentences)
    page = f"<title>t</title><body>{body}{deep}{body}".encode()
    article = within(4, lambda: read_page(page, "https://example.org/x"))
    assert article.paragraphs[: len(sentences)] == tuple(sentences)


BODILESS = [
    "<title>t</title><article>{}</article>",
    "<html><head><title>t</title><main>{}</main>",
    "<title>t</title><section>{}</section><div>Other pages</div>",
    "<title>t</title><section></section>and <p>this:</p><main>{}</main>",
]


@pytest.mark.parametrize("markup", BODILESS)
def test_a_page_may_leave_its_body_tag_out(sentences: tuple[str, ...], markup: str) -> None:
    article = read_page(markup.format("".join(f"<p>{one}</p>" for one in sentences)).encode(), "https://example.org/x")
    assert article.verdict == "article"
    assert [one for one in article.paragraphs if one in sentences] == list(sentences)


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Diplomat meets advisor -- Beijing Review", "Diplomat meets advisor"),
        ("双方举行会谈--时政--人民网", "双方举行会谈"),
        ("双方举行会谈_中国日报网", "双方举行会谈"),
        ("Talks held - Chinadaily.com.cn", "Talks held"),
        ("Talks held | Reuters", "Talks held"),
        ("Talks - what we know", "Talks - what we know"),
        ("国际观察｜双方举行会谈", "国际观察｜双方举行会谈"),
        ("U.S.-China ties: a 2-year plan", "U.S.-China ties: a 2-year plan"),
    ],
)
def test_site_names_behind_titles(printed: str, title: str) -> None:
    assert strip_site(printed) == title


def test_a_header_whose_parts_only_the_style_sets_apart(read: Read, sentences: tuple[str, ...]) -> None:
    line = "<p><span>Published On 4 Mar 2026</span><span>4 Mar 2026</span></p>"
    assert read(line + "".join(f"<p>{text}</p>" for text in sentences)).paragraphs == sentences


def test_a_kicker_in_the_heading_is_no_title(sentences: tuple[str, ...]) -> None:
    head = '<meta property="og:title" content="Two sides near a pact">'
    kicker = "<h1><span>Customs</span><span>Two sides near a pact</span></h1>"
    body = "".join(f"<p>{one}</p>" for one in sentences)
    page = f"<html><head>{head}<title>Two sides</title></head><body>{kicker}{body}</body></html>"
    assert read_page(page.encode(), "https://example.org/x").title == "Two sides near a pact"


@given(st.text(max_size=120))
def test_any_title(text: str) -> None:
    assert strip_site(strip_site(text)) == strip_site(text)


def test_the_heading_that_the_page_confirms(sentences: tuple[str, ...]) -> None:
    headings = "<h1>All sections</h1><h1>Talks held in Geneva</h1>"
    data = f"<html><title>Talks held in Geneva | Some News</title><body>{headings}<p>{sentences[0]}</p></body></html>"
    assert read_page(data.encode(), None).title == "Talks held in Geneva"


@pytest.mark.parametrize(
    ("link", "url", "canonical"),
    [
        (
            "https://news.example.org/a/1.html?utm_source=x",
            "http://news.example.org/a/1.html",
            "https://news.example.org/a/1.html",
        ),
        ("/a/1.html", "http://news.example.org/a/1.html?from=wx", "https://news.example.org/a/1.html"),
        ("https://other.example.net/a", "https://news.example.org/a/1.html", "https://news.example.org/a/1.html"),
        ("https://news.example.org/", "https://news.example.org/a/1.html", "https://news.example.org/a/1.html"),
        ("javascript:void(0)", "https://news.example.org/a/1.html", "https://news.example.org/a/1.html"),
    ],
)
def test_canonical_url(read: Read, sentences: tuple[str, ...], link: str, url: str, canonical: str) -> None:
    article = read(sentences, url, head=f'<link rel="canonical" href="{link}">')
    assert article.canonical_url == canonical


@pytest.mark.parametrize(
    ("url", "link", "following"),
    [
        ("https://e.org/a/1.html", "/a/1_2.html", "https://e.org/a/1_2.html"),
        ("https://e.org/a/1_2.html", "/a/1_3.html", "https://e.org/a/1_3.html"),
        ("https://e.org/a/1_2.html", "/a/1.html", None),
        ("https://e.org/talks/", "https://e.org/talks/2/", "https://e.org/talks/2/"),
        ("https://e.org/talks", "https://e.org/talks?page=2", "https://e.org/talks?page=2"),
        ("https://e.org/2026/03/talks/", "https://e.org/2026/03/another-article/", None),
        ("https://e.org/a/1.html", "https://other.org/a/1_2.html", None),
    ],
)
def test_next_page(read: Read, sentences: tuple[str, ...], url: str, link: str, following: str | None) -> None:
    assert read(sentences, url, head=f'<link rel="next" href="{link}">').next_url == following


@pytest.mark.parametrize(
    ("site", "printed"),
    [
        ("Talks held in Geneva, say both sides Section_Some News", "<p>Talks held in Geneva, say both sides</p>"),
        (
            "Some News | Articles | Talks held in Geneva, say both sides",
            "<h2>Talks held in Geneva, say both sides</h2>",
        ),
        ("Xinhua News Agency", '<p class="TitleP">Talks held in Geneva, say both sides</p>'),
        ("Xinhua News Agency", "<h3>Talks held in Geneva, say both sides</h3>"),
    ],
)
def test_a_title_that_no_first_heading_prints(sentences: tuple[str, ...], site: str, printed: str) -> None:
    text = "".join(f"<p>{one}</p>" for one in sentences)
    page = f"<html><head><title>{site}</title></head><body>{printed}{text}</body></html>"
    assert read_page(page.encode(), None).title == "Talks held in Geneva, say both sides"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The ministers of the two countries met in Geneva and spoke of trade.", "en"),
        ("Los ministros de los dos países se reunieron en Ginebra para hablar del comercio.", "es"),
        ("Les ministres des deux pays se sont réunis à Genève pour parler du commerce.", "fr"),
        ("Die Minister der beiden Länder trafen sich mit den Beratern in Genf und sprachen über das Abkommen.", "de"),
        ("Министры двух стран встретились в Женеве и договорились о том, что встречи будут продолжены.", "ru"),
        ("Міністри двох країн зустрілися в Женеві та домовилися про те, що зустрічі триватимуть і надалі.", "uk"),
        ("双方在日内瓦举行会谈。", "zh"),
        ("両国の外相がジュネーブで会談した。", "ja"),
        ("양국 외교장관이 제네바에서 회담했다.", "ko"),
        ("التقى الوزيران في جنيف من أجل بحث التعاون على جميع المستويات", "ar"),
        ("وزیران خارجه دو کشور در ژنو با یکدیگر دیدار و درباره روابط گفتگو کردند که این را مهم خواندند", "fa"),
        ("İki ülkenin bakanları Cenevre'de bir araya geldi ve ticaret için görüştü.", "tr"),
        ("A chefe da delegação foi cauta: a passagem de Tarn pode abrir depois da sessão de quarta.", "pt"),
        ("De ministers van de twee landen zijn het eens over een verdrag dat in het voorjaar klaar moet zijn.", "nl"),
        ("Ministrowie obu krajów zgodzili się, że nie ma potrzeby kolejnych rozmów, które trwają od roku.", "pl"),
        ("Miniștrii celor două țări s-au întâlnit pentru un acord care este gata și a fost semnat în martie.", "ro"),
        # Malay and Croatian have the words of Indonesian and Serbian
        ("Menteri kedua negara telah bertemu di Jenewa dan sepakat untuk perjanjian yang akan ditandatangani.", None),
        ("Ministri dviju zemalja susreli su se i složili da je sporazum koji se priprema spreman za potpis.", None),
        ("Hai bộ trưởng đã nhất trí về phần lớn nội dung và các cửa khẩu được mở lại trong tháng này.", "vi"),
        ("Екі елдің министрлері кездесіп, сауда және кеден туралы келісті деп хабарлады, бұл маңызды.", "kk"),
        ("42", None),
        ("×××××", None),
        ("، ؛ ؟ ، ؛ ؟", None),
    ],
)
def test_languages(text: str, lang: str | None) -> None:
    assert guess(text) == lang


def test_the_text_beats_a_template_in_another_language(read: Read) -> None:
    article = read(
        ("双方在日内瓦举行会谈，就共同关心的问题深入交换了意见，并达成多项共识。",),
        head='<meta property="og:locale" content="en_US">',
    )
    assert article.lang == "zh"


def test_joined_pages(read: Read, sentences: tuple[str, ...]) -> None:
    caption = '<figure><img src="a.jpg"><figcaption>The hall in Geneva.</figcaption></figure>'
    first = read(
        caption + "".join(f"<p>{text}</p>" for text in sentences[:2]), head='<link rel="next" href="/a/1_2.html">'
    )
    second = read(caption + "".join(f"<p>{text}</p>" for text in sentences[2:]), "https://news.example.org/a/1_2.html")
    broken = read_page(b"", "https://news.example.org/a/1_3.html")
    joined = join_pages(first, [second, second, broken])
    assert first.next_url
    assert joined.next_url is None
    assert joined.paragraphs == sentences
    assert [block.text for block in joined.captions] == ["The hall in Geneva."]
    assert [r.rule for r in joined.receipts if r.method == "join"] == ["join:page", "join:twice", "join:left-out"]
    assert replace(joined, blocks=first.blocks, receipts=first.receipts, next_url=first.next_url) == first


def test_receipts_cover_every_value(read: Read, sentences: tuple[str, ...]) -> None:
    fields = {receipt.field for receipt in read(sentences).receipts}
    assert {
        "title",
        "published",
        "origin",
        "author",
        "editor",
        "dateline",
        "body",
        "lang",
        "verdict",
        "canonical_url",
    } <= fields


def test_the_package_hands_out_the_same_reader() -> None:
    assert lazily_read_page is read_page


def test_outlet_of_the_url_and_layout_of_the_day(sentences: tuple[str, ...]) -> None:
    inside = f'<div id="cmsMainContent"><p>{sentences[0]}</p></div>'
    data = f"<html><body><h1>Talks in Geneva go on</h1>{inside}<p>{sentences[1]}</p></body></html>"
    article = read_page(
        data.encode(),
        "https://news.cgtn.com/news/2026-03-04/Talks-x/p.html",
        fetched_at=datetime(2026, 3, 5, tzinfo=UTC),
    )
    assert article.outlet_id == "cgtn"
    assert article.paragraphs == sentences[:1]
    assert article.published is not None
    assert article.published.on == date(2026, 3, 4)
    assert load_outlets()["cgtn"].pages


def test_the_outlets_caption_rule_is_kept_to(sentences: Sequence[str]) -> None:
    """A caption that nothing of its own tells: no figure, no credit, no name of a class that means one."""
    page = f"""<html><body><h1>Two sides hold talks on trade</h1><div class="text"><p>{sentences[0]}</p>
        <p class="x7">The ministers at the door of the hall on Tuesday.</p><p>{sentences[1]}</p><p>{sentences[2]}</p>
        </div></body></html>""".encode()
    url = "https://www.cgtn.com/news/2026-03-03/x/p.html"
    plain = load_outlets()["cgtn"].model_copy(update={"pages": (PageRules(body=".text"),)})
    ruled = plain.model_copy(update={"pages": (PageRules(body=".text", caption=".x7"),)})
    assert read_page(page, url, outlet=plain).captions == ()
    article = read_page(page, url, outlet=ruled)
    assert [block.text for block in article.captions] == ["The ministers at the door of the hall on Tuesday."]
    assert article.paragraphs == tuple(sentences[:3])
