"""`readouts backfill`: the past, from an outlet's archives, from captures, or from WARC files."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Coroutine
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from config.settings import Settings
from flows.command import AGAIN, STOPPED, Day, configured, guarded, json_option

if TYPE_CHECKING:
    from flows.context import Progress, Stop
    from flows.past import Asked
    from flows.report import RunReport

WAYS = ("sitemap", "index", "feed", "ids", "wayback", "commoncrawl")


@click.command()
@click.argument("outlets", nargs=-1)
@click.option("--since", type=Day(), help="First day of publication: 2026-03-01, yesterday, '90 days' (ago).")
@click.option("--until", type=Day(), help="Last day of publication; today unless told.")
@click.option("--from", "way", type=click.Choice(WAYS), help="Where to look, instead of the outlets' own archives.")
@click.option("--warc", "files", multiple=True, metavar="FILE|URL", help="Read pages from WARC files instead.")
@click.option("--dry-run", is_flag=True, help="List the parts, and about how long they take. Asks nobody.")
@click.option("--retry-failed", "retry", is_flag=True, help="Take what failed at once, and what was given up.")
@json_option
@click.pass_obj
def backfill(
    settings: Settings,
    outlets: tuple[str, ...],
    since: date | None,
    until: date | None,
    way: str | None,
    files: tuple[str, ...],
    dry_run: bool,
    retry: bool,
    as_json: bool,
) -> None:
    """The past, the same way: from an outlet's archives, from captures of its pages, or from WARC files.

    \b
    readouts backfill tass_en --since 2026-03-01 --until 2026-03-07
    readouts backfill kcna --since '90 days' --from wayback
    readouts backfill --warc crawl-0001.warc.gz crawl-0002.warc.gz

    What is done is kept in the view `backfills` and not asked for again; what failed is tried again later. With --warc
    and --from commoncrawl, OUTLETS limit which outlets' pages are taken. Ctrl-C stops after the current batch.
    """
    from flows import crawls, estimate, past, show
    from flows.context import Stop, Window

    if since and until and since > until:
        raise click.UsageError(f"--since {since} is after --until {until}")
    if files and way:
        raise click.UsageError(f"--warc and --from {way} are two ways: name one of them")
    known = configured(settings)
    stop = Stop()
    if files:
        # `--warc a b c`: the shell's wildcard gives the further files as arguments.
        more = tuple(name for name in outlets if _is_file(name))
        names = tuple(name for name in outlets if name not in more)
        wrong = [name for name in files if not _is_file(name)]
        if wrong:
            raise click.UsageError(f"--warc {wrong[0]}: there is no such file")
        wanted = crawls.Wanted(names, Window(since, until), retry)
        addresses = tuple(map(str, (*files, *more)))
        if dry_run:
            _print(guarded(lambda: estimate.of_files(settings, known, addresses, wanted)), as_json)
            return
        with show.Bar("backfill") as bar:
            _run(crawls.backfill_files(settings, known, addresses, wanted, progress=bar, stop=stop), stop, as_json)
        return
    if since and since > settings.clock().date():
        raise click.UsageError(f"--since {since} is yet to come")
    if since is None or (not outlets and way != "commoncrawl"):
        raise click.UsageError("name outlets with --since (and --until), or files with --warc")
    asked = past.Asked(since, until or settings.clock().date(), way, retry)
    if dry_run:
        _print(guarded(lambda: estimate.of_outlets(settings, known, outlets, asked)), as_json)
        return
    with show.Bar("backfill") as bar:
        _run(_work(settings, known, outlets, asked, bar, stop), stop, as_json)


def _work(
    settings: Settings, known: Any, names: tuple[str, ...], asked: Asked, bar: Progress, stop: Stop
) -> Coroutine[Any, Any, RunReport]:
    from flows import crawls, past

    if asked.way == "commoncrawl":
        return crawls.backfill_crawls(settings, known, names, asked, progress=bar, stop=stop)
    return past.backfill(settings, known, names, asked, progress=bar, stop=stop)


def _is_file(name: str) -> bool:
    return name.startswith(("http://", "https://")) or Path(name).is_file()


def _print(found: Any, as_json: bool) -> None:
    from flows import estimate

    if as_json:
        click.echo(json.dumps(estimate.asdict(found), ensure_ascii=False))
    else:
        estimate.show(found)


def _run(work: Coroutine[Any, Any, RunReport], stop: Stop, as_json: bool) -> None:
    """Run a backfill, print its report, and exit: 0, 1 when something could not be had, 130 when it was stopped."""
    import asyncio

    from flows import show
    from flows.past import interrupted

    async def with_ctrl_c() -> RunReport:
        loop = asyncio.get_running_loop()
        handle = interrupted(stop)
        with suppress(NotImplementedError, RuntimeError, ValueError):  # in a thread nobody presses Ctrl-C
            loop.add_signal_handler(signal.SIGINT, handle)
        return await work

    report = guarded(lambda: asyncio.run(with_ctrl_c()))
    if as_json:
        click.echo(json.dumps(report.asdict(), ensure_ascii=False))
    else:
        show.report(report)
        if not stop.asked and (line := said(report)):
            click.echo(line)
    if stop.asked:
        click.echo(f"stopped after the current batch; {AGAIN}", err=True)
        sys.exit(STOPPED)
    sys.exit(1 if report.requests_failed or report.quarantined else 0)


def said(report: RunReport) -> str:
    """A closing word where nothing was done, or something is left to do."""
    parts = report.partitions
    worked = sum(parts[name] for name in ("done", "failed", "todo", "left"))
    if not worked and not parts["given-up"]:
        if parts["busy"]:
            return f"nothing to do here: another run is at these {parts['busy']} parts"
        if parts["waiting"]:
            return f"nothing to do now: {parts['waiting']} parts that failed wait, {parts['settled']} are done"
        if not parts["settled"]:
            return "nothing was looked for: no source of these outlets leads to these days; --dry-run lists the parts"
        return f"nothing to do: all {parts['settled']} parts of this range are done"
    later = parts["failed"] + parts["waiting"]
    lines = []
    if parts["busy"]:
        lines.append(f"another run is at {parts['busy']} more parts of this range")
    if later:
        lines.append(f"{later} parts failed and are tried again by the same command, later (--retry-failed: at once)")
    if parts["todo"]:
        lines.append(f"{parts['todo']} parts were read whose last day is not over; the same command reads on, later")
    if parts["given-up"]:
        lines.append(f"{parts['given-up']} parts were given up; --retry-failed tries them again")
    return "\n".join(lines)
