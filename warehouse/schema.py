"""What a staged batch looks like: a flat row type per table, and its Arrow schema.

Row types are built from the records, so that a field added to a record is staged without a change here; the
columns of the warehouse itself are in sql/migrations. Types are the plain ones every DuckDB scans alike: string,
int64, bool, date, timestamp in microseconds without zone (UTC), and lists of strings or of structs.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from extractors.readout_records import Commitment, Mark, Participant, PhraseHit, Statement, Tone, Topic
from extractors.records import (
    Block,
    Fetch,
    PageState,
    PartitionState,
    Precision,
    Receipt,
    Role,
    Sighting,
    SourceState,
    UrlAlias,
    Verdict,
    Via,
)


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


_PLAIN = {
    str: pa.string(),
    int: pa.int64(),
    bool: pa.bool_(),
    float: pa.float64(),
    datetime: pa.timestamp("us"),
    date: pa.date32(),
}


def arrow_type(hint: Any) -> tuple[pa.DataType, bool]:
    """The Arrow type of a field's annotation, and whether it may be null. Raises TypeError on any other annotation."""
    if get_origin(hint) in (Union, UnionType):
        inner = [arg for arg in get_args(hint) if arg is not NoneType]
        if len(inner) == 1:
            return arrow_type(inner[0])[0], True
    if get_origin(hint) is Literal:
        return pa.string(), False
    if get_origin(hint) is tuple and get_args(hint)[1:] == (Ellipsis,):
        return pa.list_(arrow_type(get_args(hint)[0])[0]), False
    if is_dataclass(hint):
        # Inside a struct every field may be null: Parquet readers disagree on the other kind.
        return pa.struct([pa.field(f.name, f.type) for f in arrow_schema(hint)]), False
    if hint in _PLAIN:
        return _PLAIN[hint], False
    raise TypeError(f"no Arrow type for {hint!r}")


def arrow_schema(record: Any, **more: Any) -> pa.Schema:
    """The schema of a record type, with further columns given as name=annotation."""
    hints = get_type_hints(record)
    columns = {field.name: hints[field.name] for field in fields(record)} | more
    typed = ((name, *arrow_type(hint)) for name, hint in columns.items())
    return pa.schema([pa.field(name, kind, nullable=nullable) for name, kind, nullable in typed])


STAGED: dict[str, pa.Schema] = {
    "sightings": arrow_schema(Sighting, document_id=str),
    "fetches": arrow_schema(
        Fetch,
        fetch_id=str,
        document_id=str | None,
        version_id=str | None,
        verdict=Verdict | None,
        extractor=str | None,
        read_at=datetime | None,
    ),
    "readings": arrow_schema(ReadingRow),
    "parsed": arrow_schema(ParsedRow),
    "source_states": arrow_schema(SourceState),
    "page_states": arrow_schema(PageState),
    "aliases": arrow_schema(UrlAlias),
    "partitions": arrow_schema(PartitionState, partition_id=str),
}
"""Arrow schema of each table of a staged batch, by name."""
