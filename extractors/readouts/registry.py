"""Who is who in one text: the same person under a full name, a surname, a title or a pronoun."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache

from config.lexicon.world import Person, Tenure, world
from extractors.readouts.names import SEVERAL, Mention

_DROPPED = frozenset(["mr", "mrs", "ms", "dr", "sir", "al", "el", "jr", "sr", "the", "h", "e"])


@dataclass(slots=True)
class Known:
    """One person of the text so far."""

    name: str
    titles: tuple[str, ...] = ()
    side: str | None = None
    side_rule: str | None = None
    person_id: str | None = None
    places: list[tuple[int, int, int]] = field(default_factory=list)
    """(paragraph, start, end) of each mention; paragraph 0 is the title."""
    every_title: set[str] = field(default_factory=set)
    titled_in: int = -1

    @property
    def keys(self) -> frozenset[str]:
        return name_keys(self.name)


_LATIN = re.compile(r"[a-z]")
# Cyrillic letters that stand for Latin ones in a Latin name.
_LOOKALIKES = str.maketrans("аеорсухі", "aeopcyxi")


@lru_cache(maxsize=4096)
def name_keys(name: str) -> frozenset[str]:
    """The words of a name as they are compared: case, accents, hyphens of articles and initials do not count."""
    folded = "".join(
        one for one in unicodedata.normalize("NFKD", name.replace("ł", "l")) if not unicodedata.combining(one)
    ).casefold()
    if _LATIN.search(folded):
        folded = folded.translate(_LOOKALIKES)
    folded = re.sub(r"\b(al|el)[-‑ ]", "", folded).replace("’", "'")
    words = [word for word in re.split(r"[\s.,]+|(?<=\w)-(?=\w)", folded) if word]
    kept = frozenset(word for word in words if len(word) > 1 and word not in _DROPPED)
    return kept or frozenset(words)


def same_name(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names can be one: the shorter is part of the longer."""
    small, big = (one, other) if len(one) <= len(other) else (other, one)
    return bool(small) and small <= big


@cache
def _by_word() -> dict[str, tuple[Person, ...]]:
    table: dict[str, list[Person]] = {}
    for person in world().people.values():
        for word in {word for name in person.en for word in name_keys(name)}:
            table.setdefault(word, []).append(person)
    return {word: tuple(people) for word, people in table.items()}


def in_office(person: Person, day: date | None) -> bool:
    """Whether the person held an office of the lexicon on that day (true when no day is known)."""
    if day is None:
        return True
    return any(one.since <= day and (one.until is None or day <= one.until) for one in person.tenures)


class Registry:
    """The people of one text, in order of mention."""

    def __init__(self, day: date | None) -> None:
        self.people: list[Known] = []
        self._day = day

    def add(self, mention: Mention, paragraph: int, start: int) -> Known:
        """Count a mention at a place; `start` is where its sentence begins in the paragraph."""
        known = self.find(mention)
        place = (paragraph, start + mention.start, start + mention.end)
        if known is None:
            known = Known(mention.name)
            self.people.append(known)
        known.places.append(place)
        known.every_title.update(mention.titles)
        longer = len(mention.name) > len(known.name)
        if longer:
            known.name = mention.name
        # The title that stands before the fullest name in the text is the one a reader sees first.
        better = known.titled_in == 0 and paragraph > 0 and " " in mention.name.strip()
        better = better and not (mention.titles and mention.titles[-1].split()[-1] in SEVERAL)
        if mention.titles and (not known.titles or better):
            known.titles, known.titled_in = mention.titles, paragraph
        elif mention.also:
            known.titles += tuple(title for title in mention.titles if title not in known.titles)
        if mention.side and known.side is None:
            known.side, known.side_rule = mention.side, mention.side_rule
        elif mention.person_id and mention.side_rule == "side:lexicon" and known.side_rule != "side:lexicon":
            side = world().people[mention.person_id].side_as(tuple(known.every_title))
            known.side, known.side_rule = side, "side:lexicon"
        known.person_id = known.person_id or mention.person_id
        return known

    def find(self, mention: Mention) -> Known | None:
        if mention.person_id:
            for known in self.people:
                if known.person_id == mention.person_id:
                    return known
        keys = name_keys(mention.name)
        fitting = [
            known
            for known in self.people
            if same_name(keys, known.keys)
            and not (known.side and mention.side and known.side != mention.side)
            and not (known.person_id and mention.person_id)
        ]
        if len(fitting) > 1 and mention.titles:
            words = {word for title in mention.titles for word in title.split()}
            fitting.sort(key=lambda one: -len(words & {word for title in one.every_title for word in title.split()}))
        return fitting[0] if fitting else None

    def held(self, person: Person) -> Sequence[Tenure]:
        """The offices the person held on the day of the text; all of the lexicon where it gives none for it."""
        day = self._day
        now = [one for one in person.tenures if day and one.since <= day and (one.until is None or day <= one.until)]
        return now or person.tenures

    def by_surname(self, word: str) -> Known | None:
        keys = name_keys(word)
        return next((known for known in self.people if same_name(keys, known.keys)), None)

    def settle(self, issuer: str | None = None) -> None:
        """Give an identity to those who were only called by a surname, where the lexicon holds one such person."""
        for known in self.people:
            if known.person_id:
                continue
            keys = known.keys
            fitting = {
                person.id: person
                for word in keys
                for person in _by_word().get(word, ())
                if any(same_name(keys, name_keys(name)) for name in person.en)
                and (known.side is None or known.side == person.side)
                and (
                    ((known.side is not None or known.titles) and in_office(person, self._day))
                    or (known.side is None and not known.titles and person.side == issuer)
                )
            }
            if len(fitting) == 1:
                person = next(iter(fitting.values()))
                known.person_id = person.id
                if known.side is None:
                    known.side, known.side_rule = person.side, "side:lexicon"
