"""What a run did: one counter for every fate, so that the fates of all links and pages add up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from extractors.records import Batch, Run, SourceState
from warehouse.load import LoadReport


@dataclass(slots=True)
class RunReport:
    """Counts of one run. `asdict()` is the form for scripts."""

    run: Run
    sources: Counter[str] = field(default_factory=Counter)
    """Sources read, by what came: ok, unchanged, empty, wrong-type, failing, gone."""
    pages: Counter[str] = field(default_factory=Counter)
    """Pages asked for or found in an archive, by fate: article, unchanged, known, outside, a verdict, or an outcome."""
    partitions: Counter[str] = field(default_factory=Counter)
    """Parts of a backfill, by what came of them: done, failed, given-up, todo; settled or waiting, which were not
    begun; busy, which another run has; left, when it was stopped."""
    reasons: Counter[str] = field(default_factory=Counter)
    """Why things went wrong, in words."""
    sightings: int = 0
    batches: int = 0
    inserted: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    changed_rows: int = 0
    """Rows of content inserted or changed; the log of requests does not count."""
    quarantined: list[str] = field(default_factory=list)
    snapshot: str | None = None
    """The snapshot published by this run; None when there was nothing new to publish."""
    finished_at: datetime | None = None

    def add_batch(self, batch: Batch) -> None:
        """Count what a staged batch holds."""
        self.batches += 1
        self.sightings += len(batch.sightings)

    def add_source(self, state: SourceState) -> None:
        """Count what came of reading a source."""
        self.sources[state.health] += 1
        if state.health not in ("ok", "unchanged"):
            self.reasons[f"{state.source_id}: {state.reason or state.health}"] += 1

    def add_load(self, report: LoadReport) -> None:
        """Count what a load changed."""
        self.inserted.update(report.inserted)
        self.updated.update(report.updated)
        self.changed_rows += report.changed_rows
        self.quarantined += [str(item) for item in report.quarantined]

    def merge(self, other: RunReport) -> None:
        """Add the counts of another part of the same run."""
        for name in ("sources", "pages", "partitions", "reasons", "inserted", "updated"):
            getattr(self, name).update(getattr(other, name))
        self.snapshot = other.snapshot or self.snapshot
        self.sightings += other.sightings
        self.batches += other.batches
        self.changed_rows += other.changed_rows
        self.quarantined += other.quarantined

    @property
    def new_documents(self) -> int:
        return self.inserted["document"]

    @property
    def new_versions(self) -> int:
        return self.inserted["version"]

    @property
    def requests_failed(self) -> int:
        """Sources and pages that could not be had: an exit code for scripts."""
        failed = self.partitions["failed"] + self.partitions["given-up"]
        fine = {"article", "unchanged", "known", "outside", "gone", "soft-404", "forgotten"}
        sources = sum(self.sources[health] for health in ("failing", "wrong-type", "gone"))
        return failed + sources + sum(n for fate, n in self.pages.items() if fate not in fine)

    def asdict(self) -> dict[str, Any]:
        """Plain data, ready for JSON."""
        return {
            "run_id": self.run.run_id,
            "kind": self.run.kind,
            "started_at": self.run.started_at.isoformat(),
            "finished_at": self.finished_at.isoformat() if self.finished_at else None,
            "sources": dict(self.sources),
            "partitions": dict(self.partitions),
            "sightings": self.sightings,
            "pages": dict(self.pages),
            "new_documents": self.new_documents,
            "new_versions": self.new_versions,
            "changed_rows": self.changed_rows,
            "inserted": {name: n for name, n in self.inserted.items() if n},
            "updated": {name: n for name, n in self.updated.items() if n},
            "reasons": dict(self.reasons.most_common(50)),
            "quarantined": self.quarantined,
            "snapshot": self.snapshot,
        }
