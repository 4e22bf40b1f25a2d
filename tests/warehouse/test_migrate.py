"""Migrations: each once, in order, on a copy kept aside."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.builders import OUTLETS, at, polled, reading
from warehouse import migrate as migrate_module
from warehouse.load import LoadReport, load
from warehouse.migrate import SchemaError, Script, migrate, scripts
from warehouse.paths import Paths
from warehouse.schema import STAGED
from warehouse.writer import connection

Put = Callable[..., LoadReport]

MORE = Script("9998_more", "CREATE TABLE store.more (n BIGINT); INSERT INTO store.more VALUES (1);")
BROKEN = Script("9998_broken", "CREATE TABLE store.more (n BIGINT); SELECT no_such_column FROM store.more;")


@pytest.fixture
def made_once() -> None:
    """Here each warehouse is really made."""


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Script]]:
    """The packaged scripts, in a form that a test can change."""
    found = {folder: scripts(folder) for folder in ("migrations", "views", "config", "load", "stories")}
    monkeypatch.setattr(migrate_module, "scripts", lambda folder: found[folder])
    return found


def tables(path: Path) -> set[str]:
    with closing(duckdb.connect(path, read_only=True)) as con:
        return {name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}


def test_a_new_file_gets_everything_once(data: Path) -> None:
    data.mkdir()
    assert migrate(Paths(data), now=at(), wait=0) == len(scripts("migrations"))
    assert migrate(Paths(data), now=at(), wait=0) == 0
    assert list(data.glob("*.before-*")) == []
    with closing(duckdb.connect(data / "warehouse.duckdb")) as con:
        applied = con.execute("SELECT version, name, applied_at FROM store.schema_version").fetchall()
        storage = con.execute("SELECT tags FROM duckdb_databases() WHERE database_name = 'warehouse'").fetchall()
    assert applied[0] == (1, "0001_store", at().replace(tzinfo=None))
    assert "v1.2.0" in str(storage)  # the first that knows zstd, and that both versions of DuckDB read


def test_texts_are_compressed(data: Path, put: Put) -> None:
    put(polled(*(reading(f"https://daily.example/{n}", text=f"Text {n}. " * 300) for n in range(40))))
    with closing(duckdb.connect(data / "warehouse.duckdb")) as con:
        con.execute("CHECKPOINT")
        used = con.execute(
            "SELECT DISTINCT compression FROM pragma_storage_info('store.version_text') "
            "WHERE column_name = 'text' AND segment_type = 'VARCHAR'"
        ).fetchall()
    assert {name.lower() for (name,) in used} == {"zstd"}


def test_an_existing_file_is_copied_aside_first(data: Path, put: Put, known: dict[str, list[Script]]) -> None:
    put(polled(reading()))
    known["migrations"].append(MORE)
    load(data, outlets=OUTLETS, now=at())
    assert "more" in tables(data / "warehouse.duckdb")
    aside = data / "warehouse.duckdb.before-9998"
    assert "document" in tables(aside)
    assert "more" not in tables(aside)
    assert not (data / "warehouse.duckdb.wal").exists()


def test_a_migration_that_fails_leaves_nothing(data: Path, put: Put, known: dict[str, list[Script]]) -> None:
    put(polled(reading()))
    known["migrations"].append(BROKEN)
    with pytest.raises(duckdb.Error, match="no_such_column"):
        load(data, outlets=OUTLETS, now=at())
    assert "more" not in tables(data / "warehouse.duckdb")
    known["migrations"][-1] = MORE
    load(data, outlets=OUTLETS, now=at())
    assert "more" in tables(data / "warehouse.duckdb")


def test_a_migration_that_was_changed_is_refused(data: Path, put: Put, known: dict[str, list[Script]]) -> None:
    put(polled(reading()))
    first = known["migrations"][0]
    known["migrations"][0] = replace(first, sql=first.sql + "-- changed")
    with pytest.raises(SchemaError, match="0001_store was changed"):
        load(data, outlets=OUTLETS, now=at())


def test_a_newer_file_is_refused(data: Path, put: Put, known: dict[str, list[Script]]) -> None:
    put(polled(reading()))
    known["migrations"].append(MORE)
    load(data, outlets=OUTLETS, now=at())
    known["migrations"].pop()
    with pytest.raises(SchemaError, match="upgrade readouts"):
        load(data, outlets=OUTLETS, now=at())


def test_views_are_made_anew_when_their_files_change(data: Path, put: Put, known: dict[str, list[Script]]) -> None:
    put(polled(reading()))
    kept = [view for view in known["views"] if not view.name.endswith("_two_sides")]
    known["views"] = [*kept, Script("90_more", "CREATE VIEW more AS SELECT 1 AS one;")]
    load(data, outlets=OUTLETS, now=at())
    with closing(duckdb.connect(data / "warehouse.duckdb")) as con:
        names = {name for (name,) in con.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()}
    assert "more" in names
    assert "documents" in names
    assert "two_sides" not in names


def test_staged_columns_are_those_of_the_tables(data: Path) -> None:
    """States are compared whole, column by column: their order must be the table's."""
    data.mkdir()
    migrate(Paths(data), now=at(), wait=0)
    with connection(Paths(data), wait=0) as con:
        for staged, table in (("source_states", "source_state"), ("page_states", "page_state")):
            found = con.execute(
                "SELECT column_name FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [table]
            ).fetchall()
            assert [name for (name,) in found] == STAGED[staged].names
