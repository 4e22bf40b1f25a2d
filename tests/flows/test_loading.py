"""The loader beside a run: what is staged goes in meanwhile, whoever kills it, and a load that fails is told."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from config.outlets import load_outlets
from config.settings import Settings
from extractors.records import Batch, PartitionState, Run
from flows import crawls, pipeline
from flows.claims import claim
from flows.context import Stop
from flows.loading import TRIES, Loader, LoadFailed
from flows.report import RunReport
from tests.flows.test_rereading import Inline
from tests.flows.test_warc import html, warc
from warehouse.checks import run_checks
from warehouse.paths import Paths, staged
from warehouse.query import NoWarehouse, connect
from warehouse.stage import stage

NOON = datetime(2026, 3, 6, 12, tzinfo=UTC)
OUTLETS = load_outlets()
RUN = Run("backfill", NOON, "{}")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", now=NOON + timedelta(days=1), workers=1, load_every=0)


def put(settings: Settings, n: int) -> None:
    """Stage a batch with the row of a part."""
    batch = Batch(RUN, f"part {n}")
    batch.partitions.append(PartitionState("warc", None, "file", f"{n}", None, None, "done", 1, NOON))
    stage(settings.data, batch)


def count(settings: Settings, table: str = "store.backfill") -> int:
    try:
        with closing(connect(settings.data)) as con:
            return int(con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])
    except NoWarehouse:
        return 0


def until(done: Callable[[], bool], seconds: float = 300) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_it_loads_beside_and_is_replaced_when_it_is_killed(settings: Settings) -> None:
    with Loader(settings, OUTLETS, RUN) as loader:
        loader.kick()
        assert loader.pid() is None, "nothing is staged"
        put(settings, 0)
        with FileLock(Paths(settings.data).lock):  # it begins, and cannot go on
            loader.kick()
            pid = loader.pid()
            assert pid is not None
            assert pid != os.getpid()
            time.sleep(0.1)
            os.kill(pid, signal.SIGKILL)
            loader.settle()
        assert len(staged(settings.data)) == 1

        def started() -> bool:
            loader.kick()
            return loader.pid() is not None

        until(started)
        last = loader.pid()
        assert last not in (None, pid)
        loader.settle()
        assert loader.pid() is None
        with pytest.raises(ProcessLookupError):  # what it took of memory has ended with it
            os.kill(last or 0, 0)
        assert loader.report.inserted["backfill"] == 1
        put(settings, 1)
        loader.finish()
        assert loader.report.inserted["backfill"] == 2
    assert count(settings) == 2
    assert staged(settings.data) == []


def test_what_a_load_meets_is_told_and_everything_stays_staged(settings: Settings) -> None:
    put(settings, 0)
    Paths(settings.data).database.mkdir()
    with Loader(settings, OUTLETS, RUN) as loader:
        loader.kick()
        with pytest.raises(LoadFailed, match=r"warehouse\.duckdb"):
            loader.settle()
        Paths(settings.data).database.rmdir()
        loader.finish()
    assert count(settings) == 1


def test_loaders_that_end_in_a_row_end_the_run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    put(settings, 0)
    monkeypatch.setattr("flows.children.sys.executable", "/bin/false")
    with Loader(settings, OUTLETS, RUN) as loader, pytest.raises(LoadFailed, match=f"{TRIES} loaders ended in a row"):
        until(lambda: loader.kick() is not None)
    assert len(staged(settings.data)) == 1


@pytest.mark.soak
def test_a_file_is_loaded_while_it_is_read_and_can_be_stopped(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    n = 60
    monkeypatch.setattr("flows.collect.BATCH_PAGES", 10)
    monkeypatch.setattr("flows.collect.FILE_PAGES", 10)
    monkeypatch.setattr("flows.pipeline.reading_pool", lambda _, *told: nullcontext(Inline(*told)))
    settings = settings.model_copy(update={"load_every": 0.2})
    whole = warc(tmp_path / "theirs", {number: html(number) for number in range(n)}).read_bytes()
    pipe = tmp_path / "theirs.warc.gz"
    os.mkfifo(pipe)
    stop = Stop()

    async def work() -> RunReport:
        running = asyncio.create_task(crawls.backfill_files(settings, OUTLETS, [str(pipe)], crawls.Wanted(), stop=stop))
        await asyncio.to_thread(feed)
        return await running

    def feed() -> None:
        with pipe.open("wb", buffering=0) as file:
            file.write(whole[: len(whole) * 7 // 10])
            until(lambda: count(settings, "documents") >= 10)
            assert count(settings, "backfills WHERE state = 'running'") == 1
            stop.asked = True
            file.write(whole[len(whole) * 7 // 10 :])

    report = asyncio.run(work())
    assert report.partitions == {"left": 1}
    assert 0 < report.new_documents < n
    assert report.new_documents == count(settings, "documents") == report.pages["article"]
    assert count(settings, "backfills WHERE state = 'running'") == 1

    pipe.unlink()
    pipe.write_bytes(whole)
    again = asyncio.run(pipeline.backfill_warc(settings, [pipe]))
    assert again.partitions == {"done": 1}
    assert again.pages == {"known": report.new_documents, "article": n - report.new_documents}
    assert count(settings, "documents") == n
    with closing(connect(settings.data)) as con:
        assert [found for found in run_checks(con) if found[1]] == []


def test_a_file_that_another_run_has_done_meanwhile_is_not_read_again(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.pipeline.reading_pool", lambda _, *told: nullcontext(Inline(*told)))
    settings = settings.model_copy(update={"load_every": 60})
    file = warc(tmp_path / "theirs", {number: html(number) for number in range(5)})
    other = settings.model_copy(update={"now": NOON + timedelta(days=1, seconds=5)})
    theirs: list[RunReport] = []

    @contextmanager
    def claimed_late(folder: Path, lane: str, run_id: str) -> Iterator[str | None]:
        """The other run begins and ends between our look at the ledger and our claim."""
        if not theirs:
            theirs.append(RunReport(run=RUN))
            done = ThreadPoolExecutor(1).submit(asyncio.run, pipeline.backfill_warc(other, [file]))
            theirs[0] = done.result()
        with claim(folder, lane, run_id) as last:
            yield last

    monkeypatch.setattr("flows.crawls.claim", claimed_late)
    ours = asyncio.run(pipeline.backfill_warc(settings, [file]))
    assert theirs[0].pages == {"article": 5}
    assert (ours.pages, ours.partitions) == ({}, {"settled": 1})
    assert count(settings, "documents") == 5
