"""What the next poll needs to know of sources. Part of the contract: import from `extractors.records`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

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
