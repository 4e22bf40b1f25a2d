"""Staging: a batch is there whole, or not at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.warehouse.builders import batch, polled, reading, run, sighting
from warehouse import stage as stage_module
from warehouse.paths import staged
from warehouse.stage import CorruptBatch, discard, read_staged, stage, sweep


def test_an_empty_batch_leaves_nothing(data: Path) -> None:
    assert stage(data, batch()) is None
    assert staged(data) == []


def test_what_is_staged_can_be_read(data: Path) -> None:
    batch_id = stage(data, polled(reading()))
    (folder,) = staged(data)
    found = read_staged(folder)
    assert (found.batch_id, found.run_id, found.label) == (batch_id, run().run_id, "daily/feed")
    assert {name: table.num_rows for name, table in found.tables.items()} == {
        "sightings": 1,
        "fetches": 1,
        "readings": 1,
        "source_states": 1,
        "page_states": 1,
        "parsed": 0,
        "aliases": 0,
        "partitions": 0,
    }
    assert found.n_documents == 1
    assert found.tables["readings"].to_pylist()[0]["receipts"][0]["rule"] == "meta:og:title"


def test_tables_without_rows_are_not_written(data: Path) -> None:
    stage(data, batch(sightings=[sighting()]))
    (folder,) = staged(data)
    assert sorted(path.name for path in folder.iterdir()) == ["manifest.json", "sightings.parquet"]
    assert read_staged(folder).tables["readings"].num_rows == 0


def test_the_same_batch_is_staged_once(data: Path) -> None:
    first = stage(data, polled(reading()))
    written = {path: path.stat().st_mtime_ns for path in staged(data)[0].iterdir()}
    assert stage(data, polled(reading())) == first
    assert {path: path.stat().st_mtime_ns for path in staged(data)[0].iterdir()} == written


def test_the_id_depends_on_all_it_holds(data: Path) -> None:
    one, two = sighting("https://daily.example/1"), sighting("https://daily.example/2")
    batches = [
        batch(sightings=[one]),
        batch(sightings=[two]),
        batch(sightings=[one], label="other"),
        batch(sightings=[one], minutes=1),
        batch(sightings=[one, two]),
    ]
    assert len({stage(data, made) for made in batches}) == len(batches)
    assert stage(data, batch(sightings=[two, one])) == stage(data, batch(sightings=[one, two]))


def test_batches_come_in_one_order(data: Path) -> None:
    ids = [stage(data, batch(sightings=[sighting()], label=str(n))) for n in range(5)]
    assert [folder.name for folder in staged(data)] == sorted(ids)


def test_a_full_disk_leaves_no_half_batch(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(stage_module.pq, "write_table", full)
    with pytest.raises(OSError, match="No space"):
        stage(data, polled(reading()))
    assert list((data / "staging").iterdir()) == []


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (lambda folder: (folder / "readings.parquet").write_bytes(b"PAR1"), "SHA-256"),
        (lambda folder: (folder / "readings.parquet").unlink(), "cannot be read"),
        (lambda folder: (folder / "manifest.json").unlink(), "cannot be read"),
        (lambda folder: (folder / "manifest.json").write_bytes(b"\xff{"), "cannot be read"),
        (lambda folder: (folder / "manifest.json").write_text("[]"), "cannot be read"),
        (lambda folder: (folder / "manifest.json").write_text("{}"), "is missing"),
        (lambda folder: edit(folder, format=99), "format 99"),
        (lambda folder: edit(folder, batch_id="b0"), "holds batch b0"),
        (lambda folder: edit(folder, files={"nonsense": {}}), "nonsense"),
        (lambda folder: edit(folder, started_at="soon"), "cannot be read"),
        (lambda folder: swap(folder), "columns"),
        (lambda folder: miscount(folder), "the manifest says 7"),
    ],
)
def test_a_corrupt_batch_says_what_is_wrong(data: Path, harm: object, says: str) -> None:
    stage(data, polled(reading()))
    (folder,) = staged(data)
    harm(folder)  # type: ignore[operator]
    with pytest.raises(CorruptBatch, match=says):
        read_staged(folder)


def edit(folder: Path, **more: object) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | more))


def swap(folder: Path) -> None:
    """The manifest promises another table under a name than the schema does."""
    files = json.loads((folder / "manifest.json").read_text())["files"]
    (folder / "sightings.parquet").replace(folder / "readings.parquet")
    edit(folder, files={"readings": files["sightings"]})


def miscount(folder: Path) -> None:
    files = json.loads((folder / "manifest.json").read_text())["files"]
    files["sightings"]["rows"] = 7
    edit(folder, files=files)


def test_sweep_removes_what_the_dead_left_and_nothing_else(data: Path) -> None:
    stage(data, polled(reading()))
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    staging, host = data / "staging", os.uname().nodename
    left = staging / f".b1.tmp-{host}-{int(dead.stdout)}-abcdef12"
    writing = staging / f".b2.tmp-{host}-{os.getpid()}-abcdef12"
    elsewhere = staging / ".b3.tmp-other-host-1-abcdef12"
    long_ago = staging / ".b4.tmp-other-host-1-abcdef12"
    for folder in (left, writing, elsewhere, long_ago, staging / ".b5.done"):
        folder.mkdir()
        (folder / "x").touch()
    os.utime(long_ago, (0, 0))
    sweep(data)
    assert sorted(path.name for path in staging.iterdir()) == sorted([writing.name, elsewhere.name, *names(data)])


def names(data: Path) -> list[str]:
    return [folder.name for folder in staged(data)]


def test_discard_bears_a_folder_that_is_gone(data: Path) -> None:
    stage(data, polled(reading()))
    (folder,) = staged(data)
    discard(folder)
    discard(folder)
    assert list((data / "staging").iterdir()) == []
