"""What a page is: an article, or one of the things that answer 200 and are none."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from config.outlets import PageRules
from extractors.pages import notices
from extractors.pages.decode import wide
from extractors.pages.document import Document, types, weight
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
MAX_BYTES = 10_000_000
"""What the client takes of a page too."""
MAX_ELEMENTS = 60_000
"""Of the pages that people write the largest have some ten thousand."""
_MAX_ATTRIBUTES = 2000
"""Of one element. The parser's time grows with the square of their number."""
MAX_TEXT = 500_000
"""Characters of visible text: five times the longest press conference."""
_MAX_DEEP = 1_000_000
"""Lines times levels. Pages have some hundreds of lines within some tens of levels."""
_STARTS = re.compile(rb"<(?:[a-z]|/p)", re.IGNORECASE)
_END = re.compile(r"[.!?…。！？؟۔][\"”’»」)）]*$")
_URL = re.compile(r"url\s*=\s*['\"]?\s*([^'\"\s>]+)", re.IGNORECASE)
_LOCATION = re.compile(r"location(?:\.href\s*=|\.replace\(|\s*=)\s*['\"]([^'\"]+)")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_SHORT = 600
"""Weight of a text (see `weight`) up to which a page may be a shell, a wall or a list with a sentence in it."""


def not_html(data: bytes, content_type: str | None) -> str | None:
    """Why these bytes are no HTML page; None when they may be one."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if wide(data):
        return None
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
    # A piece of that length holds one of these stretches whole; of most pages none is without a tag's end.
    stretches = range(0, len(data) - _MAX_ATTRIBUTES + 1, _MAX_ATTRIBUTES)
    if all(data.find(b">", at, at + _MAX_ATTRIBUTES) >= 0 for at in stretches):
        return None
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
    if count > MAX_TEXT:
        return f"{count:,} characters of text; more than {MAX_TEXT:,} are not read"
    # What looks at a line looks at the elements around it; no page has more levels than elements.
    if len(document.elements) * len(document.lines) <= _MAX_DEEP:
        return None
    every = max(1, len(document.lines) // 50)
    levels = max((sum(1 for _ in line.element.iterancestors()) for line in document.lines[::every]), default=0)
    if levels * len(document.lines) > _MAX_DEEP:
        return f"{len(document.lines):,} lines, {levels:,} levels deep"
    return None


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data[:1_000_000])
    except (ValueError, RecursionError):
        return False
    return True


def judge(document: Document, pieces: Sequence[Piece], title: str, rules: PageRules) -> tuple[Verdict, str | None]:
    """The verdict on a parsed page, and its reason when it is no article.

    A false verdict loses an article, a missed one stores a notice: so all but an outlet's own marks need a short text,
    and a sentence that is no notice itself makes an article of it, be it one sentence.
    """
    texts = [piece.text for piece in pieces if piece.in_body]
    size = sum(weight(text) for text in texts)
    if gone := _gone(title, texts, size, rules):
        return "soft-404", gone
    if size == 0:
        return _nothing(document, title)
    if size <= _SHORT and (found := _short(document, pieces, texts, title)):
        return found
    if reason := _is_list(document, pieces, size):
        return "list", reason
    return "article", None


def _gone(title: str, texts: Sequence[str], size: int, rules: PageRules) -> str | None:
    first = texts[0] if texts else ""
    for mark in rules.soft_404:
        for text in (title, first):
            if text.strip().casefold() == mark.casefold() or (
                len(mark) > 12 and text.casefold().startswith(mark.casefold())
            ):
                return f"the outlet's mark of a page that is gone: {mark!r}"
    if size > 2 * _SHORT:
        return None
    for text in (title, first):
        if said := notices.gone(text):
            return f"says {said!r}"
    if size <= _SHORT and len(texts) <= 4 and (said := notices.to_visitor(first) or notices.to_visitor(title)):
        return f"says {said!r}"
    return None


def _short(document: Document, pieces: Sequence[Piece], texts: Sequence[str], title: str) -> tuple[Verdict, str] | None:
    """What a page with a short text may be instead of a flash."""
    said = notices.challenge(title) or (notices.challenge(texts[0]) if len(texts) <= 4 else None)
    if said or ((marks := _challenge_marks(document)) and not _sentences(texts)):
        return "js-shell", f"a challenge to prove a browser: {said or marks}"
    if notices.cookies(texts[0]) and all(notices.cookies(text) or len(text) < 60 for text in texts):
        return "paywall", "a cookie wall: no text but of cookies"
    if _is_video(document):
        return "video", "a video with hardly any text"
    if _is_login(document, title, texts):
        return "paywall", "a login page"
    if _is_walled(document):
        return "paywall", "a short text that the page itself declares not free"
    if said := _walled_off(document, pieces):
        return "paywall", f"a short text, and behind it {said!r}"
    if not [text for text in _sentences(texts) if not notices.script_needed(text)] and (
        notices.script_needed(texts[0]) or notices.script_needed(document.noscript)
    ):
        return "js-shell", "the text comes by script"
    return None


def _sentences(texts: Sequence[str]) -> list[str]:
    return [text for text in texts if weight(text) >= 40 and _END.search(text)]


def _challenge_marks(document: Document) -> str | None:
    found = (mark for script in document.scripts for mark in notices.CHALLENGE_MARKS if mark in script)
    return next(found, None)


def _is_login(document: Document, title: str, texts: Sequence[str]) -> bool:
    password = any((field.get("type") or "").lower() == "password" for field in document.tree.iter("input"))
    return password and not document.articles_ld and (bool(notices.login(title)) or bool(notices.login(texts[0])))


def _walled_off(document: Document, pieces: Sequence[Piece]) -> str | None:
    """The words of a wall among the text or in the few lines below it; in menus and footers they sell a newsletter."""
    body = [piece.line.index for piece in pieces if piece.in_body]
    near = [line for line in document.lines[body[0] : body[-1] + 5] if not line.chrome]
    return next(filter(None, (notices.wall(line.text) for line in near if "newsletter" not in line.text.lower())), None)


def _nothing(document: Document, title: str) -> tuple[Verdict, str]:
    if document.too_deep:
        return "error", "nested too deep to be read: the text below is lost"
    text = sum(len(line.text) for line in document.lines)
    roots = any(element.get("id") in ("root", "app", "__next", "__nuxt") for element in document.tree.iter("div"))
    if _is_video(document):
        return "video", "a video without text"
    if said := notices.challenge(title) or _challenge_marks(document):
        return "js-shell", f"a challenge to prove a browser: {said}"
    if target := _sent_on(document):
        return "empty", f"no text; sends the reader on to {target}"
    if roots or notices.script_needed(document.noscript) or (document.script_chars > 2000 and text < 300):
        return "js-shell", "the text comes by script"
    if _is_login(document, title, [title]):
        return "paywall", "a login page"
    if document.n_links >= 20:
        return "list", "links and no text"
    return "empty", "no text"


def _sent_on(document: Document) -> str | None:
    """Where a page without a text sends its reader."""
    for element in document.tree.iter("meta"):
        if (element.get("http-equiv") or "").lower() == "refresh" and (
            match := _URL.search(element.get("content") or "")
        ):
            return match[1][:200]
    for script in document.scripts:
        if match := _LOCATION.search(script[:2000]):
            return match[1][:200]
    return None


def _is_video(document: Document) -> bool:
    kind = document.meta("og:type")
    if kind and not kind[1].lower().startswith("video"):
        return False
    video = kind is not None or any("VideoObject" in types(item) for item in document.json_ld)
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
