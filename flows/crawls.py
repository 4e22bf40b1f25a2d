"""WARC files as parts of a backfill: local ones, others' by URL, and Common Crawl's news by month.

A remote file goes through a named pipe: its reader sees a file, and it is never whole in memory or on disk.
"""

from __future__ import annotations

import asyncio
import logging
import os
import tempfile
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

from config.outlets import Outlets
from config.settings import Settings
from extractors.discover.warc import WarcError
from extractors.fetch.client import StreamRefused
from extractors.fetch.decode import GZIP_MAGIC, DecodeError, gunzip
from extractors.fetch.streams import StreamError, stream
from extractors.records import Batch, PartitionState, Run
from flows import parts, pipeline
from flows.claims import claim
from flows.collect import collect_warc
from flows.context import Context, Progress, Stop, Stopped, Window
from flows.gather import Job, PartFailed, failure
from flows.loading import loading
from flows.past import Asked, led_to, up_to_date
from flows.report import RunReport
from warehouse.paths import Paths

log = logging.getLogger("readouts")

Files = list[tuple[PartitionState, str]]
"""Parts, and the address of each: a path or a URL."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pages of files are taken."""

    names: Sequence[str] = ()
    """Of these outlets; empty: of all, and of strangers too unless a crawler met them."""
    window: Window = field(default_factory=Window)
    retry: bool = False
    """Take the files that failed without waiting, and those that were given up."""

    @classmethod
    def of(cls, names: Sequence[str], asked: Asked) -> Self:
        return cls(names, asked.window, asked.retry)


def plan_files(settings: Settings, outlets: Outlets, addresses: Sequence[str], wanted: Wanted) -> Files:
    """A part a file. Raises OutletError for an unknown outlet, OSError for a path that is no file."""
    outlets.choose(wanted.names)
    now, days = settings.clock(), _days(wanted.window)
    return [(parts.file_part(parts.file_key(address), days, wanted.names, now), address) for address in addresses]


def plan_crawls(settings: Settings, asked: Asked) -> Files:
    """A part a month of Common Crawl's news."""
    found = parts.crawls(asked.since, asked.until, settings.wayback_lag, settings.clock())
    return [(one, one.key) for one in found]


def _days(window: Window) -> tuple[date, date] | None:
    return (window.since or date.min, window.until or date.max) if window else None


async def collect_files(
    settings: Settings,
    outlets: Outlets,
    run: Run,
    files: Files,
    wanted: Wanted,
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> RunReport:
    """The wanted pages of files, and of the files that lists of crawls lead to, to staged batches.

    A file that cannot be read to its end is told, and is tried again; what came before is kept, the others go on.
    """
    stop = stop or Stop()
    async with (
        pipeline.open_run(settings, outlets, run, progress=progress, window=wanted.window, stop=stop) as ctx,
        loading(settings, outlets, ctx.report, stop),
    ):
        opened = Paths(settings.data).current.resolve()
        rows = _ledger(ctx)
        by_part = {one.partition_id: address for one, address in files}
        first = parts.with_left([one for one, _ in files], rows)
        seen = {one.partition_id for one in first}
        work, counts = parts.choose(first, rows, settings.clock(), retry=wanted.retry)
        ctx.report.partitions.update(counts)
        ctx.progress.expect(len(work))
        rest = deque(work)
        while rest:
            if stop.asked:
                ctx.report.partitions["left"] += len(rest)
                break
            row = rest.popleft()
            with claim(settings.data / "claims", row.partition_id, run.run_id) as last:
                if last is None:
                    ctx.report.partitions["busy"] += 1
                    continue
                address = by_part.get(row.partition_id, row.key.partition(" [")[0])
                only = frozenset(wanted.names) or (frozenset(outlets) if is_crawl(address, row) else frozenset())
                async with up_to_date(ctx, last, opened) as own:
                    if own is not ctx:
                        rows = _ledger(own)
                        still = _still_to_do(own, row, rows, retry=wanted.retry)
                        if still is None:
                            continue
                        row = still
                    job = await _do(own, row, address, only, wanted.names)
            ctx.progress.step(row.key, job.row.state)
            rest += led_to(ctx, job, seen, rows, retry=wanted.retry)
        return ctx.report


def _ledger(ctx: Context) -> list[PartitionState]:
    return ctx.state.partitions({parts.WARC, parts.COMMONCRAWL})


def _still_to_do(
    ctx: Context, row: PartitionState, rows: list[PartitionState], *, retry: bool
) -> PartitionState | None:
    """A part as the ledger has it after another run had it; None, and counted, where that has done it."""
    work, counts = parts.choose([row], rows, ctx.settings.clock(), retry=retry)
    if not work:
        ctx.report.partitions.update(counts)
        ctx.progress.step(row.key, "done")
    return work[0] if work else None


def is_crawl(address: str, row: PartitionState) -> bool:
    """Whether a file holds whatever a crawler met, not what somebody chose."""
    return row.source_id == parts.COMMONCRAWL or address.rsplit("/", 1)[-1].startswith("CC-NEWS-")


async def _do(ctx: Context, row: PartitionState, address: str, only: frozenset[str], names: Sequence[str]) -> Job:
    """One part, to its last batch. Whatever happens to it is in its row, but for what the disk refuses."""
    now = ctx.settings.clock
    remote = row.kind == "file" and address.startswith(("http://", "https://"))
    label = address.rsplit("/", 1)[-1] if row.kind == "file" else row.key
    job = Job(ctx, parts.begun(row, now()), Batch(run=ctx.run, label=label))

    def ride(batch: Batch) -> None:
        job.ride(batch)
        job.listed(job.row.n_fetched)

    ctx.riders[label] = ride
    try:
        if row.kind == "crawl":
            await _list_crawl(job, names)
        elif remote:
            await _collect_remote(ctx, address, label, only)
        else:
            await asyncio.to_thread(collect_warc, ctx, Path(address), only)
        await job.close(parts.finished(job.row, now(), now().astimezone(UTC).date()))
        ctx.report.sources["ok"] += 1
    except Stopped:
        await job.close(job.row)
    except PartFailed as error:
        await job.close(parts.failed(job.row, str(error), now(), hard=error.hard, wait=error.wait))
    except (WarcError, StreamError, StreamRefused, FileNotFoundError) as error:
        # A spoilt file stays so; a connection does not.
        hard = (isinstance(error, WarcError) and not remote) or getattr(error, "hard", False)
        await job.close(parts.failed(job.row, str(error), now(), hard=hard))
    except OSError:
        raise
    except Exception as error:
        log.exception("%s broke", label)
        await job.close(parts.failed(job.row, f"{type(error).__name__}: {error}", now(), hard=True))
    finally:
        ctx.riders.pop(label, None)
    state = "left" if job.row.state == "running" else job.row.state
    if state in ("failed", "given-up"):
        ctx.report.sources["failing"] += 1
        ctx.report.reasons[f"{label}: {job.row.reason}"] += 1
    ctx.report.partitions[state] += 1
    return job


async def _list_crawl(job: Job, names: Sequence[str]) -> None:
    """A month's list of files, as further parts: those whose time can hold the window."""
    ctx = job.ctx
    base = ctx.settings.commoncrawl.rstrip("/")
    url = f"{base}/crawl-data/CC-NEWS/{job.row.key.replace('-', '/')}/warc.paths.gz"
    page = await ctx.client.fetch(url, "source", via="warc")
    job.batch.fetches.append(page.fetch)
    if page.body is None:
        raise failure(page.fetch)
    body = page.body
    if body.startswith(GZIP_MAGIC):
        try:
            body = gunzip(body, ctx.settings.max_body)
        except DecodeError as error:
            raise PartFailed(f"{url}: {error}") from error
    days, lag = _days(ctx.window), ctx.settings.wayback_lag
    for path in body.decode("utf-8", "replace").split():
        when = crawled_on(path)
        if when and days and not (days[0] <= when and (when - days[1]).days <= lag):
            continue
        job.children.append(parts.file_part(f"{base}/{path}", days, names, ctx.settings.clock(), parts.COMMONCRAWL))
    job.listed(len(job.children))


def crawled_on(path: str) -> date | None:
    """The day in the name of one of Common Crawl's news files, `CC-NEWS-20260305101112-00042.warc.gz`."""
    name = path.rsplit("/", 1)[-1]
    try:
        return datetime.strptime(name.removeprefix("CC-NEWS-")[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC).date()
    except ValueError:
        return None


async def _collect_remote(ctx: Context, url: str, label: str, only: frozenset[str]) -> None:
    """Read a file as it comes over the network. Raises StreamError, StreamRefused, WarcError, Stopped, OSError."""
    pieces = stream(ctx.client, url)
    first = await anext(pieces, b"")  # before anybody waits at the pipe
    with tempfile.TemporaryDirectory(prefix="readouts-") as folder:
        pipe = Path(folder) / (label.partition("?")[0] or "file.warc.gz")
        os.mkfifo(pipe)
        if pipe.name != label:
            ctx.riders[pipe.name] = ctx.riders[label]
        reader = asyncio.create_task(asyncio.to_thread(collect_warc, ctx, pipe, only))
        handle = await _opened(pipe, reader)
        problem: Exception | None = None
        try:
            if handle is not None:
                with suppress(BrokenPipeError):  # the reader has its own word on why
                    await asyncio.to_thread(_write, handle, first)
                    async for piece in pieces:
                        if ctx.stop.asked:
                            problem = Stopped()
                            break
                        await asyncio.to_thread(_write, handle, piece)
        except (StreamError, StreamRefused) as error:
            problem = error
        finally:
            if handle is not None:
                os.close(handle)
            ctx.riders.pop(pipe.name, None) if pipe.name != label else None
            await pieces.aclose()  # type: ignore[attr-defined]  # an async generator
        try:
            await reader
        except WarcError:
            if problem is None:
                raise
        if problem is not None:
            raise problem


async def _opened(pipe: Path, reader: asyncio.Task[None]) -> int | None:
    """The pipe's writing end, once the reader has opened the other; None when the reader has ended before."""
    while not reader.done():
        try:
            handle = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            await asyncio.sleep(0.01)
            continue
        os.set_blocking(handle, True)
        return handle
    return None


def _write(handle: int, piece: bytes) -> None:
    rest = memoryview(piece)
    while rest:
        rest = rest[os.write(handle, rest) :]


async def backfill_files(
    settings: Settings,
    outlets: Outlets,
    addresses: Sequence[str],
    wanted: Wanted,
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> RunReport:
    """The pages of WARC files, from recovery to a published snapshot. Raises OutletError, OSError."""
    files = plan_files(settings, outlets, addresses, wanted)
    shown = [address.rsplit("/", 1)[-1] for address in addresses]
    days = wanted.window
    run = pipeline.new_run(
        settings, "backfill", warc=shown, outlets=sorted(wanted.names), since=days.since, until=days.until
    )
    return await _whole(settings, outlets, run, files, wanted, progress=progress, stop=stop)


async def backfill_crawls(
    settings: Settings,
    outlets: Outlets,
    names: Sequence[str],
    asked: Asked,
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> RunReport:
    """The pages of outlets in Common Crawl's news, from recovery to a published snapshot. Raises OutletError."""
    outlets.choose(names)
    files = plan_crawls(settings, asked)
    run = pipeline.new_run(
        settings, "backfill", outlets=sorted(names), since=asked.since, until=asked.until, kind=parts.COMMONCRAWL
    )
    return await _whole(settings, outlets, run, files, Wanted.of(names, asked), progress=progress, stop=stop)


async def _whole(
    settings: Settings,
    outlets: Outlets,
    run: Run,
    files: Files,
    wanted: Wanted,
    *,
    progress: Progress | None,
    stop: Stop | None,
) -> RunReport:
    report = await asyncio.to_thread(pipeline.recover, settings, outlets, run)
    report.merge(await collect_files(settings, outlets, run, files, wanted, progress=progress, stop=stop))
    return await asyncio.to_thread(pipeline.finish, settings, outlets, report)
