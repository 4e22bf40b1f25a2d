"""Mutated pages: every mutant is made from its number alone, so that one that does harm can be made again.

    .venv/bin/python -m tests.extractors.pages.fuzz_run 20000        the soak, with a summary
    .venv/bin/python -m tests.extractors.pages.fuzz_run --only 4711   one mutant, and where it came from

Seeds are the pages of the press, a few small pages in other scripts, and the real pages kept beside the checkout
where they are present. A mutant is a seed under one to three mutators, an address and a content type that may lie.
One in ninety is of a kind that only machines send: 50 MB of divs, a hundred thousand levels.
"""

# ruff: noqa: E501  tables of patterns and pages, a row each

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from press.edition import Edition
from press.world import SECOND, World

Mutator = Callable[[random.Random, bytes], bytes]
Maker = Callable[[int], bytes]
SHARED_PAGES = Path(__file__).parents[4] / "shared" / "pages" / "html"
HUGE_EVERY = 90
"""One mutant in so many is a huge one, of up to 50 MB."""

ENCODINGS = ("gb18030", "big5hkscs", "cp1251", "koi8-r", "cp1256", "cp949", "cp932", "euc-jp", "utf-16", "utf-16-be")
DECLARED = (*ENCODINGS, "gb2312", "iso-8859-1", "utf-8", "utf-7", "no-such-set", "hex", "")
TAGS = ("p", "div", "span", "table", "tr", "td", "ul", "li", "a", "b", "font", "h1", "h2", "section", "article", "form")
TAGS += (
    "blockquote",
    "figure",
    "figcaption",
    "nav",
    "select",
    "noscript",
    "template",
    "svg",
    "button",
    "pre",
    "center",
)

# Each the beginning of something that a pattern of the reader looks for, to be repeated without its end.
HOSTILE = (
    *("BEIJING/", "BEIJING, ", "A", "A ", "Ab", "Ab ", "Ab-", "Ab. ", "a", "a ", "a-", "ab, ", "AB ", "B.", "O'", "Mc"),
    *("中", "中 ", "中·", "记者", "记者 ", "新华社", "新华社北京1月", "本报", "来源：", "来源: ", "责任编辑：", "据新华社", "图", "摄"),
    *("-", "- ", "--", "—", "–", "_", "|", " | ", " - ", "·", ".", ". ", ",", ":", "：", "/", "//", "\\", "#", "*", "+", "=", "~"),
    *("1", "1 ", "11:", "1:1", "1/1/", "20", "2024-", "2024-01-28 ", "2024年1月", "28 Jan", "Jan. ", "Jan. 28 ", "5月", "年", "۱۴۰۳"),
    *("(", ")", "(a", "（", "（中", "[", "【", "【纠错】", "《", "<", ">", "((", "(Xinhua", "(Xinhua) ", "[Photo/", "(A/"),
    *("By ", "By A ", "By A B and ", "By A B, ", "by Xinhua writer ", "Source: ", "Editor: ", "Edited by ", "Photo by "),
    *("http://", "http://a.", "a@", "a@b.", "www.", "©", "ICP", "京ICP备1", "Copyright ", "All rights ", "Read more: "),
    *(" ", "\t", "\n", "\r\n", "\xa0", "\u3000", "\u200b", "\u200f", "\u0301", "e\u0301", "\ufeff", "\u202e", "\U0001f600", "İ"),
    *("передает ", "сообщает ", "ТАСС ", "ТАСС/", "января ", "به گزارش ", "گزارش", "انتهى/", "وأفادت ", "وكالة ", "و"),
    *("서울=", "(서울=연합뉴스) ", "기자 =", "ㄱ", "가", "가 ", "あ", "ア", "日", "ไทย", "said ", "the A ", "according to A"),
    *("page you ", "subscribe to ", "this article is for ", "抱歉，", "登录后", "您访问的", "not ", "404 ", "enable ", "。", "！"),
    *("&", "&amp;", "&#", "&#x", "&nbsp;", "&lt;", "%", "%20", "{", "{{", "[[", '"', "'", "“", "\\u0041", "$", "^", "`", "\x85", "\x0b"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """A page that no one wrote."""

    number: int
    data: bytes
    url: str | None
    content_type: str | None
    made: str
    """The seed and the mutators."""


# ------------------------------------------------------------------------------------------------ seeds


def _written(lang: str, title: str, sentence: str, extra: str = "") -> bytes:
    body = "".join(f"<p>{sentence} ({number})</p>" for number in range(6))
    meta = '<meta property="og:type" content="article"><meta name="publishdate" content="2026-03-04 10:11:12">'
    ld = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"T","author":[{"name":"A B"}]}</script>'
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{meta}{ld}</head><body>'
        f'<nav><a href="/">Home</a></nav><h1>{title}</h1>{extra}<div class="text">{body}</div><footer>©</footer></body></html>'
    ).encode()


@cache
def seeds() -> tuple[tuple[str, str | None, bytes], ...]:
    """Name, address and bytes of every seed page, small ones four times as often as real ones."""
    edition = Edition(World.load(), SECOND)
    found: list[tuple[str, str | None, bytes]] = []
    for url in edition.urls:
        parts = urlsplit(url)
        resource = edition.get(parts.netloc, parts.path)
        if resource and not resource.content_type.startswith(("text/plain", "application/x-gzip")):
            found.append((parts.path, url.replace(".localhost", "").replace("http:", "https:"), resource.body))
    table = "<table><tr><td>Year</td><td>Trade</td></tr><tr><td>2024</td><td>12</td></tr></table>"
    for lang, title, sentence, extra in (
        ("ar", "لقاء الوزيرين", "جنيف 4 مارس 2026 (شينخوا) التقى وزير الخارجية نظيره وبحثا العلاقات الثنائية.", ""),
        ("fa", "دیدار وزیران", "به گزارش ایرنا، وزیر امور خارجه با همتای خود دیدار و گفتگو کرد.", "<p>۱۳ اسفند ۱۴۰۴</p>"),
        ("ru", "Встреча министров", "ЖЕНЕВА, 4 марта. /ТАСС/. Министр провёл переговоры с коллегой.", "<p>4 марта 2026, 10:11</p>"),
        ("ko", "외교장관 회담", "(제네바=연합뉴스) 홍길동 기자 = 외교부 장관이 회담했다.", "<p>2026년 3월 4일</p>"),
        ("zh", "两国外长会谈", "新华社日内瓦3月4日电（记者某某）双方就共同关心的问题交换了意见。", "<p>2026-03-04 10:11 来源：新华社</p>"),
        ("tr", "Bakanlar görüştü", "CENEVRE, 4 Mart (Xinhua) -- Bakanlar iki ülke arasındaki ilişkileri ele aldı.", table),
        ("es", "Los ministros se reúnen", "GINEBRA, 4 mar (Xinhua) -- Los ministros hablaron de comercio.", table),
    ):  # fmt: skip
        found.append((lang, f"https://news.example.org/{lang}/1.html", _written(lang, title, sentence, extra)))
    real = [
        (
            path.name[:40],
            f"https://{path.name.partition('__')[0]}/2026-03/04/c_1.html",
            gzip.decompress(path.read_bytes()),
        )
        for path in (sorted(SHARED_PAGES.glob("*.gz")) if SHARED_PAGES.is_dir() else ())
    ]
    while real and len(found) < 4 * len(real):
        found += found
    return (*found, *real)


# ------------------------------------------------------------------------------------------------ mutators


def _spots(rng: random.Random, data: bytes, count: int) -> list[int]:
    return sorted(rng.randrange(len(data) + 1) for _ in range(count))


def _put(rng: random.Random, data: bytes, parts: list[bytes]) -> bytes:
    """The parts, each at a place of its own; between tags mostly."""
    borders = [match.end() for match in re.finditer(rb">", data)] or [0]
    for part in parts:
        at = rng.choice(borders) if rng.random() < 0.8 else rng.randrange(len(data) + 1)
        data = data[:at] + part + data[at:]
    return data


def truncate(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] if rng.random() < 0.7 else data[at:]


def flip(rng: random.Random, data: bytes) -> bytes:
    out = bytearray(data)
    for at in _spots(rng, data[:-1], rng.choice((1, 3, 30, 300, len(data) // 10))):
        out[at] = rng.randrange(256)
    return bytes(out)


def flip_markup(rng: random.Random, data: bytes) -> bytes:
    """Other characters of markup in place of some of the page's own."""
    signs = [match.start() for match in re.finditer(rb"[<>\"'=/&;#{}\[\]:,]", data)]
    out = bytearray(data)
    for at in rng.sample(signs, min(len(signs), rng.choice((1, 5, 50, 500)))):
        out[at] = rng.choice(b"<>\"'=/&;#{}[]:, \x00")
    return bytes(out)


def chunks(rng: random.Random, data: bytes) -> bytes:
    """A piece doubled, dropped or moved."""
    one, two = _spots(rng, data, 2)
    piece = data[one : min(two, one + 20_000)]
    match rng.randrange(4):
        case 0:
            return data[:one] + piece * rng.choice((2, 5, 20)) + data[two:]
        case 1:
            return data[:one] + data[two:]
        case 2:
            return data[two:] + data[one:two] + data[:one]
        case _:
            return _put(rng, data, [piece, piece])


def splice(rng: random.Random, data: bytes) -> bytes:
    other = rng.choice(seeds())[2][:200_000]
    one, two = rng.randrange(len(data) + 1), rng.randrange(len(other) + 1)
    return data[:one] + other[two:]


def soup(rng: random.Random, data: bytes) -> bytes:
    match rng.randrange(6):
        case 0:
            return re.sub(rb"</\w+>", b"", data)
        case 1:
            return re.sub(rb">", lambda match: b"" if rng.random() < 0.1 else b">", data)
        case 2:
            return re.sub(rb"[\"']", lambda match: b"" if rng.random() < 0.1 else match[0], data)
        case 3:
            return re.sub(
                rb"(?<=<)/?\w+", lambda match: rng.choice(TAGS).encode() if rng.random() < 0.2 else match[0], data
            )
        case 4:
            openers = [
                b"<!--",
                b"<script>",
                b"<style>",
                b"<![CDATA[",
                b"<title>",
                b"<textarea>",
                b"<?xml ",
                b"</",
                b"<",
            ]
            return _put(rng, data, rng.sample(openers, 3))
        case _:
            tags = [f"<{'/' * rng.randrange(2)}{rng.choice(TAGS)}>".encode() for _ in range(rng.choice((10, 100)))]
            return _put(rng, data, tags)


def reencode(rng: random.Random, data: bytes) -> bytes:
    """Another set, whatever is declared; the declaration may change too."""
    text = data.decode("utf-8", "replace")
    if rng.random() < 0.5:
        text = re.sub(r'charset="?[\w-]+', f'charset="{rng.choice(DECLARED)}', text)
    if rng.random() < 0.1:
        text = text.encode().decode("cp1252", "replace")
    encoding = rng.choice(ENCODINGS)
    return text.encode(encoding, rng.choice(("replace", "ignore", "xmlcharrefreplace")))


def entities(rng: random.Random, data: bytes) -> bytes:
    if rng.random() < 0.4:
        text = data.decode("utf-8", "replace")
        return re.sub(r"[^\x00-\x7f]|(?<=>)\w", lambda match: f"&#{ord(match[0])};", text).encode()
    odd = (
        b"&amp;amp;",
        b"&#0;",
        b"&#x110000;",
        b"&#xd800;",
        b"&#31;",
        b"&nosuch;",
        b"&#99999999999999999999;",
        b"&",
        b"&nbsp;",
    )
    return _put(rng, data, [rng.choice(odd) * rng.choice((1, 100, 10_000)) for _ in range(4)])


def attributes(rng: random.Random, data: bytes) -> bytes:
    n = rng.choice((5, 100, 2000))
    names = b" ".join(b"a%d=%d" % (number, number) for number in range(n))
    values = (
        b"<p %s>x</p>" % names,
        b'<div class="%s">x</div>' % (b"caption share " * n),
        b'<div style="display : %s none">x</div>' % (b" " * n),
        b'<a href="%s">x</a>' % (b"../" * n),
        b'<meta name="author" content="%s">' % (b"A B, " * n),
        b'<meta name="publishdate" content="%s">' % (b"2024-" * n),
        b'<link rel="canonical" href="http://[::%s">' % (b"1" * n),
        b'<link rel="next" href="?page=%s">' % (b"2" * n),
        b'<time datetime="%s">x</time>' % (b"1" * n),
        b'<html lang="%s">' % (b"z" * n),
        b'<meta property="%s" content="x">' % (b"og:" * n),
    )
    return _put(rng, data, rng.sample(values, 3))


def hostile(rng: random.Random, data: bytes) -> bytes:
    """Runs that lead patterns astray, where the reader looks for something."""
    parts = []
    for _ in range(rng.choice((1, 3))):
        run = rng.choice(HOSTILE) * rng.choice((30, 300, 3000, 30_000))
        run = (run + rng.choice(("", "x", ".", ")", "。", "\x00")))[:150_000]
        place = rng.choice(
            ("<p>{}</p>", "<p>{}", "<h1>{}</h1>", "<title>{}</title>", '<meta name="author" content="{}">', "{}",
             '<meta name="source" content="{}">', '<meta name="pubdate" content="{}">', "<li>{}</li>", "<div>{}<br>{}</div>",
             '<p class="{}">x</p>', '<a href="{}">{}</a>', "<figcaption>{}</figcaption>", '<p style="{}">x</p>', "<time>{}</time>",
             '<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{}","datePublished":"{}"}}</script>',
             "<table><tr><td>{}</td><td>{}</td></tr></table>", '<span class="author">{}</span>', "<p>BEIJING, Jan. 28 {}</p>")
        )  # fmt: skip
        parts.append(place.replace("{}", run).replace("{{", "{").replace("}}", "}").encode("utf-8", "replace"))
    return _put(rng, data, parts)


def nest(rng: random.Random, data: bytes) -> bytes:
    tag, levels = rng.choice(TAGS).encode(), rng.choice((10, 200, 300, 2000, 10_000))
    at = (data.find(b"<body") + 6) if rng.random() < 0.5 else rng.randrange(len(data) + 1)
    return data[:at] + b"<%s>" % tag * levels + data[at:] + (b"</%s>" % tag * levels if rng.random() < 0.5 else b"")


def many(rng: random.Random, data: bytes) -> bytes:
    n = rng.choice((100, 1000, 5000))
    item = rng.choice(
        (b'<a href="/x%d">A headline of some length</a> ', b"<td>%d</td>", b"<p>The talks went on for hours, part %d.</p>",
         b"<br>%d", b'<img src="%d.jpg"><p>(Xinhua/A B)</p>', b"<li>%d</li>", b"<script>%d</script>", b"<tr><td>%d<td>1</tr>",
         b"<table><tr><td>%d</td></tr></table>", b'<meta name="date" content="%d">', b"<h2>Part %d</h2>", b"<span>%d</span>",
         b"<p>2024-01-28 10:%d</p>", b"<h1>%d</h1>", b'<link rel="next" href="?page=%d">', b"<time>%d</time>",
         b'<table><tr><td>%d<table><tr><td>', b"<div hidden>%d", b'<div style="display:none">%d<p>x</p>')
    )  # fmt: skip
    return _put(rng, data, [b"".join(item % number for number in range(n))])


def json_ld(rng: random.Random, data: bytes) -> bytes:
    n = rng.choice((10, 1000, 50_000))
    odd = rng.choice(
        (
            "1",
            "null",
            "true",
            "[]",
            "{}",
            '[1, "2", null]',
            '{"@value": {"name": []}}',
            "1e999",
            '"\\ud800"',
            '"\\u0000"',
        )
    )
    ld = rng.choice(
        ("[" * n, '{"@graph":' * n, "[" * n + "]" * n, "[" + ",".join(['{"@type":"NewsArticle","author":"A B"}'] * n) + "]",
         f'{{"@type":"NewsArticle","headline":{odd},"author":{odd},"datePublished":{odd},"publisher":{odd},"isBasedOn":{odd}}}',
         f'{{"@type":{odd},"@graph":[{odd},{{"@type":["Article",{odd}],"author":[{{"name":{odd}}},{odd}]}}]}}',
         '{"@type":"NewsArticle","author":[' + ",".join(['{"name":"A B"}'] * n) + "]}", '{"headline":"' + "\\u4e2d" * n + '"}')
    )  # fmt: skip
    return _put(rng, data, [f'<script type="application/ld+json">{ld}</script>'.encode()])


def controls(rng: random.Random, data: bytes) -> bytes:
    odd = (
        b"\x00",
        b"\x1b$B",
        b"\x0e",
        b"\x7f",
        b"\x85",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xc0\xaf",
    )
    if rng.random() < 0.15:
        return rng.choice(odd[5:7]) + data
    return _put(rng, data, [rng.choice(odd) * rng.choice((1, 7, 500)) for _ in range(6)])


def one_line(rng: random.Random, data: bytes) -> bytes:
    joined = re.sub(rb"\s+", b" ", data)
    return joined if rng.random() < 0.5 else re.sub(rb"<[^>]{0,300}>", b" ", joined) * rng.choice((1, 30))


def empty_text(rng: random.Random, data: bytes) -> bytes:
    """The markup alone, or the text of every element the same."""
    return re.sub(
        rb">[^<]+<",
        rng.choice((b"><", b">.<", b"> <", b">Xinhua<", b">2024-01-28<", "中<".encode().join((b">", b"")))),
        data,
    )


MUTATORS: tuple[Mutator, ...] = (
    *(truncate, flip, flip_markup, chunks, splice, soup, reencode, entities, attributes, hostile, hostile),
    *(nest, many, json_ld, controls, one_line, empty_text),
)  # fmt: skip


def _fill(unit: bytes, size: int) -> bytes:
    return unit * (size // len(unit) + 1)


_PAGE = _written(
    "en", "Two sides hold talks", "GENEVA, March 4 (Xinhua) -- The ministers spoke for three hours about trade."
)
HUGE: tuple[tuple[str, Maker], ...] = tuple(  # noqa: RUF005
    (name, lambda size, unit=unit: _PAGE.replace(b"</h1>", b"</h1>" + _fill(unit, size)))  # type: ignore[misc]
    for name, unit in (
        ("divs", b"<div>"),
        ("closed divs", b"<div></div>"),
        ("paragraphs", b"<p>a"),
        ("links", b'<a href="/x">A headline</a>'),
        ("cells", b"<td>1"),
        ("rows", b"<tr><td>1<td>2"),
        ("tables", b"<table>"),
        ("breaks", b"a<br>"),
        ("spaces", b" "),
        ("letters", b"a"),
        ("words", b"talks "),
        ("sentences", b"The talks went on for hours. "),
        ("Chinese", "会谈".encode()),
        ("digits", b"1"),
        ("dashes", b"- "),
        ("less-than", b"<"),
        ("ampersands", b"&"),
        ("entities", b"&#x4e2d;"),
        ("comments", b"<!---->"),
        ("bytes ff", b"\xff"),
        ("GBK", "会谈".encode("gbk")),
        ("broken GBK", "会谈".encode("gbk") + b"\xff"),
        ("NULs", b"\x00"),
        ("lines", b"The talks went on for hours.<br>"),
        ("scripts", b"<script>var a = '<div>';</script>"),
        ("images", b"<img src=a>"),
        ("metas", b'<meta name="author" content="A B">'),
        ("headings", b"<h1>Talks</h1>"),
        ("hidden", b"<div hidden>a"),
        ("fonts", b"<font>a"),
    )
) + (
    ("a script", lambda size: _PAGE.replace(b"</head>", b"<script>" + _fill(b"var a = 1;\n", size) + b"</script></head>")),
    ("JSON-LD", lambda size: _PAGE.replace(b"</head>", b'<script type="application/ld+json">' + _fill(b'[{"a":', size) + b"</script></head>")),
    ("attributes", lambda size: _PAGE.replace(b"<h1>", b"<h1 " + b" ".join(b"a%d" % n for n in range(size // 8)) + b">")),
    ("an attribute", lambda size: _PAGE.replace(b"<h1>", b'<h1 class="' + _fill(b"caption ", size) + b'">')),
    ("a comment", lambda size: _PAGE.replace(b"<h1>", b"<!--" + _fill(b"<p>a", size))),
    ("a title", lambda size: _PAGE.replace(b"<title>", b"<title>" + _fill(b"a - ", size))),
    ("JSON", lambda size: _fill(b"[{}", size)),
    ("noise", lambda size: _PAGE + random.Random(size).randbytes(size)),
    ("100,000 levels", lambda size: _PAGE.replace(b"<h1>", b"<div>" * min(size, 100_000) + b"<h1>")),
    ("100,000 links", lambda size: _PAGE + b'<a href="/x">A headline</a>' * min(size, 100_000)),
    ("100,000 cells", lambda size: _PAGE.replace(b"</h1>", b"</h1><table>" + b"<tr><td>1<td>2" * min(size, 50_000) + b"</table>")),
    ("100,000 paragraphs", lambda size: _PAGE + b"<p>The talks went on for hours." * min(size, 100_000)),
    ("many articles", lambda size: _PAGE * (min(size, 9_000_000) // len(_PAGE))),
)  # fmt: skip
SIZES = (50_000_000, 10_000_000, 9_000_000, 2_000_000, 300_000)


def mutant(number: int, *, huge: bool = True) -> Mutant:
    """Mutant of that number. Without `huge` those of 50 MB are ordinary ones instead."""
    rng = random.Random(number)
    if huge and number % HUGE_EVERY == 0:
        kind = number // HUGE_EVERY
        name, maker = HUGE[kind % len(HUGE)]
        size = SIZES[kind // len(HUGE) % len(SIZES)]
        return Mutant(number, maker(size), "https://news.example.org/1.html", "text/html", f"{size:,} bytes of {name}")
    name, url, data = rng.choice(seeds())
    made = [name]
    for mutator in rng.choices(MUTATORS, k=rng.choice((1, 1, 2, 3))):
        data = mutator(rng, data or b"<p>")
        made.append(mutator.__name__)
    url = rng.choice(
        (url, url, url, None, "", "http://[::1", "javascript:0", "https://" + "a." * 3000, "https://xn--/中?page=2")
    )
    content_type = rng.choice(
        (None, "text/html", f"text/html; charset={rng.choice(DECLARED)}", "image/png", "application/json")
    )
    return Mutant(number, data, url, content_type, " > ".join(made))
