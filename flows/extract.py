"""`readouts extract`: one page through the pipeline's eyes."""

from __future__ import annotations

import asyncio
import sys
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from config.outlets import OutletError, Outlets, load_outlets
from config.settings import Settings
from extractors import urls
from extractors.aliases import identity
from extractors.fetch.archive import read_record
from extractors.fetch.client import Client
from extractors.fetch.warc import WarcError
from extractors.pages import read_page
from extractors.pages.learned import Furniture
from extractors.readout_records import Readout
from extractors.readouts import read
from extractors.records import BODY_KINDS, Article, Page
from flows import show
from flows.jobs import Knowledge
from flows.reading import cut, read_safely
from warehouse import archived
from warehouse.errors import WarehouseError
from warehouse.query import connect
from warehouse.state import State


class ExtractError(RuntimeError):
    """A page that cannot be had; the message says why."""


def extract(settings: Settings, page: str, url: str | None, outlet_id: str | None) -> Article:
    """Read a file, standard input (`-`) or a URL. Raises ExtractError."""
    try:
        outlets = load_outlets(settings.outlets)
        chosen = outlets.choose([outlet_id])[0] if outlet_id else None
    except OutletError as error:
        raise ExtractError(str(error)) from error
    content_type = None
    if page.startswith(("http://", "https://")):
        got = asyncio.run(_fetch(settings, page))
        if got.body is None:
            raise ExtractError(f"{page}: {got.fetch.outcome}: {got.fetch.reason or 'no answer to read'}")
        body, url, content_type = got.body, got.fetch.final_url or page, got.fetch.content_type
    else:
        try:
            body = sys.stdin.buffer.read() if page == "-" else Path(page).read_bytes()
        except OSError as error:
            raise ExtractError(f"{page}: {error.strerror}") from error
    outlet = chosen or outlets.of_url(url)
    article = read_page(body, url, outlet=outlet, fetched_at=settings.clock(), content_type=content_type)
    return _as_polled(settings, outlets, article)


def _as_polled(settings: Settings, outlets: Outlets, article: Article) -> Article:
    """Without the furniture that the data folder has learned of the outlet, where there is one."""
    try:
        with State(settings.data, settings=settings) as state:
            learned = {outlet: Furniture(lines) for outlet, lines in state.furniture().items()}
    except WarehouseError as error:
        raise ExtractError(str(error)) from error
    return cut(article, Knowledge(outlets, learned))


def extract_archived(settings: Settings, target: str, outlet_id: str | None) -> Article:
    """Read the newest page of a document out of the archive, as it was read: its own day's rules, its list's evidence.

    `target` is the id of a document or wording, or an address. Raises ExtractError.
    """
    try:
        outlets = load_outlets(settings.outlets)
        chosen = outlets.choose([outlet_id])[0] if outlet_id else None
        with closing(connect(settings.data, settings=settings)) as con:
            spellings = {target}
            if target.startswith(("http://", "https://")):
                spellings |= {urls.canonical_url(target), identity(target, outlets.of_url(target)).canonical_url}
            found = archived.newest(con, spellings)
            sighting = archived.shown(con, [found]).get(found.fetch.fetch_id) if found else None
    except (OutletError, WarehouseError, ValueError) as error:
        raise ExtractError(str(error)) from error
    if found is None:
        raise ExtractError(f"{target}: no page of it is in the archive")
    file, offset = found.fetch.archive_file or "", found.fetch.archive_offset or 0
    try:
        page = read_record(settings.data / "archive", file, offset, limit=settings.max_body)
    except (OSError, WarcError) as error:
        raise ExtractError(f"{target}: archive/{file} cannot be read at {offset}: {error}") from error
    article = read_safely(replace(page, fetch=found.fetch), chosen or outlets.of_url(found.fetch.url), sighting)
    return _as_polled(settings, outlets, article)


async def _fetch(settings: Settings, url: str) -> Page:
    # Where a data folder is, polls may be under way: take turns with them.
    hosts = settings.data / "hosts" if settings.data.is_dir() else None
    async with Client(settings, archive=None, clock=settings.clock, hosts=hosts) as client:
        page = await client.fetch(url, "page")
        with client.robots.told():
            return page  # nobody logs these requests; their rules are kept all the same


def as_dict(article: Article) -> dict[str, Any]:
    """An article as plain data, with the text a reader would see first."""
    data: dict[str, Any] = show.plain(asdict(article))
    first = {"title": article.title, "text": article.text, "captions": [caption.text for caption in article.captions]}
    verdict, found = read(article)
    return (
        first
        | data
        | {"assessment": show.plain(asdict(verdict)), "readout": show.plain(asdict(found)) if found else None}
    )


def print_article(article: Article) -> None:
    """The text as read, what was set apart, and a receipt for every value."""
    console = show.screen()
    console.print(Text(article.title or "(no title)", style="bold"))
    lines = Table.grid(padding=(0, 2))
    lines.add_column(justify="right", style="dim", no_wrap=True)
    lines.add_column()
    for block in article.blocks:
        label = block.kind if block.kind != "furniture" else f"furniture {block.rule}"
        style = "" if block.kind in BODY_KINDS else "dim"
        lines.add_row(Text(show.clean(label)[:32]), Text(show.clean(block.text), style=style))
    console.print(lines)
    rows = [
        (
            "" if receipt.chosen else "rival",
            receipt.field,
            receipt.value,
            receipt.rule,
            receipt.reason or receipt.evidence,
        )
        for receipt in article.receipts
    ]
    show.table("Receipts", ("", "field", "value", "rule", "reason or evidence"), rows, console=console)
    verdict, found = read(article)
    console.print(Text(f"{'a readout' if found else 'no readout'}: {verdict.reason} ({verdict.rule})", style="bold"))
    if found:
        print_readout(found, console)
    if article.verdict != "article":
        console.print(Text(f"not an article: {article.verdict}: {article.reason}", style="bold red"))


def print_readout(readout: Readout, console: Console) -> None:
    """Who met whom, who said what, what was agreed."""
    event = readout.event
    facts = {name: value for name, value in asdict(event).items() if value not in (None, ())}
    show.record_view("Event", list(facts), list(facts.values()), console=console)
    people = [(one.order, one.name, one.side, "; ".join(one.titles), one.role) for one in readout.participants]
    show.table("Participants", ("", "name", "side", "titles", "role"), people, console=console)
    said = [(one.paragraph, one.speaker, one.verb, one.text) for one in readout.statements]
    show.table("Statements", ("paragraph", "speaker", "verb", "text"), said, console=console)
    agreed = [
        (one.paragraph, one.actor, number, item)
        for one in readout.commitments
        for number, item in enumerate(one.items, 1)
    ]
    show.table("Commitments", ("paragraph", "actor", "item", "text"), agreed, console=console)
    rest = {
        "topics": "; ".join(one.text for one in readout.topics),
        "tone": ", ".join(one.word for one in readout.tone),
        "phrases": "; ".join(one.text for one in readout.phrases),
    }
    show.record_view("Topics, tone, set phrases", list(rest), list(rest.values()), console=console)
