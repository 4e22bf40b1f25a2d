"""What a staged batch looks like: a flat row type per table, and its Arrow schema.

Schemas are built from the records and the row types (`flat.py`), so that a field added to a record is staged without a
change here; the columns of the warehouse itself are in sql/migrations. Types are the plain ones every DuckDB scans
alike: string, int64, bool, date, timestamp in microseconds without zone (UTC), and lists of strings or of structs.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from extractors.records import Fetch, PageState, PartitionState, Sighting, SourceState, UrlAlias, Verdict
from warehouse.flat import ParsedRow, ReadingRow

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
