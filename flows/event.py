"""`readouts event`: one contact, what each side says of it, and why the texts are taken for one."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import click
import duckdb
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from config.settings import Settings
from extractors import urls
from flows import show
from flows.ask import AskError, answers, as_objects, snapshot
from warehouse.events import NoSuchReadout
from warehouse.events import split as split_readout
from warehouse.publish import publish

EVENT = "FROM events WHERE event_id = $1"
ACCOUNTS = """
    SELECT r.readout_id, r.issuer, r.outlet_id, r.lang, r.published_on, r.n_words, r.n_statements, r.n_commitments,
           r.title, e.evidence, r.start_date, r.end_date, r.date_source, r.role, r.origin_agency, r.story_id,
           r.is_current, r.url
    FROM readouts AS r JOIN event_readouts AS e ON e.readout_id = r.readout_id
    WHERE r.event_id = $1 ORDER BY r.issuer, r.published_on, r.readout_id
"""
FIND = """
    SELECT DISTINCT r.event_id FROM readouts AS r JOIN documents AS d USING (document_id)
    WHERE $1 IN (r.readout_id, r.document_id, r.story_id, r.url) OR d.canonical_url = $2 ORDER BY r.event_id
"""
SIDES = """
    SELECT side_a, side_b, words_a, words_b, tone_a, tone_b, topics_a, topics_b, phrases_only_a, phrases_only_b
    FROM two_sides WHERE event_id = $1
"""


def event(settings: Settings, asked: str, as_json: bool) -> None:
    """Print the event of that id, or that a story, document or address tells of. Raises AskError."""
    with snapshot(settings) as con:
        event_id = find(con, settings, asked)
        found = answers(con, settings, {"event": EVENT, "accounts": ACCOUNTS, "sides": SIDES}, [event_id])
    if not found["event"][1]:
        raise AskError(f"no event {event_id} in the snapshot; the view `events` lists them")
    if as_json:
        click.echo(json.dumps(as_objects(found), ensure_ascii=False))
        return
    columns, (row,) = found["event"]
    show.record_view("Event", columns, row)
    console = show.screen()
    columns, rows = found["accounts"]
    console.print(Text("Accounts", style="bold"))
    for row in rows:
        _account(dict(zip(columns, row, strict=True)), console)
    columns, rows = found["sides"]
    for row in rows:
        show.record_view(f"{row[0]} and {row[1]}", columns, row)


def find(con: duckdb.DuckDBPyConnection, settings: Settings, asked: str) -> str:
    """The id of the one event that is meant. Raises AskError."""
    asked = asked.strip()  # a line of a CSV file ends in a carriage return
    if re.fullmatch(r"e[0-9a-f]{20}", asked):
        return asked
    try:
        canonical = urls.canonical_url(asked)
    except ValueError:
        canonical = asked
    (_, told), *_ = answers(con, settings, {"event": FIND}, [asked, canonical]).values()
    if len(told) == 1:
        return str(told[0][0])
    if told:
        raise AskError(f"{show.clean(asked)} tells of several: {', '.join(one for (one,) in told)}")
    raise AskError(f"no event of {show.clean(asked)!r} here; the view `events` lists them")


def _account(one: Mapping[str, Any], console: Console) -> None:
    """An account with its source, and how the day that it gives is known."""
    printed = f"printed {one['published_on'] or 'on an unknown day'}"
    head = f"{one['issuer'] or 'unknown side'}  {show.clean(one['outlet_id'])}, {printed}  "
    console.print(Text.assemble(head, (show.clean(one["title"]), "bold")))
    console.print(Text(f"     {show.clean(one['url'])}"), soft_wrap=True)  # to be copied whole
    days = " to ".join(sorted({str(one["start_date"]), str(one["end_date"])}))
    lines = [
        " ".join(filter(None, [f"{one['role']}:" if one["origin_agency"] else one["role"], one["origin_agency"]])),
        f"story {one['story_id']}, readout {one['readout_id']}",
        f"says {days} (by its {one['date_source']})",
        f"{one['n_words']} words, {one['n_statements']} statements, {one['n_commitments']} commitments",
    ]
    if not one["is_current"]:
        lines.insert(0, "an earlier wording")
    if one["evidence"]:
        lines.append(f"joined by {show.clean(one['evidence'])}")
    for line in lines:
        console.print(Padding(Text(line), (0, 0, 0, 5), expand=False))


def split(settings: Settings, readout_id: str) -> None:
    """Take a readout out of its event and publish. Raises AskError, WarehouseBusy, OSError, duckdb.Error."""
    try:
        made = split_readout(settings.data, readout_id, now=settings.clock())
    except NoSuchReadout as error:
        raise AskError(str(error)) from error
    publish(settings.data, keep=settings.snapshots_kept)
    click.echo(f"{readout_id} now stands alone, as event {made}")
