"""What the next poll needs to know of sources, and the next backfill of its parts.

Part of the contract: import from `extractors.records`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from extractors.identity import content_id

SourceHealth = Literal["ok", "unchanged", "empty", "wrong-type", "failing", "gone"]


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is known of a source after asking it; committed together with what it listed."""

    source_id: str
    checked_at: datetime
    next_at: datetime
    health: SourceHealth
    reason: str | None
    failures: int
    """In a row."""
    status: int | None
    etag: str | None
    last_modified: str | None
    body_sha256: str | None
    changed_at: datetime | None
    """When its body last differed."""
    n_items: int | None
    newest_item_at: datetime | None
    parser: str | None = None
    """Version of the code that read it: a body that has not changed is read again by a new parser."""
    url: str | None = None  # the configured address it belongs to: with another one, nothing of it counts
    answered_at: datetime | None = None  # as it should, changed or not
    strikes: float = 0.0  # failures in a row, by weight
    refusals: int = 0  # in a row
    gone_at: datetime | None = None  # when it said that it is gone for good (410)
    moved_to: str | None = None  # where it redirects for good
    moves: int = 0  # answers in a row that came from there
    interval_s: int | None = None  # seconds between two polls, as adapted to its rhythm
    n_known: int | None = None  # of its items: known before
    n_dated: int | None = None  # of its items: with an instant of publication


PartitionKind = Literal["list", "leaf", "day", "pages", "ids", "captures", "crawl", "file"]
"""What one part of a backfill reads: a list, a leaf of a sitemap, a list of a day, an index in pages, a month of
numbered pages, a month of captures, a month's list of crawl files, a WARC file."""
Progress = Literal["todo", "running", "done", "failed", "given-up"]


@dataclass(frozen=True, slots=True)
class PartitionState:
    """Where a part of a backfill stands; committed together with the data it covers."""

    source_id: str
    """The outlet's source, `outlet/wayback`, `commoncrawl`, or `warc`."""
    outlet_id: str | None
    """None for files, which hold pages of many."""
    kind: PartitionKind
    key: str
    """What it is within its source: an address, a day, a month, a file."""
    since: date | None
    """First day of publication that is taken from it; None for all."""
    until: date | None
    state: Progress
    step: int
    """Counts the changes of this row: of two rows the one with more is the later."""
    updated_at: datetime
    attempts: int = 0
    failures: int = 0
    """Attempts in a row that failed."""
    n_listed: int = 0
    """Links that its lists hold and that can be of those days; pages, of a file."""
    n_fetched: int = 0
    """Pages asked for, or taken from a file."""
    n_articles: int = 0
    n_failed: int = 0
    """Pages that could not be had at the last attempt."""
    reason: str | None = None
    """Why it is not done, in words."""
    next_at: datetime | None = None
    """When it may be tried again."""

    @property
    def partition_id(self) -> str:
        return content_id("p", self.source_id, self.kind, self.key, self.since, self.until)
