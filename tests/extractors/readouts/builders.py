"""Articles made by hand, with invented texts in the forms of the genre."""

from __future__ import annotations

from datetime import date

from extractors.readout_records import Readout
from extractors.readouts import assess_readout, read_readout
from extractors.records import Article, Block, Dateline, Origin, Published

HOUSE = "https://www.whitehouse.gov/readouts/a"
MFA = "https://www.mfa.gov.cn/wjbzhd/a.shtml"
AKORDA = "https://www.akorda.kz/ru/a"
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


def readout(title: str, text: str, url: str = HOUSE, lang: str = "en") -> Readout:
    """The readout that a text must be; where it is none, the test says why."""
    given = article(title, text, url=url, lang=lang)
    made = read_readout(given)
    assert made is not None, assess_readout(given)
    return made


def call(words: str) -> Readout:
    """The readout of a call of two presidents, with a further sentence."""
    return readout(
        "Readout of President Aldo Marsh’s Call with Prime Minister Ilse Brandt of Norway",
        f"President Aldo Marsh spoke today with Prime Minister Ilse Brandt of Norway. They {words}.",
    )


def told(made: Readout) -> list[str]:
    """Who said what, as `name verb`."""
    return [f"{one.speaker} {one.verb}" for one in made.statements]


def chinese(sentence: str) -> Readout:
    """A meeting of 何远 and 布兰特 in Beijing, with a further paragraph."""
    lead = "2031年5月19日，外交部长何远在北京会见挪威外长布兰特。"
    return readout("何远会见挪威外长布兰特", f"{lead}\n\n{sentence}", MFA, "zh")


def russian(sentence: str) -> Readout:
    """A meeting of Асхат Нуров and Отто Рейс, with a further paragraph."""
    lead = "Президент Казахстана Асхат Нуров провёл встречу с Президентом Бразилии Отто Рейсом."
    return readout("Встреча с Президентом Бразилии Отто Рейсом", f"{lead}\n\n{sentence}", AKORDA, "ru")
