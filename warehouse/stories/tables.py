"""What the SQL of the story step needs from Python: thresholds as variables, ids as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress

import duckdb
import pyarrow as pa

from warehouse.merge import registered
from warehouse.stories import thresholds

_VARIABLES = {
    "algo_version": thresholds.ALGO_VERSION,
    "bucket_days": thresholds.STOCK_BUCKET_DAYS,
    "stock_documents": thresholds.STOCK_DOCUMENTS,
    "stock_days": thresholds.STOCK_DAYS,
    "shared": thresholds.SHARED,
    "copy_window": thresholds.WINDOW,
}


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


def asked(con: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> AbstractContextManager[None]:
    """Let SQL see document ids as the table `asked_document`."""
    return registered(con, {"asked_document": id_table("document_id", documents)})


def texts_of(con: duckdb.DuckDBPyConnection, versions: Sequence[str]) -> dict[str, str]:
    """Texts by version id."""
    with registered(con, {"asked_version": id_table("version_id", versions)}):
        return dict(
            con.execute(
                "SELECT version_id, text FROM store.version_text "
                "WHERE version_id IN (SELECT version_id FROM asked_version)"
            ).fetchall()
        )
