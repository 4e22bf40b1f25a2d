"""End marks: what a wire puts behind its last sentence (`Enditem`, `（完）`, `(끝)`), taken off and kept.

A mark that can be nothing else is taken wherever it ends one of the last lines. A word that is one (`Fin`, `ENDS`) is
a mark only behind a finished sentence at the very end; a mark alone on its line is furniture (`end-mark` in
`config/lexicon/furniture.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.pages.pieces import Piece

_REACH = 3
"""Lines from the end in which a sure mark is looked for: an editor's line or a notice may stand below it."""
_LONGEST = 60

_SURE = re.compile(
    # Xinhua's, with a desk's mark behind it at times
    r"(?:\bEndit(?:e?m)?\b\.?|"
    # (END)  -END-  /END/  <END>  [END]  (ENDS)  (MORE)
    r"[(\[<（]\s?(?:END|End|end|ENDS|Ends|ends|MORE|FIN|Fin|FIM|Fim|SON|Son|FINE|Fine|ENDE|Ende|ENDItem)\s?[)\]>）]|"
    r"(?<=\s)-{1,2}\s?(?:END|End|ENDS|Ends|FIN|FIM)\s?-{1,2}|/\s?(?:END|ENDS|FIN|FIM)\s?/|"
    r"\#{3,}|(?<=\s)\#\s\#\s\#|[■□◼▪◆](?=\s*$)|"
    # （完）  (本文完)  【完】  (끝)  （終わり）  (了)
    r"[（(【〔]\s?(?:本文|全文)?(?:完|完结|終|終わり|おわり|了|끝)\s?[)）】〕]|<\s?끝\s?>|"
    # /انتهى/  انتهى/  انتهای پیام/  ///  as agencies write it: with or without slashes, with a desk's number behind
    r"[/(]\s?(?:انتهى|انتهی|إنتهى|النهاية)\s?[/)]?|(?:انتهى|انتهی)\s?/|انتها[یيى]ی?\s?پیام\.?\s?/{0,3}\s?\d{0,6}|"
    # (Конец)  /конец/
    r"[(/]\s?(?:[Кк]онец|КОНЕЦ|[Кк]інець)\s?[)/]|"
    # (Τέλος)
    r"[(/]\s?(?:ΤΕΛΟΣ|Τέλος)\s?[)/])\s*$"
)
# Only behind a finished sentence, and with a blank between: `... said on Monday. ENDS`
_WORD = re.compile(
    r"(?<=[.!?\"”»’)…。！？؟۔])\s+(?:ENDS?|Ends|FINIS|FIN|Fin|FIM|Fim|Ende|ENDE|BİTTİ|-0-|-30-|انتهى|انتهی|پایان|끝)$"
)
# Desk and reporters' initials, the desk's address or number, behind a mark: Enditem rmh/jcm   (END) desk@example.org
_TAIL = re.compile(
    r"\s(?:[a-z]{2,4}(?:/[a-z]{2,4}){1,3}|[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,4}|\d{3,5}\*{0,2}\d{0,5})\s*$"
)
_ADDRESS = re.compile(r"(?<=\s)[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,4}$")
_INITIALS = re.compile(r"(?<=[.!?\"”»’)])\s+[a-z]{2,4}/[a-z]{2,4}(?:/[a-z]{2,4})?$")


def split_end_mark(text: str, *, last: bool = True) -> tuple[str, str] | None:
    """The text without the mark that ends it, and the mark; None where none does, or nothing but the mark is there.

    `last` when this is the last line: then words and initials count, too.
    """
    cut = len(text.rstrip())
    begin = max(0, cut - _LONGEST)
    window = text[begin:cut]
    found = _cut(window, last)
    if found is None or not text[: begin + found].strip():
        return None
    return text[: begin + found].rstrip(), text[begin + found : cut].strip()


def _cut(window: str, last: bool) -> int | None:
    """Where the mark begins in the end of a text."""
    if match := _SURE.search(window):
        # Two marks may follow each other: （完） ■
        before = window[: match.start()].rstrip()
        inner = _cut(before, False)
        # The writer's address stands before the mark at times: desk@example.org (END)
        address = _ADDRESS.search(before)
        return inner if inner is not None else address.start() if address else match.start()
    if (tail := _TAIL.search(window)) and (mark := _cut(window[: tail.start()].rstrip(), last)) is not None:
        return mark
    if last and (match := _WORD.search(window) or _INITIALS.search(window)):
        return match.start() + len(match.group()) - len(match.group().lstrip())
    return None


def take_end_mark(pieces: Sequence[Piece]) -> None:
    """Take the end mark off the last line that has one, in place; it stays with the piece."""
    body = [piece for piece in pieces if piece.in_body]
    for back, piece in enumerate(reversed(body[-_REACH:])):
        if parted := split_end_mark(piece.text, last=back == 0):
            piece.text, piece.end_mark = parted
            return
