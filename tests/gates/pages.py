"""`read_page` in the form that the shared scorer of real pages asks for.

    .venv/bin/python ../shared/pages/score.py tests.gates.pages:extract

Three conventions of its labels are not ours, and are put back here:
 * the labelled text keeps the dateline and the captions that stand in it, which we set apart;
 * `source` is what the page states, also where a later piece of evidence wins with us (a paper's own source line
   above a wire's dateline), and nothing that we know from the host alone or from a site's name above its text;
 * an agency printed as byline counts as author; with us it is evidence of the origin.
"""

from __future__ import annotations

from typing import Any

from config.lexicon import fold
from extractors.pages import read_page
from extractors.records import Article


def extract(html: bytes, url: str | None) -> dict[str, Any]:
    article = read_page(html, url)
    return {
        "text": _text(article),
        "title": article.title,
        "date": article.published.on.isoformat() if article.published else None,
        "source": _stated_source(article),
        "authors": list(article.authors) or _agency_byline(article),
    }


def _text(article: Article) -> str:
    kept = [block.text for block in article.blocks if block in article.captions or block.text in article.paragraphs]
    raw = article.dateline.raw if article.dateline else ""
    return "\n\n".join([raw, *kept])


def _stated_source(article: Article) -> str | None:
    unstated = {"outlet", "none"} if article.origin.role == "carrier" else {"outlet", "none", "byline"}
    found = (r for r in article.receipts if r.field == "origin" and r.value and r.method not in unstated)
    return next((receipt.value for receipt in found), None)


def _agency_byline(article: Article) -> list[str]:
    printed = {fold(r.value) for r in article.receipts if r.field == "origin" and r.rule == "byline:agency" and r.value}
    if article.origin.role == "carrier":
        printed.add(fold(article.origin.name or ""))
    agencies = (r.value for r in article.receipts if r.field == "author" and r.reason == "an agency: see origin")
    return [name for name in agencies if name and fold(name) in printed][:1]
