"""Commands on what was kept: read it again, forget it. A subcommand imports what it needs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from typing import Any, NoReturn, TypeVar

import click

from config.settings import Settings

T = TypeVar("T")


class Day(click.ParamType[date]):
    """A calendar day, `2026-03-05`."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as 2026-03-05", param, ctx)


def guarded(work: Callable[[], T]) -> T:
    """Do it; what a person can mend (a busy warehouse, a full disk) ends the command with a sentence."""
    import duckdb

    from config.outlets import OutletError
    from warehouse.errors import WarehouseError

    try:
        return work()
    except OutletError as error:
        raise click.ClickException(str(error)) from error
    except (WarehouseError, OSError, duckdb.Error) as error:
        raise click.ClickException(f"{error}; what was finished is kept, run the same command to go on") from error
    except KeyboardInterrupt:
        raise click.ClickException("stopped; what was finished is kept, run the same command to go on") from None


@click.command()
@click.argument("outlets", nargs=-1)
@click.option("--since", type=Day(), help="First day of publication.")
@click.option("--until", type=Day(), help="Last day of publication.")
@click.option("--apply", "apply", is_flag=True, help="Load the new readings; without it they are only compared.")
@click.option("--again", is_flag=True, help="Also pages that this version has read: an outlet's rules have changed.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def reprocess(
    settings: Settings,
    outlets: tuple[str, ...],
    since: date | None,
    until: date | None,
    apply: bool,
    again: bool,
    as_json: bool,
) -> NoReturn:
    """Read the archive again, with today's extractors. Nothing is fetched.

    Tells how many titles, dates, origins, authors, bodies and verdicts change, with examples; --apply makes it so.
    OUTLETS are outlet ids; every archived page when none is given. What changes is a new reading of the same page, not
    an edit.

    \b
    readouts reprocess tass_en --since 2026-01-01
    readouts reprocess tass_en --since 2026-01-01 --apply
    """
    from flows import changes, rereading, show

    with show.Bar("reprocess") as bar:
        report, found = guarded(
            lambda: rereading.reprocess(
                settings, outlets, since=since, until=until, apply=apply, again=again, progress=bar
            )
        )
    if as_json:
        click.echo(json.dumps(report.asdict() | {"applied": apply, "reading": found.asdict()}, ensure_ascii=False))
    else:
        changes.print_changes(found, apply)
        if apply:
            show.report(report)
    sys.exit(1 if found.errors or report.quarantined else 0)


@click.command()
@click.argument("targets", nargs=-1, metavar="URL...")
@click.option("--outlet", "outlets", multiple=True, metavar="ID", help="Everything of this outlet; may be repeated.")
@click.option("--reason", help="Why, for those who ask later; it is shown in the view `forgotten`.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def forget(
    settings: Settings, targets: tuple[str, ...], outlets: tuple[str, ...], reason: str | None, yes: bool, as_json: bool
) -> None:
    """Take a page out of everything that is kept, for good: it is never taken in again.

    URL is an address, or the id of a document or wording. Its text goes from the warehouse, the archive and all
    snapshots; there is no way back. The view `forgotten` keeps the address, without any text.
    """
    from config.outlets import load_outlets
    from flows import forgetting

    if not targets and not outlets:
        raise click.UsageError("name addresses, or outlets with --outlet")
    configured = guarded(lambda: load_outlets(settings.outlets))
    try:
        stones = guarded(lambda: forgetting.find(settings, targets, outlets, configured))
    except forgetting.ForgetError as error:
        raise click.ClickException(str(error)) from error
    if not yes:
        names = "\n".join(f"  {stone.url or f'everything of outlet {stone.outlet_id}'}" for stone in stones)
        click.confirm(f"Forget for good:\n{names}\nThere is no way back. Go on?", abort=True, err=True)
    done = guarded(lambda: forgetting.forget_for_good(settings, stones, configured, reason=reason))
    if as_json:
        click.echo(json.dumps(done.asdict(), ensure_ascii=False))
        return
    click.echo(f"forgotten: {', '.join(done.named)}")
    click.echo(f"{done.documents} documents taken out, {done.records} records of the archive erased")
    for name in done.batches:
        click.echo(f"removed from quarantine: {name}")
    for caution in done.cautions:
        click.echo(f"look at this: {caution}")
