"""`read_page` in the form that the shared scorer of real pages asks for.

    .venv/bin/python ../shared/pages/score.py tests.gates.pages:extract

Two conventions of its labels are not ours, and are put back here:
 * the labelled text keeps the dateline and the captions that stand in it, which we set apart;
 * `source` is what the page states, also where a later piece of evidence wins with us (a paper's own source line
   above a wire's dateline), and nothing that we know from the host alone or from a site's name above its text.
"""

from __future__ import annotations

from typing import Any

from config.lexicon import agencies
from extractors.pages import read_page
from extractors.records import Article, Receipt


def extract(html: bytes, url: str | None) -> dict[str, Any]:
    article = read_page(html, url)
    return {
        "text": _text(article),
        "title": article.title,
        "date": article.published.on.isoformat() if article.published else None,
        "source": _stated_source(article),
        "authors": list(article.authors),
    }


def _text(article: Article) -> str:
    kept = [block.text for block in article.blocks if block in article.captions or block.text in article.paragraphs]
    raw = article.dateline.raw if article.dateline else ""
    return "\n\n".join([raw, *kept])


def _stated_source(article: Article) -> str | None:
    found = (r for r in article.receipts if r.field == "origin" and r.value and r.method not in ("outlet", "none"))
    host = agencies().of_url(article.canonical_url or article.url)
    own = article.origin.role != "carrier"
    stated = next(
        (
            receipt.value
            for receipt in found
            if not (_only_signed(receipt) and (own or (host and agencies().named(receipt.value or "") is host)))
        ),
        None,
    )
    if stated and article.origin.name and article.origin.name.startswith(stated):
        stated = article.origin.name  # the fuller print
    agency = agencies().named(stated) if stated else None
    # `AFP Deutschland` is the German desk of AFP.
    return (
        next((code for code in agency.codes if stated and stated.startswith(f"{code} ")), stated) if agency else stated
    )


def _only_signed(receipt: Receipt) -> bool:
    """A site's own name above its text, without a word that says what it did, or below it with its copyright."""
    if receipt.rule == "sign-off:copyright":
        return True
    return receipt.method == "byline" and ":" not in (receipt.evidence or "")
