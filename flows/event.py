"""`readouts event`: one contact, what each side says of it, and why the texts are taken for one."""

from __future__ import annotations

import re
from typing import Any

import click

from config.settings import Settings
from flows import show
from flows.ask import AskError, snapshot
from warehouse.events import NoSuchReadout
from warehouse.events import split as split_readout
from warehouse.publish import publish
from warehouse.query import select

EVENT = "FROM events WHERE event_id = '{}'"
ACCOUNTS = """
    SELECT r.readout_id, r.issuer, r.outlet_id, r.lang, r.published_on, r.n_words, r.n_statements, r.n_commitments,
           r.title, e.evidence
    FROM readouts AS r JOIN event_readouts AS e ON e.readout_id = r.readout_id
    WHERE r.event_id = '{}' ORDER BY r.published_on, r.readout_id
"""
SIDES = """
    SELECT side_a, side_b, words_a, words_b, tone_a, tone_b, topics_a, topics_b, phrases_only_a, phrases_only_b
    FROM two_sides WHERE event_id = '{}'
"""


def event(settings: Settings, event_id: str, as_json: bool) -> None:
    """Print one event. Raises AskError."""
    if not re.fullmatch(r"e[0-9a-f]{20}", event_id):
        raise AskError(f"{event_id!r} is no id of an event: they are an e and 20 hex digits")
    answers: dict[str, tuple[list[str], list[tuple[Any, ...]]]] = {}
    with snapshot(settings) as con:
        for name, query in (("event", EVENT), ("accounts", ACCOUNTS), ("sides", SIDES)):
            result = select(con, query.format(event_id), timeout=settings.sql_timeout)
            answers[name] = (list(result.columns), list(result.rows(None)))
    if not answers["event"][1]:
        raise AskError(f"no event {event_id} in the snapshot; the view `events` lists them")
    if as_json:
        import json

        data = {
            name: [dict(zip(columns, map(show.plain, row), strict=True)) for row in rows]
            for name, (columns, rows) in answers.items()
        }
        click.echo(json.dumps(data, ensure_ascii=False))
        return
    columns, rows = answers["event"]
    show.table(
        "Event", ("", ""), [(name, str(show.plain(value))) for name, value in zip(columns, rows[0], strict=True)]
    )
    show.table("Accounts", *answers["accounts"])
    for row in answers["sides"][1]:
        pairs = zip(answers["sides"][0], row, strict=True)
        show.table(f"{row[0]} and {row[1]}", ("", ""), [(name, str(show.plain(value))) for name, value in pairs])


def split(settings: Settings, readout_id: str) -> None:
    """Take a readout out of its event and publish. Raises AskError, WarehouseBusy, OSError, duckdb.Error."""
    try:
        made = split_readout(settings.data, readout_id, now=settings.clock())
    except NoSuchReadout as error:
        raise AskError(str(error)) from error
    publish(settings.data, keep=settings.snapshots_kept)
    click.echo(f"{readout_id} now stands alone, as event {made}")
