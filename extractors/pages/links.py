"""Where a page says it stands and goes on: its canonical URL, and the next page of the same article."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from config.outlets import PageRules
from extractors import urls
from extractors.pages.document import Document, text_of
from extractors.records import Receipt

_BACK = re.compile(r"^(?:previous|prev|back|first|‹|«|<|上一页|首页|上页|назад|предыдущая)$", re.IGNORECASE)
_NEXT = re.compile(
    r"next(?: page)?|older|下一|下|后一|continue(?: reading)?|далее|следующая(?: страница)?|вперед|вперёд|"
    r"بعدی|صفحه بعد|التالي|الصفحة التالية|다음|siguiente|suivante?|page suivante|próxima|seguinte|"
    r"sonraki(?: sayfa)?|次へ?|次の?|weiter",
    re.IGNORECASE,
)
# What tells the pages of one article apart: x_2.html, x-2.html, x/2/, x/page/2, x?page=2. A number that is a whole
# file name (x/2.html) is another article's.
_PAGE_NUMBER = re.compile(
    r"^(?P<stem>.+?)(?:[_-](?P<a>\d{1,2})(?P<ext>\.\w{2,6})|/(?:page/)?(?P<b>\d{1,2})/?|[?&]p(?:age)?=(?P<c>\d{1,2}))$"
)

_MAY_BE_NUMBERED = re.compile(r"\d(?<![^/_=-]\d)\d?(?:\.\w{2,6}|/)?(?:#.*)?\Z", re.DOTALL)
"""What a link to a numbered page looks like as written; few links do, and the others need not be read."""


def read_canonical(document: Document, url: str | None) -> tuple[str | None, list[Receipt]]:
    """The page's identity: its `link rel=canonical` when that is an address on the same host, else its URL.

    A link to the home page, or to another host, is a mistake of the template or a claim that is not ours to believe.
    """
    own = _canonical(url) if url else None
    link = next((element.get("href") for element in _links(document, "link", "canonical")), None)
    if not link:
        return own, [
            Receipt("canonical_url", own, "url", "canonical:url", url, True, None if own else "no URL is known")
        ]
    target = urls.join(url or "", link)
    canonical = _canonical(target) if target else None
    refused = _refusal(own, canonical)
    if refused is None:
        return canonical, [Receipt("canonical_url", canonical, "meta", "canonical:link", link[:200])]
    return own, [
        Receipt("canonical_url", own, "url", "canonical:url", url),
        Receipt("canonical_url", canonical, "meta", "canonical:link", link[:200], False, refused),
    ]


def _refusal(own: str | None, canonical: str | None) -> str | None:
    if canonical is None:
        return "not an http(s) URL"
    if own is None:
        return None
    if _bare(urls.host(canonical)) != _bare(urls.host(own)):
        return "on another host"
    if urlsplit(canonical).path == "/" and urlsplit(own).path != "/":
        return "the home page"
    return None


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _canonical(url: str) -> str | None:
    try:
        return urls.canonical_url(url)
    except ValueError:
        return None


def _links(document: Document, tag: str, rel: str) -> list[HtmlElement]:
    return [element for element in document.tree.iter(tag) if rel in (element.get("rel") or "").lower().split()]


_LABEL = 40
"""Characters of the label of a link to the next page, with what stands around it."""


def read_next(document: Document, url: str | None, rules: PageRules) -> str | None:
    """The next page of this article, absolute; None on its last page.

    By the outlet's selector, by rel=next, by a link that says next, or by one that is its number and nothing else. All
    of them may lead to another *article* (WordPress puts it behind rel=next), so the address must be this page's with
    another page number.
    """
    if not url:
        return None
    named = [*document.select(rules.next_page), *_links(document, "link", "next"), *_links(document, "a", "next")]
    labels = {
        link: _label(link)
        for link in document.tree.iter("a")
        if len(link.text or "") <= _LABEL and _MAY_BE_NUMBERED.search((link.get("href") or "").strip())
    }
    said = [link for link, label in labels.items() if _NEXT.fullmatch(label)]
    numbered = [link for link, label in labels.items() if label.isdecimal()]
    for element in (*named, *said, *numbered):
        link = urls.join(url, element.get("href") or "")
        if not link or link == url or _BACK.match(_label(element)) or urls.host(link) != urls.host(url):
            continue
        # TRS counts its files from 0, the label counts from 1.
        if element in numbered and int(_label(element)) - (_page(link) or ("", 0))[1] not in (0, 1):
            continue
        if _follows(link, url):
            return link
    return None


def _label(element: HtmlElement) -> str:
    """The words of a link, as far as a label goes: `[2]`, `下一页>>`."""
    return text_of(element)[:_LABEL].strip(" []()【】（）>»›→第页頁")


def _follows(link: str, url: str) -> bool:
    """Whether a link is a URL's next page: the same address with the next number, or with a 2 where it has none.

    TRS, the system of Chinese ministries, calls the second page `t…_1.html`.
    """
    found = _page(link)
    if found is None:
        return False
    stem, number = found
    first = (1, 2) if link.endswith(f"_{number}.html") else (2,)
    return (number in first and stem == _plain(url)) or _page(url) == (stem, number - 1)


def _page(url: str) -> tuple[str, int] | None:
    """The address of an article without its page number, and the number."""
    match = _PAGE_NUMBER.match(url)
    if not match:
        return None
    return _plain(match["stem"] + (match["ext"] or "")), int(match["a"] or match["b"] or match["c"])


def _plain(url: str) -> str:
    return url.rstrip("/")
