"""Furniture: what stands at the edges of an article and is not the article.

Only the first three and the last six lines are looked at, and the window moves on only when a line was taken: a
line filter over the whole text costs real sentences. What is taken keeps the rule that took it and stays in the
article's blocks. An article is never emptied: where everything matches, the text stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import takewhile

from config.lexicon import agencies, fold
from config.lexicon.furniture import line_rules
from config.outlets import PageRules
from extractors.pages import boxes, datetext
from extractors.pages.dateline import split
from extractors.pages.dateline_form import exactly
from extractors.pages.document import Line, squeeze, weight
from extractors.pages.endmarks import take_end_mark
from extractors.pages.pieces import Piece
from extractors.pages.surroundings import parted, signed
from extractors.records import BlockKind

HEAD, TAIL = 3, 6
_MAX_TAKEN = 200
"""Lines taken off one edge at most: each look goes over the whole article."""

_BYLINE = re.compile(
    r"(?:by |von:?\s|por |par |oleh |penulis |pewarta |■|文[/／:：]|执笔[/／:：]|【文[/／]).{2,80}|"
    r"(?:\S{2,8}(?:记者|评论员|通讯员)|记者|作者)[\s:：].{1,40}",
    re.IGNORECASE,
)
_HEADER_SOURCE = re.compile(
    r"(?i)(?:sources?|来源|來源|источник|المصدر|منبع|출처|fuente|kaynak|quelle)(?:\(s\))?\s*[:：]?\s*[^|·]{0,40}"
)
# 05/03/2022 09:33 PM   whichever of the two is the day
_NUMBERS = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{4}(?:[\s,|-]{1,4}\d{1,2}:\d{2}(?:\s?[AaPp]\.?[Mm]\.?)?)?")
_HEADER_WORDS = re.compile(
    r"(?i)\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|updates?|updated|"
    r"published|posted|issued|modified|created|last|on|at|am|pm|"
    r"(?:by|por|par|von|di|door) [\w .'-]{2,60}|güncelleme|um|"
    r"veröffentlicht|aktualisiert|am|publié|modifié|mis à jour|le|publicado|actualizado|el|em|pubblicato|il|"
    r"опубликовано|обновлено|közzétéve|frissítve|megjelent|opublikowano|aktualizacja|publikováno|aktualizováno|publicat|actualizat|"
    r"الموافق|محدث|تحديث|آخر|تاريخ|النشر|هـ|م|"
    r"الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|(?:یک|دو|سه|چهار|پنج)?\u200c?شنبه|جمعه)\b|"
    r"[（(][^()（）]{2,40}[)）]|©\S{2,20}|วัน[\u0e00-\u0e4f]{2,16}(?:\s?ที่)?|เวลา|เผยแพร่|อัปเดต|อัพเดท|น\."
)

# Jane Roe | 05.03.2023 - Updated: …
_NAME_AND_DATE = re.compile(r"[^\W\d_][^|｜\d]{2,40}\s*[|｜]\s*(?=\d)")
# What the date says, in any language: Oluşturulma Tarihi:
_LABEL = re.compile(r"(?:^|(?<=\s))[^\W\d_][^:：\d]{1,28}[:：]\s*$")
NAME = 40
"""Characters of a line that may be an agency's name and nothing else."""
SIGN_OFF = "sign-off"
"""The rule of an agency's name alone on the last line of a text."""
_BY = re.compile(r"^(?:by|von|por|par|di|oleh|penulis|yazar|szerző|автор)\b\s*:?\s*", re.IGNORECASE)
_SIGNED, _NAMED = 140, 60
"""Characters of a header line that may hold its author's name, and of one that is nothing else."""
_NOTES = 3
"""Lines at the end in which a note on the author stands."""
# NAME is a correspondent based in Geneva.   NAME (TTXVN)   NAME covers trade for the paper.
_INTRODUCES = re.compile(
    r"\s[(（][^()（）]{2,40}[)）]$|"
    r"(?: is (?:an?|the|our|based)| covers| writes| reports)\s.{0,250}(?:\.|\bMore about\b.*)$"
)
_FOR = re.compile(r"^[^\W\d_]{2,10}\s?/\s?")
"""The agency before the name of who wrote for it: WAM/NAME."""
# Read more: HEADLINE, where the headline is a link, or the words alone above one
_SEE_ALSO = re.compile(
    r"(?:read (?:more|also)|also read|see also|related|more on this|читайте (?:также|також)|"
    r"(?:à )?lire (?:aussi|également)|"
    r"lea también|leer más|lesen sie auch|mehr zum thema|leia (?:também|mais)|leggi anche|baca juga|đọc thêm|xem thêm|"
    r"kapcsolódó (?:tartalom|cikkek)|czytaj (?:też|także|również)|viac k téme|čtěte také|související (?:článek|články)|"
    r"citește și|pročitajte? (?:još|i)|прочитајте (?:још|и)|прочетете (?:още|и)|вижте (?:още|и)|läs (?:också|även|mer)|"
    r"l(?:es|æs) også|lue myös|διαβάστε (?:επίσης|ακόμη)|यह भी पढ़ें|อ่านเพิ่มเติม|مزید پڑھیں|همچنین بخوانید|إقرأ أيضاً?|"
    r"ilgili haber|اقرأ أيضا|بیشتر بخوانید|延伸阅读|相关阅读)\s*[:：>»|]?",
    re.IGNORECASE,
)

# Words that a subheading may have too, unless a line below them is a link and nothing else
_HEADS_LINKS = re.compile(
    r"(?:related|more|latest)\s(?:coverage|stories|articles|news|reading)\s*:?|相关(?:报道|新闻|链接|稿件)\s*[:：]?|"
    r"(?:материалы|новости|читайте) по теме\s*:?|関連(?:記事|ニュース)\s*[:：]?|noticias relacionadas\s*:?",
    re.IGNORECASE,
)

# Краткий пересказ от РИА ИИ   AI 요약   AI摘要
_SUMMARY = re.compile(
    r"краткий пересказ.{0,30}|.{0,12}(?:\bAI|\bИИ|인공지능)[ -]?(?:generated |сгенерирован\w* |生成(?:的)?)?"
    r"(?:summary|요약|要約|摘要|总结|要点|пересказ|ملخص).{0,20}|.{0,12}(?:tóm tắt|ملخص|خلاصه|résumé|resumen).{0,12}"
    r"(?:\bAI\b|\bIA\b|الذكاء الاصطناعي|هوش مصنوعی).{0,12}",
    re.IGNORECASE,
)

Verdict = tuple[BlockKind, str, bool]
"""What a line is, the rule that says so, and whether all after it goes too."""


def mark(pieces: Sequence[Piece], rules: PageRules, title: str, lines: Sequence[Line] = ()) -> None:
    """Set furniture apart, in place: the footer that the outlet's rules name first, then both edges.

    `lines` are those of the whole page: the footer's first line may not be among the pieces.
    """
    if rules.footer_from:
        _cut_footer(pieces, rules.footer_from, lines)
    boxes.mark(pieces, lines)
    _peel(pieces, lambda body: body[:HEAD], lambda piece: _at_head(piece, title))
    _peel(pieces, lambda body: body[-TAIL:], lambda piece: _at_tail(piece, title))
    _take_summary(pieces)
    _take_inside(pieces, lines)
    take_end_mark(pieces)


def mark_bylines(pieces: Sequence[Piece], authors: Sequence[str]) -> None:
    """Set apart lines that hold nothing but the author's name, or an agency's at the end, and what introduces him."""
    names = {fold(name) for name in authors} | {fold("".join(authors))}
    body = _body(pieces)
    for piece in body[:HEAD] if len(body) > 1 else ():
        if fold(piece.text) in names or fold(_BY.sub("", piece.text)) in names:
            piece.set_apart("header", "byline")
    if len(body) > 1 and len(body[-1].text) <= NAME and exactly(body[-1].text):
        end, before = (piece.line.element for piece in (body[-1], body[-2]))
        if end is before or end.getparent() is before.getparent():
            body[-1].set_apart("furniture", SIGN_OFF)
    for piece in body[-_NOTES:] if len(body) > _NOTES else ():
        text = _FOR.sub("", piece.text)
        rest = next((text[len(name) :] for name in authors if text.startswith(name)), None)
        if rest is not None and len(piece.text) <= 300 and (not rest or _INTRODUCES.match(rest)):
            piece.set_apart("furniture", "author-note")


def is_header(text: str) -> bool:
    """Whether a line is a header: a date, with a source, an hour and labels around it, and hardly more."""
    if len(text) > 140 or re.search(r"[.。!?！？]$", text.removesuffix("น.")):  # Thai for "o'clock"
        return False
    found = datetext.find(text)
    if found is None:
        rest = _NUMBERS.sub(" ", text, count=1)
        if rest == text:
            return False
    elif found.year is None and found.clock is None:
        return False
    else:
        rest = _LABEL.sub("", text[: found.start]) + " " + text[found.end :]
    if (later := datetext.find(rest)) is not None:  # when it was changed
        rest = rest[: later.start] + " " + rest[later.end :]
    rest = _HEADER_WORDS.sub(" ", _HEADER_SOURCE.sub(" ", rest))
    return len(re.sub(r"[\W\d_]+", "", rest)) <= 10


def _body(pieces: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece.in_body]


def _cut_footer(pieces: Sequence[Piece], marks: Sequence[str], lines: Sequence[Line]) -> None:
    begins = re.compile("|".join(re.escape(mark) for mark in marks), re.IGNORECASE)
    first = next((piece.line.index for piece in pieces if piece.kind == "paragraph"), None)
    if first is None:
        return
    ours = {piece.line.index for piece in pieces}
    for line in lines or [piece.line for piece in pieces]:
        match = begins.match(line.text)
        if line.index <= first or not match or _goes_on(line.text, match):
            continue
        rest = [piece for piece in pieces if piece.line.index >= line.index]
        # Outside the article the same words may stand in a menu beside it, with half of the text still to come.
        if line.index in ours or not any(_is_sentence(piece.text) for piece in rest):
            for piece in rest:
                piece.set_apart("furniture", f"footer_from:{match.group()}")
            return


def _is_sentence(text: str) -> bool:
    return weight(text) >= 60 and bool(re.search(r"[.。!?！？”\"]$", text))


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """A paragraph may begin with the footer's words too: then it is longer, or a sentence."""
    rest = text[match.end() :]
    sentence = match.end() < 16 and rest.strip() and re.search(r"[.。!?！？]$", rest)
    return rest[:1].isalnum() or len(rest) > 120 or bool(sentence)


def _peel(
    pieces: Sequence[Piece], window: Callable[[list[Piece]], list[Piece]], test: Callable[[Piece], Verdict | None]
) -> None:
    """Take matching lines off one edge until none in the window matches, and never the last line."""
    told = cache(test)  # the window moves on by a line, and its others are the same
    for _ in range(_MAX_TAKEN):
        if not _take_one(pieces, window, told):
            return


def _take_inside(pieces: Sequence[Piece], lines: Sequence[Line]) -> None:
    """Set apart what stands between the paragraphs: advertisements' labels, and links to other articles."""
    body = _body(pieces)
    below = False  # the line before was "Read more:" alone
    for piece in body:
        label = _SEE_ALSO.match(piece.text)
        heads = _HEADS_LINKS.fullmatch(piece.text) and any(
            line.link_share > 0.9 for line in lines[piece.line.index + 1 : piece.line.index + 2]
        )
        alone = bool(heads or (label and label.end() == len(piece.text)))
        linked = piece.line.link_share
        if alone or (label and linked > 0.4) or (below and linked > 0.9):
            piece.set_apart("furniture", "see-also")
        elif any(rule.matches(piece.text) for rule in line_rules("inside")):
            piece.set_apart("furniture", "advert")
        below = piece.rule == "see-also" and (alone or below)
    if body and not _body(pieces):
        body[-1].set_apart("paragraph", "")


def _take_summary(pieces: Sequence[Piece]) -> None:
    """Set apart a machine's summary above the text: its label, and the list below that."""
    body = _body(pieces)
    at = next((number for number, piece in enumerate(body[:HEAD]) if _SUMMARY.fullmatch(piece.text)), None)
    if at is None:
        return
    listed = list(takewhile(lambda piece: piece.kind == "list", body[at + 1 :]))
    if at + 1 + len(listed) < len(body):
        for piece in (body[at], *listed):
            piece.set_apart("furniture", "summary")


def _take_one(
    pieces: Sequence[Piece], window: Callable[[list[Piece]], list[Piece]], test: Callable[[Piece], Verdict | None]
) -> bool:
    body = _body(pieces)
    for piece in window(body):
        verdict = test(piece)
        if verdict is None:
            continue
        kind, rule, rest = verdict
        at = body.index(piece)
        taken = body[at:] if rest and not _goes_on_below(body, at) else [piece]
        if len(taken) < len(body):
            for one in taken:
                one.set_apart(kind, rule)
            return True
    return False


def _goes_on_below(body: Sequence[Piece], at: int) -> bool:
    """Whether the article goes on below a line, which then stood in a box between its paragraphs."""
    place = body[at - 1].line.element.getparent() if at else None
    return any(
        piece.line.element.getparent() is place and piece.line.link_share < 0.5 and _is_sentence(piece.text)
        for piece in body[at + 1 :]
    )


def _at_head(piece: Piece, title: str) -> Verdict | None:
    text = piece.text
    if title and (_same(text, title) or _part(piece, title)):
        return "header", "title", False
    if _is_header_line(piece):
        return "header", "source-date", False
    if len(text) <= NAME and agencies().named(text) and split(text) is None:
        return "header", "byline", False
    if len(text) <= _NAMED and text[-1:].isalpha() and text in signed(piece.line):
        return "header", "byline", False
    if len(text) <= 90 and _BYLINE.fullmatch(text) and not text.endswith((".", "。", "!", "?", "…")):
        return "header", "byline", False
    for rule in line_rules("head"):
        if rule.matches(text):
            return "furniture", rule.id, False
    if piece.line.link_share > 0.9 and len(text) < 80:
        return "furniture", "links", False
    return None


def _at_tail(piece: Piece, title: str) -> Verdict | None:
    text = piece.text
    if title and _same(text, title):
        return "furniture", "title", False
    for rule in line_rules("tail"):
        if rule.matches(text):
            return "furniture", rule.id, rule.rest
    if _is_header_line(piece):
        return "furniture", "source-date", False
    if piece.line.link_share > 0.85 or _dated_link(piece):
        return "furniture", "links", False
    return None


def _dated_link(piece: Piece) -> bool:
    """A link to another article with its date beside it, and nothing else."""
    text, linked = piece.text, piece.line.link_share * len(piece.text)
    date = datetext.find(text) if linked > len(text) / 2 else None
    return date is not None and linked > 0.85 * len(text[: date.start].strip() + text[date.end :].strip())


def _is_header_line(piece: Piece) -> bool:
    """A header, with its author's name or without; a dateline alone on its line has a date and a source, too."""
    text = piece.text
    if is_header(text) or (len(piece.line.element) and is_header(parted(piece.line))):
        return split(text) is None
    if len(text) > _SIGNED or text.endswith((".", "。", "!", "?")) or datetext.find(text) is None:
        return False
    names = signed(piece.line)
    if not names and (match := _NAME_AND_DATE.match(text)):
        names = [match.group()]
    for name in names:
        text = text.replace(name, " ")
    return bool(names) and is_header(squeeze(text).strip(" —–-|·•"))


def _same(one: str, other: str) -> bool:
    return fold(one) == fold(other)


def _part(piece: Piece, title: str) -> bool:
    """The line is most of the title: without its series (`Opinion | ...`), or its second half."""
    if piece.kind != "heading" and len(piece.text) >= 60:
        return False
    key, whole = fold(piece.text), fold(title)
    if piece.kind == "heading" and len(whole) >= 16 and key.endswith(whole) and len(key) < 2 * len(whole):
        return True  # with its series before it
    return len(key) >= 8 and 2 * len(key) > len(whole) and (whole.startswith(key) or whole.endswith(key))
