"""The Prefect flow `reprocess`: `flows.rereading` with a history, in one task."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE

from config.settings import Settings
from flows import rereading


@task(name="read-again", cache_policy=NO_CACHE, retries=1, retry_delay_seconds=60)
async def read_again(
    outlets: list[str], since: date | None, until: date | None, apply: bool, again: bool
) -> dict[str, Any]:
    """Read archived pages and load what came. Safe to retry: what is done is passed over."""
    report, changes = await asyncio.to_thread(
        rereading.reprocess, Settings(), outlets, since=since, until=until, apply=apply, again=again
    )
    return report.asdict() | {"applied": apply, "reading": changes.asdict()}


def run_name() -> str:
    """One name a range, as of a backfill."""
    from prefect.runtime import flow_run

    given = flow_run.parameters
    return f"reprocess-{given.get('since') or 'all'}-{given.get('until') or 'today'}"


@flow(name="reprocess", flow_run_name=run_name)
async def reprocess(
    outlets: list[str] | None = None,
    since: date | None = None,
    until: date | None = None,
    apply: bool = False,
    again: bool = False,
) -> dict[str, Any]:
    """Read the archive again with today's extractors; `apply` loads what changed. Returns the report.

    `outlets` are outlet ids, all when empty; `since` and `until` days of publication; `again` also reads pages that
    this version has read.
    """
    done = await read_again(outlets or [], since, until, apply, again)
    get_run_logger().info("%s changed rows: %s", done["changed_rows"], done["reading"]["changes"])
    return done
