"""What parsing readouts costs, as a share of reading the same pages. CPU seconds; the same pages as bench_read.py.

Each corpus is read once and parsed in five rounds, of which the quickest counts. Target: half of `read_page`.
"""

from __future__ import annotations

import time

from benchmarks.bench_read import OUTLETS, corpora
from extractors import read_page
from extractors.readouts import read
from extractors.readouts.clauses import mask
from extractors.readouts.names import mentions
from extractors.readouts.texts import known_sentences

ROUNDS = 5


def main() -> None:
    for name, pages in corpora().items():
        reading = parsing = float("inf")
        articles = []
        for _ in range(ROUNDS):
            began = time.process_time()
            articles = [read_page(page, url, outlet=OUTLETS.of_url(url)) for page, url in pages]
            reading = min(reading, time.process_time() - began)
        found = 0
        for _ in range(ROUNDS):
            # What is kept from one text to the next is no saving that a first text has.
            mentions.cache_clear()
            known_sentences.cache_clear()
            mask.cache_clear()
            began = time.process_time()
            found = sum(read(article)[0].is_readout for article in articles)
            parsing = min(parsing, time.process_time() - began)
        print(
            f"{name}: {len(pages)} pages, {found} readouts; read_page {1000 * reading / len(pages):.1f} ms, "
            f"parse {1000 * parsing / len(pages):.1f} ms a page: {parsing / reading:.2f} of it"
        )


if __name__ == "__main__":
    main()
