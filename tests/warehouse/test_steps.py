"""The steps of a load: those without rows are passed over, which changes nothing but the time it takes."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractors.records import Batch, UrlAlias
from tests.warehouse.builders import OUTLETS, at, batch, fetch, polled, reading, report_of_load, source_state
from tests.warehouse.test_backfill import DONE, TODO
from tests.warehouse.test_events import BOTH, parsed
from warehouse import load as load_module
from warehouse import merge
from warehouse.compare import equal_warehouses
from warehouse.load import TEXTS, LoadReport, load
from warehouse.merge import feeds
from warehouse.migrate import opened, scripts
from warehouse.paths import Paths
from warehouse.publish import publish
from warehouse.query import connect
from warehouse.schema import STAGED
from warehouse.stage import stage
from warehouse.writer import CopyFailed


def test_every_step_names_what_it_feeds_on() -> None:
    known = {f"staged_{name}" for name in STAGED} | {"read_fetches"}
    made: dict[str, frozenset[str]] = {}
    for script in scripts("load"):
        named = frozenset[str]().union(*(made.get(name, {name}) for name in feeds(script.sql)))
        made |= dict.fromkeys(re.findall(r"TEMP TABLE (\w+) AS\n", script.sql), named)
        mentioned = set(re.findall(r"\bstaged_\w+", "\n".join(script.sql.splitlines()[1:])))
        mentioned.discard("staged_batches")  # never without rows: no reason to run a script
        if "read_fetches" in named:
            mentioned.discard("staged_fetches")
        if script.name == "90_batch":
            assert not named  # the ledger is written for every batch
        else:
            assert named
            assert mentioned <= named <= known, script.name
    for needed in ("new_version", "replaced_version", "judged_version", "new_readout"):
        (maker,) = (s for s in scripts("load") if f"TEMP TABLE {needed} " in s.sql)
        assert feeds(maker.sql) == TEXTS, "stories and events find it whenever they look"


def pieces() -> list[Batch]:
    """What two polls, a backfill and a reading anew might stage, a table a batch."""
    first, second = reading(), reading("https://gazette.example/x", minutes=5)
    other = reading("https://daily.example/b", "Ferry line to reopen, says harbour", minutes=20)
    anew = reading(title="Ferry line to reopen in June", fetched=first.fetch)
    one, two = parsed("USA", BOTH), parsed("NOR", BOTH)
    alias = UrlAlias("https://daily.example/amp/a", "https://daily.example/a", "amp", "url", "daily", at(3))
    whole = [
        polled(first, second),
        polled(other, minutes=30),
        batch(minutes=60, readings=[anew], aliases=[alias, replace(alias, seen_at=at(9))]),
        batch(minutes=70, readings=[one[0], two[0]], parsed=[one[1], two[1]], partitions=[TODO, DONE]),
        batch(minutes=80, fetches=[fetch("https://daily.example/feed", 80, outcome="not-modified", purpose="source")]),
        batch(minutes=80, source_states=[source_state(minutes=80, health="unchanged")]),
    ]
    made = []
    for staged in whole:
        for name, rows in staged.tables().items():
            if rows:
                alone = Batch(run=staged.run, label=f"{name} alone")
                alone.tables()[name].extend(rows)
                made.append(alone)
    return made


def loaded(data: Path, batches: list[Batch]) -> None:
    """Each in a load of its own."""
    for one in batches:
        stage(data, one)
        assert report_of_load(data, now=at(600)).batches == 1


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.soak)])
def test_steps_passed_over_are_not_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    batches = pieces()
    random.Random(seed).shuffle(batches)
    loaded(tmp_path / "some", batches)
    with monkeypatch.context() as patched:
        patched.setattr(merge, "feeds", lambda sql: frozenset())
        patched.setattr(load_module, "TEXTS", frozenset({"always"}))
        loaded(tmp_path / "all", batches)
    publish(tmp_path / "some")
    publish(tmp_path / "all")
    with connect(tmp_path / "some") as some, connect(tmp_path / "all") as every:
        assert equal_warehouses(some, every)
        assert some.execute("SELECT count(*) FROM store.version WHERE superseded").fetchall() == [(1,)]
        assert some.execute("SELECT count(DISTINCT event_id), count(*) FROM store.event_member").fetchall() == [(1, 2)]


def test_unchanged_sources_take_three_steps(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded(data, [polled(reading())])
    ran: list[str] = []

    class Watched:
        def __init__(self, con: Any) -> None:
            self.con, self.extract_statements = con, con.extract_statements

        def execute(self, statement: Any) -> Any:
            (name,) = (s.name for s in scripts("load") if statement.query.strip() in s.sql)
            ran.extend([name] if name not in ran else [])
            return self.con.execute(statement)

    def merged(con: Any, folder: str, empty: Any = ()) -> merge.Changes:
        return merge.run_scripts(Watched(con) if folder == "load" else con, folder, empty)  # type: ignore[arg-type]

    monkeypatch.setattr(load_module, "run_scripts", merged)
    for derived in ("derive_stories", "derive_events"):
        monkeypatch.setattr(load_module, derived, lambda *given: pytest.fail("nothing was read"))
    asked = fetch("https://daily.example/feed", 60, outcome="not-modified", purpose="source")
    loaded(data, [batch(minutes=60, fetches=[asked], source_states=[source_state(minutes=60, health="unchanged")])])
    assert ran == ["10_fetch", "70_source_state", "90_batch"]


def test_a_load_publishes_what_is_new(data: Path) -> None:
    stage(data, polled(reading()))
    assert report_of_load(data, keep=2).snapshot == data / "snapshots" / "readouts-000001.duckdb"
    assert report_of_load(data, keep=2).snapshot is None
    stage(data, batch(minutes=60, source_states=[source_state(minutes=60)]))
    assert report_of_load(data).snapshot is None  # nobody asked for it
    assert report_of_load(data, keep=2).snapshot == data / "snapshots" / "readouts-000002.duckdb"
    assert publish(data) is None
    with connect(data) as con:
        assert con.execute("SELECT max(checked_at) FROM store.source_state").fetchall() == [
            (at(60).replace(tzinfo=None),)
        ]


def test_the_configuration_can_wait_for_something_staged(data: Path) -> None:
    def configured() -> list[Any]:
        with opened(Paths(data), now=at(), wait=0) as con:
            return con.execute("SELECT count(*) FROM store.outlet").fetchall()

    load(data, outlets=OUTLETS, now=at(), only_staged=True)
    assert configured() == [(0,)]
    stage(data, polled(reading()))
    load(data, outlets=OUTLETS, now=at(), only_staged=True)
    assert configured() == [(4,)]


def test_what_was_done_is_told_where_the_rest_fails(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise CopyFailed("the disk is full")

    told = LoadReport()
    stage(data, polled(reading()))
    with monkeypatch.context() as patched:
        patched.setattr(load_module, "make_snapshot", full)
        with pytest.raises(CopyFailed):
            load(data, outlets=OUTLETS, now=at(), keep=2, report=told)
    assert (told.batches, told.new_documents, told.snapshot) == (1, 1, None)
    assert report_of_load(data, keep=2).snapshot is not None  # though nothing is new since
