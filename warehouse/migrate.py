"""Bring the writer's file to the schema of this version: numbered SQL files, each applied once, in order.

Views are no migrations: they hold no data, so they are dropped and made anew whenever their files change. Their
files are numbered because a view must stand after those it is made of.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

import duckdb

from config.settings import VERSION
from extractors.records import utc
from warehouse.errors import WarehouseError
from warehouse.paths import Paths, sync_file, sync_folder
from warehouse.writer import connect_writing, connection, copy_in_child, full_disk_told, transaction


class SchemaError(WarehouseError, RuntimeError):
    """The file's schema and this version do not fit together; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Script:
    """One packaged SQL file."""

    name: str
    sql: str

    @property
    def version(self) -> int:
        """The number a migration's name starts with."""
        return int(self.name.partition("_")[0])

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


def scripts(folder: str) -> list[Script]:
    """The files of `warehouse/sql/<folder>`, by name."""
    return list(_scripts(folder))


@cache
def _scripts(folder: str) -> tuple[Script, ...]:
    found = (file for file in (files("warehouse") / "sql" / folder).iterdir() if file.name.endswith(".sql"))
    made = (Script(file.name.removesuffix(".sql"), file.read_text("utf-8")) for file in found)
    return tuple(sorted(made, key=lambda script: script.name))


@cache
def script(folder: str, name: str) -> Script:
    """One file of `warehouse/sql/<folder>`."""
    return Script(name, (files("warehouse") / "sql" / folder / f"{name}.sql").read_text("utf-8"))


def migrate(paths: Paths, *, now: datetime, wait: float) -> int:
    """Apply what is missing, and return how many files that were. Only under the writer's lock, not connected.

    An existing file is copied aside (`warehouse.duckdb.before-0002`) before it is changed; each file is one
    transaction. Raises SchemaError.
    """
    if not paths.database.exists():
        return _make(paths, now)
    with connection(paths, wait) as con:
        missing = pending(con, scripts("migrations"))
        if not missing:
            _apply(con, missing, now)
            return 0
    aside = paths.database.with_name(f"{paths.database.name}.before-{missing[0].version:04d}")
    copy_in_child(paths.database, aside)
    with connection(paths, wait) as con:
        _apply(con, missing, now)
    return len(missing)


@contextmanager
def opened(paths: Paths, *, now: datetime, wait: float) -> Iterator[duckdb.DuckDBPyConnection]:
    """Connect to a database of today's schema, after migrating it where that is needed.

    Only under the writer's lock. Raises SchemaError, WarehouseBusy, duckdb.Error.
    """
    if paths.database.exists():
        with connection(paths, wait) as con:
            if not pending(con, scripts("migrations")):
                _apply(con, [], now)
                yield con
                return
    migrate(paths, now=now, wait=wait)
    with connection(paths, wait) as con:
        yield con


def _make(paths: Paths, now: datetime) -> int:
    """Make a new database, whole or not at all: the half of one that a full disk leaves could not be opened again."""
    fresh = paths.database.with_name(f".{paths.database.name}.new.tmp")
    leftovers = (fresh, fresh.with_name(f"{fresh.name}.wal"))
    for path in leftovers:
        path.unlink(missing_ok=True)
    missing = scripts("migrations")
    try:
        with full_disk_told(paths):
            con = connect_writing(fresh)
            try:
                _apply(con, missing, now)
            finally:
                con.close()
        sync_file(fresh)
        os.replace(fresh, paths.database)
    except BaseException:
        for path in leftovers:
            path.unlink(missing_ok=True)
        raise
    sync_folder(paths.data)
    return len(missing)


def _apply(con: duckdb.DuckDBPyConnection, missing: list[Script], now: datetime) -> None:
    for script in missing:
        with transaction(con):
            con.execute(script.sql)
            con.execute(
                "INSERT INTO store.schema_version VALUES (?, ?, ?, ?, ?)",
                [script.version, script.name, script.sha256, utc(now).replace(tzinfo=None), VERSION],
            )
    if missing:
        # Replaying DDL from the write-ahead log has bugs in DuckDB 1.5: leave none there.
        con.execute("CHECKPOINT")
    _make_views(con)


@contextmanager
def create(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A new database file with today's tables and views, and nothing in them; closed at the end."""
    con = connect_writing(path)
    try:
        for script in scripts("migrations"):
            con.execute(script.sql)
        _make_views(con)
        yield con
    finally:
        con.close()


def pending(con: duckdb.DuckDBPyConnection, known: list[Script]) -> list[Script]:
    """The migrations that the file lacks. Raises SchemaError when it is newer than we, or a file was changed."""
    applied: dict[int, tuple[str, str]] = {}
    try:
        found = con.execute("SELECT version, name, sha256, app_version FROM store.schema_version").fetchall()
    except duckdb.CatalogException:  # a file without any table
        found = []
    newest = known[-1].version if known else 0
    for version, name, sha256, app_version in found:
        if version > newest:
            raise SchemaError(
                f"the warehouse has schema {version} ({name}) of readouts {app_version}, this is readouts "
                f"{VERSION} with schema {newest}; upgrade readouts"
            )
        applied[version] = name, sha256
    for script in known:
        if script.version in applied and applied[script.version][1] != script.sha256:
            raise SchemaError(
                f"migration {script.name} was changed after it was applied; put it back, and write a new one"
            )
    return [script for script in known if script.version not in applied]


def _make_views(con: duckdb.DuckDBPyConnection) -> None:
    """Make all views anew if their files are not those they were made from."""
    views = scripts("views")
    sha256 = hashlib.sha256("\0".join(f"{view.name}\0{view.sql}" for view in views).encode()).hexdigest()
    if con.execute("SELECT views_sha256 FROM store.load_counter").fetchall() == [(sha256,)]:
        return
    with transaction(con):
        old = con.execute("SELECT schema_name, view_name FROM duckdb_views() WHERE NOT internal").fetchall()
        for schema, name in old:
            con.execute(f'DROP VIEW {schema}."{name}"')
        for view in views:
            con.execute(view.sql)
        con.execute("UPDATE store.load_counter SET loads = loads + 1, views_sha256 = ?", [sha256])
    con.execute("CHECKPOINT")
