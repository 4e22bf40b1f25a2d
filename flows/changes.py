"""What a second reading of pages changes: counts and a few examples of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rich.text import Text

from flows import show
from flows.reading import Outcome
from warehouse.archived import Archived, Stored

KINDS = ("verdict", "title", "date", "origin", "authors", "body", "readout")
EXAMPLES = 3
FAILURES, TOLD = 1000, 10
"""Pages that could not be read: so many are kept by name, and so many of those told to a person."""
SHOWN = 120
"""Characters of a value in an example."""


@dataclass(frozen=True, slots=True)
class Example:
    """One change of one page."""

    url: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that could not be read now."""

    document_id: str | None
    """None for a page that was never an article."""
    url: str
    reason: str


@dataclass(slots=True)
class Changes:
    """Counts of pages by kind of change."""

    to: str
    """The extractor of today."""
    read: int = 0
    changed: int = 0
    """Pages with any change."""
    kinds: Counter[str] = field(default_factory=Counter)
    extractors: Counter[str] = field(default_factory=Counter)
    """Pages by the extractor that had read them before."""
    errors: Counter[str] = field(default_factory=Counter)
    """Pages that could not be read now, by reason; what was read of them before stays."""
    failures: list[Failure] = field(default_factory=list)
    """The first of those pages, `FAILURES` at most."""
    examples: dict[str, list[Example]] = field(default_factory=dict)

    def failed(self, page: Archived, reason: str) -> None:
        """Count a page that could not be read."""
        self.errors[reason[:200]] += 1
        if len(self.failures) < FAILURES:
            self.failures.append(Failure(page.document_id, page.fetch.url, reason[:500]))

    def compare(self, page: Archived, outcome: Outcome) -> None:
        """Count a page, and what is otherwise than stored."""
        self.read += 1
        self.extractors[page.extractor or "none"] += 1
        found = list(differences(page, outcome))
        self.changed += bool(found)
        for kind, before, after in found:
            self.kinds[kind] += 1
            examples = self.examples.setdefault(kind, [])
            if len(examples) < EXAMPLES:
                examples.append(Example(page.fetch.url, *_shortened(before, after)))

    def asdict(self) -> dict[str, Any]:
        """Plain data, ready for JSON."""
        return {
            "read": self.read,
            "changed": self.changed,
            "changes": {kind: self.kinds[kind] for kind in KINDS},
            "extractor": {"from": dict(self.extractors), "to": self.to},
            "errors": dict(self.errors.most_common(50)),
            "failed": self.errors.total(),
            "failures": [
                {"document_id": one.document_id, "url": one.url, "reason": one.reason} for one in self.failures
            ],
            "examples": {
                kind: [{"url": one.url, "before": one.before, "after": one.after} for one in examples]
                for kind, examples in self.examples.items()
            },
        }


def differences(page: Archived, outcome: Outcome) -> Iterator[tuple[str, str, str]]:
    """Kind, value before and value now of what differs; dates, origin and authors only where they are this fetch's."""
    article, stored = outcome.article, page.stored
    if article is None:
        return
    before = "article" if stored is not None else page.verdict
    if before != article.verdict and not (before is None and article.verdict != "article"):
        yield "verdict", before or "unknown", _joined(article.verdict, article.reason)
    if stored is None or outcome.understood is None:
        return
    article = outcome.understood.reading.article
    if stored.title != article.title:
        yield "title", stored.title, article.title
    if stored.text != article.text:
        yield "body", stored.text, article.text
    if not stored.is_first:
        return
    now = article.published
    if (stored.published_on, stored.published_at) != (now and now.on, now and now.at):
        yield "date", _moment(stored), str((now and (now.at or now.on)) or "unknown")
    origin = (article.origin.role, article.origin.agency, article.origin.name)
    if stored.origin != origin:
        yield "origin", _joined(*stored.origin), _joined(*origin)
    if stored.authors != article.authors:
        yield "authors", ", ".join(stored.authors), ", ".join(article.authors)
    is_readout = outcome.understood.parsed.assessment.is_readout
    if stored.is_readout is not None and stored.is_readout != is_readout:
        yield ("readout", "none", "a readout") if is_readout else ("readout", "a readout", "none")


def _moment(stored: Stored) -> str:
    return str(stored.published_at or stored.published_on or "unknown")


def _joined(*parts: str | None) -> str:
    return ": ".join(part for part in parts if part)


def _shortened(before: str, after: str) -> tuple[str, str]:
    """Both from a little before where they part, so that a change deep in a text is seen."""
    common = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    start = max(0, common - SHOWN // 3) if max(len(before), len(after)) > SHOWN else 0
    return _piece(before, start), _piece(after, start)


def _piece(text: str, start: int) -> str:
    piece = show.clean(text[start : start + SHOWN])
    return f"{'... ' if start else ''}{piece}{' ...' if start + SHOWN < len(text) else ''}"


def print_changes(changes: Changes, applied: bool) -> None:
    """What changes (or has changed), in a few lines and with examples."""
    console = show.screen()
    readers = ", ".join(f"{n} by {name}" for name, n in changes.extractors.most_common())
    console.print(Text(f"{'pages':<11}{changes.read} read by {changes.to}{f' (before: {readers})' if readers else ''}"))
    said = ", ".join(f"{changes.kinds[kind]} {kind}" for kind in KINDS if changes.kinds[kind])
    console.print(Text(f"{'changed':<11}{changes.changed} pages{f': {said}' if said else ''}"))
    for reason, n in changes.errors.most_common(8):
        console.print(Text(f"{'':<11}{n} x not read: {show.clean(reason)}"))
    for failure in changes.failures[:TOLD]:
        name = f"{failure.document_id}, {failure.url}" if failure.document_id else failure.url
        console.print(Text(f"{'':<11}kept as it was: {show.clean(name)}: {show.clean(failure.reason)}"))
    if (more := changes.errors.total() - TOLD) > 0:
        console.print(Text(f"{'':<11}and {more} more pages that stay as they were; --json names them"))
    rows = [(kind, one.url, one.before, one.after) for kind in KINDS for one in changes.examples.get(kind, ())]
    if rows:
        show.table("Examples", ("", "page", "before", "after"), rows, console=console)
    if not applied and changes.read:
        console.print(Text("nothing is changed yet: --apply loads the new readings"))
