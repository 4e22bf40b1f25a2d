"""What parsing a readout costs, as a share of reading its page. CPU seconds, the best of thirty.

`python benchmarks/bench_readouts.py`; the page is made up, in the length and form of a two-sided account of talks.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from extractors.pages import read_page
from extractors.readouts import read
from extractors.readouts.names import mentions
from extractors.readouts.texts import sentences

PARAGRAPHS = [
    "Norwegian Foreign Minister Otto Brandt held a new round of talks with U.S. National Security Advisor Ada Venn on May 18 and 19.",
    "During the talks, the two sides had a candid and constructive exchange of views on fisheries, sea lanes and the ports.",
    *(
        f"Brandt stressed that the {word} question concerns both countries, and that each side should respect the other's "
        "core interests, draw lessons from the past year, keep the channels open and pursue win-win cooperation in every "
        f"field. Venn noted that the {word} working group had met four times and welcomed the progress it had made."
        for word in ("ferry", "cable", "harbour", "weather")
    ),
    "The two sides agreed to maintain the hotline; hold the first meeting of the ports dialogue this autumn; and take steps "
    "to expand people-to-people exchanges.",
    "The two sides also discussed regional issues, including the Barents Sea, Svalbard and the South China Sea.",
]
PAGE = f"<html><head><title>Talks</title></head><body><article><h1>Foreign minister meets U.S. national security advisor</h1>{''.join(f'<p>{one}</p>' for one in PARAGRAPHS)}</article></body></html>"  # noqa: E501


def best(work: Callable[[], object], times: int = 30) -> float:
    """CPU seconds of the quickest call."""
    spent = []
    for _ in range(times):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return min(spent)


def main() -> None:
    page = PAGE.encode()
    article = read_page(page, "https://www.whitehouse.gov/readouts/a")
    verdict, found = read(article)
    assert found, verdict

    def parse() -> None:
        mentions.cache_clear()
        sentences.cache_clear()
        read(article)

    reading, parsing = best(lambda: read_page(page, None)), best(parse)
    print(
        f"read_page {reading * 1000:.1f} ms, parse {parsing * 1000:.1f} ms: {parsing / reading:.2f} of it (wanted <= 0.5)"
    )


if __name__ == "__main__":
    main()
