"""A backfill: plan its parts, keep what the ledger calls done out of it, do the others, load as it goes.

Parts of one outlet are done one after the other, those of different outlets side by side. An outlet belongs to one
process at a time (`claims`), so two runs of one range share the work. What is staged is loaded beside it: a backfill
may go on for days, and is killed at no greater loss than a batch.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from config.outlets import Outlet, Outlets
from config.settings import Settings
from extractors.records import Batch, PartitionState, Run
from flows import parts, pipeline
from flows.claims import claim
from flows.context import Context, Progress, Stop, Stopped, Window
from flows.gather import Job, PartFailed, do, settle_job
from flows.loading import loading
from flows.report import RunReport
from warehouse.paths import Paths, staged
from warehouse.state import State

log = logging.getLogger("readouts")

AT_ONCE = 100
"""Outlets under way at the same time."""

Lanes = dict[str, list[PartitionState]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a backfill is asked for."""

    since: date
    until: date
    way: str | None = None
    """sitemap, index, feed, ids or wayback; None for an outlet's own archives."""
    retry: bool = False
    """Take what failed without waiting, and what was given up."""

    @property
    def window(self) -> Window:
        return Window(self.since, self.until)


def plan(settings: Settings, outlets: Outlets, names: Iterable[str], asked: Asked) -> Lanes:
    """The parts that a backfill begins with, by outlet. Raises OutletError."""
    now = settings.clock()
    lag = settings.wayback_lag
    return {
        outlet.id: list(parts.roots(outlet, asked.since, asked.until, asked.way, now, lag=lag))
        for outlet in outlets.choose(names)
    }


async def backfill(
    settings: Settings,
    outlets: Outlets,
    names: Sequence[str],
    asked: Asked,
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> RunReport:
    """The past of some outlets, from recovery to a published snapshot. Raises OutletError."""
    lanes = plan(settings, outlets, names, asked)
    run = new_run(settings, names, asked)
    report = await asyncio.to_thread(pipeline.recover, settings, outlets, run)
    report.merge(await work(settings, outlets, run, lanes, asked, progress=progress, stop=stop))
    return await asyncio.to_thread(pipeline.finish, settings, outlets, report)


def new_run(settings: Settings, names: Sequence[str], asked: Asked) -> Run:
    return pipeline.new_run(
        settings, "backfill", outlets=sorted(names), since=asked.since, until=asked.until, kind=asked.way
    )


async def work(
    settings: Settings,
    outlets: Outlets,
    run: Run,
    lanes: Lanes,
    asked: Asked,
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> RunReport:
    """Do the parts of some lanes that are not done, to staged batches; what is staged meanwhile is loaded."""
    stop = stop or Stop()
    async with (
        pipeline.open_run(settings, outlets, run, progress=progress, window=asked.window, stop=stop) as ctx,
        loading(settings, outlets, ctx.report, stop),
    ):
        rest = deque(lanes)
        opened = Paths(settings.data).current.resolve()

        async def lane() -> None:
            while rest:
                name = rest.popleft()
                await do_lane(ctx, outlets[name], lanes[name], asked, opened)

        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(min(AT_ONCE, len(lanes))):
                    group.create_task(lane())
        except BaseExceptionGroup as errors:
            raise pipeline.first_of(errors) from errors  # the disk that is full is full for all of them
        return ctx.report


async def do_lane(ctx: Context, outlet: Outlet, planned: list[PartitionState], asked: Asked, opened: Path) -> None:
    """An outlet's parts, one after the other, while no other process has the outlet.

    `opened` is the snapshot that the run knows.
    """
    with claim(ctx.settings.data / "claims", outlet.id, ctx.run.run_id) as last:
        if last is None:
            ctx.report.partitions["busy"] += len(planned)
            ctx.report.reasons[f"{outlet.id}: another run is at it"] += 1
            return
        async with up_to_date(ctx, last, opened) as own:
            rows = own.state.partitions({one.source_id for one in planned})
            await do_parts(own, outlet, parts.with_left(planned, rows), rows, asked)


@asynccontextmanager
async def up_to_date(ctx: Context, last: str, opened: Path) -> AsyncIterator[Context]:
    """The context with what is known now of a lane that the run `last` had before us.

    That may have been since the snapshot `opened`, which is what our run knows: what they staged counts.
    """
    data = ctx.settings.data
    if last in ("", ctx.run.run_id) or (not staged(data) and Paths(data).current.resolve() == opened):
        yield ctx
        return
    await asyncio.to_thread(pipeline.finish, ctx.settings, ctx.outlets, ctx.report)
    with State(data, settings=ctx.settings) as state:
        yield replace(ctx, state=state)


async def do_parts(
    ctx: Context, outlet: Outlet, first: list[PartitionState], rows: list[PartitionState], asked: Asked
) -> None:
    """Parts, and those they lead to, until none is left or the run is to stop. `rows` is what the ledger has."""
    seen = {one.partition_id for one in first}
    queue, counts = parts.choose(first, rows, ctx.settings.clock(), retry=asked.retry)
    ctx.report.partitions.update(counts)
    ctx.progress.expect(len(queue))
    rest = deque(queue)
    while rest:
        if ctx.stop.asked:
            ctx.report.partitions["left"] += len(rest)
            return
        row = rest.popleft()
        job = await do_part(ctx, outlet, row, asked)
        ctx.progress.step(f"{row.source_id} {row.key}", job.row.state)
        rest.extendleft(reversed(led_to(ctx, job, seen, rows, retry=asked.retry)))


def led_to(ctx: Context, job: Job, seen: set[str], rows: list[PartitionState], *, retry: bool) -> list[PartitionState]:
    """The parts that a part has led to and that are to be done: those not `seen` before, which they are from now on."""
    fresh = {child.partition_id: child for child in job.children if child.partition_id not in seen}
    seen |= fresh.keys()
    chosen, counts = parts.choose(fresh.values(), rows, ctx.settings.clock(), retry=retry)
    del counts["settled"]  # the rows that settle them were counted in the beginning
    ctx.report.partitions.update(counts)
    ctx.progress.expect(len(chosen))
    return chosen


def window_of(row: PartitionState, asked: Asked) -> Window:
    """The days of which a part's pages are kept: those asked for, or the part's own where an earlier run left it.

    A list holds a page of a day that is not its own now and then: one within the days asked for is not thrown away.
    """
    within = row.since is not None and row.until is not None and asked.since <= row.since and row.until <= asked.until
    return asked.window if within else Window(row.since, row.until)


async def do_part(ctx: Context, outlet: Outlet, row: PartitionState, asked: Asked) -> Job:
    """One part, to its last batch. Whatever happens to it is in its row, but for what the disk refuses."""
    settings = ctx.settings
    label = f"{row.source_id} {row.key}"
    own = replace(ctx, window=window_of(row, asked))
    job = Job(own, parts.begun(row, settings.clock()), Batch(run=ctx.run, label=label))
    ctx.riders[label] = job.ride
    try:
        await do(job, outlet)
        state = await settle_job(job, settings.clock().astimezone(outlet.zone).date())
    except Stopped:
        await job.close(job.row)
        state = "left"
    except PartFailed as error:
        now = settings.clock()
        row = replace(job.row, n_failed=len(job.faults))
        await job.close(parts.failed(row, str(error), now, hard=error.hard, wait=error.wait))
        state = job.row.state
    except OSError:
        raise
    except Exception as error:
        log.exception("%s broke", label)
        now = settings.clock()
        await job.close(parts.failed(job.row, f"{type(error).__name__}: {error}", now, hard=True))
        state = job.row.state
    finally:
        ctx.riders.pop(label, None)
    ctx.report.partitions[state] += 1
    if job.row.reason and state != "todo":
        ctx.report.reasons[f"{label}: {job.row.reason}"] += 1
    return job


def interrupted(stop: Stop) -> Callable[[], None]:
    """A handler of Ctrl-C: the first asks for the run to end, the second ends it."""

    def handle() -> None:
        if stop.asked:
            raise KeyboardInterrupt
        stop.asked = True

    return handle
