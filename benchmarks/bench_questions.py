"""How long the 34 questions of docs/queries take over a made warehouse: 1,000,000 documents, 100,000 readouts.

    python -m benchmarks.bench_questions [--documents N] [--data DIR]

Each is asked three times of a published snapshot on two threads, and the quickest counts: wall seconds to the first
thousand rows, and the rows the answer has. Target: one second each. `--data` keeps the warehouse, or uses one kept.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from config.outlets import load_outlets
from config.settings import Settings
from warehouse.load import load
from warehouse.paths import Paths
from warehouse.publish import publish
from warehouse.query import connect

HERE = Path(__file__).parent
QUERIES = sorted((HERE.parent / "docs/queries").glob("*.sql"))
ROUNDS = 3
SHOWN = 1000
TARGET = 1.0


def make(data: Path, documents: int) -> None:
    """A published warehouse of that many documents, made by DuckDB itself."""
    load(data, outlets=load_outlets(), now=datetime(2026, 1, 1, tzinfo=UTC))
    with closing(duckdb.connect(Paths(data).database)) as con:
        con.execute("SET threads = 2")
        con.execute("SET VARIABLE n = " + str(int(documents)))
        con.execute((HERE / "questions.sql").read_text("utf-8"))
        con.execute("UPDATE store.load_counter SET loads = loads + 1")
        con.execute("CHECKPOINT")
    publish(data, force=True)


def seconds(con: duckdb.DuckDBPyConnection, sql: str) -> float:
    """Wall seconds until the first rows are there."""
    began = time.perf_counter()
    con.execute(sql).fetchmany(SHOWN)
    return time.perf_counter() - began


@contextmanager
def folder_for(kept: Path | None) -> Iterator[Path]:
    if kept:
        yield kept
    else:
        with tempfile.TemporaryDirectory() as made:
            yield Path(made)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--documents", type=int, default=1_000_000)
    options.add_argument("--data", type=Path)
    chosen = options.parse_args()
    with folder_for(chosen.data) as data:
        if not Paths(data).current.exists():
            began = time.perf_counter()
            make(data, chosen.documents)
            print(f"made {chosen.documents:,} documents in {time.perf_counter() - began:.0f} s")
        with closing(connect(data, settings=Settings(_env_file=None, sql_threads=2))) as con:
            took: dict[str, float] = {}
            for path in QUERIES:
                sql = path.read_text("utf-8")
                took[path.stem] = min(seconds(con, sql) for _ in range(ROUNDS))
                (rows,) = con.execute("SELECT count(*) FROM (" + sql + ")").fetchone() or (0,)
                print(f"{took[path.stem]:7.2f} s {rows:>9,} rows  {path.stem}", flush=True)
    slowest = max(took, key=lambda name: took[name])
    over = sum(one > TARGET for one in took.values())
    print(f"slowest: {slowest}, {took[slowest]:.2f} s; {over} of {len(took)} over {TARGET:.0f} s")


if __name__ == "__main__":
    main()
