"""The Prefect flow `poll`: pipeline.poll with a schedule, a history and a report to look at.

Three to six task runs a flow run, however many sources: a task run costs the server 40 ms and 25 kB. The flow is
`async def`, since a synchronous one waits up to a second for its heartbeat thread to end. It reads the outlets' files
once, for all its tasks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.events import emit_event

from config.outlets import Outlets, load_outlets
from config.settings import Settings
from extractors.records import Run
from flows import health, pipeline
from flows.report import RunReport

COLLECT_TASKS = 4
"""Outlets are dealt to so many tasks; an outlet's hosts stay in one, which keeps their pace."""


def dealt(names: Sequence[str]) -> list[list[str]]:
    """Outlets dealt to tasks, none of them without any."""
    return [list(names[start::COLLECT_TASKS]) for start in range(min(COLLECT_TASKS, len(names)))]


@task(name="recover", cache_policy=NO_CACHE)
async def recover(settings: Settings, outlets: Outlets, run: Run) -> RunReport:
    """Load what an earlier run staged and could not finish."""
    return await asyncio.to_thread(pipeline.recover, settings, outlets, run)


@task(name="collect", cache_policy=NO_CACHE)
async def collect(settings: Settings, outlets: Outlets, run: Run, names: Sequence[str], force: bool) -> RunReport:
    """Collect the due sources of some outlets to staged batches."""
    async with pipeline.open_run(settings, outlets, run, force=force) as ctx:
        await pipeline.collect_outlets(ctx, outlets.choose(names))
        return ctx.report


@task(name="load", cache_policy=NO_CACHE, retries=2, retry_delay_seconds=30)
async def load(settings: Settings, outlets: Outlets, report: RunReport) -> RunReport:
    """Load every staged batch and publish a snapshot. Safe to retry: what is loaded is not loaded twice."""
    return await asyncio.to_thread(pipeline.finish, settings, outlets, report)


async def publish_report(report: RunReport) -> dict[str, Any]:
    """Show what the run did as an artifact of the flow run."""
    done = report.asdict()
    rows = [
        {"what": f"{group}: {name}", "count": n}
        for group in ("sources", "partitions", "pages", "inserted", "updated")
        for name, n in done[group].items()
    ]
    rows += [{"what": name, "count": done[name]} for name in ("new_documents", "new_versions", "changed_rows")]
    rows += [{"what": reason, "count": n} for reason, n in done["reasons"].items()]
    await create_table_artifact(  # type: ignore[misc]  # awaitable inside a flow, whatever its annotation says
        key=f"{report.run.kind}-report", table=rows, description=f"Run {report.run.run_id}: {report.run.params}"
    )
    get_run_logger().info(
        "%s new documents, %s new versions, %s changed rows",
        report.new_documents,
        report.new_versions,
        report.changed_rows,
    )
    return done


def tell_health(settings: Settings) -> list[health.Change]:
    """Emit an event for every source whose health changed since the last one, and log it for people."""
    told, now = health.told(settings.data), health.read(settings)
    made = health.changes(told, now)
    for change in made:
        get_run_logger().warning("%s", change.text())
        emit_event(
            event=change.event,
            resource={
                "prefect.resource.id": f"readouts.source.{change.source_id}",
                "prefect.resource.name": change.source_id,
            },
            payload={
                "before": change.before,
                "after": change.after.state,
                "todo": change.after.todo,
                "reason": change.after.reason,
            },
        )
    states = health.after_telling(told, now, made)
    if states != told:
        health.remember(settings.data, states)
    return made


def run_name() -> str:
    """Which outlets were named."""
    from prefect.runtime import flow_run

    return "-".join(["poll", *(flow_run.parameters.get("outlets") or ["all"])])


@flow(name="poll", flow_run_name=run_name)
async def poll(outlets: list[str] | None = None, force: bool = False) -> dict[str, Any]:
    """One round over the sources that are due, to a published snapshot.

    `outlets` are outlet ids, every enabled one when empty; `force` reads sources that are not due too. Settings come
    from READOUTS_* variables of the worker. Returns the run's report.
    """
    settings = Settings()
    known = load_outlets(settings.outlets)
    chosen = known.choose(outlets or [])
    run = pipeline.new_run(settings, "poll", outlets=sorted(outlets or []), force=force)
    report = await recover(settings, known, run)
    groups = dealt([outlet.id for outlet in chosen])
    for part in await asyncio.gather(*(collect(settings, known, run, group, force) for group in groups)):
        report.merge(part)
    report = await load(settings, known, report)
    tell_health(settings)  # after the snapshot that shows it
    return await publish_report(report)
