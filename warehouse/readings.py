"""Stored wordings as the readings that gave them: what is read anew without the archive. Reads a snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb
import pyarrow as pa

from extractors.records import Article, Block, Dateline, Fetch, Origin, Published, Reading, Receipt, document_id, utc
from warehouse.archived import rows_of
from warehouse.merge import registered
from warehouse.migrate import script


def readings(con: duckdb.DuckDBPyConnection, version_ids: Sequence[str]) -> list[tuple[str, Reading]]:
    """The readings that gave these wordings, with the version's id: one a fetch. What is not stored is None."""
    table = pa.table({"version_id": pa.array(version_ids, pa.string())})
    with registered(con, {"wanted": table}):
        rows = rows_of(con, script("maintain", "readings").sql)
    return [(row["version_id"], _reading(row)) for row in rows]


def unparsed(con: duckdb.DuckDBPyConnection, parser: str) -> list[str]:
    """Version ids of the wordings that count and were not parsed for readouts by this parser; the earliest first."""
    return [version for (version,) in con.execute(script("maintain", "unparsed").sql, {"parser": parser}).fetchall()]


def after_readings(con: duckdb.DuckDBPyConnection, now: datetime) -> datetime:
    """A time from which a reading counts over every reading of today: now, or a second after the latest of them."""
    latest_of = "SELECT max(read_at) FROM (SELECT read_at FROM store.fetch UNION ALL SELECT read_at FROM store.readout)"
    ((latest,),) = con.execute(latest_of).fetchall()
    return utc(now) if latest is None else max(utc(now), latest.replace(tzinfo=UTC) + timedelta(seconds=1))


def _reading(row: dict[str, Any]) -> Reading:
    fetch = Fetch(**{column.name: row[column.name] for column in fields(Fetch)})
    published = row["published_on"] and Published(
        on=row["published_on"],
        precision=row["published_precision"],
        at=row["published_at"],
        raw=row["published_raw"],
        method=row["published_method"],
        zone_assumed=row["published_zone_assumed"],
    )
    dateline = row["dateline_raw"] and Dateline(
        raw=row["dateline_raw"],
        place=row["dateline_place"],
        date=row["dateline_date"],
        agency=row["dateline_agency"],
        reporters=tuple(row["dateline_reporters"]),
    )
    article = Article(
        url=row["document_url"] if row["is_first"] else None,
        canonical_url=None,
        outlet_id=row["outlet_id"],
        verdict="article",
        reason=None,
        title=row["title"],
        blocks=tuple(Block(**block) for block in row["blocks"]),
        published=published or None,
        origin=Origin(
            role=row["origin_role"],
            agency=row["origin_agency"],
            name=row["origin_name"],
            line=row["origin_line"],
            method=row["origin_method"],
            reason=row["origin_reason"],
        ),
        dateline=dateline or None,
        authors=tuple(row["authors"]),
        editor=row["editor"],
        lang=row["lang"],
        next_url=None,
        receipts=tuple(Receipt(**receipt) for receipt in row["receipts"]),
        extractor=row["extractor"],
    )
    canonical, document = row["canonical_url"], row["document_id"]
    given = None if document == document_id(canonical) else document
    return Reading(article=article, fetch=fetch, canonical_url=canonical, host=row["host"], given_id=given)
