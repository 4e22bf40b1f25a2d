"""A change of the code makes everything anew from the stored texts."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.stories.test_derive import build, world
from warehouse.checks import run_checks
from warehouse.compare import differences
from warehouse.publish import publish
from warehouse.query import connect
from warehouse.stories.rebuild import rebuild_stories


def age(data: Path) -> None:
    """Make everything derived wrong, and of an older version."""
    with closing(duckdb.connect(data / "warehouse.duckdb")) as con:
        con.execute("UPDATE store.sketch SET algo_version = 0, hashes = [1, 2, 3], stamp = stamp % 1000003")
        con.execute("UPDATE store.edge SET algo_version = 0, relation = 'weak'")
        con.execute("UPDATE store.story_member SET story_id = '-' || document_id")
        con.execute("UPDATE store.carrier SET relation = 'rewritten'")


def test_a_rebuild_makes_what_a_fresh_load_makes(whole: Path, copied: Path) -> None:
    age(copied)
    steps = rebuild_stories(copied, together=20)
    next(steps)
    steps.close()  # stopped, and started again
    left = list(rebuild_stories(copied, together=20))
    assert left
    assert left[-1] == 0
    assert left == sorted(left, reverse=True)
    publish(copied)
    with closing(connect(whole)) as a, closing(connect(copied)) as b:
        assert differences(a, b) == []
        assert sum(n for _, n in run_checks(b)) == 0
    assert list(rebuild_stories(copied)) == []


def test_readers_keep_their_snapshot_meanwhile(copied: Path) -> None:
    with closing(connect(copied)) as reader:
        before = reader.execute("SELECT count(*), count(DISTINCT story_id) FROM documents").fetchall()
        age(copied)
        for _ in rebuild_stories(copied, together=20):
            assert reader.execute("SELECT count(*), count(DISTINCT story_id) FROM documents").fetchall() == before


def test_a_rebuild_that_does_not_help_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = build(tmp_path, world()[:3], 100)
    age(data)
    monkeypatch.setattr("warehouse.stories.rebuild.rebuild_chunk", lambda con, together: None)
    with pytest.raises(RuntimeError, match="no progress"):
        list(rebuild_stories(data))
