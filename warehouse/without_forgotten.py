"""What a load leaves out: staged rows that speak of what was forgotten, whoever staged them and whenever."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from config.outlets import Outlets
from warehouse.forgotten import Forgotten, read_forgotten
from warehouse.merge import registered


def without_forgotten(
    con: duckdb.DuckDBPyConnection, tables: dict[str, pa.Table], outlets: Outlets
) -> dict[str, pa.Table]:
    """The staged tables without what is forgotten; records of it in the archive are noted for the eraser.

    In the load's transaction. Requests stay in the log, without what was read of them.
    """
    forgotten = read_forgotten(con)
    if not forgotten:
        return tables
    dropped_versions: set[str] = set()
    dropped_fetches: set[str] = set()
    kept = dict(tables)

    def keep(name: str, is_gone: list[bool]) -> None:
        if any(is_gone):
            kept[name] = kept[name].filter(pa.array([not gone for gone in is_gone]))

    readings = (
        tables["staged_readings"]
        .select(["document_id", "canonical_url", "outlet_id", "url", "version_id", "fetch_id"])
        .to_pylist()
    )
    gone = [
        forgotten.holds_document(row["document_id"], row["canonical_url"])
        or forgotten.holds_outlet(row["outlet_id"], row["url"], outlets)
        for row in readings
    ]
    for row, is_gone in zip(readings, gone, strict=True):
        if is_gone:
            dropped_versions.add(row["version_id"])
            dropped_fetches.add(row["fetch_id"])
    keep("staged_readings", gone)
    columns = ["document_id", "canonical_url", "outlet_id", "url"]
    keep(
        "staged_sightings",
        [
            forgotten.holds_document(row["document_id"], row["canonical_url"])
            or forgotten.holds_outlet(row["outlet_id"], row["url"], outlets)
            for row in tables["staged_sightings"].select(columns).to_pylist()
        ],
    )
    keep(
        "staged_parsed",
        [
            row["version_id"] in dropped_versions or forgotten.holds_document(row["document_id"])
            for row in tables["staged_parsed"].select(["version_id", "document_id"]).to_pylist()
        ],
    )
    keep(
        "staged_page_states",
        [
            row["version_id"] in dropped_versions
            or forgotten.holds_document(row["document_id"])
            or forgotten.holds_outlet(None, row["url"], outlets)
            for row in tables["staged_page_states"].select(["version_id", "document_id", "url"]).to_pylist()
        ],
    )
    kept["staged_fetches"] = _cleared(con, tables["staged_fetches"], dropped_fetches, forgotten, outlets)
    return kept


def _cleared(
    con: duckdb.DuckDBPyConnection, table: pa.Table, dropped: set[str], forgotten: Forgotten, outlets: Outlets
) -> pa.Table:
    rows = table.to_pylist()
    places = []
    for row in rows:
        if (
            row["fetch_id"] in dropped
            or forgotten.holds_document(row["document_id"])
            or forgotten.holds_outlet(None, row["url"], outlets)
        ):
            if row["archive_file"] is not None:
                places.append({"archive_file": row["archive_file"], "archive_offset": row["archive_offset"]})
            names = ("version_id", "verdict", "extractor", "read_at", "archive_file", "archive_offset", "etag")
            row.update(dict.fromkeys((*names, "body_sha256")))
    if places:
        schema = pa.schema({"archive_file": pa.string(), "archive_offset": pa.int64()})
        with registered(con, {"new_erasure": pa.Table.from_pylist(places, schema=schema)}):
            con.execute(
                "INSERT INTO store.erasure (archive_file, archive_offset) SELECT DISTINCT * FROM new_erasure "
                "WHERE row(archive_file, archive_offset) NOT IN (SELECT row(archive_file, archive_offset) "
                "FROM store.erasure)"
            )
    return pa.Table.from_pylist(rows, schema=table.schema)
