"""SQL from people: one SELECT, locked down, with a timeout."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from config.settings import Settings
from tests.warehouse.builders import OUTLETS, at, polled, reading
from warehouse.load import load
from warehouse.publish import publish
from warehouse.query import NoWarehouse, QueryRefused, QueryTimeout, connect, select
from warehouse.stage import stage

CROSS = "SELECT count(*) FROM range(1000000000) AS a, range(1000000) AS b WHERE a.range % 7 = b.range % 11"


@pytest.fixture(scope="module")
def published(folder: Callable[[str], Path]) -> Path:
    """A data folder with a snapshot of two documents."""
    data = folder("published")
    stage(data, polled(reading(), reading("https://gazette.example/x")))
    load(data, outlets=OUTLETS, now=at())
    publish(data)
    return data


@pytest.fixture
def con(published: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with closing(connect(published)) as con:
        yield con


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT title FROM documents",
        "select title from documents;",
        "-- a remark\nWITH d AS (FROM documents) SELECT title FROM d",
        "FROM documents SELECT title",
        "SELECT 'DROP TABLE x; COPY y' AS title FROM range(2)",
    ],
)
def test_selects_run(con: duckdb.DuckDBPyConnection, sql: str) -> None:
    result = select(con, sql, timeout=300)
    assert (result.columns, result.types) == (["title"], ["VARCHAR"])
    assert len(list(result.rows())) == 2
    assert result.arrow().num_rows == 2


@pytest.mark.parametrize(
    "sql", ["EXPLAIN SELECT 1", "DESCRIBE documents", "SHOW TABLES", "SUMMARIZE documents", "VALUES (1)"]
)
def test_what_describes_runs_too(con: duckdb.DuckDBPyConnection, sql: str) -> None:
    assert list(select(con, sql, timeout=300).rows())
    assert select(con, sql, timeout=300).arrow().num_rows


def test_rows_stop_at_the_limit_and_leave_the_connection_free(con: duckdb.DuckDBPyConnection) -> None:
    result = select(con, "SELECT range FROM range(5000)", timeout=300)
    assert list(result.rows(2)) == [(0,), (1,)]
    assert len(list(result.rows(2500))) == 2500
    assert len(list(result.rows())) == 5000
    assert list(result.rows(0)) == []
    rows = result.rows()
    assert next(rows) == (0,)
    assert list(select(con, "SELECT 1", timeout=300).rows()) == [(1,)]
    rows.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "sql",
    [
        "",
        "-- nothing",
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP TABLE store.document",
        "INSERT INTO store.document SELECT * FROM store.document",
        "DELETE FROM store.document",
        "UPDATE store.document SET url = ''",
        "MERGE INTO store.document USING documents ON false WHEN NOT MATCHED THEN DO NOTHING",
        "DROP VIEW documents",
        "CREATE TABLE t (i INT)",
        "CREATE TEMP TABLE t (i INT)",
        "ALTER TABLE store.document DROP url",
        "COPY documents TO '/tmp/out.csv'",
        "COPY (SELECT 1) TO '/tmp/out.parquet'",
        "EXPORT DATABASE '/tmp/out'",
        "ATTACH ':memory:' AS other",
        "ATTACH '/tmp/other.duckdb'",
        "DETACH memory",
        "USE memory",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET memory_limit = '100GB'",
        "RESET threads",
        "PRAGMA version",
        "/* x */ -- y\n PRAGMA database_list",
        "CALL pragma_version()",
        "CHECKPOINT",
        "BEGIN",
        "PREPARE p AS SELECT 1",
        "SET VARIABLE x = 1",
        "VACUUM",
    ],
)
def test_anything_else_is_refused(con: duckdb.DuckDBPyConnection, sql: str) -> None:
    with pytest.raises(QueryRefused):
        select(con, sql, timeout=300)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM read_parquet('http://127.0.0.1:9/x.parquet')",
        "SELECT * FROM duckdb_secrets()",
        "EXPLAIN ANALYZE COPY documents TO '/tmp/out.csv'",
        "EXPLAIN ANALYZE DELETE FROM store.document",
        "SELECT * FROM secret_of_this_process",
    ],
)
def test_a_select_cannot_reach_out(con: duckdb.DuckDBPyConnection, sql: str) -> None:
    import pyarrow as pa

    secret_of_this_process = pa.table({"x": [1]})
    assert secret_of_this_process.num_rows == 1
    with pytest.raises(duckdb.Error):
        list(select(con, sql, timeout=300).rows())


@pytest.mark.parametrize(
    "sql",
    ["SET threads = 99", "SET enable_external_access = true", "ATTACH ':memory:' AS m", "COPY documents TO '/tmp/o'"],
)
def test_the_lock_holds_without_select_too(con: duckdb.DuckDBPyConnection, sql: str) -> None:
    with pytest.raises(duckdb.Error):
        con.execute(sql)


def test_wrong_sql_says_so(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.Error, match=r"(?i)syntax|expected"):
        select(con, "SELEKT 1", timeout=300)
    with pytest.raises(duckdb.Error, match="no_such"):
        select(con, "SELECT no_such FROM documents", timeout=300)


@pytest.mark.parametrize("way", ["rows", "arrow"])
def test_a_long_query_is_stopped(con: duckdb.DuckDBPyConnection, way: str) -> None:
    with pytest.raises(QueryTimeout, match=r"stopped after 0\.3 s"):
        list(getattr(select(con, CROSS, timeout=0.3), way)())
    assert list(select(con, "SELECT 1", timeout=300).rows()) == [(1,)]


def test_endless_rows_are_stopped(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(QueryTimeout):
        for _ in select(con, "SELECT range FROM range(100000000000)", timeout=0.3).rows():
            pass


def test_memory_is_limited(published: Path, con: duckdb.DuckDBPyConnection) -> None:
    con.close()
    with (
        closing(connect(published, settings=Settings(sql_memory="50MB", sql_threads=1))) as small,
        pytest.raises(duckdb.Error, match=r"(?i)memory|temp"),
    ):
        list(select(small, "SELECT list(range) FROM range(100000000)", timeout=300).rows())


def test_two_connections_of_one_process_need_not_agree_on_limits(
    published: Path, con: duckdb.DuckDBPyConnection
) -> None:
    with closing(connect(published, settings=Settings(sql_memory="1GB", sql_threads=1))) as other:
        assert other.execute("SELECT count(*) FROM documents").fetchall() == [(2,)]


def test_a_broken_link_is_no_warehouse(data: Path) -> None:
    data.mkdir()
    (data / "current.duckdb").symlink_to("snapshots/gone.duckdb")
    with pytest.raises(NoWarehouse):
        connect(data)


def test_a_broken_snapshot_says_so(data: Path) -> None:
    (data / "snapshots").mkdir(parents=True)
    (data / "snapshots" / "x.duckdb").write_bytes(b"not a database" * 1000)
    (data / "current.duckdb").symlink_to("snapshots/x.duckdb")
    with pytest.raises(duckdb.Error, match="not a valid DuckDB database"):
        connect(data)


def test_no_progress_bar_on_standard_output(published: Path, tmp_path: Path) -> None:
    """DuckDB takes `python -c` for a terminal, and draws a bar after two seconds, whoever reads the output."""
    code = """
import sys
from pathlib import Path
from warehouse.paths import Paths
from warehouse.query import connect
from warehouse.writer import connection
asked = "SELECT current_setting('enable_progress_bar')"
print(connect(Path(sys.argv[1])).execute(asked).fetchall())
with connection(Paths(Path(sys.argv[2])), wait=0) as writer:
    print(writer.execute(asked).fetchall())
"""
    command = [sys.executable, "-c", code, str(published), str(tmp_path)]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[(False,)]", "[(False,)]"]
