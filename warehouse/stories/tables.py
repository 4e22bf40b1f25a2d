"""What the SQL of the story step needs from Python: thresholds as variables, ids as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime

import duckdb
import pyarrow as pa

from warehouse.merge import registered, run_scripts
from warehouse.stories import thresholds

_VARIABLES = {
    "algo_version": thresholds.ALGO_VERSION,
    "bucket_days": thresholds.STOCK_BUCKET_DAYS,
    "stock_documents": thresholds.STOCK_DOCUMENTS,
    "stock_days": thresholds.STOCK_DAYS,
    "shared": thresholds.SHARED,
    "copy_window": thresholds.WINDOW,
}

_TEXTS = pa.schema({"version_id": pa.string(), "dated_at": pa.timestamp("us")})


def set_thresholds(con: duckdb.DuckDBPyConnection) -> None:
    """Let SQL read the thresholds by `getvariable`."""
    for name, value in _VARIABLES.items():
        con.execute(f"SET VARIABLE {name} = $1", [value])


@contextmanager
def one_thread(con: duckdb.DuckDBPyConnection, wanted: bool = True) -> Iterator[None]:
    """Let DuckDB use one thread for a while."""
    if not wanted:
        yield
        return
    ((threads,),) = con.execute("SELECT current_setting('threads')").fetchall()
    con.execute("SET threads = 1")
    try:
        yield
    finally:
        with suppress(duckdb.Error):  # the transaction may have failed
            con.execute("SET threads = $1", [threads])


def id_table(column: str, ids: Iterable[str]) -> pa.Table:
    return pa.Table.from_pylist([{column: one} for one in ids], schema=pa.schema({column: pa.string()}))


def wordings_of_times(con: duckdb.DuckDBPyConnection, times: str) -> None:
    """Let SQL see the wordings of a table's documents and times as `wording`, and their pages as `wording_page`."""
    con.execute(f"CREATE OR REPLACE TEMP VIEW wording_time AS SELECT document_id, dated_at FROM {times}")  # noqa: S608
    run_scripts(con, "stories/wordings")


def texts_of(con: duckdb.DuckDBPyConnection, versions: Mapping[str, datetime]) -> dict[str, str]:
    """Texts by version id, given when each came out."""
    asked_version = [{"version_id": version, "dated_at": dated_at} for version, dated_at in versions.items()]
    with registered(con, {"asked_text": pa.Table.from_pylist(asked_version, schema=_TEXTS)}):
        return dict(
            con.execute(
                "SELECT version_id, text FROM store.version_text SEMI JOIN asked_text USING (version_id, dated_at)"
            ).fetchall()
        )
