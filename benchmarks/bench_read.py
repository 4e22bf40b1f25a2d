"""What `read_page` costs a page, as a ratio to trafilatura with its own metadata on the same bytes.

Pages: the press at the end of its week, and the real pages beside the checkout where they are.
"""

from __future__ import annotations

import gzip
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import trafilatura

from extractors import read_page, urls
from extractors.records import Article
from press.edition import Edition
from press.outlets import doubles
from press.truth import truth
from press.world import END, World

ROUNDS = 5
OUTLETS = doubles()


Corpus = list[tuple[bytes, str | None]]
"""Pages and their URLs."""


def cpu(work: Callable[[Corpus], None], corpus: Corpus) -> float:
    """CPU seconds of this process for one call."""
    began = time.process_time()
    work(corpus)
    return time.process_time() - began


def corpora() -> dict[str, Corpus]:
    """Pages by corpus."""
    world = World.load()
    edition = Edition(world, END)
    found: dict[str, Corpus] = {"press (with the outlet's rules)": [], "press (without)": []}
    for document in truth(world, END):
        page = edition.get(urls.host(document.url), urlsplit(document.url).path)
        if page is not None and not document.gone:
            ruled = OUTLETS[document.outlet_id].rules().body is not None
            found["press (with the outlet's rules)" if ruled else "press (without)"].append((page.body, document.url))
    folder = Path(__file__).parents[1].parent / "shared" / "pages"
    if folder.is_dir():
        pages = json.loads((folder / "pages.json").read_text(encoding="utf-8"))
        found["real"] = [(gzip.decompress((folder / page["file"]).read_bytes()), page["url"]) for page in pages]
        found["real (with the outlet's rules)"] = [page for page in found["real"] if _by_selector(read_page(*page))]
    return found


def _by_selector(article: Article) -> bool:
    return any(receipt.field == "body" and receipt.method == "selector" for receipt in article.receipts)


def ours(corpus: Corpus) -> None:
    """Read every page with the outlet's rules."""
    for html, url in corpus:
        read_page(html, url, outlet=OUTLETS.of_url(url) if "localhost" in (url or "") else None)


def theirs(corpus: Corpus) -> None:
    """Text and metadata by trafilatura alone."""
    for html, url in corpus:
        trafilatura.bare_extraction(html, url=url, with_metadata=True)


def main() -> None:
    for name, corpus in corpora().items():
        costs: list[float] = []
        ratios: list[float] = []
        for round_ in range(ROUNDS + 1):
            mine, base = cpu(ours, corpus), cpu(theirs, corpus)
            if round_:  # the first warms caches
                costs.append(mine / len(corpus) * 1000)
                ratios.append(mine / base)
        print(
            f"read_page, {len(corpus)} pages, {name}: {statistics.median(costs):.1f} ms a page, "
            f"{statistics.median(ratios):.2f} x trafilatura with metadata ({min(ratios):.2f}-{max(ratios):.2f})"
        )


if __name__ == "__main__":
    main()
