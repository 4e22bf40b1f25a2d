"""The Prefect flow `backfill`: pipeline.backfill and pipeline.backfill_warc, a task an outlet or for all files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from config.outlets import load_outlets
from config.settings import Settings
from extractors.records import Run
from flows import pipeline
from flows.poll import load, publish_report, recover
from flows.report import RunReport


@task(name="collect-archive", cache_policy=NO_CACHE)
async def collect_archive(
    settings: Settings, run: Run, name: str, since: date | None, until: date | None, kind: str | None
) -> RunReport:
    """Collect one outlet's pages of the window to staged batches."""
    outlets = load_outlets(settings.outlets)
    return await pipeline.collect_window(settings, outlets, run, [name], since=since, until=until, kind=kind)


@task(name="collect-warc", cache_policy=NO_CACHE)
async def collect_warc(settings: Settings, run: Run, files: list[Path], names: list[str]) -> RunReport:
    """Collect the pages of WARC files to staged batches."""
    return await pipeline.collect_files(settings, load_outlets(settings.outlets), run, files, names)


@flow(name="backfill", flow_run_name="backfill-{since}-{until}")
async def backfill(
    outlets: list[str] | None = None,
    since: date | None = None,
    until: date | None = None,
    kind: str | None = None,
    warc: list[str] | None = None,
) -> dict[str, Any]:
    """The past of some outlets (`since`, `until`: days of publication), or the pages of WARC files.

    `kind` reads only sitemaps, indexes or feeds. Raises ValueError when neither outlets with a window nor files
    are given. Returns the run's report.
    """
    if not warc and not (outlets and (since or until)):
        raise ValueError("give outlets with since and until, or warc files")
    settings = Settings()
    run = pipeline.new_run(settings, "backfill", outlets=sorted(outlets or []), since=since, until=until, warc=warc)
    report = await recover(settings, run)
    if warc:
        report.merge(await collect_warc(settings, run, [Path(name) for name in warc], outlets or []))
    else:
        for name in outlets or []:
            report.merge(await collect_archive(settings, run, name, since, until, kind))
    return await publish_report(await load(settings, report))
