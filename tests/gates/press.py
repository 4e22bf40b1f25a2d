"""What `read_page` makes of the press when it knows nothing of the outlet: no rules, no habits, no learned lines.

    .venv/bin/python -m tests.gates.press        the table, and the pages where something is missed

With the outlets' rules every page reads to its truth (tests/extractors/pages/test_press.py). This is the harder half:
how a page of an outlet fares that nobody has written a file for, beside trafilatura as it comes.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import trafilatura

from extractors.pages import read_page
from extractors.records import Article
from press.edition import Edition
from press.truth import Truth, truth
from press.world import END, World

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_STRANGE = "https://pages.example.org"
"""A host that no outlet has."""


@dataclass(frozen=True, slots=True)
class Row:
    """One page: shares and hits, None where the truth has nothing to find."""

    url: str
    outlet_id: str
    text: float
    """F1 of word 4-grams against the paragraphs; each Chinese, Japanese or Korean character is a word."""
    theirs: float
    """The same of trafilatura's text."""
    title: bool
    date: bool
    source: bool | None
    author: bool | None
    invented: bool
    """An author where none is printed."""


def grams(text: str, n: int = 4) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(unicodedata.normalize("NFKC", text))
    return Counter(tuple(words[i : i + n]) for i in range(max(1, len(words) - n + 1))) if words else Counter()


def f1(found: str, gold: str) -> float:
    """F1 of word 4-grams."""
    a, b = grams(found), grams(gold)
    both = sum((a & b).values())
    return 2 * both / (sum(a.values()) + sum(b.values())) if both else 0.0


def rows() -> Iterator[Row]:
    """Every page of the press's week that is one whole article."""
    world = World.load()
    edition = Edition(world, END)
    for want in truth(world, END):
        parts = urlsplit(want.url)
        page = edition.get(parts.hostname or "", parts.path)
        if page is None or want.gone:
            continue
        article = read_page(page.body, _STRANGE + parts.path, fetched_at=END)
        if article.next_url is None:  # of an article in parts the first page is not the text
            yield row(want, article, trafilatura.extract(page.body, include_comments=False) or "")


def row(want: Truth, article: Article, theirs: str) -> Row:
    # Both are measured on the paragraphs alone: a caption in the text or a dateline counts against whoever keeps it.
    gold = "\n\n".join(want.paragraphs)
    signed = bool(want.authors)
    return Row(
        url=want.url,
        outlet_id=want.outlet_id,
        text=f1(article.text, gold),
        theirs=f1(theirs, gold),
        title=article.title == want.title,
        date=article.published is not None and article.published.on == want.published_on,
        source=(article.origin.agency == want.agency) if want.source_line or want.dateline else None,
        author=(article.authors == want.authors) if signed else None,
        invented=not signed and bool(article.authors),
    )


def summary(found: list[Row]) -> dict[str, float]:
    """Figures by name, of all pages; `worse` are pages more than .02 below trafilatura."""

    def share(values: list[bool | None]) -> float:
        known = [value for value in values if value is not None]
        return round(sum(known) / max(1, len(known)), 4)

    return {
        "pages": len(found),
        "text_f1": round(sum(one.text for one in found) / len(found), 4),
        "text_f1_trafilatura": round(sum(one.theirs for one in found) / len(found), 4),
        "worse": sum(one.text < one.theirs - 0.02 for one in found),
        "title": share([one.title for one in found]),
        "date": share([one.date for one in found]),
        "source": share([one.source for one in found]),
        "author": share([one.author for one in found]),
        "author_invented": sum(one.invented for one in found),
    }


def main() -> None:
    found = list(rows())
    by_outlet: dict[str, list[Row]] = {}
    for one in found:
        by_outlet.setdefault(one.outlet_id, []).append(one)
    for outlet, some in by_outlet.items():
        print(f"{outlet:<16}", *(f"{name} {value:g}" for name, value in summary(some).items()), sep="  ")
    print(f"{'all':<16}", *(f"{name} {value:g}" for name, value in summary(found).items()), sep="  ")
    for one in found:
        missed = [name for name in ("title", "date", "source", "author") if getattr(one, name) is False]
        if missed or one.invented or one.text < max(0.95, one.theirs - 0.02):
            print(f"{one.url}: text {one.text:.2f} ({one.theirs:.2f})", *missed, "invented" if one.invented else "")


if __name__ == "__main__":
    main()
