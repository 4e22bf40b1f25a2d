"""`readouts backfill`: the past, from an outlet's archives, from captures, or from WARC files."""

from __future__ import annotations

import calendar
import json
import re
import signal
import sys
from collections.abc import Coroutine
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from config.settings import Settings

if TYPE_CHECKING:
    from flows.context import Progress, Stop
    from flows.past import Asked
    from flows.report import RunReport

WAYS = ("sitemap", "index", "feed", "ids", "wayback", "commoncrawl")
STOPPED = 130
"""Exit code after Ctrl-C."""

_AGO = re.compile(r"(\d{1,4})\s*(day|week|month|year)s?(?:\s+ago)?", re.IGNORECASE)


def moment(text: str, today: date) -> date:
    """The day that a text means: `2026-03-05`, `today`, `yesterday`, `90 days`, `3 months`, `1 year` (ago).

    Raises ValueError.
    """
    words = " ".join(text.split()).lower()
    if words in ("today", "yesterday"):
        return today - timedelta(days=words == "yesterday")
    if found := _AGO.fullmatch(words):
        n, unit = int(found[1]), found[2].lower()
        try:
            if unit in ("day", "week"):
                return today - timedelta(days=n * (7 if unit == "week" else 1))
            months = today.year * 12 + today.month - 1 - n * (12 if unit == "year" else 1)
            year, month = divmod(months, 12)
            return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
        except (OverflowError, ValueError) as error:
            raise ValueError(f"{text!r} ago there were no pages") from error
    return date.fromisoformat(words)


class Day(click.ParamType[str]):
    """A day, or a time ago. It stays a text until today is known."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            moment(value, date(2026, 3, 5))
        except ValueError:
            self.fail(f"{value!r} is no day; write 2026-03-05, yesterday, or '90 days'", param, ctx)
        return str(value)


@click.command()
@click.argument("outlets", nargs=-1)
@click.option("--since", type=Day(), help="First day of publication: 2026-03-01, yesterday, '90 days' (ago).")
@click.option("--until", type=Day(), help="Last day of publication; today unless told.")
@click.option("--from", "way", type=click.Choice(WAYS), help="Where to look, instead of the outlets' own archives.")
@click.option("--warc", "files", multiple=True, metavar="FILE|URL", help="Read pages from WARC files instead.")
@click.option("--dry-run", is_flag=True, help="List the parts, and about how long they take. Asks nobody.")
@click.option("--retry-failed", "retry", is_flag=True, help="Take what failed at once, and what was given up.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def backfill(
    settings: Settings,
    outlets: tuple[str, ...],
    since: str | None,
    until: str | None,
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

    today = settings.clock().date()
    first, last = (moment(text, today) if text else None for text in (since, until))
    if first and last and first > last:
        raise click.UsageError(f"--since {first} is after --until {last}")
    known = _outlets(settings)
    stop = Stop()
    if files:
        # `--warc a b c`: the shell's wildcard gives the further files as arguments.
        more = tuple(name for name in outlets if _is_file(name))
        names = tuple(name for name in outlets if name not in more)
        wrong = [name for name in files if not _is_file(name)]
        if wrong:
            raise click.UsageError(f"--warc {wrong[0]}: there is no such file")
        window = Window(first or date.min, last or date.max) if first or last else Window()
        addresses = tuple(map(str, (*files, *more)))
        if dry_run:
            _print(estimate.of_files(settings, known, addresses, names, window), as_json)
            return
        with show.Bar("backfill") as bar:
            work = crawls.backfill_files(
                settings, known, addresses, names, window, retry=retry, progress=bar, stop=stop
            )
            _run(work, stop, as_json)
        return
    if first is None or (not outlets and way != "commoncrawl"):
        raise click.UsageError("name outlets with --since (and --until), or files with --warc")
    asked = past.Asked(first, last or today, way, retry)
    if dry_run:
        _print(_estimated(settings, known, outlets, asked), as_json)
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


def _estimated(settings: Settings, known: Any, names: tuple[str, ...], asked: Asked) -> Any:
    from config.outlets import OutletError
    from flows import estimate

    try:
        return estimate.of_outlets(settings, known, names, asked)
    except OutletError as error:
        raise click.ClickException(str(error)) from error


def _outlets(settings: Settings) -> Any:
    from config.outlets import OutletError, load_outlets

    try:
        return load_outlets(settings.outlets)
    except OutletError as error:
        raise click.ClickException(str(error)) from error


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

    import duckdb

    from config.outlets import OutletError
    from flows import show
    from flows.past import interrupted
    from warehouse.errors import WarehouseError

    async def with_ctrl_c() -> RunReport:
        loop = asyncio.get_running_loop()
        handle = interrupted(stop)
        with suppress(NotImplementedError, RuntimeError, ValueError):  # in a thread nobody presses Ctrl-C
            loop.add_signal_handler(signal.SIGINT, handle)
        return await work

    again = "what was finished is kept; run the same command to go on"
    try:
        report = asyncio.run(with_ctrl_c())
    except OutletError as error:
        raise click.ClickException(str(error)) from error
    except (WarehouseError, OSError, duckdb.Error) as error:
        raise click.ClickException(f"{error}; {again}") from error
    except KeyboardInterrupt:
        click.echo(f"stopped; {again}", err=True)
        sys.exit(STOPPED)
    if as_json:
        click.echo(json.dumps(report.asdict(), ensure_ascii=False))
    else:
        show.report(report)
        if not stop.asked and (line := said(report)):
            click.echo(line)
    if stop.asked:
        click.echo(f"stopped after the current batch; {again}", err=True)
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
        return f"nothing to do: all {parts['settled']} parts of this range are done"
    later = parts["failed"] + parts["waiting"]
    lines = []
    if parts["busy"]:
        lines.append(f"another run is at {parts['busy']} more parts of this range")
    if later:
        lines.append(f"{later} parts failed and are tried again by the same command, later (--retry-failed: at once)")
    if parts["given-up"]:
        lines.append(f"{parts['given-up']} parts were given up; --retry-failed tries them again")
    return "\n".join(lines)
