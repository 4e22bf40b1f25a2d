"""The group `readouts outlets`: what is known of the outlets, and what a person decides about them."""

from __future__ import annotations

import json

import click

from config.settings import Settings


@click.group()
def outlets() -> None:
    """The outlets: what they print around their articles, and what is to be done about it."""


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
    import duckdb

    from config.outlets import OutletError
    from flows import furniture as work
    from flows import show, upkeep
    from flows.ask import AskError
    from warehouse import furniture as store
    from warehouse.errors import WarehouseError

    try:
        wanted: dict[str, store.Decision] = dict.fromkeys(pinned, "pin")
        wanted.update(dict.fromkeys(freed, "free"))
        changed = store.decide(settings.data, outlet_id, wanted, settings.clock()) if wanted else 0
        if changed:
            done = upkeep.maintain(settings, only=[outlet_id])
            n = done.steps["furniture"]["wordings_changed"]
            click.echo(f"{changed} decisions; {n} wordings changed", err=True)
        columns, rows = work.listed(settings, outlet_id, everything)
    except store.UnknownLine as error:
        raise click.ClickException(f"{outlet_id} has no line {error}; `--all` lists them with their ids") from error
    except (OutletError, WarehouseError, AskError, OSError, duckdb.Error) as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        for row in rows:
            click.echo(json.dumps(dict(zip(columns, map(show.plain, row), strict=True)), ensure_ascii=False))
    elif rows:
        show.table(f"Furniture of {outlet_id}", columns, rows)
    else:
        click.echo(f"nothing learned of {outlet_id}; `readouts maintain` learns from what was read")
