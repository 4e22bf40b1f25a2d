"""A full disk in archive, staging and load: a clear message, nothing spoilt, and on it goes when there is room.

Needs a small file system of its own, which only root can mount; skipped, saying so, where that is not to be had.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import closing, nullcontext, suppress
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import pytest
from click.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

from config.outlets import load_outlets
from config.settings import Settings
from flows.cli import main
from press.server import running
from press.world import World
from press.year import Year
from tests.e2e.test_backfill_kills import write_outlets
from tests.flows.test_rereading import Inline
from tests.flows.test_warc import html, warc
from warehouse.checks import run_checks
from warehouse.compact import compact
from warehouse.load import load
from warehouse.paths import Paths, staged
from warehouse.publish import publish
from warehouse.query import connect
from warehouse.stored import store_views

NOON = datetime(2026, 3, 6, 12, tzinfo=UTC)
OUTLETS = load_outlets()
N = 60
ROOM = 24_000_000
"""Bytes of the small disk: enough for everything here."""


class Mount(Protocol):
    """Give a folder a small disk of so many bytes, or the disk that it has another size."""

    def __call__(self, folder: Path, size: int) -> Path: ...


@pytest.fixture
def made_once() -> None:
    """Here each warehouse is really made: the disk is full meanwhile, or soon after."""


@pytest.fixture
def mount() -> Iterator[Mount]:
    mounted: list[Path] = []

    def call(folder: Path, size: int) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        options = f"remount,size={size}" if folder in mounted else f"size={size}"
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")
        if folder not in mounted:
            mounted.append(folder)
        return folder

    yield call
    for folder in mounted:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def disk(mount: Mount, tmp_path: Path) -> Path:
    return mount(tmp_path / "disk", ROOM)


@pytest.fixture
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No readers' processes, which take seconds to start."""
    monkeypatch.setattr("flows.pipeline.reading_pool", lambda _, *told: nullcontext(Inline(*told)))


def fill(disk: Path, leave: int) -> Path:
    """A file that leaves so many bytes of the disk."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(65_536))
    with ballast.open("r+b") as file:
        file.truncate(max(0, ballast.stat().st_size - leave))
    return ballast


def backfill(disk: Path, file: Path, **more: str) -> Any:
    return run(disk, "--warc", str(file), "--json", **more)


def run(disk: Path, *arguments: str, **more: str) -> Any:
    env = {
        "READOUTS_DATA": str(disk / "data"),
        "READOUTS_NOW": (NOON + timedelta(days=1)).isoformat(),
        "READOUTS_WORKERS": "1",
    }
    return CliRunner().invoke(main, ["backfill", *arguments], env=env | more)


def is_sound(disk: Path) -> int:
    """Documents in a warehouse in which nothing is spoilt, nor in its archive."""
    data = disk / "data"
    for path in (data / "archive").rglob("*.warc.gz"):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                record.content_stream().read()
    assert staged(data) == []
    assert not (data / "quarantine").exists()
    with closing(connect(data)) as con:
        assert [found for found in run_checks(con) if found[1]] == []
        return int(con.execute("SELECT count(*) FROM documents").fetchall()[0][0])


@pytest.mark.parametrize("folder", ["archive", pytest.param("staging", marks=pytest.mark.soak)])
def test_a_full_folder(mount: Mount, tmp_path: Path, folder: str, request: pytest.FixtureRequest) -> None:
    """Room for some records of the archive, or for no batch, while the other folder has all it needs."""
    if folder == "staging":
        request.getfixturevalue("inline")  # that readers end in good order is seen with the archive
    file = warc(tmp_path / "theirs", {number: html(number) for number in range(N)})
    small = mount(tmp_path / "data" / folder, 24_000)
    answer = backfill(tmp_path, file)
    assert answer.exit_code == 1
    assert "No space left on device" in answer.output
    assert "run the same command to go on" in answer.output
    assert "Traceback" not in answer.output
    if folder == "staging":
        assert list(small.iterdir()) == []  # not even a part of a batch
    mount(small, ROOM)
    answer = backfill(tmp_path, file)
    assert answer.exit_code == 0, answer.output
    assert is_sound(tmp_path) == N
    with closing(connect(tmp_path / "data")) as con:
        assert con.execute("SELECT state FROM backfills").fetchall() == [("done",)]


@pytest.mark.parametrize("folder", [pytest.param("archive", marks=pytest.mark.soak), "staging"])
def test_a_full_folder_while_pages_are_asked_for(mount: Mount, tmp_path: Path, folder: str) -> None:
    year = Year(until=date(2026, 3, 5), days=12)
    write_outlets(year, tmp_path / "outlets")
    small = mount(tmp_path / "data" / folder, 16_000)
    arguments = ["harbour", "uplands", "--since", "2026-02-25", "--until", "2026-03-04", "--from", "sitemap"]
    with running(World(()), at=NOON, further=year) as press:
        env = {
            "READOUTS_OUTLETS": str(tmp_path / "outlets"),
            "READOUTS_LOOPBACK": json.dumps({"*.localhost": press.port}),
            "READOUTS_HOST_DELAY": "0",
        }
        answer = run(tmp_path, *arguments, **env)
        assert answer.exit_code == 1
        assert "No space left on device" in answer.output
        assert "run the same command to go on" in answer.output
        assert not isinstance(answer.exception, BaseExceptionGroup)
        mount(small, ROOM)
        answer = run(tmp_path, *arguments, **env)
    assert answer.exit_code == 0, answer.output
    found = year.wanted(date(2026, 2, 25), date(2026, 3, 4)).values()
    assert is_sound(tmp_path) == sum(piece.text.outlet_id in ("harbour", "uplands") for piece in found)


@pytest.mark.usefixtures("inline")
@pytest.mark.parametrize("load_every", ["60", pytest.param("0", marks=pytest.mark.soak)])
def test_a_full_disk_while_loading(disk: Path, tmp_path: Path, load_every: str) -> None:
    """By the load at the end, or by the loader beside the work."""
    first = warc(tmp_path / "first", {0: html(0)})
    assert backfill(disk, first).exit_code == 0
    file = warc(tmp_path / "theirs", {number: html(number) for number in range(1, N)})
    ballast = fill(disk, 400_000)  # the batches fit, the database does not grow
    answer = backfill(disk, file, READOUTS_LOAD_EVERY=load_every)
    assert answer.exit_code == 1
    assert answer.output.startswith(f"Error: the disk of {disk / 'data'} is full; make room on it. Nothing is lost: ")
    assert "run the same command to go on" in answer.output
    assert len(staged(disk / "data")) > 0  # staged, and not lost
    with closing(connect(disk / "data")) as con:
        assert con.execute("SELECT count(*) FROM documents").fetchall() == [(1,)]  # readers have what they had
    ballast.unlink()
    answer = backfill(disk, file)
    assert answer.exit_code == 0, answer.output
    assert is_sound(disk) == N


@pytest.mark.usefixtures("inline")
def test_a_full_disk_while_publishing(disk: Path, tmp_path: Path) -> None:
    file = warc(tmp_path / "theirs", {number: html(number) for number in range(5)})
    assert backfill(disk, file).exit_code == 0
    data = disk / "data"
    settings = Settings(data=data)
    ballast = fill(disk, (data / "warehouse.duckdb").stat().st_size // 2)
    before = Paths(data).current.resolve()
    with pytest.raises(OSError, match=f"^the disk of {data / 'snapshots'} is full; .* could not be copied"):
        publish(data, force=True)
    assert Paths(data).current.resolve() == before
    ballast.unlink()
    load(settings.data, outlets=OUTLETS, now=NOON)
    assert publish(data, force=True) is not None
    assert is_sound(disk) == 5


def test_a_full_disk_while_a_snapshot_is_made(disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Room for the copy, and not for the rows that it holds in place of views."""
    monkeypatch.setattr("warehouse.publish.store_views", partial(store_views, from_bytes=0))
    data = disk / "data"
    load(data, outlets=OUTLETS, now=NOON)
    before = publish(data)
    assert before is not None
    size = (data / "warehouse.duckdb").stat().st_size
    ballast = fill(disk, size + 8_192)
    with pytest.raises(OSError, match=f"^the disk of {data / 'snapshots'} is full; .* could not be made"):
        publish(data, force=True)
    assert Paths(data).current.resolve() == before
    assert os.listdir(data / "snapshots") == [before.name]
    (data / "snapshots" / ".readouts-000002.duckdb.tmp.wal").touch()  # of one that was killed
    ballast.unlink()
    assert publish(data, force=True) is not None
    assert not list((data / "snapshots").glob(".*"))


@pytest.mark.parametrize("room", [100_000, 900_000])
def test_a_full_disk_while_the_warehouse_is_made(disk: Path, room: int) -> None:
    data = disk / "data"
    data.mkdir()
    ballast = fill(disk, room)
    with pytest.raises(OSError, match=f"^the disk of {data} is full; make room on it"):
        load(data, outlets=OUTLETS, now=NOON)
    assert os.listdir(data) == ["warehouse.lock"]
    ballast.unlink()
    load(data, outlets=OUTLETS, now=NOON)


def test_a_full_disk_while_the_warehouse_is_written_anew(disk: Path) -> None:
    data = disk / "data"
    load(data, outlets=OUTLETS, now=NOON)
    before = (data / "warehouse.duckdb").read_bytes()
    ballast = fill(disk, 300_000)
    with pytest.raises(OSError, match=f"^the disk of {data} is full; make room on it"):
        compact(data)
    assert (data / "warehouse.duckdb").read_bytes() == before
    assert sorted(os.listdir(data)) == ["warehouse.duckdb", "warehouse.lock"]
    ballast.unlink()
    compact(data)
