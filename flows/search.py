"""`readouts search`: the texts that hold all of some words, a line a story, newest first."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import click
from rich.text import Text

from config.settings import Settings
from flows import show
from flows.ask import AskError, check_outlets, snapshot
from warehouse.query import select

AROUND = 70
"""Letters of a passage on either side of the word that was found."""
# Of a story the earliest document with the words stands for all that have them.
_FOUND = """
    with found as (
        select d.document_id, d.story_id, d.outlet_id, d.dated_at, d.published_at, d.published_on, d.title, d.url,
               d.version_id
        from documents d join store.version_text t using (version_id)
        where {conditions}
    ),
    firsts as (
        select *, count(*) over (partition by coalesce(story_id, document_id)) as n_documents from found
        qualify row_number() over (partition by coalesce(story_id, document_id) order by dated_at, document_id) = 1
        order by dated_at desc, document_id
        limit {limit}
    )
    select f.dated_at, f.published_at, f.published_on, f.outlet_id, f.n_documents, f.title, t.text, f.story_id,
           f.document_id, f.url
    from firsts f join store.version_text t using (version_id)
    order by f.dated_at desc, f.document_id
"""


def search(
    settings: Settings,
    words: Sequence[str],
    *,
    outlets: Sequence[str] = (),
    lang: str | None = None,
    since: date | None = None,
    until: date | None = None,
    readouts: bool = False,
    limit: int = 20,
    as_json: bool = False,
) -> None:
    """Print the stories with a document whose title or current text holds every one of `words`.

    Case does not count; a word is found inside longer ones too, and one with blanks is a phrase. `since` and `until`
    are days of publication (UTC), both inclusive; `readouts` leaves out what is none. Raises AskError.
    """
    if not all(word.strip() for word in words):
        raise AskError("an empty word is in every text; name what to look for")
    if since and until and since > until:
        raise AskError(f"--since {since} is after --until {until}")
    conditions = ["contains(lower(d.title || chr(10) || t.text), lower(?))" for _ in words]
    values: list[object] = [" ".join(word.split()) for word in words]
    for condition, value in (
        ("d.outlet_id in (select unnest(?))", list(outlets)),
        ("d.lang = ?", lang),
        ("d.dated_at::date >= ?", since),
        ("d.dated_at::date <= ?", until),
    ):
        if value:
            conditions.append(condition)
            values.append(value)
    if readouts:
        conditions.append("d.version_id in (select readout_id from readouts)")
    query = _FOUND.format(conditions=" and ".join(conditions), limit=int(limit))
    with snapshot(settings) as con:
        check_outlets(con, outlets)
        result = select(con, query, timeout=settings.sql_timeout, values=values)
        rows = [dict(zip(result.columns, row, strict=True)) for row in result.rows()]
    for row in rows:
        row["passage"] = passage(row.pop("text"), words)
    if as_json:
        for row in rows:
            click.echo(json.dumps(show.plain(row), ensure_ascii=False))
        return
    _print(rows, limit)


def _print(rows: Sequence[dict[str, Any]], limit: int) -> None:
    if not rows:
        click.echo("nothing holds these words")
        return
    console = show.screen()
    for row in rows:
        console.print(
            Text.assemble(
                (show.clean(row["published_on"]) or f"undated, fetched {show.clean(row['dated_at'])[:10]}", "bold"),
                f"  {show.clean(row['outlet_id'] or row['url'])}  ",
                (show.clean(row["title"]), "bold"),
            )
        )
        more = row["n_documents"] - 1
        also = f", and {more} more document{'s' * (more > 1)} of this story" if more else ""
        console.print(Text(f"            {show.clean(row['passage'])}"), overflow="ellipsis", no_wrap=True)
        console.print(Text(f"            {show.clean(row['url'])}"), soft_wrap=True)  # to be copied whole
        console.print(Text(f"            {row['story_id'] or row['document_id']}{also}", style="dim"))
    if len(rows) == limit:
        click.echo(f"the newest {limit}; --limit shows more", err=True)


def passage(text: str, words: Sequence[str]) -> str:
    """The words of a text around the first that was looked for; its beginning where only the title has them."""
    flat = " ".join(text.split())
    places = (re.search(re.escape(" ".join(word.split())), flat, re.IGNORECASE) for word in words)
    found = next(filter(None, places), None)
    start = max(0, found.start() - AROUND) if found else 0
    end = (found.end() if found else 0) + AROUND
    return f"{'…' if start else ''}{flat[start:end].strip()}{'…' if end < len(flat) else ''}"
