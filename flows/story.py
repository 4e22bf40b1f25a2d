"""`readouts story`: who carried a text, what each made of it, and what was changed later, marked word by word.

What only the left text has is struck out, what only the right one has is underlined; without colours, `[-so-]` and
`{+so+}`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click
import duckdb
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from config.settings import Settings
from extractors import urls
from flows import show
from flows.ask import AskError, snapshot
from warehouse.stories.diff import Piece, word_diff

CONTEXT = 160
"""Letters of common text shown on either side of a mark, unless all is asked for."""

_FIND = """
    select story_id from documents
    where story_id = $1 or document_id = $1 or url = $1 or canonical_url = $2
    union all select new_id from store.story_alias where old_id = $1
    limit 1
"""
_CARRIERS = """
    select c.*, d.published_method, d.dated_at, d.first_fetched_at, d.version_id, v.text,
           v.published_zone_assumed as zone_assumed
    from carriers c join documents d using (document_id) join document_versions v using (version_id)
    where c.story_id = $1
    order by c.relation <> 'origin', d.dated_at, c.document_id
"""
_EDITS = """
    select e.*, a.text as text_before, b.text as text_after
    from edits e join documents d using (document_id)
    left join document_versions a on a.version_id = e.from_version_id
    left join document_versions b on b.version_id = e.to_version_id
    where d.story_id = $1
    order by e.noticed_at, e.document_id
"""
_EVENTS = """
    select distinct e.event_id, e.start_date, e.end_date from events e join readouts r using (event_id)
    where r.story_id = $1 order by e.start_date, e.event_id
"""
_TABLE = (
    "outlet_id", "published", "relation", "lag_minutes", "pct_kept", "pct_own", "n_versions", "headline_changed",
    "source", "source_confidence", "paragraphs_dropped", "paragraphs_added",
)  # fmt: skip
_OPTIONAL = _TABLE[3:]


def print_story(settings: Settings, asked: str, *, as_json: bool, full: bool) -> None:
    """Print one story. Raises AskError when there is none of that name."""
    with snapshot(settings) as con:
        story = find(con, asked)
        told = {
            "story": _rows(con, "select * from stories where story_id = $1", [story])[0],
            "carriers": _rows(con, _CARRIERS, [story]),
            "edits": _rows(con, _EDITS, [story]),
            "events": _rows(con, _EVENTS, [story]),
        }
    _mark(told)
    if as_json:
        click.echo(json.dumps(show.plain(told), ensure_ascii=False, default=_piece))
    else:
        _print(told, show.screen(), full)


def find(con: duckdb.DuckDBPyConnection, asked: str) -> str:
    """The id of the story that a story id, document id or URL leads to. Raises AskError."""
    asked = asked.strip()  # a line of a CSV file ends in a carriage return
    try:
        canonical = urls.canonical_url(asked)
    except ValueError:
        canonical = asked
    found = con.execute(_FIND, [asked, canonical]).fetchall()
    if not found:
        raise AskError(f"no story or document {show.clean(asked)!r} here")
    return str(found[0][0])


def _rows(con: duckdb.DuckDBPyConnection, query: str, values: Sequence[object]) -> list[dict[str, Any]]:
    result = con.execute(query, values)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _mark(told: dict[str, Any]) -> None:
    """Put the differences to the lead into every carrier, and those of the wordings into every edit."""
    lead = next(c for c in told["carriers"] if c["document_id"] == told["story"]["lead_document_id"])
    outlets = {c["document_id"]: c["outlet_id"] for c in told["carriers"]}
    for carrier in told["carriers"]:
        carrier["published"] = carrier["published_at"] or carrier["published_on"]
        carrier["source"] = outlets.get(carrier["source_document_id"])
        carrier["diff"] = [] if carrier is lead else word_diff(lead["text"], carrier["text"])
    for edit in told["edits"]:
        before, after = edit.pop("text_before"), edit.pop("text_after")
        edit["diff"] = word_diff(before, after) if before is not None and after is not None else []


def _piece(value: object) -> object:
    return {"kind": value.kind, "text": value.text} if isinstance(value, Piece) else str(value)


def _print(told: dict[str, Any], console: Console, full: bool) -> None:
    story, carriers = told["story"], told["carriers"]
    console.print(Text(show.clean(story["title"]), style="bold"))
    console.print(
        Text(
            f"{story['story_id']}: by {show.clean(story['origin'])} ({story['origin_from']}), "
            f"{_dated(min(carriers, key=lambda one: one['dated_at']))}, {story['n_documents']} documents, "
            f"{story['n_outlets']} outlets; all times are UTC"
        )
    )
    rows = [[carrier[name] for name in _TABLE] for carrier in carriers]
    show.table("", _TABLE, rows, optional=_OPTIONAL, console=console)
    for carrier in carriers:
        dated = f", dated by {carrier['published_method']}" if carrier["published"] else f", {_dated(carrier)}"
        console.print(Text(f"{_head(carrier)}: {show.clean(carrier['url'])}"), soft_wrap=True)  # to be copied whole
        if carrier["published_at"] and carrier["zone_assumed"]:
            dated += f", its hour read as of {carrier['zone_assumed']}"
        console.print(Text(f"    {show.clean(carrier['document_id'])}{dated}", style="dim"))
    for event in told["events"]:
        days = sorted({str(event["start_date"]), str(event["end_date"])})
        console.print(Text(f"tells of {event['event_id']}, {' to '.join(days)}; `readouts event` shows all accounts"))
    lead = next(c for c in carriers if c["document_id"] == story["lead_document_id"])
    for carrier in carriers:
        if carrier is not lead and any(piece.kind != "same" for piece in carrier["diff"]):
            _side_by_side(console, carrier["diff"], _head(lead), f"{_head(carrier)}: {carrier['relation']}", full)
    for edit in told["edits"]:
        console.print(
            Text(
                f"{show.clean(edit['outlet_id'])}, between {show.clean(edit['last_seen_before_at'])} and "
                f"{show.clean(edit['noticed_at'])} UTC: {', '.join(edit['classes']) or 'changed'}",
                style="bold",
            )
        )
        if edit["title_changed"] and edit["title_after"] is not None:
            _side_by_side(console, word_diff(edit["title_before"], edit["title_after"]), "title", "title", True)
        if any(piece.kind != "same" for piece in edit["diff"]):
            _side_by_side(console, edit["diff"], "before", "after", full)


def _dated(carrier: dict[str, Any]) -> str:
    """What its page says, and nothing that it does not."""
    seen = f"undated, fetched {show.clean(carrier['first_fetched_at'])}"
    return show.clean(carrier["published"]) or seen


def _head(carrier: dict[str, Any]) -> str:
    return show.clean(carrier["outlet_id"] or carrier["url"])


def _side_by_side(console: Console, pieces: Sequence[Piece], left: str, right: str, full: bool) -> None:
    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    drawn.add_column(Text(left), ratio=1)
    drawn.add_column(Text(right), ratio=1)
    drawn.add_row(marked(pieces, "removed", console, full), marked(pieces, "added", console, full))
    console.print(drawn)


def marked(pieces: Sequence[Piece], kind: str, console: Console, full: bool) -> Text:
    """One side of a comparison: what both have, and what only this side has, marked."""
    style, begin, end = ("strike red", "[-", "-]") if kind == "removed" else ("underline green", "{+", "+}")
    if console.is_terminal and not console.no_color:
        begin = end = ""
    text = Text()
    for piece in pieces:
        shown = show.harmless(piece.text)
        if piece.kind == "same":
            text.append(shown if full else _shortened(shown))
        elif piece.kind == kind:
            text.append(begin + shown + end, style=style)
    return text


def _shortened(text: str) -> str:
    return text if len(text) <= 3 * CONTEXT else f"{text[:CONTEXT]} […] {text[-CONTEXT:]}"
