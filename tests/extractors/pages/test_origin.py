"""Origins: who wrote it, on which evidence, and the traps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from config.outlets import load_outlets
from extractors.pages import read_page
from extractors.pages.origin import source_of
from extractors.pages.relays import relay_of
from extractors.records import Article, Sighting

Read = Callable[..., Article]
OUTLETS = load_outlets()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("· 2024-01-28 · Source: Xinhua News Agency", "Xinhua News Agency"),
        ("2026年03月04日 10:15　来源：中国新闻网　大字体 小字体", "中国新闻网"),
        ("2024-05-15 08:58:52来源：新华网", "新华网"),
        ("来源：光明网-《光明日报》2024-05-20 03:15", "光明网-《光明日报》"),
        ("Источник: ТАСС", "ТАСС"),
        ("المصدر: شينخوا", "شينخوا"),
        ("منبع: ایرنا", "ایرنا"),
        ("ขอบคุณข้อมูล : รอยเตอร์", "รอยเตอร์"),
        ("स्रोत: एएनआई", "एएनआई"),
        ("출처: 연합뉴스", "연합뉴스"),
        ("Fuente: Prensa Latina", "Prensa Latina"),
        ("SOURCE: Al Jazeera News", "Al Jazeera News"),
        ("Source(s): Xinhua News Agency", "Xinhua News Agency"),
        ("Source: Xinhua Editor: huaxia 2026-03-03 05:26:16", "Xinhua"),
        ("(People's Daily Online) 11:35, November 23, 2022", "People's Daily Online"),
        ("By A Writer | Xinhua | Updated: 2026-03-04 09:13", "Xinhua"),
        ("2026年03月05日 15:02 环球时报", "环球时报"),
        ("2026-03-05 15:02 Reuters", "Reuters"),
        ("新华社2023年03月05日 21:12:08 来自北京", "新华社"),
        ("05 MAR 2023 6:22PM by PIB Delhi", "PIB Delhi"),
        ("05 MAR 2023 6:22PM by Somebody", None),
        ("источник: ТАСС Политика", "ТАСС"),
        ("2026年03月05日 15:02 国际新闻精选", None),
        ("来源: 参考消息 北京 举报", "参考消息"),
        ("来源：新华社 北京", "新华社"),
        ("2018年03月05日 10:22  来源于 财新网", "财新网"),
        ("Kaynak: AA Giriş: 05.03.2022 - 10:22", "AA"),
        ("Source: Rodong Sinmun (En)", "Rodong Sinmun (En)"),
        ("Sursa: Agerpres", "Agerpres"),
        ("Izvor: Tanjug Nedelja, 5.3.2023. 18:30", "Tanjug"),
        ("Sumber AFP", "AFP"),
        ("March 5, 2021 / 10:22 AM / CBS/AP", "AP"),
        ("Sumber daya alam", None),
        ("Photo source: Xinhua", None),
        ("图片来源：新华社", None),
        ("[사진 출처 : 로이터=연합뉴스]", None),
        ("Foto izvor: Tanjug", None),
        ("Category: News", None),
        ("A source: close to the talks", None),
        ("open source: a guide", None),
        ("Updated: 2026-03-04 09:13", None),
    ],
)
def test_source_lines(line: str, name: str | None) -> None:
    found = source_of(line)
    assert (found[0].strip() if found else None) == name


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("据新华社报道，双方举行会谈。", "xinhua"),
        ("The two sides met, the Xinhua News Agency reported on Tuesday.", "xinhua"),
        ("The talks took place, KCNA said, citing TASS reports.", "tass"),
        ("Как передает Укринформ, об этом сообщили в министерстве.", "ukrinform"),
        ("Об этом сообщает РИА Новости.", "ria"),
        ("به گزارش خبرگزاری مهر، وزیر خارجه گفت", "mehr"),
        ("The silk road was on the agenda of the talks.", None),
        ("The minister visited Xinhua's hall and met its staff.", None),
        ("Shares of CMG rose, the ministry said.", None),
    ],
)
def test_relay_phrases(text: str, agency: str | None) -> None:
    found = relay_of(text)
    assert (found[0].id if found else None) == agency


def origin_of(article: Article) -> tuple[str, str | None, str | None]:
    return article.origin.role, article.origin.agency, article.origin.method


def test_source_line_makes_a_carrier(read: Read, sentences: tuple[str, ...]) -> None:
    article = read(sentences, above="<div>2026-03-04 10:00 Source: Xinhua News Agency</div>")
    assert origin_of(article) == ("carrier", "xinhua", "source-line")
    assert (article.origin.name, article.origin.line) == ("Xinhua News Agency", "Source: Xinhua News Agency")


def test_a_source_outside_the_lexicon_is_kept_as_printed(read: Read, sentences: tuple[str, ...]) -> None:
    article = read(sentences, above="<div>2026-03-04 来源：某某晚报</div>")
    assert (article.origin.role, article.origin.agency, article.origin.name) == ("carrier", None, "某某晚报")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"head": '<meta name="source" content="Xinhua">'}, ("carrier", "xinhua", "meta")),
        ({"head": '<meta name="ContentSource" content="新华社">'}, ("carrier", "xinhua", "meta")),
        ({"above": "<div>Associated Press</div>"}, ("carrier", "ap", "byline")),
        ({"below": "<p>(Xinhua)</p>"}, ("unknown", None, None)),
    ],
)
def test_other_evidence(
    read: Read, sentences: tuple[str, ...], parts: dict[str, str], expected: tuple[str, ...]
) -> None:
    assert origin_of(read(sentences, **parts)) == expected


def test_dateline_and_sign_off(read: Read, sentences: tuple[str, ...]) -> None:
    dateline = read((f"GENEVA, March 3 (Xinhua) -- {sentences[0]}", *sentences[1:]))
    assert origin_of(dateline) == ("carrier", "xinhua", "dateline")
    signed = read((*sentences[:-1], sentences[-1] + " (Xinhua)"))
    assert origin_of(signed) == ("carrier", "xinhua", "sign-off")


def test_a_korean_dateline_names_its_paper_also_where_nobody_knows_it(read: Read) -> None:
    texts = (
        "(서울=어떤뉴스) 홍길동 기자 = 두 나라 대표단은 검문소를 다시 여는 관세 협정의 대부분에 합의했다.",
        "협정 초안은 검사 횟수에 상한을 두고 양측이 분기마다 관세표를 공개하도록 했다고 한다.",
    )
    article = read(texts, title="관세 협정 대부분 합의")
    assert (article.origin.role, article.origin.name, article.origin.method) == ("carrier", "어떤뉴스", "dateline")


def test_the_fuller_print_of_a_name_in_a_dateline(read: Read) -> None:
    texts = (
        "【ジュネーブ時事】両国の代表団は、検問所を再開するための関税協定について、大部分で合意した。",
        "協定案は検査の回数に上限を設け、双方が四半期ごとに関税表を公表することを義務づけている。",
    )
    author = '{"@type": "NewsArticle", "author": {"@type": "Organization", "name": "時事通信"}}'
    head = f'<script type="application/ld+json">{author}</script>'
    article = read(texts, title="関税協定で大筋合意", head=head)
    assert (article.origin.agency, article.origin.name, article.authors) == ("jiji", "時事通信", ())


def test_citation_only(read: Read, sentences: tuple[str, ...]) -> None:
    article = read(("The two sides met in Geneva on Tuesday, the Xinhua News Agency reported.", *sentences))
    assert origin_of(article) == ("citation", "xinhua", "relay")


def test_traps_are_no_evidence(read: Read, sentences: tuple[str, ...]) -> None:
    article = read(
        f'<img src="a.jpg"><p class="caption">The hall. (Xinhua/A Photographer)</p><p>{sentences[0]}</p>',
        above="<div>Category: News</div>",
        below="<h3>Xinhua</h3><p>Source code of the site</p>",
        head='<meta name="source" content="https://example.org/feed">',
    )
    assert article.origin.role == "unknown"
    assert article.origin.reason


def page(text: str, extra: str = "") -> bytes:
    return f"<html><body><h1>Talks in Geneva</h1>{extra}<div><p>{text}</p></div></body></html>".encode()


def test_an_agency_on_its_own_site_is_the_origin(sentences: tuple[str, ...]) -> None:
    tass = OUTLETS["tass_en"]
    own = read_page(page(f"MOSCOW, March 3. /TASS/. {sentences[0]}"), "https://tass.com/politics/1", outlet=tass)
    assert origin_of(own) == ("origin", "tass", "dateline")
    silent = read_page(page(sentences[0]), "https://tass.com/politics/1", outlet=tass)
    assert origin_of(silent) == ("origin", "tass", "outlet")


def test_a_page_that_names_itself_does_not_hide_the_wire(sentences: tuple[str, ...]) -> None:
    text = f"GENEVA, March 3 (Xinhua) -- {sentences[0]}"
    article = read_page(
        page(text, "<p>2026-03-04 10:00 Source: CGTN</p>"), "https://news.cgtn.com/news/2026-03-04/a.html"
    )
    assert origin_of(article) == ("carrier", "xinhua", "dateline")


def test_an_institution_writes_its_own_text(sentences: tuple[str, ...]) -> None:
    article = read_page(page(sentences[0]), "https://www.whitehouse.gov/briefings-statements/2026/03/talks/")
    assert (article.origin.role, article.origin.agency, article.origin.name) == ("origin", "white_house", None)


def test_the_feed_names_a_source(sentences: tuple[str, ...]) -> None:
    seen = datetime(2026, 3, 4, tzinfo=UTC)
    sighting = Sighting("x/y", "x", "https://a.org/1", "https://a.org/1", seen, 0, "feed", origin_name="Reuters")
    article = read_page(page(sentences[0]), "https://a.org/1", sighting=sighting)
    assert origin_of(article) == ("carrier", "reuters", "feed")


def test_every_piece_of_evidence_has_a_receipt(read: Read, sentences: tuple[str, ...]) -> None:
    article = read(
        (f"GENEVA, March 3 (Xinhua) -- {sentences[0]}", *sentences[1:]),
        above="<div>2026-03-04 Source: Xinhua</div>",
        head='<meta name="source" content="Reuters">',
    )
    receipts = [(r.method, r.chosen) for r in article.receipts if r.field == "origin"]
    assert receipts == [("source-line", True), ("meta", False), ("dateline", False)]


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("By Example Daily with AFP", "afp"),
        ("Avec AFP", "afp"),
        ("Photograph: Ann Lens/AFP/Getty Images", None),
        ("Foto: Reuters", None),
        ("Le Journal avec AFP et Reuters", "afp"),
        ("Interview with Reuters", None),
        ("Reuters, Geneva", "reuters"),
        ('<span class="news-author">AFP</span> 5 March 2026', "afp"),
        ('<span class="image__author">A Photographer / TASS</span>', None),
        ("The crossing in February | REUTERS", None),
    ],
)
def test_agencies_beside_the_text(read: Read, sentences: tuple[str, ...], line: str, agency: str | None) -> None:
    assert read(sentences, above=f"<div>{line}</div>").origin.agency == agency


@pytest.mark.parametrize(
    ("last", "agency"),
    [
        ("The ministers will meet again. - Bernama", "bernama"),
        ("Sie treffen sich wieder. (APA, 5.3.2026)", None),
        ("Sie treffen sich wieder. (red, Reuters, 5.3.2026)", "reuters"),
        ("Sie treffen sich wieder. (APA, red, 5.3.2026)", None),
        ("AFP", "afp"),
        ("A bridge too far", None),
    ],
)
def test_agencies_on_the_last_line(read: Read, sentences: tuple[str, ...], last: str, agency: str | None) -> None:
    origin = read((*sentences, last)).origin
    assert origin.agency == agency
    assert (origin.role == "carrier") is (agency is not None or "APA" in last)


@pytest.mark.parametrize(
    ("below", "agency"),
    [
        ("<p>Copyright ⓒ 연합뉴스. All rights reserved.</p>", "yonhap"),
        ("<p>© 2026 AFP</p>", "afp"),
        ('<div class="article-source">VNA</div>', "vna"),
        ("<p>© AFP</p>", None),
        ("<div><p>Latest news</p><p>Reuters</p></div>", None),
        ("<p>Partner</p><p>Reuters</p>", None),
        ("<h3>More</h3><p>Source: Xinhua</p>", None),
        ('<p><a href="/2">Source: Xinhua</a></p>', None),
    ],
)
def test_agencies_below_the_text(read: Read, sentences: tuple[str, ...], below: str, agency: str | None) -> None:
    assert read(sentences, below=below).origin.agency == agency


def test_a_site_is_no_carrier_of_its_own_name(read: Read, sentences: tuple[str, ...]) -> None:
    site = '<meta property="og:site_name" content="{}">'
    above = "<div>2026-03-04 Source: {}</div>"
    own = read(sentences, head=site.format("Example Daily"), above=above.format("Example Daily"))
    assert (own.origin.role, own.origin.agency) == ("origin", None)
    # A mirror calls its site as the original does.
    mirror = read(sentences, head=site.format("Xinhua"), above=above.format("Xinhua"))
    assert (mirror.origin.role, mirror.origin.agency) == ("carrier", "xinhua")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Read the original article on Tarn Herald.", "Tarn Herald"),
        ("This article was first published by the Tarn Herald on 4 March.", "Tarn Herald"),
        ("It was first published in 1912.", None),
    ],
)
def test_a_carrier_says_where_the_text_stood_first(
    read: Read, sentences: tuple[str, ...], line: str, name: str | None
) -> None:
    assert read((*sentences, line)).origin.name == name


@pytest.mark.parametrize(("site", "name"), [("tarnnews.com", "Daily News Velmora"), ("Example Daily", None)])
def test_a_carrier_before_its_source_is_the_site(
    read: Read, sentences: tuple[str, ...], site: str, name: str | None
) -> None:
    text = (f"(TARNNEWS- Daily News Velmora) {sentences[0]}", *sentences[1:])
    article = read(text, head=f'<meta property="og:site_name" content="{site}">')
    assert (article.origin.name, article.paragraphs) == (name, sentences)


@pytest.mark.parametrize(
    ("line", "name"),
    [("Example Daily, AFP", "AFP"), ("Example Daily / AFP", "AFP"), ("Other Daily, AFP", "Other Daily, AFP")],
)
def test_a_site_before_its_source(read: Read, sentences: tuple[str, ...], line: str, name: str) -> None:
    site = '<meta property="og:site_name" content="Example Daily">'
    origin = read(sentences, head=site, above=f'<div class="source">{line}</div>').origin
    assert (origin.role, origin.agency, origin.name) == ("carrier", "afp", name)


def test_a_name_is_kept_without_its_quotation_marks(read: Read, sentences: tuple[str, ...]) -> None:
    origin = read((*sentences, 'المصدر: "تاس"')).origin
    assert (origin.agency, origin.name) == ("tass", "تاس")
