"""A full disk in archive, staging and load: a clear message, nothing spoilt, and on it goes when there is room.

Needs a small file system of its own, which only root can mount; skipped, saying so, where that is not to be had.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

from config.outlets import load_outlets
from config.settings import Settings
from flows.cli import main
from tests.flows.test_warc import html, warc
from warehouse.checks import run_checks
from warehouse.load import load
from warehouse.paths import Paths
from warehouse.publish import publish
from warehouse.query import connect
from warehouse.stage import staged

NOON = datetime(2026, 3, 6, 12, tzinfo=UTC)
OUTLETS = load_outlets()
N = 120
ROOM = 24_000_000
"""Bytes of the small disk: enough for everything here."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(folder)]
    mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path, leave: int) -> Path:
    """A file that leaves so many bytes of the disk."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(65_536))
    with ballast.open("r+b") as file:
        file.truncate(max(0, ballast.stat().st_size - leave))
    return ballast


def backfill(disk: Path, file: Path) -> Any:
    env = {"READOUTS_DATA": str(disk / "data"), "READOUTS_NOW": (NOON + timedelta(days=1)).isoformat()}
    return CliRunner().invoke(main, ["backfill", "--warc", str(file), "--json"], env=env | {"READOUTS_WORKERS": "1"})


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


def test_a_full_disk_while_archiving_and_staging(disk: Path, tmp_path: Path) -> None:
    file = warc(tmp_path / "theirs", {number: html(number) for number in range(N)})
    ballast = fill(disk, 20_000)  # room for some records of the archive, and for no batch
    answer = backfill(disk, file)
    assert answer.exit_code == 1
    assert "No space left on device" in answer.output
    assert "Traceback" not in answer.output
    ballast.unlink()
    answer = backfill(disk, file)
    assert answer.exit_code == 0, answer.output
    assert is_sound(disk) == N


def test_a_full_disk_while_loading(disk: Path, tmp_path: Path) -> None:
    first = warc(tmp_path / "first", {0: html(0)})
    assert backfill(disk, first).exit_code == 0
    file = warc(tmp_path / "theirs", {number: html(number) for number in range(1, N)})
    ballast = fill(disk, 400_000)  # the batches fit, the database does not grow
    answer = backfill(disk, file)
    assert answer.exit_code == 1
    assert "run the same command to go on" in answer.output
    assert len(staged(disk / "data")) > 0  # staged, and not lost
    with closing(connect(disk / "data")) as con:
        assert con.execute("SELECT count(*) FROM documents").fetchall() == [(1,)]  # readers have what they had
    ballast.unlink()
    answer = backfill(disk, file)
    assert answer.exit_code == 0, answer.output
    assert is_sound(disk) == N


def test_a_full_disk_while_publishing(disk: Path, tmp_path: Path) -> None:
    file = warc(tmp_path / "theirs", {number: html(number) for number in range(5)})
    assert backfill(disk, file).exit_code == 0
    data = disk / "data"
    settings = Settings(data=data)
    ballast = fill(disk, (data / "warehouse.duckdb").stat().st_size // 2)
    before = Paths(data).current.resolve()
    with pytest.raises(OSError, match="could not be copied"):
        publish(data, force=True)
    assert Paths(data).current.resolve() == before
    ballast.unlink()
    load(settings.data, outlets=OUTLETS, now=NOON)
    assert publish(data, force=True) is not None
    assert is_sound(disk) == 5
