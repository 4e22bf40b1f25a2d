"""Articles made by hand, with invented texts in the forms of the genre."""

from __future__ import annotations

from datetime import date

from extractors.readout_records import Readout
from extractors.readouts import assess_readout, read_readout
from extractors.records import Article, Block, Dateline, Origin, Published

HOUSE = "https://www.whitehouse.gov/readouts/a"
KREMLIN = "http://en.kremlin.ru/events/president/news/1"


def article(
    title: str,
    text: str,
    *,
    on: str | None = "2031-05-20",
    url: str = HOUSE,
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


def readout(title: str, text: str, url: str = HOUSE) -> Readout:
    """The readout that a text must be; where it is none, the test says why."""
    given = article(title, text, url=url)
    made = read_readout(given)
    assert made is not None, assess_readout(given)
    return made


def call(words: str) -> Readout:
    """The readout of a call of two presidents, with a further sentence."""
    return readout(
        "Readout of President Aldo Marsh’s Call with Prime Minister Ilse Brandt of Norway",
        f"President Aldo Marsh spoke today with Prime Minister Ilse Brandt of Norway. They {words}.",
    )
