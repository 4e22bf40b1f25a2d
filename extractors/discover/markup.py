"""Bytes to trees, safely, and HTML to text: what feeds, lists and sitemaps share. Pure."""

from __future__ import annotations

import html
import html.entities
import re
from collections.abc import Iterable
from typing import cast

import lxml.etree
import lxml.html

from extractors.pages.decode import decode

_HEAD = 4096
_MARKUP = re.compile(r"<[a-zA-Z/!]|&#?\w+;")
_BARE = re.compile(r"&(?!#?[A-Za-z0-9]{1,31};)")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{0,30});")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]{0,300}\?>")


def _text(body: bytes, content_type: str | None) -> str:
    return _DECLARATION.sub("", _NOT_XML.sub("", decode(body, content_type).text), count=1)


def html_tree(body: bytes, content_type: str | None) -> lxml.html.HtmlElement | None:
    """The root of an HTML page, mended as browsers do; None when there is nothing in it."""
    text = _text(body, content_type)
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = lxml.html.document_fromstring(text.encode(), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return None
    return cast(lxml.html.HtmlElement, root)


def xml_tree(body: bytes, content_type: str | None) -> tuple[lxml.etree._Element, str | None]:
    """The root of an XML document, and what had to be mended in it (None if nothing). Raises ValueError.

    The parser mends as browsers do with HTML, in linear time, and knows no entities, DTDs or network. Bytes become
    text by the same rules as a page's, for feeds lie about their encodings too.
    """
    text = _ampersands_mended(_text(body, content_type).strip())
    parser = lxml.etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = lxml.etree.fromstring(text.encode(), parser)
    except lxml.etree.LxmlError as error:
        raise ValueError(f"not XML: {str(error)[:200]}") from error
    if root is None:
        raise ValueError("not XML")
    errors = [entry.message for entry in parser.error_log if entry.type_name != "NS_ERR_UNDEFINED_NAMESPACE"]
    return root, f"malformed XML, mended: {errors[0][:120]}" if errors else None


def _ampersands_mended(text: str) -> str:
    """XML in which every `&` outside CDATA begins an entity that XML knows.

    Feeds print `&nbsp;` and bare ampersands; a parser that mends leaves them out, and `?a=1&b=2` becomes another URL.
    """

    def mended(piece: str) -> str:
        piece = _BARE.sub("&amp;", piece)
        return _NAMED.sub(lambda name: html.escape(html.entities.html5.get(f"{name[1]};", name[0]), quote=False), piece)

    pieces, at = [], 0
    while (start := text.find("<![CDATA[", at)) >= 0 and (end := text.find("]]>", start)) >= 0:
        pieces += [mended(text[at:start]), text[start : end + 3]]
        at = end + 3
    return "".join([*pieces, mended(text[at:])])


def local_name(element: lxml.etree._Element) -> str:
    """Its name without namespace, for these are spelt in many ways; a prefix nobody declared stays part of it."""
    return str(element.tag).rpartition("}")[2]


def is_whole(body: bytes, root: str) -> bool:
    """Whether markup has the end tag of its root element, which a body that was cut short has not."""
    tail = body[-2 * _HEAD :].replace(b"\x00", b"")
    name = re.escape(root.rpartition(":")[2].encode())
    end = rb"</(?:[^<>\s/]{1,50}:)?%b\s*>|<(?:[^<>\s/]{1,50}:)?%b\b[^<>]*/>\s*$" % (name, name)
    return re.search(end, tail, re.IGNORECASE) is not None


def is_unfinished(body: bytes, names: Iterable[str]) -> bool:
    """Whether markup ends inside an element of one of these names: what stands in it is not all of it."""
    tail = body.replace(b"\x00", b"") if b"\x00" in body[:_HEAD] else body
    for name in names:
        start = tail.lower().rfind(f"<{name}".encode())
        rest = tail[start:] if start >= 0 else b""
        if rest and not re.match(rb"<[^<>]*/>", rest) and not re.search(rb"</[^<>]*>", rest):
            return True
    return False


def looks_like_html(body: bytes) -> bool:
    """Whether a body meant to be XML is a web page: an error page, a challenge, a front page."""
    head = re.sub(rb"<!--.*?-->|<\?[^>]*>", b"", body[:_HEAD].replace(b"\x00", b""), flags=re.DOTALL)
    head = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return re.match(rb"<(!doctype\s+html|html|head|body|script|meta|div)\b", head, re.IGNORECASE) is not None


def page_title(body: bytes) -> str:
    """The title of an HTML page in quotes, for a reason; "" when it has none."""
    found = re.search(rb"<title[^>]{0,200}>([^<]{1,200})", body[: 16 * _HEAD], re.IGNORECASE)
    title = " ".join(decode(found.group(1)).text.split()) if found else ""
    return f" titled {title!r}" if title else ""


def declares_entities(body: bytes) -> bool:
    """Whether an XML body declares entities of its own, which no feed needs and bombs are made of."""
    return re.search(rb"<!ENTITY", body.replace(b"\x00", b""), re.IGNORECASE) is not None


def plain(markup: str | None) -> str | None:
    """The text of a piece of HTML, or of text that only may be HTML."""
    if not markup or not _MARKUP.search(markup):
        return markup
    root = html_tree(f"<div>{markup}</div>".encode("utf-8", "replace"), None)
    if root is None:
        return None
    for element in root.iter("script", "style"):
        element.text = None
    # Blocks part words as spaces do; "</p><p>" must not glue two of them together.
    return " ".join(str(piece) for piece in root.itertext())
