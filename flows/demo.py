"""`readouts demo`: the whole way on the embedded press, for a stranger's first minute."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Coroutine
from datetime import datetime
from typing import Any

import click

from config.settings import Settings
from flows import ask, pipeline, show
from flows.report import RunReport
from press.outlets import doubles
from press.server import running
from press.world import FIRST, SECOND, START, World
from warehouse.query import select

STORIES = """
    select s.title, s.origin, s.n_outlets as outlets,
           string_agg(distinct c.outlet_id, ' ' order by c.outlet_id) as carriers
    from stories s join carriers c using (story_id) where s.n_outlets > 1
    group by s.story_id, s.title, s.origin, s.n_outlets
    order by outlets desc, max(c.n_words) desc, s.story_id limit 12
"""
EDITS = """
    select outlet_id, coalesce(title_after, title_before) as title, array_to_string(classes, ', ') as changed,
           words_before, words_after
    from edits order by noticed_at, document_id limit 8
"""
SIDES = """
    select issuer as side, outlet_id, role, origin_agency as origin, published_on as printed, start_date as says,
           date_source as by_its, title
    from readouts where is_current and event_id = (
        select event_id from events where n_issuers > 1 order by n_readouts desc, event_id limit 1)
    order by issuer, role <> 'origin', published_on, outlet_id, readout_id
"""


def run_demo(settings: Settings, port: int) -> None:
    """Run the press and the pipeline against it, printing each step. Exits 1 when something did not hold."""
    began = time.monotonic()
    world = World.load()
    outlets = doubles()
    with running(world, at=FIRST, port=port) as press:
        at_first = on_press(settings, press.port, FIRST)
        at_second = on_press(settings, press.port, SECOND)
        reports = [
            step(
                "poll",
                f"the press as of {FIRST:%d %B, %H:%M} UTC",
                pipeline.poll(at_first, force=True, outlets=outlets),
            )
        ]
        press.at = SECOND
        reports.append(
            step(
                "poll", "a day later: new pages, edits, removals", pipeline.poll(at_second, force=True, outlets=outlets)
            )
        )
        past = pipeline.backfill(
            at_second, ["tass_en", "cgtn", "whitehouse"], since=START.date(), until=SECOND.date(), outlets=outlets
        )
        reports.append(step("backfill", "what had left the feeds, from sitemaps", past))
    summary(settings, reports, time.monotonic() - began)


def on_press(settings: Settings, port: int, at: datetime) -> Settings:
    """Settings that reach the press, and nothing else on this machine, at its own time."""
    return settings.model_copy(update={"loopback": {"*.localhost": port}, "host_delay": 0.0, "now": at})


def step(name: str, why: str, work: Coroutine[Any, Any, RunReport]) -> RunReport:
    """Run one step and tell what it did."""
    click.echo()
    click.secho(f"{name}: {why}", bold=True)
    report = asyncio.run(work)
    show.report(report)
    return report


def summary(settings: Settings, reports: list[RunReport], seconds: float) -> None:
    """The counts, three queries, and what to type next."""
    click.echo()
    data = settings.data
    with ask.snapshot(settings) as con:
        counts = select(con, ask.TOTALS, timeout=30)
        totals = dict(zip(counts.columns, next(iter(counts.rows(1))), strict=True))
        for title, query in (
            ("The 12 most carried stories, who wrote them, who carried them", STORIES),
            ("The first 8 changes after publication", EDITS),
            ("One meeting, each side's own text and who carried it", SIDES),
        ):
            result = select(con, query, timeout=30)
            show.table(title, result.columns, result.rows(None))
    new = sum(report.new_documents for report in reports)
    changed = sum(report.changed_rows for report in reports)
    held = ", ".join(f"{n} {name}" for name, n in totals.items())
    click.secho(f"{new} new documents, {changed} changed rows; the warehouse holds {held} ({seconds:.0f} s)", bold=True)
    ask_it = f".venv/bin/readouts --data {data}"
    click.echo("\nNext:")
    click.echo(f'  {ask_it} sql "from stories order by n_outlets desc limit 20"')
    click.echo(f'  {ask_it} sql "describe documents"')
    click.echo(f"  {ask_it} status")
    click.echo("  READOUTS_CONTACT=you@example.org .venv/bin/readouts poll    # the real outlets of config/outlets/")
    if any(report.quarantined for report in reports) or not totals["documents"]:
        sys.exit(1)
