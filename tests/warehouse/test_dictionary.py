"""Every table, view and column says what it is, and the page says the same."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.builders import OUTLETS, at, polled, reading
from warehouse.dictionary import PAGE, current, dictionary
from warehouse.load import load
from warehouse.migrate import scripts
from warehouse.publish import publish
from warehouse.query import connect
from warehouse.stage import stage


@pytest.fixture(scope="module")
def snapshot(folder: Callable[[str], Path]) -> Path:
    data = folder("data")
    stage(data, polled(reading()))
    load(data, outlets=OUTLETS, now=at())
    publish(data)
    return data


def test_nothing_lacks_a_comment(snapshot: Path) -> None:
    with closing(connect(snapshot)) as con:
        bare = con.execute(
            """
            SELECT schema_name || '.' || table_name || '.' || column_name FROM duckdb_columns()
            WHERE NOT internal AND coalesce(comment, '') = ''
            UNION ALL SELECT table_name FROM duckdb_tables() WHERE NOT internal AND coalesce(comment, '') = ''
            UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal AND coalesce(comment, '') = ''
            """
        ).fetchall()
    assert bare == []


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == current(), "run `python -m warehouse.dictionary`"


def test_the_page_names_every_view(snapshot: Path) -> None:
    with closing(connect(snapshot)) as con:
        page = dictionary(con)
    for name in ("documents", "document_versions", "stories", "carriers", "edits", "runs", "store.fetch"):
        assert f"### {name}\n" in page


def test_analysts_need_no_schema_name(snapshot: Path) -> None:
    with closing(duckdb.connect(snapshot / "current.duckdb", read_only=True)) as con:
        names = {name for (name,) in con.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()}
        for name in names:
            con.execute(f"SELECT * FROM {name}").fetchall()
    assert len(names) == len(scripts("views"))
