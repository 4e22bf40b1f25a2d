"""One page to one article: the other modules of this folder, in their order.

bytes -> text (decode) -> tree and lines (document) -> title -> body lines -> captions, furniture, dateline
      -> authors, origin, dates from what stands around -> language, verdict
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from lxml import etree

from config.lexicon import agencies
from config.outlets import Outlet, PageRules, load_outlets
from extractors.pages import captions, furniture
from extractors.pages.authors import read_authors
from extractors.pages.body import Body, read_body
from extractors.pages.dateline import Split, split
from extractors.pages.dateline_form import exactly
from extractors.pages.dates import read_published, url_date
from extractors.pages.decode import decode
from extractors.pages.document import Document
from extractors.pages.langs import read_lang
from extractors.pages.links import read_canonical, read_next
from extractors.pages.origin import read_origin, source_of
from extractors.pages.pieces import Piece
from extractors.pages.surroundings import in_chart, lines_between, read_surroundings
from extractors.pages.titles import read_title
from extractors.pages.verdicts import judge, not_html, too_large, too_long
from extractors.records import Article, Block, Origin, Receipt, Sighting, Verdict

EXTRACTOR = "pages/5"
_DATELINE_REACH = 4
"""Paragraphs at the top among which the dateline is looked for: captions and a standfirst may stand before it."""
_NOTE = 60
"""Characters of a line in brackets near the end that may name an agency."""
_LEAD = 120
"""Characters from which a heading in the text is its lead."""


def read_page(
    html: bytes,
    url: str | None,
    *,
    outlet: Outlet | None = None,
    fetched_at: datetime | None = None,
    content_type: str | None = None,
    sighting: Sighting | None = None,
) -> Article:
    """Read one page.

    `html` is the body as received, `url` the address it came from (None for a page without one), `outlet` whose
    rules apply (by the URL's host among the packaged ones if None), `fetched_at` an aware time that no publication
    may exceed by more than a day, `content_type` the HTTP header, `sighting` where the link was found.

    Never raises on any bytes: what is no article has another verdict and a reason. The same arguments make the same
    article.
    """
    outlet = outlet or load_outlets().of_url(url)
    if not html or html.isspace():
        return _unread(url, outlet, "empty", "no bytes")
    if why := not_html(html, content_type):
        return _unread(url, outlet, "not-html", why)
    if why := too_large(html):
        return _unread(url, outlet, "error", why)
    try:
        return _read(html, url, outlet, fetched_at, content_type, sighting)
    # Libraries meet pages here that nobody has met before; one page must not end a batch of hundreds.
    except (
        etree.LxmlError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        ArithmeticError,
        AssertionError,
        RecursionError,
    ) as error:
        return _unread(url, outlet, "error", f"{type(error).__name__}: {error}"[:300])


def _unread(url: str | None, outlet: Outlet | None, verdict: Verdict, reason: str) -> Article:
    origin = Origin("unknown", None, None, None, None, "the page was not read")
    receipt = Receipt("verdict", verdict, "bytes", f"verdict:{verdict}", None, True, reason)
    name = outlet.id if outlet else None
    return Article(
        url, None, name, verdict, reason, "", (), None, origin, None, (), None, None, None, (receipt,), EXTRACTOR
    )


def _read(
    html: bytes,
    url: str | None,
    outlet: Outlet | None,
    fetched_at: datetime | None,
    content_type: str | None,
    sighting: Sighting | None,
) -> Article:
    decoded = decode(html, content_type)
    document = Document.parse(decoded.text)
    if document is None:
        return _unread(url, outlet, "empty", "no element and no text")
    if why := too_long(document):
        return _unread(url, outlet, "error", why)
    receipts: list[Receipt] = list(decoded.receipts)

    canonical, found = read_canonical(document, url)
    receipts += found
    # An archived page was printed by the templates of its own day.
    day = url_date(url)
    printed_on = day[0] if day else fetched_at.date() if fetched_at else None
    rules = outlet.rules(printed_on) if outlet else PageRules()
    title, found = read_title(document, outlet, rules, sighting)
    receipts += found

    body = read_body(document, rules, title)
    told = frozenset(line.index for line in document.under(document.select(rules.caption)))
    pieces = _with_header(document, [Piece.of(line) for line in body.lines], title, told)
    photo_story = captions.rescue(pieces)
    furniture.mark(pieces, rules, title, document.lines)
    head = _take_dateline(pieces)
    around = read_surroundings(document, pieces, title)
    receipts.append(_body_receipt(body, pieces, photo_story))
    receipts.append(_dateline_receipt(head))

    text = "\n".join(piece.text for piece in pieces if piece.in_body)
    lang, found = read_lang(document, text or title, outlet, sighting)
    receipts += found
    paragraphs = [piece.text for piece in pieces if piece.in_body]
    host = agencies().of_url(url or canonical)
    authors, editor, found = read_authors(
        document,
        outlet,
        rules,
        around,
        paragraphs[-1] if paragraphs else "",
        head.dateline if head else None,
        lang,
        host,
        url or canonical,
    )
    receipts += found
    furniture.mark_bylines(pieces, authors)
    paragraphs = [piece.text for piece in pieces if piece.in_body]
    origin, found = read_origin(document, host, outlet, rules, sighting, around, head, paragraphs, _below(pieces))
    receipts += found
    published, found = read_published(
        document,
        url or canonical,
        outlet,
        rules,
        sighting,
        around.dated,
        head.dateline if head else None,
        fetched_at,
        lang,
    )
    receipts += found

    verdict, reason = judge(document, pieces, title, rules)
    receipts.append(Receipt("verdict", verdict, "page", f"verdict:{verdict}", None, True, reason))
    return Article(
        url=url,
        canonical_url=canonical,
        outlet_id=outlet.id if outlet else None,
        verdict=verdict,
        reason=reason,
        title=title,
        blocks=_blocks(body, pieces),
        published=published,
        origin=origin,
        dateline=head.dateline if head else None,
        authors=authors,
        editor=editor,
        lang=lang,
        next_url=read_next(document, url, rules),
        receipts=tuple(receipts),
        extractor=EXTRACTOR,
    )


def _with_header(document: Document, pieces: list[Piece], title: str, told: frozenset[int]) -> list[Piece]:
    """The article's lines, and of those between title and text the captions and the header."""
    extra = [Piece.of(line) for line in lines_between(document, pieces, title)]
    together = [*extra, *pieces]
    captions.mark(together, told)
    for piece in extra:
        if piece.in_body and (furniture.is_header(piece.text) or source_of(piece.text)):
            piece.set_apart("header", "source-date")
    between = {id(piece) for piece in extra}
    return [piece for piece in together if not piece.in_body or id(piece) not in between]


def _take_dateline(pieces: Sequence[Piece]) -> Split | None:
    """Take the dateline off the first paragraph that has one, among the first few."""
    # A lead may be marked up as a heading.
    leads = [
        piece
        for piece in pieces
        if piece.kind == "paragraph" or (piece.kind == "heading" and piece.line.weight > _LEAD)
    ]
    for piece in leads[:_DATELINE_REACH]:
        if head := split(piece.text):
            piece.text = head.rest
            if not head.rest:
                # The dateline stood alone on its line.
                piece.text = head.dateline.raw
                piece.set_apart("dateline", head.rule)
            return head
    return None


def _below(pieces: Sequence[Piece]) -> list[str]:
    """The last paragraph, and what was set apart near it and below: where sign-offs and late source lines stand."""
    last = max((number for number, piece in enumerate(pieces) if piece.in_body), default=-1)
    above = [
        piece
        for piece in pieces[max(0, last - 3) : max(0, last)]
        if piece.kind == "furniture" or (len(piece.text) <= _NOTE and piece.text[0] in "(（*[")
    ]
    below = [*above, *pieces[max(0, last) :]][:12]
    # An agency's name alone that does not end the text may be anything: a photo's, a headline's.
    return [
        piece.text
        for piece in below
        if not in_chart(piece.line)
        and (
            len(piece.text) > furniture.NAME
            or piece.rule == furniture.SIGN_OFF
            or (piece.in_body and piece.text[0] in "(（")
            or not exactly(piece.text)
        )
    ]


def _blocks(body: Body, pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """All that was read, in page order: what was set apart stands where it stood."""
    placed = [(piece.line.index, block) for piece in pieces for block in piece.blocks()]
    placed += [(line.index, Block("furniture", line.text, None, rule)) for line, rule in body.dropped]
    placed.sort(key=lambda item: item[0])
    return tuple(block for _, block in placed)


def _body_receipt(body: Body, pieces: Sequence[Piece], photo_story: bool) -> Receipt:
    size = sum(len(piece.text) for piece in pieces if piece.in_body)
    reason = body.reason or ("a photo story: its captions are its text" if photo_story else None)
    return Receipt(
        "body",
        f"{size} characters" if size else None,
        body.method,
        body.rule,
        None,
        True,
        reason or (None if size else "no text found"),
    )


def _dateline_receipt(head: Split | None) -> Receipt:
    if head is None:
        return Receipt("dateline", None, "none", "dateline:none", None, True, "the text begins with none")
    return Receipt("dateline", head.dateline.raw, "dateline", head.rule, head.dateline.raw)
