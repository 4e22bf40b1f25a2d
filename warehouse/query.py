"""Reading: the published snapshot, locked down, and single SELECTs with a timeout.

The snapshot is opened read-only, cannot reach files, network or extensions, and none of that can be switched back
on. SQL from people can therefore be run as it comes; for strangers, add an account of the operating system.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from config.settings import Settings
from warehouse.errors import WarehouseError
from warehouse.interrupts import ctrl_c_interrupts
from warehouse.paths import Paths

if TYPE_CHECKING:
    import pyarrow as pa  # costs as much as the rest together, and only a query for Parquet needs it

# The same for every connection of a process: DuckDB refuses a second one to a file that asks for other settings.
_LOCKED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
}

_ALLOWED = frozenset({"SELECT", "EXPLAIN"})
"""Statement types; DuckDB parses WITH, FROM, VALUES, DESCRIBE, SHOW and SUMMARIZE as SELECT."""

_CHUNK = 1_000


class NoWarehouse(WarehouseError, FileNotFoundError):
    """Nothing has been published in this data folder yet."""


class QueryRefused(WarehouseError, ValueError):
    """Not a single SELECT; the message says what it is."""


class QueryTimeout(WarehouseError, TimeoutError):
    """The query ran longer than it may."""


def connect(data: Path, *, settings: Settings | None = None) -> duckdb.DuckDBPyConnection:
    """Open the newest published snapshot, read-only and locked down; close it when done.

    What is read stays one state of the warehouse, however often a new one is published meanwhile. Memory and
    threads are limited by `sql_memory` and `sql_threads`; connections of one process to one snapshot share the
    limits of the first. Raises NoWarehouse, duckdb.Error.
    """
    current = Paths(data).current
    while True:
        snapshot = current.resolve()
        if not snapshot.is_file():
            raise NoWarehouse(f"{current}: nothing is published here yet; run `readouts poll` first, or give --data")
        try:
            con = duckdb.connect(snapshot, read_only=True, config=_LOCKED)
            break
        except duckdb.IOException:
            # Between resolving and opening, a new snapshot may have pushed this one off the disk.
            if current.resolve() == snapshot:
                raise
    if con.execute("SELECT current_setting('lock_configuration')").fetchall() == [(False,)]:
        limits = settings or Settings()
        con.execute("SET GLOBAL TimeZone = 'UTC'")  # as all that is stored; an answer is the same wherever it is asked
        con.execute("SET enable_progress_bar = false")  # under `python -c` it is drawn between the rows
        con.execute("SET memory_limit = ?", [limits.sql_memory])
        con.execute("SET threads = ?", [limits.sql_threads])
        con.execute("SET max_temp_directory_size = ?", [limits.sql_memory])
        con.execute("SET lock_configuration = true")
    return con


@dataclass(frozen=True, slots=True)
class Result:
    """A checked query: the columns it gives, and its rows as tuples or as Arrow. Each call of the two runs it."""

    con: duckdb.DuckDBPyConnection
    sql: str
    timeout: float
    columns: list[str]
    types: list[str]
    """DuckDB's names, such as VARCHAR or TIMESTAMP."""
    values: Sequence[object] = ()
    """For `?` or `$1` in the query."""

    def rows(self, limit: int | None = None) -> Iterator[tuple[Any, ...]]:
        """The rows, `limit` at most. Raises QueryTimeout, duckdb.Error."""
        left = limit
        until = time.monotonic() + self.timeout
        # A cursor of its own: in DuckDB 2 a result that was not read to its end keeps its connection to itself.
        with closing(self.con.cursor()) as cursor:
            with _timed(cursor, self.timeout, until):
                cursor.execute(self.sql, self.values)
            while left is None or left > 0:
                with _timed(cursor, self.timeout, until):
                    chunk = cursor.fetchmany(_CHUNK if left is None else min(_CHUNK, left))
                if not chunk:
                    return
                left = None if left is None else left - len(chunk)
                yield from chunk

    def arrow(self) -> pa.Table:
        """All rows as one Arrow table. Raises QueryTimeout, duckdb.Error."""
        with (
            closing(self.con.cursor()) as cursor,
            _timed(cursor, self.timeout, time.monotonic() + self.timeout),
        ):
            return cursor.sql(self.sql, params=self.values).to_arrow_table()


def select(con: duckdb.DuckDBPyConnection, sql: str, *, timeout: float, values: Sequence[object] = ()) -> Result:
    """Check a query and find its columns, without running it yet.

    One statement that only reads: SELECT, WITH, FROM, VALUES, EXPLAIN, DESCRIBE, SHOW, SUMMARIZE.

    Args:
        con: Connection made by `connect`.
        sql: The query, as a person typed it.
        timeout: Seconds it may run.
        values: For `?` or `$1` in it.

    Raises: QueryRefused, QueryTimeout, and duckdb.Error for SQL that is wrong.
    """
    try:
        "".join((sql, *(value for value in values if isinstance(value, str)))).encode()
    except UnicodeEncodeError as error:  # DuckDB would say something of C++
        raise QueryRefused("the query is not UTF-8") from error
    statements = con.extract_statements(sql)
    if len(statements) != 1:
        kinds = ", ".join(statement.type.name for statement in statements) or "nothing"
        raise QueryRefused(f"one SELECT at a time, please; this is: {kinds}")
    kind = statements[0].type.name
    if kind not in _ALLOWED or _is_pragma(sql):
        raise QueryRefused(f"only SELECT and its like can be run on the snapshot, and this is {kind}")
    with _timed(con, timeout, time.monotonic() + timeout):
        relation = con.sql(sql, params=values)
    return Result(con, sql, timeout, list(relation.columns), [str(kind) for kind in relation.types], values)


def _is_pragma(sql: str) -> bool:
    """DuckDB 1.5 passes off some PRAGMAs as SELECT, 2.0 does not: refuse them alike."""
    return re.match(r"(\s|--[^\n]*(\n|$)|/\*.*?\*/|;)*pragma\b", sql, re.IGNORECASE | re.DOTALL) is not None


@contextmanager
def _timed(con: duckdb.DuckDBPyConnection, timeout: float, until: float) -> Iterator[None]:
    """Interrupt what the connection does at a time (of `time.monotonic`). DuckDB has no statement timeout."""
    late = QueryTimeout(f"the query was stopped after {timeout:g} s; narrow it, or raise READOUTS_SQL_TIMEOUT")
    left = until - time.monotonic()
    if left <= 0:
        raise late
    is_late = threading.Event()

    def interrupt() -> None:
        is_late.set()
        con.interrupt()

    timer = threading.Timer(left, interrupt)
    timer.daemon = True
    timer.start()
    try:
        with ctrl_c_interrupts(con):
            yield
    except duckdb.Error as error:
        # Not always an InterruptException: what was reading a stream finds it closed.
        if is_late.is_set():
            raise late from error
        raise
    finally:
        timer.cancel()
        timer.join()  # an interrupt under way must not meet a connection that the caller has closed since
