"""Articles that go on over several pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from config.lexicon import fold
from extractors.records import BODY_KINDS, Article, Block, Receipt


def join_pages(first: Article, rest: Sequence[Article]) -> Article:
    """One article of its pages: the first page's values, the blocks of all.

    Captions, headers and furniture that a further page prints again are kept once; body text is never dropped
    but for a page that was fetched twice. A page that could not be read as an article is left out, and the
    receipts say so.
    """
    blocks = list(first.blocks)
    seen = {(block.kind, fold(block.text)) for block in blocks}
    bodies = {_body(first)}
    receipts = list(first.receipts)
    for number, page in enumerate(rest, 2):
        name = f"page {number} ({page.url})"
        if page.verdict != "article":
            receipts.append(
                Receipt("body", None, "join", "join:left-out", name, False, f"{page.verdict}: {page.reason}")
            )
            continue
        if _body(page) in bodies:
            receipts.append(
                Receipt("body", None, "join", "join:twice", name, False, "the same text as an earlier page")
            )
            continue
        bodies.add(_body(page))
        added: list[Block] = []
        repeated = 0
        for block in page.blocks:
            if not added and _is_title(block.text, first.title):
                repeated += 1
                continue
            key = (block.kind, fold(block.text))
            if block.kind in BODY_KINDS or key not in seen:
                added.append(block)
                seen.add(key)
            else:
                repeated += 1
        blocks += added
        size = sum(len(block.text) for block in added if block.kind in BODY_KINDS)
        receipts.append(Receipt("body", f"{size} characters", "join", "join:page", name, True, _left_out(repeated)))
    return replace(first, blocks=tuple(blocks), next_url=None, receipts=tuple(receipts))


def _left_out(repeated: int) -> str | None:
    return f"{repeated} titles, captions or header lines that stand on an earlier page left out" if repeated else None


def _is_title(text: str, title: str) -> bool:
    """The title again, perhaps with the number of the page behind it."""
    key, whole = fold(text), fold(title)
    return bool(whole) and key.startswith(whole) and len(key) <= len(whole) + 6


def _body(article: Article) -> str:
    return fold(article.text)
