"""`readouts event`: one contact, what each side says of it, and why the texts are taken for one."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import click

from config.settings import Settings
from flows import show
from flows.ask import AskError, answers, as_objects, snapshot
from warehouse.events import NoSuchReadout
from warehouse.events import split as split_readout
from warehouse.publish import publish

EVENT = "FROM events WHERE event_id = $1"
ACCOUNTS = """
    SELECT r.readout_id, r.issuer, r.outlet_id, r.lang, r.published_on, r.n_words, r.n_statements, r.n_commitments,
           r.title, e.evidence
    FROM readouts AS r JOIN event_readouts AS e ON e.readout_id = r.readout_id
    WHERE r.event_id = $1 ORDER BY r.published_on, r.readout_id
"""
SIDES = """
    SELECT side_a, side_b, words_a, words_b, tone_a, tone_b, topics_a, topics_b, phrases_only_a, phrases_only_b
    FROM two_sides WHERE event_id = $1
"""


def event(settings: Settings, event_id: str, as_json: bool) -> None:
    """Print one event. Raises AskError."""
    if not re.fullmatch(r"e[0-9a-f]{20}", event_id):
        raise AskError(f"{event_id!r} is no id of an event: they are an e and 20 hex digits")
    with snapshot(settings) as con:
        found = answers(con, settings, {"event": EVENT, "accounts": ACCOUNTS, "sides": SIDES}, [event_id])
    if not found["event"][1]:
        raise AskError(f"no event {event_id} in the snapshot; the view `events` lists them")
    if as_json:
        click.echo(json.dumps(as_objects(found), ensure_ascii=False))
        return
    columns, (row,) = found["event"]
    _print("Event", columns, row)
    show.table("Accounts", *found["accounts"])
    columns, rows = found["sides"]
    for row in rows:
        _print(f"{row[0]} and {row[1]}", columns, row)


def _print(title: str, columns: Sequence[str], row: Sequence[Any]) -> None:
    """A row from top to bottom."""
    texts = (", ".join(map(str, value)) if isinstance(value, list) else value for value in row)
    show.table(title, ("", ""), list(zip(columns, texts, strict=True)))


def split(settings: Settings, readout_id: str) -> None:
    """Take a readout out of its event and publish. Raises AskError, WarehouseBusy, OSError, duckdb.Error."""
    try:
        made = split_readout(settings.data, readout_id, now=settings.clock())
    except NoSuchReadout as error:
        raise AskError(str(error)) from error
    publish(settings.data, keep=settings.snapshots_kept)
    click.echo(f"{readout_id} now stands alone, as event {made}")
