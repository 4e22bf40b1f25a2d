"""Readings and what was parsed of them, laid flat: a field is a column of a staged batch. Costs nothing to import."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from extractors.readout_records import Commitment, Mark, Participant, PhraseHit, Statement, Tone, Topic
from extractors.records import Block, Precision, Receipt, Role, Verdict, Via


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A Reading laid flat: one wording of one document as read from one fetch."""

    version_id: str
    document_id: str
    fetch_id: str
    fetched_at: datetime
    read_at: datetime
    """Start of the run that read it: of two readings of one fetch, the later counts."""
    reading_sha256: str
    """Of everything read, so that one comparison tells whether two readings differ."""
    verdict: Verdict
    canonical_url: str
    url: str
    host: str
    outlet_id: str | None
    via: Via | None
    lang: str | None
    title: str
    text: str
    text_sha256: str
    story_key: str | None
    dated_at: datetime
    published_at: datetime | None
    published_on: date | None
    published_precision: Precision | None
    published_raw: str | None
    published_method: str | None
    published_zone_assumed: str | None
    origin_role: Role
    origin_agency: str | None
    origin_name: str | None
    origin_line: str | None
    origin_method: str | None
    origin_reason: str | None
    dateline_raw: str | None
    dateline_place: str | None
    dateline_date: str | None
    dateline_agency: str | None
    dateline_reporters: tuple[str, ...]
    authors: tuple[str, ...]
    editor: str | None
    n_paragraphs: int
    n_words: int
    extractor: str
    archive_file: str | None
    archive_offset: int | None
    blocks: tuple[Block, ...]
    receipts: tuple[Receipt, ...]


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """A Parsed laid flat: what one wording says of a contact, or why it says of none."""

    version_id: str
    document_id: str
    read_at: datetime
    """Start of the run that parsed it: of two parses, the later counts."""
    parsed_sha256: str
    """Of everything parsed."""
    parser: str
    is_readout: bool
    kind: str | None
    rule: str
    reason: str
    issuer: str | None
    lang: str | None
    event_type: str | None
    mode: str | None
    format: str | None
    start_date: date | None
    end_date: date | None
    date_precision: str | None
    date_source: str | None
    place: str | None
    place_from: str | None
    country: str | None
    host: str | None
    host_guest: str | None
    initiator: str | None
    sidelines_of: str | None
    contexts: tuple[str, ...]
    n_paragraphs: int
    n_words: int
    participants: tuple[Participant, ...]
    statements: tuple[Statement, ...]
    commitments: tuple[Commitment, ...]
    topics: tuple[Topic, ...]
    tone: tuple[Tone, ...]
    phrases: tuple[PhraseHit, ...]
    marks: tuple[Mark, ...]
