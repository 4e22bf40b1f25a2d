"""What lies in the archive and how it was read: what reprocessing starts from. Reads a snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any

import duckdb
import pyarrow as pa

from extractors.records import Fetch, Sighting, document_id
from warehouse.merge import registered
from warehouse.migrate import script

CHUNK = 200
"""Pages told of at a time: their stored texts are in memory together."""


@dataclass(frozen=True, slots=True)
class Range:
    """Which archived pages: by day of publication, or of the fetch where none is known; both ends inclusive."""

    since: date = date(1, 1, 1)
    until: date = date(9999, 12, 31)
    extractor: str = ""
    """Pages that this extractor has read are passed over."""
    again: bool = False
    """No page is."""

    def parameters(self) -> dict[str, Any]:
        return {name.name: getattr(self, name.name) for name in fields(self)}


@dataclass(frozen=True, slots=True)
class Stored:
    """What the warehouse holds of one wording, as far as two readings are compared."""

    is_first: bool
    """Whether it comes from this fetch: another's dates and origin say nothing about this one."""
    title: str
    text: str
    published_at: datetime | None
    published_on: date | None
    origin: tuple[str, str | None, str | None]
    """Role, agency, name."""
    authors: tuple[str, ...]
    is_readout: bool | None
    """None when it was not parsed."""


@dataclass(frozen=True, slots=True)
class Archived:
    """One fetch with a page in the archive, and its newest reading."""

    fetch: Fetch
    extractor: str | None
    """The code that read it last; None for a page of which only the verdict was kept."""
    verdict: str | None
    """None when it is not known any more."""
    document_id: str | None
    given_id: str | None
    """The id of its document where that is no hash of the canonical URL, with that URL."""
    canonical_url: str | None
    stored: Stored | None
    """None when it was no article."""


def count_archived(con: duckdb.DuckDBPyConnection, wanted: Range) -> dict[str, int]:
    """How many pages there are, by the extractor that read them last."""
    return dict(con.execute(script("reprocess", "count").sql, wanted.parameters()).fetchall())


def archived(con: duckdb.DuckDBPyConnection, wanted: Range) -> Iterator[list[Archived]]:
    """The pages in the order in which they lie in the archive, `CHUNK` at a time."""
    at: tuple[str, int] = ("", -1)
    while True:
        rows = rows_of(
            con,
            script("reprocess", "archived").sql,
            wanted.parameters() | {"file": at[0], "offset": at[1], "most": CHUNK},
        )
        if not rows:
            return
        yield list(map(_archived, rows))
        at = rows[-1]["archive_file"], rows[-1]["archive_offset"]


def shown(con: duckdb.DuckDBPyConnection, pages: Sequence[Archived]) -> dict[str, Sighting]:
    """By fetch id, how a list shows these pages, where one does."""
    names = ("fetch_id", "url", "document_id", "via")
    rows = [
        dict(zip(names, (page.fetch.fetch_id, page.fetch.url, page.document_id, page.fetch.via), strict=True))
        for page in pages
    ]
    table = pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in names]))
    with registered(con, {"wanted": table}):
        found = rows_of(con, script("reprocess", "shown").sql)
    return {row.pop("fetch_id"): Sighting(**row) for row in found}


def newest(con: duckdb.DuckDBPyConnection, spellings: Iterable[str]) -> Archived | None:
    """The newest archived page of a document, given as an id of it or of a wording, or as an address."""
    with registered(con, {"spellings": pa.table({"spelling": pa.array(list(spellings), pa.string())})}):
        found = rows_of(con, script("reprocess", "one").sql)
    if not found:
        return None
    document = found[0].pop("document_id")
    return Archived(Fetch(**found[0]), None, None, document, None, None, None)


def part(con: duckdb.DuckDBPyConnection, url: str, since: datetime) -> Fetch | None:
    """The archived fetch of a further page of an article that was fetched at `since`."""
    found = rows_of(
        con, script("reprocess", "part").sql, {"url": url, "since": since.astimezone(UTC).replace(tzinfo=None)}
    )
    return Fetch(**found[0]) if found else None


def _archived(row: Mapping[str, Any]) -> Archived:
    stored = None
    if row["text"] is not None:
        stored = Stored(
            is_first=row["is_first"],
            title=row["title"],
            text=row["text"],
            published_at=row["published_at"],
            published_on=row["published_on"],
            origin=(row["origin_role"], row["origin_agency"], row["origin_name"]),
            authors=tuple(row["authors"]),
            is_readout=row["is_readout"],
        )
    canonical, document = row["canonical_url"], row["document_id"]
    return Archived(
        fetch=Fetch(**{column.name: row[column.name] for column in fields(Fetch)}),
        extractor=row["extractor"],
        verdict=row["verdict"],
        document_id=document,
        given_id=document if canonical is not None and document != document_id(canonical) else None,
        canonical_url=canonical,
        stored=stored,
    )


def rows_of(con: duckdb.DuckDBPyConnection, sql: str, parameters: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """Rows as dicts, with times in UTC."""
    result = con.execute(sql, parameters) if parameters else con.execute(sql)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, map(_aware, row), strict=True)) for row in result.fetchall()]


def _aware(value: Any) -> Any:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value
