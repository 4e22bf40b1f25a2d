"""The whole way, without Prefect: recover, collect, load, publish.

`poll`, `backfill` and `backfill_warc` are for programs, and `poll` for the command line; the Prefect flows use the same
steps (`recover`, `open_run`, `collect_outlets`, `finish`), a task each. Every function can be killed at any point and
run again.
"""

from __future__ import annotations

import asyncio
import errno
import gc
import json
import logging
import os
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from config.outlets import Outlet, Outlets, Source, load_outlets
from config.settings import Settings
from extractors import urls
from extractors.fetch.archive import Archive
from extractors.fetch.client import Client
from extractors.fetch.mend import mend
from extractors.pages.learned import Furniture
from extractors.records import Run, RunKind
from flows.collect import Found, ask_source, collect_found
from flows.context import Context, Progress, Silent, Window
from flows.extraction import Pool
from flows.jobs import Knowledge
from flows.loading import load_staged
from flows.nursery import Limits, Reader
from flows.reading import prepare, read_job, read_to_rows
from flows.report import RunReport
from warehouse.paths import REFUSED
from warehouse.state import State

log = logging.getLogger("readouts")


def new_run(settings: Settings, run_kind: RunKind, /, **params: Any) -> Run:
    """A run that starts now; `params` are what it was asked to do."""
    text = json.dumps({key: value for key, value in params.items() if value}, default=str, sort_keys=True)
    return Run(kind=run_kind, started_at=settings.clock(), params=text)


def recover(settings: Settings, outlets: Outlets, run: Run) -> RunReport:
    """Load and publish what an earlier run staged and could not finish; it counts as this run's work.

    What a crash tore in the archive is cut off, and told among the report's reasons.
    """
    report = RunReport(run=run)
    if not settings.data.exists():
        return report
    for cut in mend(settings.data / "archive"):
        log.warning(cut)
        report.reasons[cut] += 1
    return finish(settings, outlets, report, only_staged=True)


def finish(settings: Settings, outlets: Outlets, report: RunReport, *, only_staged: bool = False) -> RunReport:
    """Load every staged batch in one writer's turn, then publish a snapshot if anything is new."""
    load_staged(settings, outlets, report, only_staged=only_staged)
    report.finished_at = settings.clock()
    return report


@asynccontextmanager
async def open_run(
    settings: Settings, outlets: Outlets, run: Run, *, progress: Progress | None = None, **options: Any
) -> AsyncIterator[Context]:
    """Everything a run's jobs share, closed again at the end."""
    archive = Archive(settings.data / "archive", settings.clock)
    try:
        with State(settings.data, settings=settings) as state:
            knowledge = Knowledge(outlets, {outlet: Furniture(lines) for outlet, lines in state.furniture().items()})
            client = Client(
                settings,
                archive=archive,
                clock=settings.clock,
                hosts=settings.data / "hosts",
                delays=lambda host: host_delay(outlets, host, settings),
            )
            async with client:
                with reading_pool(settings, knowledge, read_to_rows) as pool:
                    yield Context(
                        settings=settings,
                        outlets=outlets,
                        run=run,
                        client=client,
                        archive=archive,
                        state=state,
                        pool=pool,
                        report=RunReport(run=run),
                        progress=progress or Silent(),
                        knowledge=knowledge,
                        **options,
                    )
    finally:
        archive.close()


def reading_pool(settings: Settings, knowledge: Knowledge, reader: Reader = read_job) -> Pool:
    """The processes that read pages from archives."""
    n = settings.workers or len(
        os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    )
    limits = Limits(cpu_seconds=settings.page_seconds, wall_seconds=10 * settings.page_seconds)
    return Pool(knowledge, n, reader=reader, prepare=prepare, limits=limits)


def host_delay(outlets: Outlets, host: str, settings: Settings) -> float:
    """Seconds that an outlet or an archive wants between requests to its hosts; 0 for the usual."""
    if host in (urls.host(settings.wayback), urls.host(settings.commoncrawl)):
        return settings.archive_delay
    outlet = outlets.of_url(f"https://{host}/")
    return (outlet.delay_seconds or 0.0) if outlet is not None else 0.0


PER_SLOT = 16
"""Hosts under way for each that may be asked at a time, most of which keep the pace between two requests; and sources
whose pages are."""
KNOWN_AT_ONCE = 2000
"""Sources of which it is looked up together what is known: each takes some 2 KB until it is asked."""
SELDOM = 10_000
"""New objects after which a poll looks for garbage among them."""
USUAL = gc.get_threshold()


async def collect_outlets(ctx: Context, chosen: Sequence[Outlet]) -> None:
    """Collect the sources of those outlets that polls read, side by side; the client keeps each host's pace.

    The sources of a host are asked one after the other; the pages that one lists do not keep the next one waiting.
    What a job that breaks had not staged is done by the next run.
    """
    jobs = [
        (outlet, source)
        for outlet in chosen
        if outlet.id not in ctx.forgotten.outlets
        for source in outlet.sources
        if source.enabled and source.use != "archive"  # which backfills read
    ]
    ctx.progress.expect(len(jobs))
    hosts = by_host(jobs)
    rest = learned(ctx, hosts)
    at_once = PER_SLOT * ctx.settings.concurrency
    room = asyncio.Semaphore(at_once)

    async def ask(group: asyncio.TaskGroup) -> None:
        for outlet, source in (job for jobs in rest for job in jobs):
            try:
                if (found := await ask_source(ctx, outlet, source)) is not None:
                    await room.acquire()
                    group.create_task(follow(found))
            except Exception as error:
                broke(ctx, outlet.source_id(source), error)

    async def follow(found: Found) -> None:
        try:
            await collect_found(ctx, found)
        except Exception as error:
            broke(ctx, found.batch.label, error)
        finally:
            room.release()

    with seldom_collected():
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(min(at_once, len(hosts))):
                    group.create_task(ask(group))
        except BaseExceptionGroup as errors:
            raise first_of(errors) from errors  # what is known could not be read or kept, and not by anybody
        await ctx.stage_async(ctx.quiet)


def first_of(errors: BaseExceptionGroup[BaseException]) -> BaseException:
    """One of the errors of a group, itself no group."""
    one = errors.exceptions[0]
    return first_of(one) if isinstance(one, BaseExceptionGroup) else one


_OF_ALL = REFUSED | {errno.EACCES, errno.EPERM, errno.ENOTDIR}
"""What the system says of a disk that is full or may not be written: it is so for every source."""


def broke(ctx: Context, source_id: str, error: Exception) -> None:
    """Note what a source's job broke with: it is a bug, and must not take the others' work with it.

    Raises the error where it is the disk's, and so no source's.
    """
    if isinstance(error, OSError) and error.errno in _OF_ALL:
        raise error
    log.error("collecting %s broke", source_id, exc_info=error)
    ctx.report.sources["failing"] += 1
    ctx.report.reasons[f"{source_id}: {type(error).__name__}: {error}"] += 1


Job = tuple[Outlet, Source]


def by_host(jobs: Sequence[Job]) -> list[list[Job]]:
    """The jobs of each host."""
    found: dict[str, list[Job]] = {}
    for job in jobs:
        found.setdefault(urls.host(job[1].url), []).append(job)
    return list(found.values())


def learned(ctx: Context, hosts: Sequence[list[Job]]) -> Iterator[list[Job]]:
    """The jobs of each host, after looking up what is known of them."""
    waiting: list[list[Job]] = []
    ids: list[str] = []
    for n, jobs in enumerate(hosts, 1):
        waiting.append(jobs)
        ids += [outlet.source_id(source) for outlet, source in jobs]
        if len(ids) >= KNOWN_AT_ONCE or n == len(hosts):
            ctx.learn(ids)
            yield from waiting
            waiting, ids = [], []


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for garbage seldom, and not in what is there now, which stays to the end: it took a fifth of the time.

    Records are no garbage of the kind that has to be looked for.
    """
    gc.freeze()
    gc.set_threshold(SELDOM, *USUAL[1:])
    try:
        yield
    finally:  # also where another part of the run, beside this one, goes on: that costs it time and no more
        gc.set_threshold(*USUAL)
        gc.unfreeze()


async def poll(
    settings: Settings,
    names: Sequence[str] = (),
    *,
    force: bool = False,
    outlets: Outlets | None = None,
    progress: Progress | None = None,
) -> RunReport:
    """One round over the sources that are due, to a published snapshot.

    `names` are outlet ids, every enabled outlet when empty; `force` reads sources that are not due too.
    Raises OutletError for an unknown outlet.
    """
    outlets = outlets or load_outlets(settings.outlets)
    chosen = outlets.choose(names)
    run = new_run(settings, "poll", outlets=sorted(names), force=force)
    report = await asyncio.to_thread(recover, settings, outlets, run)
    async with open_run(settings, outlets, run, progress=progress, force=force) as ctx:
        await collect_outlets(ctx, chosen)
        report.merge(ctx.report)
    return await asyncio.to_thread(finish, settings, outlets, report)


async def backfill(
    settings: Settings,
    names: Sequence[str],
    *,
    since: date,
    until: date | None = None,
    kind: str | None = None,
    outlets: Outlets | None = None,
    progress: Progress | None = None,
) -> RunReport:
    """The past of some outlets: every page their archives list whose publication lies in the window.

    `since` and `until` are days of publication, both inclusive. `kind` limits it to sitemaps, indexes, feeds or ids,
    or takes what the Wayback Machine lists; without it, an outlet's archive sources are read, and its polled lists
    where it has none. What is done already is not asked for again. Raises OutletError.
    """
    from flows import past  # which stands on this module

    asked = past.Asked(since, until or settings.clock().date(), kind)
    return await past.backfill(settings, outlets or load_outlets(settings.outlets), names, asked, progress=progress)


async def backfill_warc(
    settings: Settings,
    files: Sequence[Path | str],
    names: Sequence[str] = (),
    *,
    since: date | None = None,
    until: date | None = None,
    outlets: Outlets | None = None,
    progress: Progress | None = None,
) -> RunReport:
    """The outlets' pages of WARC files, paths or URLs, the same way as fetched ones; `names` limit the outlets.

    A file that is done is not read again; pages that were read before change nothing. Raises OutletError, OSError.
    """
    from flows import crawls

    return await crawls.backfill_files(
        settings,
        outlets or load_outlets(settings.outlets),
        [str(file) for file in files],
        crawls.Wanted(names, Window(since, until)),
        progress=progress,
    )
