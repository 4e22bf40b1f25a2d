"""The Prefect flow `maintain`: `flows.upkeep` with a schedule and a history, in one task."""

from __future__ import annotations

import asyncio
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE

from config.settings import Settings
from flows import upkeep


@task(name="keep", cache_policy=NO_CACHE, retries=1, retry_delay_seconds=60)
async def keep(outlets: list[str]) -> dict[str, Any]:
    """Run every step. Safe to retry: what is done is not done twice."""
    return upkeep.asdict(await asyncio.to_thread(upkeep.maintain, Settings(), only=outlets))


@flow(name="maintain")
async def maintain(outlets: list[str] | None = None) -> dict[str, Any]:
    """Learn furniture, and make anew what code of another time made: stories and readouts. Returns the report.

    `outlets` are outlet ids, whose furniture is learned whether or not anything is new; all that need it when empty.
    """
    done = await keep(outlets or [])
    get_run_logger().info("%s changed rows: %s", done["changed_rows"], done["steps"])
    return done
