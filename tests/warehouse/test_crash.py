"""Several processes, and processes that are killed: nothing is lost, doubled or half there."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from extractors.records import Batch
from tests.warehouse.builders import LONG, OUTLETS, at, polled, reading, report_of_load
from warehouse.checks import run_checks
from warehouse.compare import differences
from warehouse.load import load
from warehouse.paths import staged
from warehouse.publish import publish
from warehouse.query import connect
from warehouse.stage import stage
from warehouse.writer import WarehouseBusy, connection, writer_lock

ROOT = Path(__file__).parents[2]

# Small transactions, so that a kill has many places to hit.
LOADER = """
import sys
from pathlib import Path
import warehouse.load
from tests.warehouse.builders import report_of_load
from warehouse.publish import publish
warehouse.load.TOGETHER = int(sys.argv[2])
data = Path(sys.argv[1])
print("ready", flush=True)
report = report_of_load(data)
publish(data)
print(report.batches, report.already_loaded, report.new_documents, flush=True)
"""

READER = """
import sys
import time
from contextlib import closing
from pathlib import Path
from warehouse.query import NoWarehouse, connect
data = Path(sys.argv[1])
print("ready", flush=True)
while not (data / "stop").exists():
    try:
        con = connect(data)
    except NoWarehouse:
        continue
    with closing(con):
        batches, documents, texts, stories = con.execute(
            "SELECT (SELECT count(*) FROM store.batch), (SELECT count(*) FROM documents), "
            "(SELECT count(*) FROM document_versions), (SELECT sum(n_documents) FROM stories)"
        ).fetchall()[0]
        assert documents == texts == stories == 3 * batches, (batches, documents, texts, stories)
    print("read", flush=True)
    time.sleep(0.1)  # leaves the writer the processor
"""


def start(script: str, *args: object) -> subprocess.Popen[str]:
    """A Python process that has imported what it needs and stands at its first line of work."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, *map(str, args)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def finish(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=500)
    assert process.returncode == 0, err
    return out


def news(number: int) -> list[Batch]:
    """Batches of three documents each: a text, a copy, and a copy with a sentence on top."""
    made = []
    for n in range(number):
        text = LONG + f" Number {n}."
        texts = {"daily": text, "gazette": text, "mirror": text + "\n\nMore is expected from the quay in the evening."}
        pages = [reading(f"https://{o}.example/{n}", text=printed, minutes=n) for o, printed in texts.items()]
        made.append(polled(*pages, minutes=n, label=str(n)))
    return made


def stage_all(data: Path, number: int) -> Path:
    for one in news(number):
        stage(data, one)
    return data


def test_two_processes_load_at_once(tmp_path: Path) -> None:
    alone, both = stage_all(tmp_path / "alone", 8), stage_all(tmp_path / "both", 8)
    load(alone, outlets=OUTLETS, now=at())
    publish(alone)
    outputs = [finish(process).split() for process in (start(LOADER, both, 4), start(LOADER, both, 4))]
    assert sum(int(batches) for batches, _, _ in outputs) == 8
    assert sum(int(documents) for _, _, documents in outputs) == 24
    with closing(connect(alone)) as a, closing(connect(both)) as b:
        assert differences(a, b) == []


def killed(tmp_path: Path, kills: int, seed: int) -> None:
    rng = random.Random(seed)
    number = 12
    undisturbed, data = stage_all(tmp_path / "undisturbed", number), tmp_path / "killed"
    began = time.monotonic()
    load(undisturbed, outlets=OUTLETS, now=at())
    publish(undisturbed)
    seconds, interrupted = time.monotonic() - began, 0
    for _ in range(5 * kills):
        if interrupted == kills:
            break
        stage_all(data, number)
        process = start(LOADER, data, 6)
        after = rng.uniform(0, seconds)
        time.sleep(after)
        if process.poll() is None:
            interrupted += 1
        else:
            seconds = min(seconds, after)  # the machine is faster than it was
        process.kill()
        process.communicate()
    assert interrupted == kills, "most kills came after the end: the test tests nothing"
    stage_all(data, number)
    finish(start(LOADER, data, 6))
    assert staged(data) == []
    assert list((data / "staging").iterdir()) == []
    assert not (data / "quarantine").exists()
    with closing(connect(undisturbed)) as a, closing(connect(data)) as b:
        assert differences(a, b) == []
        assert sum(n for _, n in run_checks(b)) == 0
        assert b.execute("SELECT count(*) FROM store.batch").fetchall() == [(number,)]


def test_a_load_that_is_killed_is_completed_by_the_next(tmp_path: Path) -> None:
    killed(tmp_path, kills=4, seed=1)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(25))
def test_hundreds_of_kills(tmp_path: Path, seed: int) -> None:
    killed(tmp_path, kills=8, seed=seed + 100)


@pytest.mark.parametrize("loads", [8, pytest.param(40, marks=pytest.mark.soak)])
def test_readers_see_whole_states_only(tmp_path: Path, loads: int) -> None:
    data = tmp_path / "data"
    data.mkdir()
    readers = [start(READER, data), start(READER, data)]
    for one in news(loads):
        stage(data, one)
        load(data, outlets=OUTLETS, now=at())
        publish(data)
        for process in readers:  # each has looked once more: a busy machine may let neither come to it for long
            assert process.stdout
            process.stdout.readline()
    (data / "stop").touch()
    assert all(set(finish(process).split()) <= {"read"} for process in readers)


def test_a_held_lock_is_waited_for_and_then_reported(tmp_path: Path) -> None:
    stage_all(tmp_path, 1)
    with writer_lock(tmp_path, wait=0), pytest.raises(WarehouseBusy, match="held by another"):
        load(tmp_path, outlets=OUTLETS, now=at(), wait=0.1)
    assert report_of_load(tmp_path, wait=0.1).batches == 1


def test_a_file_that_someone_opened_by_hand_is_waited_for(tmp_path: Path) -> None:
    stage_all(tmp_path, 1)
    load(tmp_path, outlets=OUTLETS, now=at())
    holder = (
        "import duckdb, sys, time\n"
        "con = duckdb.connect(sys.argv[1], read_only=True)\n"
        "print('ready', flush=True)\n"
        "sys.stdin.read() if sys.argv[2] == 'stay' else time.sleep(1)\n"
    )
    process = start(holder, tmp_path / "warehouse.duckdb", "a while")
    assert report_of_load(tmp_path, wait=60).batches == 0
    finish(process)


def test_and_reported_when_they_stay(tmp_path: Path) -> None:
    stage_all(tmp_path, 1)
    load(tmp_path, outlets=OUTLETS, now=at())
    holder = "import duckdb, sys, time\ncon = duckdb.connect(sys.argv[1])\nprint('ready', flush=True)\ntime.sleep(60)\n"
    process = start(holder, tmp_path / "warehouse.duckdb")
    try:
        with pytest.raises(WarehouseBusy, match="open in another program"):
            load(tmp_path, outlets=OUTLETS, now=at(), wait=0.3)
    finally:
        process.kill()
        process.communicate()


def test_a_commit_that_raised_may_have_committed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a full disk: the transaction is durable, the checkpoint after it failed, and the load stopped there."""
    stage_all(tmp_path, 3)
    import warehouse.load as load_module

    def fail(*_: object) -> None:
        raise duckdb.FatalException("Transaction COMMIT succeeded and is durable, but the autocheckpoint failed")

    with monkeypatch.context() as patched:
        patched.setattr(load_module, "discard", fail)
        with pytest.raises(duckdb.FatalException):
            load(tmp_path, outlets=OUTLETS, now=at())
    report = report_of_load(tmp_path)
    assert (report.batches, report.already_loaded, report.changed_rows, report.quarantined) == (0, 3, 0, [])


def test_the_lock_is_not_dropped_by_a_publication(tmp_path: Path) -> None:
    """The copy is made by a child with no connection open: a writer that holds the file stays the only one."""
    stage_all(tmp_path, 1)
    load(tmp_path, outlets=OUTLETS, now=at())
    with writer_lock(tmp_path, wait=0) as paths, connection(paths, wait=0) as con:
        con.execute("UPDATE store.load_counter SET loads = loads + 1")
        with pytest.raises(WarehouseBusy):
            publish(tmp_path, wait=0)
        intruder = subprocess.run(
            [sys.executable, "-c", f"import duckdb; duckdb.connect({str(paths.database)!r})"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert "lock" in intruder.stderr
