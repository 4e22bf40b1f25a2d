"""What a page is: an article, or one of the things that answer 200 and are none."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from config.outlets import PageRules
from extractors.pages.body import weight
from extractors.pages.document import Document, text_of, types
from extractors.pages.pieces import Piece
from extractors.records import Verdict

_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file"),
    (b"PK\x03\x04", "a ZIP file"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x00\x00\x00\x1cftyp", "a video file"),
    (b"\x7fELF", "a program"),
)
_OTHER_TYPES = re.compile(
    r"^(?:image|audio|video|font)/|^application/(?!xhtml|xml|octet-stream|x-unknown)", re.IGNORECASE
)
_TAG = re.compile(rb"<(?:!doctype|html|head|body|div|p|title|meta|table|article|span|h1|br|a)\b", re.IGNORECASE)
_FEED = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.IGNORECASE | re.DOTALL
)
_GONE = re.compile(
    r"^(?:error\s*)?(?:40[34]|410)\b|"
    r"^(?:page|article|content|story|file)?\s*"
    r"(?:can(?:no|')t be found|not found|unavailable|no longer (?:available|exists))|"
    r"\bpage (?:not found|you .{0,40}(?:does not|doesn[’']t) exist|you .{0,40}not be found)|"
    r"页面(?:不存在|没有找到|未找到|找不到|已删除)|内容不存在|您访问的(?:页面|内容|网页)|抱歉[，,].{0,12}(?:不存在|已被删除)|"
    r"страница не найдена|صفحه مورد نظر|الصفحة غير موجودة|página no encontrada|sayfa bulunamadı|seite nicht gefunden",
    re.IGNORECASE,
)
_SCRIPT_NEEDED = re.compile(
    r"(?:enable|turn on|requires?|need) (?:to )?(?:enable )?javascript|启用\s?javascript|включите javascript|"
    r"checking your browser|just a moment",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"(?:subscribe|sign in|log ?in|register|subscription) (?:now )?(?:to|for|required|and) .{0,30}"
    r"(?:read|continue|access|unlock|full)|"
    r"(?:this|the rest of this) (?:article|content|story) is (?:for|reserved|available) .{0,20}(?:subscribers|members)|"
    r"(?:登录|订阅|付费)后.{0,8}(?:阅读|查看)|только для подписчиков|réservé aux abonnés|nur für abonnenten",
    re.IGNORECASE,
)
MAX_BYTES = 10_000_000
"""What the client takes of a page too."""
MAX_ELEMENTS = 60_000
"""Of the pages that people write the largest have some ten thousand."""
_MAX_ATTRIBUTES = 2000
"""Of one element. The parser's time grows with the square of their number."""
MAX_TEXT = 500_000
"""Characters of visible text: five times the longest press conference."""
_STARTS = re.compile(rb"<(?:[a-z]|/p)", re.IGNORECASE)
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_SHORT = 600
"""Weight of a text (see `weight`) up to which a page may be a shell, a wall or a list with a sentence in it."""


def not_html(data: bytes, content_type: str | None) -> str | None:
    """Why these bytes are no HTML page; None when they may be one."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    head = data[:4096]
    tags = bool(_TAG.search(data[:200_000]))
    if _FEED.match(head):
        return "a feed or sitemap"
    if content_type and _OTHER_TYPES.match(content_type.strip()) and not tags:
        return f"the server calls it {content_type.strip()[:80]}"
    if not tags and head.lstrip()[:1] in (b"{", b"[") and _is_json(data):
        return "JSON"
    # UTF-16 has its tags between NULs; other data with many NULs is binary.
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")) and not tags:
        return "binary data"
    return None if tags or head.startswith((b"\xff\xfe", b"\xfe\xff")) else "no HTML element in it"


def too_large(data: bytes) -> str | None:
    """Why these bytes are more than a page that could be read in seconds; None when they are not."""
    if len(data) > MAX_BYTES:
        return f"{len(data):,} bytes; more than {MAX_BYTES:,} are not read"
    if data.count(b"<") > MAX_ELEMENTS and (count := sum(1 for _ in _STARTS.finditer(data))) > MAX_ELEMENTS:
        return f"{count:,} elements; more than {MAX_ELEMENTS:,} are not read"
    for piece in data.split(b">"):
        if len(piece) > 2 * _MAX_ATTRIBUTES and (count := _attributes(piece)) > _MAX_ATTRIBUTES:
            return f"an element with {count:,} attributes; more than {_MAX_ATTRIBUTES:,} are not read"
    return None


def _attributes(piece: bytes) -> int:
    """How many attributes the tag has that ends a piece of markup; what stands in quotes is their values."""
    tag = piece[piece.rfind(b"<") :]
    return len(_QUOTED.sub(b"", tag).split()) - 1 if len(tag.split()) > _MAX_ATTRIBUTES else 0


def too_long(document: Document) -> str | None:
    """Why a page has more text than an article could have; None when it has not."""
    count = sum(len(line.text) for line in document.lines)
    return f"{count:,} characters of text; more than {MAX_TEXT:,} are not read" if count > MAX_TEXT else None


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data[:1_000_000])
    except (ValueError, RecursionError):
        return False
    return True


def judge(document: Document, pieces: Sequence[Piece], title: str, rules: PageRules) -> tuple[Verdict, str | None]:
    """The verdict on a parsed page, and its reason when it is no article."""
    texts = [piece.text for piece in pieces if piece.in_body]
    size = sum(weight(text) for text in texts)
    first = texts[0] if texts else ""
    if gone := _soft_404(title, first, size, rules):
        return "soft-404", gone
    if size == 0:
        return _nothing(document)
    if size <= _SHORT:
        page = " ".join(line.text for line in document.lines)
        whole = sum(weight(line.text) for line in document.lines)
        if _is_video(document):
            return "video", "a video with hardly any text"
        if _is_walled(document) or _WALL.search(page):
            return "paywall", "a short text, and the page says the rest is for subscribers"
        if whole < 2 * _SHORT and _SCRIPT_NEEDED.search(page + _noscript(document)):
            return "js-shell", "the text comes by script"
    if reason := _is_list(document, pieces, size):
        return "list", reason
    return "article", None


def _soft_404(title: str, first: str, size: int, rules: PageRules) -> str | None:
    for mark in rules.soft_404:
        for text in (title, first):
            if text.strip().casefold() == mark.casefold() or (
                len(mark) > 12 and text.casefold().startswith(mark.casefold())
            ):
                return f"the outlet's mark of a page that is gone: {mark!r}"
    if size <= 2 * _SHORT:
        for text in (title, first):
            if match := _GONE.search(text[:200]):
                return f"says {match.group()!r}"
    return None


def _nothing(document: Document) -> tuple[Verdict, str]:
    if document.too_deep:
        return "error", "nested too deep to be read: the text below is lost"
    scripts = sum(len(script.text or "") for script in document.tree.iter("script"))
    text = sum(len(line.text) for line in document.lines)
    roots = any(element.get("id") in ("root", "app", "__next", "__nuxt") for element in document.tree.iter("div"))
    if _is_video(document):
        return "video", "a video without text"
    if roots or _SCRIPT_NEEDED.search(_noscript(document)) or (scripts > 2000 and text < 300):
        return "js-shell", "the text comes by script"
    if document.n_links >= 20:
        return "list", "links and no text"
    return "empty", "no text"


def _noscript(document: Document) -> str:
    return " ".join(text_of(element)[:300] for element in document.tree.iter("noscript"))[:2000]


def _is_video(document: Document) -> bool:
    kind = document.meta("og:type")
    video = bool(kind and kind[1].lower().startswith("video")) or any(
        "VideoObject" in types(item) for item in document.json_ld
    )
    return video and not document.articles_ld


def _is_walled(document: Document) -> bool:
    return any(str(item.get("isAccessibleForFree")).lower() == "false" for item in document.json_ld)


def _is_list(document: Document, pieces: Sequence[Piece], size: int) -> str | None:
    """Most of what was taken for the text is links, or a short text stands in a page of them."""
    body = [piece for piece in pieces if piece.in_body]
    linked = sum(weight(piece.text) for piece in body if piece.line.link_share > 0.8)
    if linked > 0.6 * size and len(body) >= 5:
        return "most of the text is links"
    sentences = [piece for piece in body if weight(piece.text) >= 60 and piece.line.link_share < 0.3]
    if not sentences and len(body) >= 8 and document.n_links >= 40:
        return "short lines among many links"
    return None
