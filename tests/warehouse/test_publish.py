"""Publishing: a whole snapshot behind a link, or the old one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.warehouse.builders import OUTLETS, at, batch, polled, reading, sighting
from warehouse import publish as publish_module
from warehouse.load import LoadReport, load
from warehouse.publish import publish
from warehouse.query import NoWarehouse, connect
from warehouse.stage import stage
from warehouse.writer import CopyFailed

Put = Callable[..., LoadReport]


def count(data: Path) -> int:
    with closing(connect(data)) as con:
        return int(con.execute("SELECT count(*) FROM sightings").fetchall()[0][0])


def see(data: Path, n: int) -> None:
    stage(data, batch(sightings=[sighting(f"https://daily.example/{n}")]))
    load(data, outlets=OUTLETS, now=at())


def test_nothing_loaded_nothing_published(data: Path) -> None:
    assert publish(data) is None
    with pytest.raises(NoWarehouse, match="nothing is published"):
        connect(data)


def test_the_first_snapshot(data: Path) -> None:
    see(data, 1)
    assert publish(data) == data / "snapshots" / "readouts-000001.duckdb"
    assert os.readlink(data / "current.duckdb") == "snapshots/readouts-000001.duckdb"
    assert count(data) == 1


def test_only_what_is_new_is_published(data: Path) -> None:
    see(data, 1)
    publish(data)
    assert publish(data) is None
    see(data, 1)  # staged again, known by the ledger
    assert publish(data) is None
    see(data, 2)
    assert publish(data) == data / "snapshots" / "readouts-000002.duckdb"
    assert publish(data, force=True) == data / "snapshots" / "readouts-000003.duckdb"
    assert count(data) == 2


def test_old_snapshots_go_and_who_reads_one_keeps_it(data: Path) -> None:
    see(data, 1)
    publish(data)
    with closing(connect(data)) as old:
        for n in range(2, 6):
            see(data, n)
            publish(data, keep=2)
        assert sorted(path.name for path in (data / "snapshots").iterdir()) == [
            "readouts-000004.duckdb",
            "readouts-000005.duckdb",
        ]
        assert old.execute("SELECT count(*) FROM sightings").fetchall() == [(1,)]
        assert count(data) == 5  # though this process still has the first one open


def test_the_folder_can_be_moved(data: Path, tmp_path: Path) -> None:
    see(data, 1)
    publish(data)
    data.rename(tmp_path / "moved")
    assert count(tmp_path / "moved") == 1


@pytest.mark.parametrize("step", ["copy_in_child", "_point", "_tidy"])
def test_a_crash_is_mended_by_the_next_call(data: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    see(data, 1)
    publish(data)
    see(data, 2)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(publish_module, step, crash)
        with pytest.raises(KeyboardInterrupt):
            publish(data)
    assert count(data) == (2 if step == "_tidy" else 1)
    publish(data)
    assert count(data) == 2
    assert publish(data) is None


def test_a_full_disk_leaves_the_old_snapshot(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    see(data, 1)
    publish(data)
    see(data, 2)
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "which", lambda name: "/bin/false")
        with pytest.raises(CopyFailed, match="could not be copied"):
            publish(data)
    assert [path.name for path in (data / "snapshots").iterdir()] == ["readouts-000001.duckdb"]
    assert count(data) == 1
    publish(data)
    assert count(data) == 2


def test_where_there_is_no_cp(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    see(data, 1)
    publish(data)
    assert count(data) == 1


def test_leftovers_of_crashed_copies_go(data: Path) -> None:
    see(data, 1)
    publish(data)
    leftover = data / "snapshots" / ".readouts-000009.duckdb.tmp"
    leftover.write_bytes(b"half")
    see(data, 2)
    publish(data)
    assert not leftover.exists()


def test_a_database_put_back_never_takes_the_name_of_a_snapshot_in_use(data: Path, tmp_path: Path) -> None:
    see(data, 1)
    publish(data)
    shutil.copy(data / "warehouse.duckdb", tmp_path / "backup")
    see(data, 2)
    publish(data)
    with closing(connect(data)) as newer:
        shutil.copy(tmp_path / "backup", data / "warehouse.duckdb")
        assert publish(data) == data / "snapshots" / "readouts-000003.duckdb"
        assert count(data) == 1
        assert newer.execute("SELECT count(*) FROM sightings").fetchall() == [(2,)]


def test_a_lost_link_is_put_back(data: Path) -> None:
    see(data, 1)
    publish(data)
    (data / "current.duckdb").unlink()
    assert publish(data) is not None
    assert count(data) == 1


def test_views_find_their_tables_under_any_name(data: Path, put: Put, tmp_path: Path) -> None:
    put(polled(reading()))
    snapshot = publish(data)
    assert snapshot
    other = tmp_path / "other"
    (other / "snapshots").mkdir(parents=True)
    shutil.copy(snapshot, other / "snapshots" / "a name.duckdb")
    (other / "current.duckdb").symlink_to("snapshots/a name.duckdb")
    with closing(connect(other)) as con:
        assert con.execute("SELECT title FROM documents").fetchall() == [("Ferry line to reopen",)]
