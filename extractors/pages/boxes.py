"""Boxes among the paragraphs and below them that hold something else: a form for a newsletter, a video, other articles.

A box is told by its element's class, or by the line that begins it, and never by words that a sentence could have. One
that holds a good part of the text is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from lxml.html import HtmlElement

from config.lexicon.furniture import ends_article
from config.remembered import remembered
from extractors.pages.document import Line
from extractors.pages.pieces import Piece

# What an element is called that holds a form for readers
_SIGN_UP = re.compile(r"(?:^|[\s_-])(?:news-?letters?|sign-?up|subscription-(?:box|form))(?:[\s_-]|$)", re.IGNORECASE)
_SHARE = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|partilhar|compartir|partager|teilen)(?:-?(?:bar|box|buttons?|links?|tools?))?(?:\s|$)",
    re.IGNORECASE,
)
"""What an element is called that holds buttons to pass an article on; they may name it."""
_MOST = 0.25
"""Share of a text that such a box may hold: a letter to readers stands on a page of the same class."""
# 02:14 in a player, above the title of its video
_LENGTH = re.compile(r"\d{1,2}:[0-5]\d")
_LABEL = 40
"""Characters of a line that begins a box of other articles."""
_REACH = 12
"""Lines from there to the last place of a text, at most."""
_TITLE = 120
"""Characters of the title of a video."""
_SENTENCE = re.compile(r"[.!?…。！？؟۔:：\"”»]$")


def mark(pieces: Sequence[Piece], lines: Sequence[Line]) -> None:
    """Set apart what stands in boxes. `lines` are those of the whole page: a box's first line may be no piece."""
    body = [piece for piece in pieces if piece.in_body]
    if len(body) < 2:
        return
    _forms(body)
    _videos(body)
    _below_the_end(body, lines)


def _forms(body: Sequence[Piece]) -> None:
    around: dict[HtmlElement | None, str] = {}
    kinds = []
    for piece in body:
        own, place = piece.line.element.get("class") or "", piece.line.element.getparent()
        if place not in around:  # most stand in the same one
            around[place] = _classes(place)
        kinds.append(_form(f"{own} {around[place]}", own))
    for rule in {kind for kind in kinds if kind}:
        found = [piece for piece, kind in zip(body, kinds, strict=True) if kind == rule]
        if _size(found) < _MOST * _size(body):
            for piece in found:
                piece.set_apart("furniture", rule)


def _classes(place: HtmlElement | None) -> str:
    """Class names and ids of an element and the one around it."""
    parts = [part for part in (place, None if place is None else place.getparent()) if part is not None]
    return " ".join(f"{part.get('class') or ''} {part.get('id') or ''}" for part in parts)


# The lines of a page stand in elements of a few classes, and all pages of a site in the same ones.
@remembered(1024)
def _form(around: str, own: str) -> str | None:
    """Which kind of form an element of these classes is, or stands in."""
    return "sign-up" if _SIGN_UP.search(around) else "share" if _SHARE.search(own) else None


def _videos(body: Sequence[Piece]) -> None:
    lengths = [pair for pair in pairwise(body) if _LENGTH.fullmatch(pair[0].text)]
    if len(lengths) != 1:
        return  # the hours of a live page
    piece, following = lengths[0]
    if following.kind != "heading" and len(following.text) <= _TITLE and not _SENTENCE.search(following.text):
        piece.set_apart("furniture", "player")
        following.set_apart("furniture", "player")


def _below_the_end(body: Sequence[Piece], lines: Sequence[Line]) -> None:
    """Below a heading such as "Related Articles" nothing is the article's that stands in no place of its paragraphs."""
    place = body[-1].line.element.getparent()
    first = next(piece.line.index for piece in body if piece.line.element.getparent() is place)
    ours = {piece.line.index for piece in body}
    begins = max(body[0].line.index + 1, first - _REACH)
    short = (line for line in lines[begins:first] if len(line.text) <= _LABEL and line.index not in ours)
    ends = (line.index for line in short if any(rule.matches(line.text) for rule in ends_article()))
    for end in ends:
        above = [piece for piece in body if piece.line.index < end]
        below = [piece for piece in body if piece.line.index > end]
        places = {piece.line.element.getparent() for piece in above}
        # A box of links may stand above a text, too.
        if 2 * _size(below) < _size(above) and not any(piece.line.element.getparent() in places for piece in below):
            for piece in below:
                piece.set_apart("furniture", "related")
            return


def _size(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)
