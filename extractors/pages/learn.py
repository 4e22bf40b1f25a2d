"""Learn an outlet's furniture from its documents: which lines stand around articles, and which repeat in them.

A line of furniture is seen in at least 3 documents on at least 2 days, nearly always at the same edge, and not in
another outlet's copy of the same story. That alone would also take what official texts repeat: "Wang Yi attended
the meeting." closes a hundred readouts of one ministry. So a line that reads like text must do more (see `_doubtful`):
removing a real sentence is worse than leaving a line in. Pure: documents in, lines with figures and reasons out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from extractors.pages.learned import EDGES, MISSES, REACH, is_sentence, label, mask, stream
from extractors.records import Block, Edge, LearnedLine

LEARNER = "furniture/1"
"""Raised when the same documents may teach other lines."""

DOCUMENTS, DAYS = 3, 2
SHARE = 0.03
"""Of the outlet's documents between a line's first and last day. Editors' names and rubrics are rarer and left in."""
LABEL_LINES = 3
"""Different lines that must bear a label before the label is learned."""
AT_EDGE = 0.9
"""Share of a line's documents in which it can be reached from its edge."""
DATA_SHARE = 0.5
"""Numbers that change from page to page, and are no date, are figures of a text, unless most pages print the line."""
TAIL_DATE_SHARE = 0.3
"""A date alone at the end may sign a statement."""
SENTENCE_SHARE, SENTENCE_DOCUMENTS, SENTENCE_DAYS = 0.8, 20, 3
BEYOND_SHARE, BEYOND = 0.25, 0.95
"""A sentence that stands outside of other furniture in so many of its documents is none of the text."""
CARRIED = 0.3
"""Share of the documents with another outlet's copy of their story in which that copy has the line too."""

_DATED = re.compile(
    r"(?<!\d)(?:1[34]|19|20)\d\d(?!\d)|\d{1,2}:\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}月\d{1,2}日|"
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d|\b\d{1,2} "
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)",
    re.IGNORECASE,
)
_ANY = " *"
_FIGURES = re.compile(r"\d+(?:[.,:/-]\d+)*")

State = Literal["learned", "candidate"]


@dataclass(frozen=True, slots=True)
class Sample:
    """One document of the outlet, in its newest wording."""

    document_id: str
    day: date
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where else a line stands, counted in documents of this outlet and in other publishers."""

    publishers: int = 0
    """Other publishers in whose documents the very line stands."""
    carried: float = 0.0
    """Of this outlet's documents with the line whose story another publisher carries, the share whose copy has it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A line with what speaks for it and against it."""

    line: LearnedLine
    state: State
    reason: str
    """Why it is learned, or why not."""
    example: str
    """As printed, on the newest page."""
    n_documents: int
    n_days: int
    share: float
    """Of the outlet's documents from its first to its last day."""
    first_day: date
    last_day: date


@dataclass(slots=True)
class _Tally:
    """What is counted of one key at one edge."""

    documents: list[int] = field(default_factory=list)
    example: tuple[date, str] = (date.min, "")
    figures: set[tuple[str, ...]] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    """Different texts, as many as need be known."""
    n_sentences: int = 0
    n_dated: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    keys: tuple[str, ...]
    """Its mask and, for what is no sentence, its label's."""
    text: str
    apart: bool
    sentence: bool


class Learner:
    """The lines of one outlet. `candidates()` names the lines to look for elsewhere, `findings()` decides."""

    def __init__(self, outlet_id: str, samples: Iterable[Sample]) -> None:
        self.outlet_id = outlet_id
        self.days: list[date] = []
        self._edges: dict[Edge, list[list[_Line]]] = {edge: [] for edge in EDGES}
        self._anywhere = Counter[str]()
        for sample in samples:
            self._add(sample)
        self._sorted = sorted(self.days)
        self._tallies = {edge: self._tally(edge) for edge in EDGES}

    def _add(self, sample: Sample) -> None:
        lines = stream(sample.blocks)
        self.days.append(sample.day)
        seen: set[str] = set()
        for edge in EDGES:
            outer = lines[:REACH] if edge == "head" else lines[: -REACH - 1 : -1]
            self._edges[edge].append([_line(stand.text, stand.apart, edge) for stand in outer])
            seen.update(key for line in self._edges[edge][-1] for key in line.keys)
        seen.update(mask(stand.text) for stand in lines[REACH:-REACH])
        self._anywhere.update(seen)

    def _tally(self, edge: Edge) -> dict[str, _Tally]:
        """Counts by key, of the keys with enough documents and days."""
        counted: defaultdict[str, set[int]] = defaultdict(set)
        for number, lines in enumerate(self._edges[edge]):
            for line in lines:
                for key in line.keys:
                    counted[key].add(number)
        common = {
            key: _Tally(sorted(numbers))
            for key, numbers in counted.items()
            if len(numbers) >= DOCUMENTS and len({self.days[number] for number in numbers}) >= DAYS
        }
        for number, lines in enumerate(self._edges[edge]):
            for line in lines:
                for key in line.keys:
                    if tally := common.get(key):
                        tally.example = max(tally.example, (self.days[number], line.text))
                        tally.n_sentences += line.sentence
                        tally.n_dated += not line.sentence and bool(_DATED.search(line.text))
                        if len(tally.figures) < 3:
                            tally.figures.add(tuple(_FIGURES.findall(line.text)))
                        if len(tally.texts) < 20:
                            tally.texts.add(line.text)
        return common

    @property
    def first_day(self) -> date:
        """First day of the documents; of furniture that was last seen before it they say nothing."""
        return min(self.days, default=date.max)

    def candidates(self) -> dict[str, set[str]]:
        """Texts, as printed, by key, that stand at an edge often enough to be furniture or a set phrase."""
        found: dict[str, set[str]] = {}
        for edge in EDGES:
            for key, tally in self._tallies[edge].items():
                if self._share(tally) >= SHARE:
                    found.setdefault(key, set()).update(tally.texts)
        return found

    def findings(self, elsewhere: Mapping[str, Elsewhere], decided: Mapping[str, bool] | None = None) -> list[Finding]:
        """Every line that is learned, and every one that is not for a reason worth telling.

        `elsewhere` by key of `candidates`; `decided` are a person's decisions by line id: True holds, False frees.
        """
        found = [finding for edge in EDGES for finding in self._findings(edge, elsewhere, decided or {})]
        masks = {finding.line.mask for finding in found if finding.state == "learned"}
        # On a short page the lines of one edge are near the other: that they are not learned there says nothing.
        return [
            finding
            for finding in found
            if finding.state == "learned"
            or finding.line.line_id in (decided or {})
            or masks.isdisjoint({finding.line.mask, label(finding.line.mask)})
        ]

    def _findings(self, edge: Edge, elsewhere: Mapping[str, Elsewhere], decided: Mapping[str, bool]) -> list[Finding]:
        tallies = self._tallies[edge]
        ids = {key: LearnedLine(self.outlet_id, edge, key).line_id for key in tallies}
        plain: dict[str, str] = {}
        sentences: dict[str, str] = {}
        refused: dict[str, str] = {}
        held: set[str] = set()
        for key, tally in tallies.items():
            decision = decided.get(ids[key])
            if decision is not None:
                (plain if decision else refused)[key] = "a person's decision"
                held.update([key] if decision else ())
                continue
            group, why = self._verdict(edge, key, tally, elsewhere.get(key, Elsewhere()))
            {"plain": plain, "sentence": sentences, "refused": refused}.get(group, {})[key] = why
        while True:
            fallen = self._settle(edge, plain, sentences, held) | self._doubtful(edge, plain, sentences)
            refused |= fallen
            if sentences.keys().isdisjoint(fallen):
                break
            sentences = {key: why for key, why in sentences.items() if key not in fallen}
        taught = plain | sentences
        # A label speaks for its lines: they need no rows of their own.
        labels = {key for key in taught if key.endswith(_ANY)}
        return [
            self._finding(edge, key, tallies[key], "learned" if key in taught else "candidate", why)
            for key, why in (*taught.items(), *refused.items())
            if why and (ids[key] in decided or key in labels or label(key) not in labels)
        ]

    def _verdict(self, edge: Edge, key: str, tally: _Tally, other: Elsewhere) -> tuple[str, str]:
        """Whether a line may be furniture as it is (plain), as a sentence with more behind it, or not; and why."""
        n, share = len(tally.documents), self._share(tally)
        if share < SHARE:
            return "rare", f"on {share:.1%} of the pages of its days"
        if other.carried >= CARRIED:
            return "refused", "other outlets' copies of the same stories have it too"
        if tally.n_sentences:
            if other.publishers:
                return "text", "a sentence that others print too"
            if len(tally.figures) > 1:
                return "refused", "a sentence whose numbers change"
            return "sentence", f"a sentence at the {edge} of {share:.0%} of the pages of its days"
        if key.endswith(_ANY) and len(tally.texts) < LABEL_LINES:
            return "rare", "a label with few lines"
        if len(tally.figures) > 1 and share < DATA_SHARE:
            if tally.n_dated < 0.9 * n:
                return "refused", "its numbers change: figures of a text"
            if edge == "tail" and share < TAIL_DATE_SHARE:
                return "refused", "a date at the end may sign the text"
        return "plain", f"at the {edge} of {share:.0%} of the pages of its days"

    def _settle(
        self, edge: Edge, plain: dict[str, str], sentences: Mapping[str, str], held: set[str]
    ) -> dict[str, str]:
        """Drop plain lines until each is reached from the edge over the others. Returns those worth telling."""
        fallen: dict[str, str] = {}
        while True:
            hits = self._hits(edge, plain.keys() | sentences.keys())
            lost = [key for key in plain if key not in held and hits[key] < AT_EDGE * self._anywhere[key]]
            if not lost:
                return fallen
            for key in lost:
                del plain[key]
                if 2 * hits[key] > self._anywhere[key]:
                    fallen[key] = "not always at the edge"

    def _doubtful(self, edge: Edge, plain: Mapping[str, str], sentences: Mapping[str, str]) -> dict[str, str]:
        """Of the lines that read like text those that are none of the furniture.

        The others stand at the edge of nearly every page, or on many and beyond other furniture.
        """
        fallen = {}
        hits = self._hits(edge, plain.keys() | sentences.keys())
        for key in sentences:
            tally = self._tallies[edge][key]
            n = len(tally.documents)
            everywhere = (
                n >= max(SENTENCE_DOCUMENTS, SENTENCE_SHARE * len(self.days))
                and len({self.days[number] for number in tally.documents}) >= SENTENCE_DAYS
            )
            if hits[key] < BEYOND * self._anywhere[key]:
                fallen[key] = ""
            elif not everywhere and (
                self._share(tally) < BEYOND_SHARE or self._beyond(edge, key, tally, plain) < BEYOND
            ):
                fallen[key] = "a sentence, on too few of the pages to be none of the text"
        return fallen

    def _hits(self, edge: Edge, known: Iterable[str]) -> Counter[str]:
        """Documents by key in which it is reached. The same walk as `learned.reached`, over prepared lines."""
        known = frozenset(known)
        hits = Counter[str]()
        for lines in self._edges[edge]:
            found: set[str] = set()
            misses = 0
            for line in lines:
                if line.apart:
                    misses = 0
                    found.update(line.keys)
                elif keys := known.intersection(line.keys):
                    misses = 0
                    found.update(keys)
                elif misses < MISSES[edge] and not line.sentence:
                    misses += 1
                else:
                    break
            hits.update(found)
        return hits

    def _beyond(self, edge: Edge, key: str, tally: _Tally, plain: Mapping[str, str]) -> float:
        """Share of the documents of a line in which other furniture stands between it and the text."""
        count = 0
        for number in tally.documents:
            lines = self._edges[edge][number]
            place = next(place for place, line in enumerate(lines) if key in line.keys)
            inward = lines[place + 1 : place + 4]
            count += any(not plain.keys().isdisjoint(line.keys) for line in inward)
        return count / len(tally.documents)

    def _share(self, tally: _Tally) -> float:
        days = [self.days[number] for number in tally.documents]
        return len(days) / (bisect_right(self._sorted, max(days)) - bisect_left(self._sorted, min(days)))

    def _finding(self, edge: Edge, key: str, tally: _Tally, state: State, why: str) -> Finding:
        days = {self.days[number] for number in tally.documents}
        return Finding(
            line=LearnedLine(self.outlet_id, edge, key),
            state=state,
            reason=why,
            example=tally.example[1],
            n_documents=len(tally.documents),
            n_days=len(days),
            share=round(self._share(tally), 4),
            first_day=min(days),
            last_day=max(days),
        )


def _line(text: str, apart: bool, edge: Edge) -> _Line:
    masked, sentence = mask(text), is_sentence(text, edge)
    name = None if sentence else label(masked)
    return _Line((masked, name) if name else (masked,), text, apart, sentence)
