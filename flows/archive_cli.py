"""Commands on what was kept: read it again, forget it. A subcommand imports what it needs."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import NoReturn

import click

from config.settings import Settings
from flows.command import Day, configured, guarded, json_option


@click.command()
@click.argument("outlets", nargs=-1)
@click.option("--since", type=Day(), help="First day of publication: 2026-03-01, yesterday, '90 days' (ago).")
@click.option("--until", type=Day(), help="Last day of publication.")
@click.option("--apply", "apply", is_flag=True, help="Load the new readings; without it they are only compared.")
@click.option("--again", is_flag=True, help="Also pages that this version has read: an outlet's rules have changed.")
@json_option
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

    if since and until and since > until:
        raise click.UsageError(f"--since {since} is after --until {until}")
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
@json_option
@click.pass_obj
def forget(
    settings: Settings, targets: tuple[str, ...], outlets: tuple[str, ...], reason: str | None, yes: bool, as_json: bool
) -> None:
    """Take a page out of everything that is kept, for good: it is never taken in again.

    URL is an address, or the id of a document or wording. Its text goes from the warehouse, the archive and all
    snapshots; there is no way back. The view `forgotten` keeps the address, without any text.
    """
    from flows import forgetting

    if not targets and not outlets:
        raise click.UsageError("name addresses, or outlets with --outlet")
    known = configured(settings)
    try:
        stones = guarded(lambda: forgetting.find(settings, targets, outlets, known))
    except forgetting.ForgetError as error:
        raise click.ClickException(str(error)) from error
    if not yes:
        names = "\n".join(f"  {stone.url or f'everything of outlet {stone.outlet_id}'}" for stone in stones)
        click.confirm(f"Forget for good:\n{names}\nThere is no way back. Go on?", abort=True, err=True)
    done = guarded(lambda: forgetting.forget_for_good(settings, stones, known, reason=reason))
    if as_json:
        click.echo(json.dumps(done.asdict(), ensure_ascii=False))
        return
    click.echo(f"forgotten: {', '.join(done.named)}")
    click.echo(f"{done.documents} documents taken out, {done.records} records of the archive erased")
    for name in done.batches:
        click.echo(f"removed from quarantine: {name}")
    for caution in done.cautions:
        click.echo(f"look at this: {caution}")
