"""A batch as Arrow tables, made by columns: a poll stages a state of twenty-five values for every source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any

import pyarrow as pa

from extractors.records import Batch, Fetch, document_id, utc
from warehouse.rows import Row, clean, columns_of, parsed_row, reading_row
from warehouse.schema import STAGED


def tables(batch: Batch) -> dict[str, pa.Table]:
    """The tables of a batch that have rows, by name in `schema.STAGED`. Raises ValueError on a time without a zone.

    Rows have an order of their own, whatever that of the records: the same batch makes the same tables.
    """
    read_at = {"read_at": utc(batch.run.started_at)}
    readings = [row | read_at for row in (*batch.reading_rows, *map(reading_row, batch.readings))]
    parsed = [row | read_at for row in (*batch.parsed_rows, *map(parsed_row, batch.parsed))]
    laid = {"readings": readings, "parsed": parsed}
    recorded: dict[str, Iterable[Sequence[Any]]] = {
        "sightings": ((*_values(one), document_id(one.canonical_url)) for one in batch.sightings),
        "fetches": _fetches(batch, readings),
        "source_states": map(_values, batch.source_states),
        "page_states": map(_values, batch.page_states),
        "aliases": map(_values, batch.aliases),
        "partitions": ((*_values(one), one.partition_id) for one in batch.partitions),
    }
    made = {name: _table(name, map(itemgetter(*STAGED[name].names), rows), pa.array) for name, rows in laid.items()}
    made |= {name: _table(name, rows, _cleaned) for name, rows in recorded.items()}
    return {name: table for name, table in made.items() if table.num_rows}


def _values(record: Any) -> tuple[Any, ...]:
    return columns_of(record.__class__)[1](record)


def _table(
    name: str, rows: Iterable[Sequence[Any]], column: Callable[[Sequence[Any], pa.DataType], pa.Array]
) -> pa.Table:
    """A table of rows that hold values in the order of its schema, sorted by those that are never null."""
    schema = STAGED[name]
    never_null = [n for n, field in enumerate(schema) if not (field.nullable or pa.types.is_nested(field.type))]
    ordered = sorted(rows, key=itemgetter(*never_null))
    columns = list(map(column, zip(*ordered, strict=True), schema.types))
    return pa.Table.from_arrays(columns, schema=schema) if columns else schema.empty_table()


def _cleaned(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """A column of values as records hold them. Those of rows that were laid flat are clean."""
    if pa.types.is_timestamp(kind):
        values = [None if value is None else utc(value) for value in values]
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:  # half surrogates, of hostile markup
        return pa.array([clean(value) for value in values], kind)


def _fetches(batch: Batch, readings: list[Row]) -> list[Sequence[Any]]:
    """Every fetch of the batch once, with the document and wording it gave.

    A request that gave nothing to read still belongs to a document where the batch says what page it asked for:
    that is how a page that is gone stays tied to its document.
    """
    asked = {(state.url, utc(state.checked_at)): state.document_id for state in batch.page_states}
    found = {fetch.fetch_id: fetch for fetch in (*batch.fetches, *(reading.fetch for reading in batch.readings))}
    gave: dict[str, tuple[str | None, str | None, str, str, datetime | None]] = {}
    for row in readings:
        is_article = row["verdict"] == "article"
        before = gave[row["fetch_id"]][0] if row["fetch_id"] in gave else _asked_for(found[row["fetch_id"]], asked)
        document = row["document_id"] if is_article else before or row["document_id"]
        # A reading that broke says nothing about the page: it must not take the place of one that worked.
        read_at = batch.run.started_at if row["verdict"] != "error" else None
        version = row["version_id"] if is_article else None
        gave[row["fetch_id"]] = document, version, row["verdict"], row["extractor"], read_at
    nothing = (None, None, None, None)
    return [
        (*_values(fetch), fetch_id, *(gave.get(fetch_id) or (_asked_for(fetch, asked), *nothing)))
        for fetch_id, fetch in found.items()
    ]


def _asked_for(fetch: Fetch, asked: dict[tuple[str, datetime], str]) -> str | None:
    return asked.get((fetch.url, utc(fetch.fetched_at))) if fetch.purpose == "page" else None
