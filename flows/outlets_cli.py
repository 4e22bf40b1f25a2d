"""`readouts outlets`: what is configured, whether it works now, OPML, furniture. A subcommand imports what it needs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from config.settings import Settings
from flows.command import InOrder, configured, guarded, json_option

if TYPE_CHECKING:
    from config.outlets import Outlet

STATES = ("live", "stale", "dead", "blocked", "unverified")


@click.group(cls=InOrder)
def outlets() -> None:
    """The outlets: who is watched, where, and what is known of them."""


@outlets.command(name="list")
@click.option("--country", "countries", multiple=True, metavar="CC", help="Only of this country; may be repeated.")
@click.option("--enabled/--disabled", "enabled", default=None, help="Only those that are polled, or are not.")
@click.option("--status", "states", multiple=True, type=click.Choice(STATES), help="Only of this status.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array, with every field.")
@click.pass_obj
def list_(
    settings: Settings, countries: tuple[str, ...], enabled: bool | None, states: tuple[str, ...], as_json: bool
) -> None:
    """Every outlet: country, owner, languages, whether it is polled, what is known of it."""
    from flows import show

    everyone = configured(settings)
    wanted = {country.upper() for country in countries}
    chosen = [
        outlet
        for outlet in sorted(everyone.values(), key=lambda outlet: (outlet.country, outlet.id))
        if (not wanted or outlet.country in wanted)
        and (enabled is None or outlet.enabled == enabled)
        and (not states or outlet.status.state in states)
    ]
    if as_json:
        click.echo(json.dumps([outlet.model_dump(mode="json") for outlet in chosen], ensure_ascii=False))
        return
    columns = ("outlet", "cc", "name", "owner", "languages", "polled", "status", "as of", "sources", "remark")
    show.table(
        "", columns, [_row(outlet) for outlet in chosen], optional=("status", "sources", "owner", "languages", "as of")
    )
    polled = sum(outlet.enabled for outlet in chosen)
    click.echo(f"{len(chosen)} outlets, {polled} of them enabled; {len(everyone)} are configured")


def _row(outlet: Outlet) -> tuple[object, ...]:
    from config.outlet_page import remarks

    return (
        outlet.id,
        outlet.country,
        outlet.name,
        outlet.ownership,
        " ".join(outlet.languages),
        "yes" if outlet.enabled else "no",
        outlet.status.state,
        outlet.status.as_of,
        sum(source.enabled for source in outlet.sources),
        "; ".join(remarks(outlet)) or outlet.note,
    )


@outlets.command()
@click.argument("outlet_id", metavar="ID")
@click.option("--source", "sources", multiple=True, help="Only this source; may be repeated. Archives too, if named.")
@json_option
@click.pass_obj
def check(settings: Settings, outlet_id: str, sources: tuple[str, ...], as_json: bool) -> None:
    """Ask an outlet's sources now, read one page of each, and print what a poll would do. Nothing is kept.

    Works for disabled outlets too; robots.txt and the pace of requests hold as in a poll. Exit code 1 says that a
    source or its page was not what it should be.
    """
    import asyncio

    from config.outlets import OutletError
    from flows import check as work

    everyone = configured(settings)
    try:
        outlet = everyone.choose([outlet_id])[0]
        checks = asyncio.run(work.check_outlet(settings, everyone, outlet, sources))
    except OutletError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        result: dict[str, Any] = {"outlet": outlet.id, "enabled": outlet.enabled}
        click.echo(json.dumps(result | {"sources": [work.as_dict(check) for check in checks]}, ensure_ascii=False))
    else:
        work.print_checks(settings, outlet, checks)
    sys.exit(0 if checks and all(check.fine for check in checks) else 1)


@outlets.command()
@click.argument("names", nargs=-1, metavar="[ID]...")
@click.option(
    "--opml",
    "file",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Write this file; `-` is standard output.",
)
@click.option("--all", "everyone", is_flag=True, help="Disabled outlets too.")
@click.pass_obj
def export(settings: Settings, names: tuple[str, ...], file: Path, everyone: bool) -> None:
    """Feeds as OPML, for a feed reader: of those outlets, or of every enabled one.

    OPML knows feeds only: index pages and sitemaps are not in it.
    """
    from config.outlets import OutletError
    from flows.opml import to_opml

    known = configured(settings)
    try:
        chosen = list(known.values()) if everyone and not names else known.choose(names)
    except OutletError as error:
        raise click.ClickException(str(error)) from error
    data = to_opml(chosen, "readouts: outlets")
    if str(file) == "-":
        sys.stdout.buffer.write(data)
        return
    try:
        file.write_bytes(data)
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from error
    click.echo(f"{data.count(b'xmlUrl=')} feeds of {len(chosen)} outlets in {file}")


@outlets.command(name="import")
@click.option(
    "--opml",
    "file",
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Read this file.",
)
@click.option(
    "--into",
    "folder",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the new files.",
)
@click.pass_obj
def import_(settings: Settings, file: Path, folder: Path) -> None:
    """Skeletons of outlet files from an OPML file: one an unknown host, disabled until a person filled it in.

    Files that are there are never overwritten. Point READOUTS_OUTLETS at the folder to use them.
    """
    from config.outlets import OutletError, Outlets, load_outlets
    from flows import show
    from flows.opml import OpmlError, read_opml, skeletons

    known = dict(configured(settings))
    try:
        if folder.is_dir() and any(folder.rglob("*.yaml")):
            known |= dict(load_outlets(folder))
        made, passed = skeletons(read_opml(file.read_bytes()), Outlets(known.values()), settings.clock().date())
    except (OpmlError, OutletError, OSError) as error:
        raise click.ClickException(f"{file}: {error}") from error
    rows: list[tuple[object, ...]] = []
    for skeleton in made:
        path = folder / skeleton.country.lower() / f"{skeleton.outlet_id}.yaml"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as out:
                out.write(skeleton.text)
        except FileExistsError:
            rows.append(("kept", path, "is there already, and was not touched"))
        except OSError as error:
            raise click.ClickException(f"{path}: {error.strerror}") from error
        else:
            rows.append(("written", path, f"{skeleton.feeds} feed{'s' if skeleton.feeds > 1 else ''}"))
    rows += [("passed over", url, reason) for url, reason in passed]
    show.table("", ("", "what", "remark"), rows)
    written = sum(row[0] == "written" for row in rows)
    click.echo(f"{written} files written, {len(rows) - written} entries passed over")


@outlets.command()
@click.argument("outlet_id", metavar="ID")
@click.option("--pin", "pinned", multiple=True, metavar="LINE_ID", help="Take this line out, whatever is learned.")
@click.option("--free", "freed", multiple=True, metavar="LINE_ID", help="Leave this line in, whatever is learned.")
@click.option("--all", "everything", is_flag=True, help="Also the lines that were weighed and left, and the retired.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.pass_obj
def furniture(
    settings: Settings,
    outlet_id: str,
    pinned: tuple[str, ...],
    freed: tuple[str, ...],
    everything: bool,
    as_json: bool,
) -> None:
    """Lines that an outlet prints around its articles, as learned from its pages.

    --pin and --free decide about lines by their ids. A decision holds until the other is made, is applied to the stored
    texts at once, and to every page read from then on.
    """
    from flows import furniture as work
    from flows import show, upkeep
    from flows.ask import AskError
    from warehouse import furniture as store

    try:
        wanted: dict[str, store.Decision] = dict.fromkeys(pinned, "pin")
        wanted.update(dict.fromkeys(freed, "free"))
        changed = guarded(lambda: store.decide(settings.data, outlet_id, wanted, settings.clock())) if wanted else 0
        if changed:
            done = guarded(lambda: upkeep.maintain(settings, only=[outlet_id]))
            n = done.steps["furniture"]["wordings_changed"]
            click.echo(f"{changed} decisions; {n} wordings changed", err=True)
        columns, rows = work.listed(settings, outlet_id, everything)
    except store.UnknownLine as error:
        raise click.ClickException(f"{outlet_id} has no line {error}; `--all` lists them with their ids") from error
    except AskError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        show.write_json(columns, rows, sys.stdout)
    elif rows:
        show.table(f"Furniture of {outlet_id}", columns, rows)
    else:
        click.echo(f"nothing learned of {outlet_id}; `readouts maintain` learns from what was read")
