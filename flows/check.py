"""`readouts outlets check`: an outlet's sources asked now, and nothing kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from rich.padding import Padding
from rich.text import Text

from config.outlets import Outlet, OutletError, Outlets, Source
from config.settings import Settings
from extractors.discover import Listing
from extractors.discover.items import item_page
from extractors.fetch.client import Client
from extractors.pages import read_page
from extractors.records import Article, Fetch, Page, Sighting
from flows import show
from flows.lists import parse_listing

LINKS_SHOWN = 3
LISTS_FOLLOWED = 3
"""Of the lists that a first one leads to."""


@dataclass(slots=True)
class PageCheck:
    """One page that a source leads to, as it reads."""

    url: str
    outcome: str
    reason: str | None = None
    verdict: str | None = None
    title: str | None = None
    published: str | None = None
    origin: str | None = None
    lang: str | None = None
    characters: int = 0
    """Of its body."""
    furniture: int = 0
    """Lines set apart."""
    receipts: dict[str, str | None] = field(default_factory=dict)
    """By field: the rule that found its value; None where nothing was found."""


@dataclass(slots=True)
class SourceCheck:
    """What a source answered."""

    source_id: str
    kind: str
    url: str
    health: str = "failing"
    reason: str | None = None
    outcome: str = "error"
    status: int | None = None
    content_type: str | None = None
    n_bytes: int = 0
    elapsed_ms: int | None = None
    items: int = 0
    dated: int = 0
    """Items with a date of publication that is an instant."""
    newest: datetime | None = None
    elsewhere: int = 0
    """Links whose host is another outlet's, or nobody's."""
    lists: int = 0
    """Further lists it leads to."""
    links: list[tuple[str | None, str]] = field(default_factory=list)
    """Title and address of the first ones."""
    would_fetch: int = 0
    """Pages that a first poll would ask for."""
    page: PageCheck | None = None
    remarks: list[str] = field(default_factory=list)
    """What differs from what the outlet's file says."""

    @property
    def fine(self) -> bool:
        return self.health == "ok" and self.page is not None and self.page.verdict == "article"


async def check_outlet(
    settings: Settings, outlets: Outlets, outlet: Outlet, names: Sequence[str] = ()
) -> list[SourceCheck]:
    """Ask those sources, or all that a poll would ask, one after the other. Raises OutletError on an unknown source."""
    known = {source.id: source for source in outlet.sources}
    if unknown := [name for name in names if name not in known]:
        raise OutletError(f"{outlet.id} has no source {unknown[0]!r}; it has: {', '.join(known) or 'none'}")
    chosen = [known[name] for name in names] or [s for s in outlet.sources if s.enabled and s.use != "archive"]
    async with Client(settings, archive=None, clock=settings.clock) as client:
        return [await _check(settings, client, outlets, outlet, source) for source in chosen]


async def _check(settings: Settings, client: Client, outlets: Outlets, outlet: Outlet, source: Source) -> SourceCheck:
    today = settings.clock().astimezone(outlet.zone).date()
    result = SourceCheck(outlet.source_id(source), source.kind, source.on(today))
    fetch, listing = await _list(client, outlets, outlet, source, result.url)
    if source.daily and fetch.outcome == "gone":  # today's list may not be there yet
        result.url = source.on(today - timedelta(days=1))
        fetch, listing = await _list(client, outlets, outlet, source, result.url)
    result.outcome, result.status, result.content_type = fetch.outcome, fetch.status, fetch.content_type
    result.n_bytes, result.elapsed_ms = fetch.n_bytes, fetch.elapsed_ms
    if listing is None:
        result.health = "gone" if fetch.outcome == "gone" else "failing"
        result.reason = fetch.reason or fetch.outcome
        return result
    sightings = list(listing.sightings)
    result.lists = len(listing.next_urls)
    result.health, result.reason = listing.health, listing.reason
    for url in listing.next_urls[:LISTS_FOLLOWED]:
        leaf, part = await _list(client, outlets, outlet, source, url)
        if part is None or part.health == "wrong-type":
            result.health, result.reason = "failing", f"{url}: {(part and part.reason) or leaf.reason or leaf.outcome}"
            continue
        sightings += part.sightings
    if listing.next_urls and not sightings and result.health == "ok":
        result.health, result.reason = "empty", "the lists it leads to are empty"
    _count(result, outlets, outlet, source, sightings, listing.texts)
    first = next((s for s in sightings if outlets.of_url(s.url) is outlet), None) or next(iter(sightings), None)
    if first is not None:
        result.page = await _page(client, outlet, first, listing.texts.get(first.url))
        if result.page.verdict not in (None, "article"):
            result.remarks.append(f"its first page is no article but {result.page.verdict}")
    return result


async def _list(
    client: Client, outlets: Outlets, outlet: Outlet, source: Source, url: str
) -> tuple[Fetch, Listing | None]:
    page: Page = await client.fetch(url, "source", via=source.kind)
    if page.body is None:
        return page.fetch, None
    return page.fetch, await parse_listing(outlets, page, outlet, source)


def _count(
    result: SourceCheck,
    outlets: Outlets,
    outlet: Outlet,
    source: Source,
    sightings: Sequence[Sighting],
    texts: Mapping[str, str],
) -> None:
    dates = [sighting.published_at for sighting in sightings if sighting.published_at]
    result.items, result.dated = len(sightings), len(dates)
    result.newest = max(dates, default=None)
    result.elsewhere = sum(outlets.of_url(sighting.url) is not outlet for sighting in sightings)
    result.links = [(sighting.title, sighting.url) for sighting in sightings[:LINKS_SHOWN]]
    result.would_fetch = sum(sighting.url not in texts for sighting in sightings[: source.newest])
    if source.read == "items" and result.would_fetch:
        n = result.would_fetch
        result.remarks.append(
            "1 item holds no text: its page is asked for"
            if n == 1
            else f"{n} items hold no text: their pages are asked for"
        )
    if result.elsewhere:
        result.remarks.append(f"{result.elsewhere} links lead to hosts that are not in this outlet's `hosts`")
    if source.kind == "feed" and source.dated and sightings and not dates:
        result.remarks.append("no item has a date with a zone; `dated: false` says so in the file")
    if source.items and result.items < source.items / 2:
        result.remarks.append(f"{result.items} items where {source.items} were seen before")


async def _page(client: Client, outlet: Outlet, sighting: Sighting, text: str | None) -> PageCheck:
    if text is not None:
        page = item_page(sighting, text, None)
    else:
        page = await client.fetch(sighting.url, "page", via=sighting.via)
    check = PageCheck(sighting.url, page.fetch.outcome, page.fetch.reason)
    if page.body is None:
        return check
    article: Article = await asyncio.to_thread(
        read_page,
        page.body,
        page.fetch.final_url or sighting.url,
        outlet=outlet,
        fetched_at=page.fetch.fetched_at,
        content_type=page.fetch.content_type,
        sighting=sighting,
    )
    check.verdict, check.reason = article.verdict, article.reason
    check.title, check.lang = article.title, article.lang
    if article.published:
        moment = article.published.at
        check.published = f"{moment:%Y-%m-%d %H:%M} UTC" if moment else article.published.on.isoformat()
    check.origin = f"{article.origin.role}: {article.origin.name or article.origin.reason}"
    check.characters, check.furniture = len(article.text), len(article.furniture)
    for receipt in article.receipts:
        if receipt.chosen:
            check.receipts.setdefault(receipt.field, receipt.rule if receipt.value else None)
    return check


def as_dict(check: SourceCheck) -> dict[str, Any]:
    """A check as plain data."""
    data: dict[str, Any] = show.plain(asdict(check) | {"fine": check.fine})
    return data


def print_checks(settings: Settings, outlet: Outlet, checks: Sequence[SourceCheck]) -> None:
    """For a person: a table of sources, and below it what each leads to."""
    console = show.screen()

    def line(text: str, style: str = "", indent: int = 0) -> None:
        console.print(Padding(Text(show.clean(text), style=style), (0, 0, 0, indent), expand=False))

    line(f"{outlet.name} ({outlet.id})", "bold")
    if not outlet.enabled:
        line(f"disabled: {outlet.disabled_because or 'no reason given'}")
    for note in (outlet.legal_note, outlet.robots_note and f"robots.txt: {outlet.robots_note}", outlet.note):
        if note:
            line(note, "dim")
    if not checks:
        line("no source to ask: see `archives` in its file, or name an archive with --source", "bold red")
        return
    columns = ("source", "kind", "health", "status", "items", "dated", "newest", "age h", "would fetch", "reason")
    now = settings.clock().astimezone(UTC)
    rows = [
        (
            check.source_id,
            check.kind,
            check.health,
            check.status,
            check.items,
            check.dated,
            check.newest,
            round((now - check.newest).total_seconds() / 3600) if check.newest else None,
            check.would_fetch,
            check.reason,
        )
        for check in checks
    ]
    show.table("", columns, rows, console=console)
    for check in checks:
        line(check.source_id, "bold")
        for title, url in check.links:
            line(title or "(no title)", indent=2)
            line(url, "dim", indent=4)
        if check.page is not None:
            _print_page(check.page, line)
        for remark in check.remarks:
            line(f"! {remark}", "yellow", indent=2)
    pages = sum(check.would_fetch for check in checks)
    pace = max(settings.host_delay, outlet.delay_seconds or 0)
    line(f"A first poll would ask for {pages} pages, {pages * pace / 60:.0f} minutes at a request in {pace:g} s.")


def _print_page(page: PageCheck, line: Callable[..., None]) -> None:
    reason = f": {page.reason}" if page.reason else ""
    line(f"the first of them reads as {page.verdict or page.outcome}{reason}", "bold", indent=2)
    if page.verdict is None:
        return
    line(page.title or "(no title)", indent=4)
    line(f"{page.published or 'no date'}; {page.origin}; {page.lang or 'language unknown'}", indent=4)
    line(f"{page.characters} characters of text, {page.furniture} lines set apart", indent=4)
    found = [f"{name} by {rule}" for name, rule in page.receipts.items() if rule]
    lacking = [name for name, rule in page.receipts.items() if rule is None]
    line(", ".join(found) + (f"; not found: {', '.join(lacking)}" if lacking else ""), "dim", indent=4)
