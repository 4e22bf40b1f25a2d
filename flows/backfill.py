"""The Prefect flow `backfill`: `past` and `crawls`, with a history and a report to look at.

Three to six task runs a flow run: outlets are dealt to a few, whatever the number of their parts. Two runs of the same
range share the work: an outlet belongs to one of them at a time.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import date
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_progress_artifact, create_table_artifact, update_progress_artifact
from prefect.cache_policies import NO_CACHE

from config.outlets import Outlet, Outlets, load_outlets
from config.settings import Settings
from extractors.records import Run
from flows import crawls, parts, past, pipeline
from flows.command import moment
from flows.poll import dealt, load, publish_report, recover
from flows.report import RunReport
from warehouse.state import State


@task(name="collect-parts", cache_policy=NO_CACHE)
async def collect_parts(
    settings: Settings, outlets: Outlets, run: Run, names: list[str], asked: past.Asked
) -> RunReport:
    """Do the parts of some outlets to staged batches, and load what is staged meanwhile."""
    bar = Bar()
    lanes = past.plan(settings, outlets, names, asked)
    async with bar.shown(f"{', '.join(names)}: {asked.since} to {asked.until}"):
        return await past.work(settings, outlets, run, lanes, asked, progress=bar)


@task(name="collect-files", cache_policy=NO_CACHE)
async def collect_files(
    settings: Settings, outlets: Outlets, run: Run, files: list[str], names: list[str], asked: past.Asked | None
) -> RunReport:
    """Collect the pages of WARC files, or of Common Crawl's where none are named, to staged batches."""
    wanted = crawls.Wanted.of(names, asked) if asked else crawls.Wanted(names)
    bar = Bar()
    if files:
        planned = crawls.plan_files(settings, outlets, files, wanted)
    else:
        assert asked is not None, "a crawl needs days"
        planned = crawls.plan_crawls(settings, asked)
    async with bar.shown("WARC files"):
        return await crawls.collect_files(settings, outlets, run, planned, wanted, progress=bar)


class Bar:
    """Progress as an artifact, renewed every half minute: each renewal is a request to the server."""

    EVERY = 30.0

    def __init__(self) -> None:
        self.total = self.done = 0

    def expect(self, n: int) -> None:
        self.total += n

    def step(self, label: str, fate: str, size: int = 1) -> None:
        self.done += size

    @property
    def percent(self) -> float:
        return 100.0 * self.done / self.total if self.total else 0.0

    def shown(self, what: str) -> _Shown:
        return _Shown(self, what)


class _Shown:
    def __init__(self, bar: Bar, what: str) -> None:
        self._bar, self._what = bar, what

    async def __aenter__(self) -> None:
        made = create_progress_artifact(progress=0.0, key="backfill-progress", description=self._what)
        self._id = await made  # type: ignore[misc]  # awaitable inside a task, whatever its annotation says
        self._task = asyncio.create_task(self._renew())

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        await self._tell(100.0 if kind is None else self._bar.percent)

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(Bar.EVERY)
            await self._tell(self._bar.percent)

    async def _tell(self, percent: float) -> None:
        await update_progress_artifact(artifact_id=self._id, progress=percent)  # type: ignore[misc]


def _day(value: str | date | None, settings: Settings) -> date | None:
    return moment(value, settings.clock().date()) if isinstance(value, str) else value


def run_name() -> str:
    """One name a range: runs of the same days are found together."""
    from prefect.runtime import flow_run

    given = flow_run.parameters
    files = given.get("warc") or []
    if files and not given.get("since"):
        return f"backfill-{len(files)}-files"
    return f"backfill-{given.get('since')}-{given.get('until') or 'today'}"


@flow(name="backfill", flow_run_name=run_name)
async def backfill(
    outlets: list[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    kind: str | None = None,
    warc: list[str] | None = None,
    retry_failed: bool = False,
) -> dict[str, Any]:
    """The past of some outlets, or the pages of WARC files (paths or URLs).

    `since` and `until` are days of publication: `2026-03-01`, `yesterday`, `90 days`. `kind` is where to look: sitemap,
    index, feed, ids, wayback or commoncrawl. Raises ValueError when neither outlets with a window nor files are given,
    OutletError for an unknown outlet. Returns the run's report.
    """
    settings = Settings()
    first, last = _day(since, settings), _day(until, settings)
    asked = past.Asked(first, last or settings.clock().date(), kind, retry_failed) if first else None
    names = sorted(outlets or [])
    if not warc and (asked is None or (not names and kind != parts.COMMONCRAWL)):
        raise ValueError("give outlets with since (and until), or warc files")
    known = load_outlets(settings.outlets)
    chosen = known.choose(names)  # an unknown one ends the run before it has begun
    run = pipeline.new_run(settings, "backfill", outlets=names, since=first, until=last, kind=kind, warc=warc)
    report = await recover(settings, known, run)
    if warc or kind == parts.COMMONCRAWL:
        report.merge(await collect_files(settings, known, run, warc or [], names, asked))
    else:
        assert asked is not None
        for done in await asyncio.gather(*(collect_parts(settings, known, run, some, asked) for some in dealt(names))):
            report.merge(done)
    report = await load(settings, known, report)
    await show_ledger(settings, chosen)
    return await publish_report(report)


async def show_ledger(settings: Settings, chosen: list[Outlet]) -> None:
    """How far each source is, as an artifact, and what is not done as another: a person looks there first."""
    sources = {parts.WARC, parts.COMMONCRAWL}
    for outlet in chosen:
        sources |= {outlet.source_id(source) for source in outlet.sources} | {f"{outlet.id}/{parts.WAYBACK}"}
    with State(settings.data, settings=settings) as state:
        known = state.partitions(sources)
    parts_of = Counter((row.source_id, row.state) for row in known)
    pages_of, articles_of = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for row in known:
        pages_of[row.source_id, row.state] += row.n_fetched
        articles_of[row.source_id, row.state] += row.n_articles
    summary = [
        {"source": key[0], "state": key[1], "parts": n, "pages": pages_of[key], "articles": articles_of[key]}
        for key, n in sorted(parts_of.items())
    ]
    await create_table_artifact(key="backfill-parts", table=summary, description=f"{len(known)} parts")  # type: ignore[misc]
    rows = [row for row in known if row.state != "done"]
    table = [
        {"source": row.source_id, "part": row.key, "state": row.state, "attempts": row.attempts, "why": row.reason}
        for row in rows[:200]
    ]
    get_run_logger().info("%s parts are not done", len(rows))
    if table:
        await create_table_artifact(key="backfill-open", table=table, description=f"{len(rows)} parts not done")  # type: ignore[misc]
