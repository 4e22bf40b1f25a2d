"""The gold of readouts: texts with labels, what the parser makes of them, and precision and recall of each field.

.venv/bin/python -m tests.gates.readouts          print the table
.venv/bin/python -m tests.gates.readouts --write  make it the baseline
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from extractors.readout_records import Readout
from extractors.readouts import read
from extractors.readouts.registry import name_keys, same_name
from tests.extractors.readouts.builders import article

FOLDER = Path(__file__).with_name("readouts")
BASELINE = Path(__file__).with_name("readouts_baseline.json")
FIELDS = (
    "is_readout", "mode", "dates", "place", "country", "participants", "sides", "titles", "statements", "commitments",
    "items", "topics", "tone",
)  # fmt: skip
FULL = ("en", "zh", "ru")
"""Languages of which statements and what follows are read; of the others, who met whom, when and where."""

Row = dict[str, Any]
Facts = dict[str, Counter[tuple[Any, ...]]]


@cache
def rows() -> tuple[Row, ...]:
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return tuple(row for path in sorted(FOLDER.glob("*.yaml")) for row in yaml.load(path.read_text("utf-8"), loader))


def parse(row: Row) -> Readout | None:
    made = article(row["title"], row["text"], on=row["published"], url=row["url"], lang=row["lang"])
    return read(made)[1]


def labelled(row: Row) -> Facts:
    """The labels of a text as bags of facts, one bag a field."""
    gold = row["gold"]
    if not gold["is_readout"]:
        return {}
    event = gold["event"]
    facts: Facts = {"is_readout": Counter([("yes",)])}
    facts["mode"] = Counter([(event["mode"],)])
    facts["dates"] = Counter([(event["start_date"],), (event["end_date"],)])
    facts["place"] = Counter([(event["place"],)] if event["place"] else [])
    facts["country"] = Counter([(event["country"],)] if event["country"] else [])
    people = gold["participants"]
    facts["participants"] = Counter((one["name"],) for one in people)
    facts["sides"] = Counter((one["name"], one["side"]) for one in people)
    facts["titles"] = Counter((one["name"], title) for one in people for title in one["titles"])
    if row["lang"] in FULL:
        facts["statements"] = Counter((one["speaker"], one["verb"], one["paragraph"]) for one in gold["statements"])
        facts["commitments"] = Counter((one["begins"], one["paragraph"]) for one in gold["commitments"])
        facts["items"] = Counter((one["paragraph"], one["items"]) for one in gold["commitments"])
        facts["topics"] = Counter((one,) for one in gold["topics_discussed"])
        facts["tone"] = Counter((one,) for one in gold["tone"])
    return facts


def found(row: Row) -> Facts:
    """What the parser says of the same text, in the same form."""
    made = parse(row)
    if made is None:
        return {}
    event = made.event
    facts: Facts = {"is_readout": Counter([("yes",)])}
    facts["mode"] = Counter([(event.mode,)])
    facts["dates"] = Counter((str(day),) for day in (event.start_date, event.end_date) if day)
    facts["place"] = Counter([(event.place,)] if event.place else [])
    facts["country"] = Counter([(event.country,)] if event.country else [])
    facts["participants"] = Counter((one.name,) for one in made.participants)
    facts["sides"] = Counter((one.name, one.side) for one in made.participants)
    if row["lang"] in FULL:
        facts["titles"] = Counter((one.name, title) for one in made.participants for title in one.titles)
        facts["statements"] = Counter((one.speaker, one.verb, one.paragraph) for one in made.statements)
        facts["commitments"] = Counter((one.items[0], one.paragraph) for one in made.commitments)
        facts["items"] = Counter((one.paragraph, len(one.items)) for one in made.commitments)
        facts["topics"] = Counter((one.text,) for one in made.topics)
        facts["tone"] = Counter((one.word,) for one in made.tone)
    elif any("titles" in one for one in row["gold"].get("participants", ())):
        labelled_titles = {one["name"] for one in row["gold"]["participants"] if one["titles"]}
        facts["titles"] = Counter(
            (one.name, title) for one in made.participants if one.name in labelled_titles for title in one.titles
        )
    return facts


def alike(one: tuple[Any, ...], other: tuple[Any, ...], what: str) -> bool:
    """Whether two facts are one: names by their words, texts by how they begin or what they hold."""
    if one == other:
        return True
    if what in ("participants", "sides", "titles", "statements"):
        return _names(str(one[0]), str(other[0])) and all(map(_same_text, one[1:], other[1:]))
    if what == "commitments":
        return one[1] == other[1] and (str(other[0]).startswith(str(one[0])) or str(one[0]).startswith(str(other[0])))
    if what in ("topics", "place"):
        return _holds(str(one[0]), str(other[0]))
    return False


def _names(one: str, other: str) -> bool:
    return one == other or same_name(name_keys(one), name_keys(other)) or one.split(".")[-1] == other.split()[-1]


def _same_text(one: object, other: object) -> bool:
    return one == other or (isinstance(one, str) and isinstance(other, str) and one.casefold() == other.casefold())


def _holds(one: str, other: str) -> bool:
    """Whether the words of the shorter are in the longer, at least half of it; letters where no spaces part words."""
    a, b = (set(text.casefold().split()) if " " in one + other else set(text) for text in (one, other))
    small, big = sorted((a, b), key=len)
    return bool(small) and small <= big and 2 * len(small) >= len(big)


@dataclass(slots=True)
class Score:
    hits: int = 0
    extra: int = 0
    missed: int = 0
    wrong: list[str] = field(default_factory=list)
    """Misses and extras, for people."""

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.extra) if self.hits + self.extra else 1.0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0


def count(score: Score, gold: Counter[tuple[Any, ...]], got: Counter[tuple[Any, ...]], what: str, where: str) -> None:
    left = list(got.elements())
    for fact in gold.elements():
        match = next((one for one in left if alike(fact, one, what)), None)
        if match is None:
            score.missed += 1
            score.wrong.append(f"{where} {what} missed {fact}")
        else:
            left.remove(match)
            score.hits += 1
    score.extra += len(left)
    score.wrong += [f"{where} {what} extra {fact}" for fact in left]


def scores() -> dict[str, dict[str, Score]]:
    """Of every language, the score of each field."""
    table: dict[str, dict[str, Score]] = {}
    for row in rows():
        of_lang = table.setdefault(row["lang"], {name: Score() for name in FIELDS})
        gold, got = labelled(row), found(row)
        for name in FIELDS:
            count(of_lang[name], gold.get(name, Counter()), got.get(name, Counter()), name, row["id"])
    return table


def figures(table: dict[str, dict[str, Score]]) -> dict[str, dict[str, list[float]]]:
    """Precision and recall as the baseline keeps them; a field a language never has is left out."""
    return {
        lang: {
            name: [round(one.precision, 4), round(one.recall, 4)]
            for name, one in fields.items()
            if one.hits + one.extra + one.missed
        }
        for lang, fields in sorted(table.items())
    }


def printed(table: dict[str, dict[str, Score]]) -> Iterator[str]:
    yield f"{'field':14}" + "".join(f"{lang:>15}" for lang in sorted(table))
    for name in FIELDS:
        cells = []
        for lang in sorted(table):
            one = table[lang][name]
            used = one.hits + one.extra + one.missed
            cells.append(f"{one.precision:5.2f} {one.recall:5.2f}{used:4d}" if used else "-")
        yield f"{name:14}" + "".join(f"{cell:>15}" for cell in cells)


def main(arguments: Iterable[str]) -> None:
    table = scores()
    print("precision, recall, facts\n" + "\n".join(printed(table)))
    for fields in table.values():
        for one in fields.values():
            print("\n".join(one.wrong), end="\n" if one.wrong else "")
    if "--write" in arguments:
        lines = ",\n".join(f"  {json.dumps(lang)}: {json.dumps(of)}" for lang, of in figures(table).items())
        BASELINE.write_text("{\n" + lines + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
