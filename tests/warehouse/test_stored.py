"""Views that a large snapshot holds as rows: the same answers, names, columns and comments."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.builders import LONG, polled, reading
from warehouse import publish as publish_module
from warehouse.load import LoadReport
from warehouse.publish import publish
from warehouse.query import connect
from warehouse.stored import STORED, store_views
from warehouse.writer import CopyFailed

Put = Callable[..., LoadReport]
VIEWS = ("documents", "document_versions", "stories", "carriers", "edits", "readouts", "events", "source_health")


def contents(con: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    columns = con.execute(
        "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() "
        "WHERE table_name IN (SELECT unnest($1)) ORDER BY ALL",
        [list(VIEWS)],
    ).fetchall()
    return {"columns": columns} | {view: con.execute(f"FROM {view} ORDER BY ALL").fetchall() for view in VIEWS}


def test_rows_in_place_of_views_say_the_same(data: Path, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    put(polled(reading(text=LONG)), polled(reading("https://gazette.example/a", text=LONG), minutes=30))
    put(polled(reading(text=LONG + " More.", minutes=60), minutes=60))
    publish(data)
    with closing(connect(data)) as con:
        before = contents(con)
        assert con.execute("SELECT count(*) FROM edits").fetchall() == [(1,)]
    monkeypatch.setattr(publish_module, "store_views", lambda snapshot: store_views(snapshot, from_bytes=0))
    publish(data, force=True)
    with closing(connect(data)) as con:
        assert contents(con) == before
        tables = {name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        assert set(STORED) <= tables


def test_a_small_snapshot_stays_as_it_is(data: Path, put: Put) -> None:
    put(polled(reading()))
    snapshot = publish(data)
    assert snapshot is not None
    assert not store_views(snapshot)


def test_a_disk_too_full_for_the_rows_leaves_the_old_snapshot(
    data: Path, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(polled(reading()))
    old = publish(data)

    def full(snapshot: Path) -> bool:
        raise duckdb.IOException("No space left on device")

    monkeypatch.setattr(publish_module, "store_views", full)
    with pytest.raises(CopyFailed, match="No space left"):
        publish(data, force=True)
    assert (data / "current.duckdb").resolve() == old
    assert not list((data / "snapshots").glob(".*"))
