"""What the pipeline needs to know before it asks anything, read from the published snapshot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa

from config.settings import Settings
from extractors.records import LearnedLine, PageState, PartitionState, Sighting, SourceState, utc
from warehouse.forgotten import Forgotten, read_forgotten
from warehouse.furniture import active_lines
from warehouse.query import NoWarehouse, connect

RETRIES = 10
"""Failed requests in a row after which a page is left alone."""


@dataclass(frozen=True, slots=True)
class PageKnown:
    """What is known of a page: how its last request ended, since when it is known, and who lists it."""

    state: PageState | None
    """None when it was seen in a list and never asked for."""
    first_seen_at: datetime | None
    """None when no list was ever seen to name it."""
    seen: frozenset[str] = frozenset()
    """Sources that were ever seen to list it."""


class State:
    """The newest snapshot's knowledge; empty when none is published. A context manager, for one thread.

    Batches that are staged and not yet published are not in it: publish before the next round.
    """

    def __init__(self, data: Path, *, settings: Settings | None = None) -> None:
        self._con: duckdb.DuckDBPyConnection | None
        try:
            self._con = connect(data, settings=settings)
        except NoWarehouse:
            self._con = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._con is not None:
            self._con.close()
            self._con = None

    def furniture(self) -> dict[str, tuple[LearnedLine, ...]]:
        """The learned lines in force, by outlet."""
        return {} if self._con is None else active_lines(self._con)

    def forgotten(self) -> Forgotten:
        """What is not to be asked for any more."""
        return Forgotten() if self._con is None else read_forgotten(self._con)

    def sources(self, ids: Iterable[str]) -> dict[str, SourceState]:
        """State by source id, of the sources that were ever asked."""
        sql = f"{_select(SourceState, 'source_state')} WHERE source_id IN (FROM wanted)"
        return {state.source_id: state for state in (SourceState(*row) for row in self._values(ids, sql)[1])}

    def pages(self, document_ids: Iterable[str]) -> dict[str, PageKnown]:
        """What is known, by document id, of the documents that were ever seen in a list or asked for."""
        ids = list(document_ids)
        states = {
            row["document_id"]: PageState(**row)
            for row in self._matching(ids, _select(PageState, "page_state"), "document_id")
        }
        known = {document_id: PageKnown(state, None) for document_id, state in states.items()}
        seen = "SELECT document_id, source_id, first_seen_at FROM store.sighting"
        for row in self._matching(ids, seen, "document_id"):
            document_id, first = row["document_id"], row["first_seen_at"]
            before = known.get(document_id) or PageKnown(None, None)
            known[document_id] = PageKnown(
                before.state,
                min(first, before.first_seen_at or first),
                before.seen | {row["source_id"]},
            )
        return known

    def fetches(self, ids: Iterable[str]) -> set[str]:
        """Which of these fetches are known."""
        return {row["fetch_id"] for row in self._matching(ids, "SELECT fetch_id FROM store.fetch", "fetch_id")}

    def partitions(self, source_ids: Iterable[str]) -> list[PartitionState]:
        """The parts of backfills from those sources, by days; none in a snapshot from before them."""
        columns = _columns(PartitionState).replace("until", '"until"')
        sql = f"SELECT {columns} FROM store.backfill WHERE source_id IN (FROM wanted) ORDER BY since, key"  # noqa: S608
        try:
            return [PartitionState(**row) for row in self._rows(source_ids, sql)]
        except duckdb.CatalogException:
            return []

    def articles_a_day(self, outlet_ids: Iterable[str]) -> dict[str, float]:
        """Articles that outlets publish on a day of which anything is known."""
        sql = """
            SELECT d.outlet_id, count(DISTINCT v.document_id) / count(DISTINCT v.published_on) AS n
            FROM store.version AS v JOIN store.document AS d ON d.document_id = v.document_id
            WHERE d.outlet_id IN (FROM wanted) AND v.published_on IS NOT NULL
            GROUP BY d.outlet_id
        """
        return {row["outlet_id"]: float(row["n"]) for row in self._rows(outlet_ids, sql)}

    def days_of(self, outlet_ids: Iterable[str]) -> dict[str, date]:
        """By canonical URL, the newest day of publication that was read from the pages of outlets."""
        sql = """
            SELECT d.canonical_url, max(v.published_on) AS day
            FROM store.version AS v JOIN store.document AS d ON d.document_id = v.document_id
            WHERE d.outlet_id IN (FROM wanted) AND v.published_on IS NOT NULL
            GROUP BY d.canonical_url
        """
        return {row["canonical_url"]: row["day"] for row in self._rows(outlet_ids, sql)}

    def todo(
        self, source_ids: Iterable[str], *, asked_before: datetime, seen_since: datetime, limit: int = 1000
    ) -> dict[str, list[Sighting]]:
        """By source, the documents it listed that may have to be asked for (again), newest first, each once.

        Those never asked for; those whose last request failed, up to `RETRIES` times in a row; and those first seen
        since `seen_since`, which may have changed or gone, listed or not. None that was asked for since
        `asked_before`, unless that is in the future, for the clock was set back; at most `limit` a source.
        """
        before = f"TIMESTAMP '{_literal(asked_before)}'"
        columns = _columns(Sighting).replace("seen_at", "s.last_seen_at AS seen_at")
        sql = f"""
            SELECT {columns} FROM store.sighting AS s
            LEFT JOIN (SELECT document_id AS asked_id, failures, checked_at FROM store.page_state) AS p
            ON p.asked_id = s.document_id
            WHERE s.source_id IN (FROM wanted) AND (
                p.asked_id IS NULL
                OR (p.checked_at <= {before} OR p.checked_at > {before} + INTERVAL 1 DAY) AND (
                    p.failures BETWEEN 1 AND {RETRIES - 1}
                    OR p.failures = 0 AND s.first_seen_at >= TIMESTAMP '{_literal(seen_since)}'
                )
            )
            QUALIFY row_number() OVER (
                PARTITION BY s.source_id ORDER BY s.first_seen_at DESC, s.position, s.document_id
            ) <= {int(limit)}
            ORDER BY s.source_id, s.first_seen_at DESC, s.position, s.document_id
        """  # noqa: S608  made of our own names and numbers
        found: dict[str, list[Sighting]] = {}
        for row in self._rows(source_ids, sql):
            found.setdefault(row["source_id"], []).append(Sighting(**row))
        return found

    def _matching(self, ids: Iterable[str], sql: str, key: str) -> list[dict[str, Any]]:
        return self._rows(ids, f"{sql} WHERE {key} IN (FROM wanted)")

    def _rows(self, ids: Iterable[str], sql: str) -> list[dict[str, Any]]:
        """Rows as dicts; see `_values`."""
        names, rows = self._values(ids, sql)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _values(self, ids: Iterable[str], sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Names of columns, and rows with times in UTC; `wanted` in the SQL is the ids."""
        asked = list(ids)
        if self._con is None or not asked:  # a query that finds nothing takes as long as any
            return [], []
        self._con.register("wanted", pa.table({"id": pa.array(asked, pa.string())}))
        result = self._con.execute(sql)
        described = result.description or ()
        # By columns, not a look at each value: a poll reads a state of twenty-five for every source.
        columns = list(zip(*result.fetchall(), strict=True))
        self._con.unregister("wanted")
        for n, values in enumerate(columns):
            if str(described[n][1]).startswith("TIMESTAMP"):
                columns[n] = tuple(None if value is None else value.replace(tzinfo=UTC) for value in values)
        return [column[0] for column in described], list(zip(*columns, strict=True))


def _literal(moment: datetime) -> str:
    return f"{utc(moment):%Y-%m-%d %H:%M:%S}"


def _select(record: type, table: str) -> str:
    return f"SELECT {_columns(record)} FROM store.{table}"  # noqa: S608  our own names


def _columns(record: type) -> str:
    return ", ".join(field.name for field in fields(record))
