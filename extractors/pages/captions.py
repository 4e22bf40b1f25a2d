"""Captions of photos: told by their element, or by the photo credit that ends them beside an image.

A photo credit is not a text credit: `(Xinhua/Li Xin)` under a picture says nothing of who wrote the article, and
the words before it are not its first paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from config.lexicon import agencies
from config.remembered import remembered
from extractors.pages.document import weight
from extractors.pages.pieces import Piece

_CLASS = re.compile(
    r"(?:^|[\s_-])(?:wp-)?(?:photo|image|img|pic|picture|figure|media|art)?[_-]?(?:caption|cutline|legend|imgtext|picsm|figcaption)|"
    # what a photo shows, and who took it, in elements of their own
    r"(?:^|[\s_-])(?:photo|image|img|picture)[_-]?(?:desc(?:ription)?(?=[\s_-]|$)|author|credit|copyright)",
    re.IGNORECASE,
)
# The box of an image holds its caption and nothing else.
_IMAGE_BOX = re.compile(
    r"(?:^|[\s_-])(?:pic|picture|photo|image|img)(?:[_-]?(?:box|wrap(?:per)?|con|cont(?:ainer)?|holder|block))?(?:\s|$)",
    re.IGNORECASE,
)
_MAX = 800
_HAN = r"[\u4e00-\u9fff·]"
_NAME = r"[^()（）\[\]【】]{0,60}"
# What ends a caption: the group is the credit as printed.
# (XINHUA) glued to the last word; (Xinhua/Li Xin); (Photo by ...); [Photo/VCG]; (AFP / NAME)
_BRACKETED_CREDIT = re.compile(
    rf"[(（\[]\s*({_NAME}\s?/\s?{_NAME}|(?:[Pp]hoto|PHOTO){_NAME}|[A-Z][A-Z ]{{2,30}}|图[源自来/]{_NAME})"
    r"\s*[)）\]]\.?$"
)
_CREDITS = (
    # 新华社记者 某某 摄   新华社发（某某摄）   某某/摄   中新社记者 某某 摄
    re.compile(
        rf"((?:{_HAN}{{1,6}}(?:社|网|报|图))?(?:特约)?(?:记者|通讯员|发)?\s?"
        rf"[（(]?{_HAN}{{1,4}}(?:\s?{_HAN}{{1,3}})?\s?/?摄(?:影)?[）)]?)[。.]?$"
    ),
    re.compile(r"((?:视觉中国|新华社|中新社|人民视觉|供图|资料图片?)(?:供图|发|图片)?)[。.]?$"),
    # March 4, 2023. /CFP
    re.compile(r"(?<=[.。]\s)/([A-Z][A-Za-z]{1,15}(?:\s[A-Z][A-Za-z]{1,15})?)$"),
    # LIU CHAOFU/FOR CHINA DAILY   Photo: NAME   фото: ...
    re.compile(
        r"(?:(?<=[.。\s])|^)((?:[A-Z][A-Z' -]{2,40}\s?/\s?(?:FOR\s)?[A-Z][A-Z ]{2,30})|"
        r"(?:Photo|Photos|Фото|Foto|Image|Credit)\s?(?:by|:)\s?.{2,60})$"
    ),
)
# Each of these holds one of its marks: looking for a mark first spares most texts a search that begins anew at every
# character.
_MARKS = tuple(map(re.compile, ("摄", "[国社觉图]", "/", "[/:]|by")))
_BRACKETS = tuple(f"{bracket}{stop}" for bracket in ")）]" for stop in ("", "."))
_IN_BRACKETS = re.compile(r"[(（\[]\s*([^()（）\[\]]{2,40})\s*[)）\]]\.?$")
_CREDIT_REACH = 160
"""Characters at the end of a text in which its credit stands; a pattern tries each of them as a beginning."""
_LONE_CREDIT = 40
_SHOWS = re.compile(
    r"\b(?:photo|picture|image|aerial view|file photo)\b.{0,60}\b(?:shows?|taken|released)\b|图为|资料图|▲|^△|摄$|"
    r"＝[^。]{0,60}[（(][^()（）]{2,20}[)）]$",  # 会談する両氏＝１月２８日、北京（ＡＦＰ時事）
    re.IGNORECASE,
)


def mark(pieces: Sequence[Piece], told: frozenset[int] = frozenset()) -> None:
    """Make captions of the pieces that are some, with their credit.

    `told` are the indices of the lines that the outlet's rules say are captions.
    """
    first_text = next((piece for piece in pieces if not _captioned(piece, told) and piece.in_body), None)
    for number, piece in enumerate(pieces):
        if piece.kind not in ("paragraph", "list", "table", "quote") or len(piece.text) > _MAX:
            continue
        credit = credit_of(piece.text)
        beside = piece.line.after_image or (number > 0 and pieces[number - 1].kind == "caption")
        if (
            _captioned(piece, told)
            or (credit and beside and not _is_sign_off(piece, pieces, number))
            or (credit and _photo_credit(credit) and piece is first_text and len(pieces) > number + 1)
            or (beside and _SHOWS.search(piece.text) and len(piece.text) < 400)
        ):
            piece.set_apart("caption", "caption")
            piece.credit = credit
            piece.text = _without(piece.text, credit)


def _without(text: str, credit: str | None) -> str:
    """A caption's words without the credit behind them; a credit that stands alone stays."""
    words = re.sub(r"[\s(（\[【]+$", "", text[: text.rindex(credit)]) if credit else text
    return words or text


def _captioned(piece: Piece, told: frozenset[int]) -> bool:
    line = piece.line
    if line.captioned or line.index in told:
        return True
    classes = line.classes(2)
    return _named_caption(classes) or (line.after_image and bool(_IMAGE_BOX.search(classes)))


# The lines of a page stand in elements of a few classes, and all pages of a site in the same ones.
@remembered(1024)
def _named_caption(classes: str) -> bool:
    return bool(_CLASS.search(classes))


def credit_of(text: str) -> str | None:
    """The photo credit that ends a text, as printed and without brackets."""
    end = text[-_CREDIT_REACH:]
    bracketed = end.endswith(_BRACKETS)
    if bracketed and (match := _BRACKETED_CREDIT.search(end)):
        return match[1].strip()
    for marks, pattern in zip(_MARKS, _CREDITS, strict=True):
        if marks.search(end) and (match := pattern.search(end)):
            return match[1].strip()
    # (Xinhua) alone could as well end an article; as a credit it needs an image beside it.
    match = _IN_BRACKETS.search(end) if bracketed else None
    return match[1].strip() if match and agencies().named(match[1]) else None


def _photo_credit(credit: str) -> bool:
    """A credit that only photos have: a name after a slash, capitals, 摄."""
    return "/" in credit or "摄" in credit or credit.isupper() or credit.lower().startswith("photo")


def _is_sign_off(piece: Piece, pieces: Sequence[Piece], number: int) -> bool:
    """The last paragraph may end in `(Xinhua)` and stand after an image: that is the article's own sign-off."""
    last = all(not later.in_body for later in pieces[number + 1 :])
    credit = credit_of(piece.text)
    return last and number > 0 and credit is not None and not _photo_credit(credit)


def rescue(pieces: Sequence[Piece]) -> bool:
    """A photo story is its captions: where nothing else is left, they are the text. True when they were."""
    if any(piece.in_body and piece.kind != "heading" for piece in pieces):
        return False
    captions = [piece for piece in pieces if piece.kind == "caption" and weight(piece.text) > _LONE_CREDIT]
    for piece in captions:
        piece.kind, piece.rule = "paragraph", None
    return bool(captions)
