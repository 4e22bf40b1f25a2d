"""Compare two texts: what each has of the other, and whether that makes one a copy of the other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from warehouse.stories.shingles import all_words, shingles
from warehouse.stories.text import Line, is_number, read_lines, spelling
from warehouse.stories.thresholds import CONTAINED, FRESH, NUMBERS, PROBABLE, REPOSTED, REPOSTED_BOTH, WEAK, WINDOW

Relation = Literal["identical", "page", "copy", "probable", "weak"]

JOINING = frozenset({"identical", "page", "copy"})
"""Relations that make two documents one story."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a document, ready to be compared."""

    document_id: str
    dated_at: datetime
    story_key: str | None
    outlet: str
    page: str
    """Canonical URL."""
    shingles: frozenset[int]
    """Of the text without its furniture."""
    furniture: frozenset[int]
    """What its furniture adds to them: a copy of another outlet may have the same as text."""
    fresh: frozenset[int]
    """Sketch hashes among them that are no stock phrase."""
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Edge:
    """What two documents have in common. `a` is the one with the lower id."""

    a: str
    b: str
    dated_at: datetime
    relation: Relation
    a_in_b: float
    b_in_a: float
    fresh: float
    numbers: float
    shared: int


@dataclass(frozen=True, slots=True)
class Stored:
    """A wording as the database has it."""

    document_id: str
    dated_at: datetime
    story_key: str | None
    outlet: str
    page: str
    text: str
    fresh: Collection[int]
    """Its sketch hashes, without those that are stock phrases."""
    furniture: Collection[int]
    """Masks of lines that its outlet repeats."""


def wordings(stored: Sequence[Stored]) -> list[Wording]:
    """Read and hash wordings, all at once. A text that is nothing but furniture is compared with it."""
    printed = [read_lines(one.text) for one in stored]
    bodies = [body(lines, one.furniture) for lines, one in zip(printed, stored, strict=True)]
    words = [all_words(lines) for lines in bodies]
    own = [frozenset(hashes.tolist()) for hashes in shingles(words)]
    furniture = added(printed, bodies)
    found = []
    for one, its_words, hashes, more in zip(stored, words, own, furniture, strict=True):
        found.append(
            Wording(
                one.document_id,
                one.dated_at,
                one.story_key,
                one.outlet,
                one.page,
                hashes,
                more - hashes,
                hashes.intersection(one.fresh),
                frozenset(spelling(word) for word in its_words if is_number(word)),
            )
        )
    return found


def body(lines: Sequence[Line], furniture: Collection[int]) -> list[Line]:
    """The lines without those that the outlet repeats; all of them, if it repeats them all."""
    return [line for line in lines if line.mask is None or line.mask not in furniture] or list(lines)


def added(printed: Sequence[Sequence[Line]], bodies: Sequence[Sequence[Line]]) -> list[frozenset[int]]:
    """The shingles of texts as printed, given as lines with their furniture and without; of one without any, none."""
    furnished = [lines if len(lines) > len(own) else () for lines, own in zip(printed, bodies, strict=True)]
    return [frozenset(hashes.tolist()) for hashes in shingles([all_words(lines) for lines in furnished])]


def compare(first: Wording, second: Wording) -> Edge | None:
    """The edge between two wordings of different documents; None when they have nothing to do with each other."""
    a, b = (first, second) if first.document_id < second.document_id else (second, first)
    near = abs(a.dated_at - b.dated_at) <= WINDOW
    if not near:
        # Joined by the address alone: what is furniture is known around one of them only.
        if a.page != b.page:
            return None
        return Edge(a.document_id, b.document_id, min(a.dated_at, b.dated_at), "page", 0.0, 0.0, 0.0, 0.0, 0)
    shared = len(a.shingles & b.shingles)
    # What is furniture at one outlet and text at the other is text of both: looked for where either prints it.
    a_in_b = _share(shared + len(a.shingles & b.furniture), a.shingles)
    b_in_a = _share(shared + len(b.shingles & a.furniture), b.shingles)
    part, whole = (a, b) if a_in_b >= b_in_a else (b, a)
    # Which is the carrier of which is not known: the better of both.
    fresh = max(_part(a.fresh, b.shingles), _part(b.fresh, a.shingles))
    numbers = _part(part.numbers, whole.numbers) if part.numbers else 1.0
    contained = max(a_in_b, b_in_a)
    relation: Relation
    if a.story_key is not None and a.story_key == b.story_key:
        relation = "identical"
    elif a.page == b.page:
        relation = "page"
    elif contained < WEAK or not shared:
        return None
    elif contained >= PROBABLE and fresh >= FRESH and numbers >= NUMBERS:
        relation = "copy" if _is_copy(contained, min(a_in_b, b_in_a), a.outlet == b.outlet) else "probable"
    else:
        relation = "weak"
    # Four digits: more would be noise, and costs room.
    return Edge(
        a=a.document_id,
        b=b.document_id,
        dated_at=min(a.dated_at, b.dated_at),
        relation=relation,
        a_in_b=round(a_in_b, 4),
        b_in_a=round(b_in_a, 4),
        fresh=round(fresh, 4),
        numbers=round(numbers, 4),
        shared=shared,
    )


def _is_copy(contained: float, other: float, one_outlet: bool) -> bool:
    """Whether so much in common is a copy. An outlet does not carry itself: two of its texts must be nearly one."""
    if one_outlet:
        return contained >= REPOSTED and other >= REPOSTED_BOTH
    return contained >= CONTAINED


_RANK: dict[str, int] = {"identical": 0, "page": 1, "copy": 2, "probable": 3, "weak": 4}


def best(edges: Sequence[Edge]) -> Edge:
    """Of the edges between the wordings of two documents, the closest; of two, a fixed one."""
    return min(
        edges,
        key=lambda e: (_RANK[e.relation], -max(e.a_in_b, e.b_in_a), -min(e.a_in_b, e.b_in_a), e.dated_at, e.fresh),
    )


def _share(shared: int, of: frozenset[int]) -> float:
    return shared / len(of) if of else 0.0


def _part(of: frozenset[int] | frozenset[str], found_in: frozenset[int] | frozenset[str]) -> float:
    return len(of & found_in) / len(of) if of else 0.0
