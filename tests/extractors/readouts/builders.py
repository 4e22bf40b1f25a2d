"""Articles made by hand, with invented texts in the forms of the genre."""

from __future__ import annotations

from datetime import date

from extractors.readout_records import Readout
from extractors.readouts import read_readout
from extractors.records import Article, Block, Dateline, Origin, Published


def article(
    title: str,
    text: str,
    *,
    on: str | None = "2031-05-20",
    url: str = "https://www.whitehouse.gov/readouts/a",
    lang: str = "en",
    captions: tuple[str, ...] = (),
    dateline: str | None = None,
) -> Article:
    """An article of paragraphs parted by blank lines; `on` is its day of publication."""
    blocks = tuple(Block("caption", one) for one in captions)
    return Article(
        url=url,
        canonical_url=url,
        outlet_id=None,
        verdict="article",
        reason=None,
        title=title,
        blocks=blocks + tuple(Block("paragraph", one) for one in text.split("\n\n")),
        published=Published(date.fromisoformat(on), "day", None, on, "meta", None) if on else None,
        origin=Origin("origin", None, None),
        dateline=Dateline(dateline, dateline, None, None) if dateline else None,
        authors=(),
        editor=None,
        lang=lang,
        next_url=None,
        receipts=(),
        extractor="pages/0",
    )


def call(words: str) -> Readout:
    """The readout of a call of two presidents, with a further sentence."""
    made = read_readout(
        article(
            "Readout of President Aldo Marsh’s Call with Prime Minister Ilse Brandt of Norway",
            f"President Aldo Marsh spoke today with Prime Minister Ilse Brandt of Norway. They {words}.",
        )
    )
    assert made is not None
    return made
