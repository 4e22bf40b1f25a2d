"""The ledger of backfills: rows only move on, whatever the order of loading."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from extractors.records import PartitionState
from tests.warehouse.builders import OUTLETS, at, batch
from warehouse.load import load
from warehouse.publish import publish
from warehouse.query import connect
from warehouse.stage import stage
from warehouse.state import State

TODO = PartitionState("daily/map", "daily", "leaf", "https://x/1", date(2026, 3, 1), date(2026, 3, 7), "todo", 0, at())
DONE = replace(TODO, state="done", step=3, attempts=1, n_listed=9, n_fetched=9, n_articles=8, updated_at=at(5))


def loaded(data: Path, *rows: PartitionState) -> None:
    for n, row in enumerate(rows):
        stage(data, batch(minutes=n, partitions=[row]))
        load(data, outlets=OUTLETS, now=at(60))
    publish(data)


def test_a_row_only_moves_on(data: Path) -> None:
    running = replace(TODO, state="running", step=1, attempts=1)
    loaded(data, running, DONE, TODO, replace(DONE, step=2, state="failed"))
    with State(data) as state:
        assert state.partitions(["daily/map"]) == [DONE]
        assert state.partitions(["daily/feed"]) == []
    with closing(connect(data)) as con:
        found = con.execute("SELECT state, attempts, n_listed, n_articles FROM backfills").fetchall()
    assert found == [("done", 1, 9, 8)]


def test_the_same_part_of_other_days_is_another_row(data: Path) -> None:
    loaded(data, TODO, replace(TODO, until=date(2026, 3, 8)))
    with State(data) as state:
        assert len(state.partitions(["daily/map"])) == 2


def test_a_snapshot_from_before_has_none(data: Path) -> None:
    with State(data) as state:
        assert state.partitions(["daily/map"]) == []
        assert state.articles_a_day(["daily"]) == {}
        assert state.days_of(["daily"]) == {}
