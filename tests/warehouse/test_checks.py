"""Every check passes on a sound warehouse, and finds what it is there to find."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.builders import LONG, OUTLETS, at, batch, polled, published, reading, sighting
from warehouse.checks import run_checks
from warehouse.load import load
from warehouse.migrate import scripts
from warehouse.stage import stage

HARM = {
    "alias_of_living_or_lost_story": "INSERT INTO store.story_alias VALUES ('s1', 's2')",
    "carrier_of_no_story": "UPDATE store.carrier SET against_id = 'd0'",
    "document_without_sketch": "DELETE FROM store.sketch",
    "document_without_story": "DELETE FROM store.story_member",
    "duplicate_keys": "INSERT INTO store.sighting FROM store.sighting LIMIT 1",
    "edge_without_sketch": "INSERT INTO store.edge FROM store.edge LIMIT 1",
    "forgotten_and_there": "INSERT INTO store.forgotten SELECT document_id, url, NULL, [], NULL, now()::TIMESTAMP "
    "FROM store.document LIMIT 1",
    "of_another_time": "UPDATE store.version_text SET dated_at = dated_at - INTERVAL 1 SECOND",
    "page_without_state": "DELETE FROM store.page_state",
    "published_after_fetch": "UPDATE store.version SET published_at = first_fetched_at + INTERVAL 25 HOURS",
    "sighting_of_unknown_source": "DELETE FROM store.source",
    "story_joined_by_nothing": "DELETE FROM store.edge",
    "story_not_named_after_earliest": "UPDATE store.story_member SET story_id = 's0'",
    "story_of_no_document": "INSERT INTO store.story_member VALUES ('d0', 's0', DATE '2026-03-02')",
    "story_split": "UPDATE store.story_member SET story_id = 's' || substr(document_id, 2)",
    "superseded_wrongly": "UPDATE store.version SET superseded = true",
    "text_without_version": "DELETE FROM store.version",
    "version_without_document": "DELETE FROM store.document",
    "version_without_text": "DELETE FROM store.version_text",
}


@pytest.fixture(scope="module")
def made(folder: Callable[[str], Path]) -> Path:
    """A sound warehouse in which everything is that a check looks at."""
    data = folder("sound")
    for staged in (
        polled(reading(), reading("https://gazette.example/x", minutes=3)),
        polled(reading(minutes=60, text=LONG + " More."), minutes=60, label="edit"),
        batch(sightings=[sighting(source="daily/wayback", via="wayback")], label="archive"),
        polled(reading("https://mirror.example/x", published=published(60 * 20)), label="a wrong zone"),
    ):
        stage(data, staged)
    load(data, outlets=OUTLETS, now=at(600))
    return data / "warehouse.duckdb"


@pytest.fixture
def sound(made: Path, tmp_path: Path) -> Path:
    """A copy of it to do harm to."""
    return Path(shutil.copy(made, tmp_path))


def test_a_sound_warehouse_passes(sound: Path) -> None:
    with closing(duckdb.connect(sound)) as con:
        assert {n for _, n in run_checks(con)} == {0}


def test_every_check_is_tried() -> None:
    assert set(HARM) == {script.name for script in scripts("checks")}


@pytest.mark.parametrize("name", sorted(HARM))
def test_a_check_finds_what_it_is_for(sound: Path, name: str) -> None:
    with closing(duckdb.connect(sound)) as con:
        con.execute(HARM[name])
        assert dict(run_checks(con))[name] > 0


def test_every_table_has_a_key_that_is_looked_at(sound: Path) -> None:
    (check,) = (script for script in scripts("checks") if script.name == "duplicate_keys")
    with closing(duckdb.connect(sound)) as con:
        names = con.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'store'").fetchall()
    # Of edges another check says so; a log of changes has no key, and a counter is one row.
    kept_otherwise = {"edge", "furniture_change", "load_counter"}
    looked_at = set(re.findall(r"FROM store\.(\w+)", check.sql))
    assert looked_at == {name for (name,) in names} - kept_otherwise
