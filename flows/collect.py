"""Discover, fetch, read: one source, or one archive file, to staged batches.

This is where the pure stages meet the network and the archive. Every response is in the archive, and the archive on
disk, before the batch that speaks of it is staged; a batch is complete or absent. So a crash here loses nothing:
what was not staged is still to be done, and what was staged is loaded by whoever comes next.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO, Protocol

from config.outlets import Outlet, Outlets, Source
from config.settings import Settings
from extractors import urls
from extractors.discover import PARSER, read_listing
from extractors.discover.listing import Listing
from extractors.discover.warc import read_warc
from extractors.fetch.archive import Archive
from extractors.fetch.client import Client
from extractors.pages import join_pages, read_page
from extractors.readouts import parse
from extractors.records import Article, Batch, Fetch, Page, PageState, Reading, Run, Sighting, document_id
from flows import decisions
from flows.report import RunReport
from warehouse.stage import stage
from warehouse.state import State

log = logging.getLogger("readouts")

BATCH_PAGES = 50
"""Pages in a batch: at most so many are fetched or read again after a crash."""
MAX_PARTS = 20
"""Pages of one article."""
MAX_LISTS = 500
"""Leaves of one sitemap index, or pages of one list, read in one run."""


class Progress(Protocol):
    """Who wants to watch: the terminal, Prefect, nobody."""

    def expect(self, n: int) -> None:
        """So many more steps will come."""

    def step(self, label: str, fate: str) -> None:
        """One step is done."""


class Silent:
    """Nobody watches."""

    def expect(self, n: int) -> None:
        pass

    def step(self, label: str, fate: str) -> None:
        pass


@dataclass(slots=True)
class Window:
    """Days of publication, both inclusive; an open end is None."""

    since: date | None = None
    until: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def __bool__(self) -> bool:
        return self.since is not None or self.until is not None


@dataclass(slots=True)
class Context:
    """What the jobs of one run share."""

    settings: Settings
    outlets: Outlets
    run: Run
    client: Client
    archive: Archive
    state: State
    report: RunReport
    progress: Progress = field(default_factory=Silent)
    force: bool = False
    """Read every source, due or not."""
    window: Window = field(default_factory=Window)
    claimed: set[str] = field(default_factory=set)
    """Documents some job of this run has taken: a page on two lists is fetched once."""

    def stage(self, batch: Batch) -> None:
        """Put a batch on disk, its archive first, and begin it anew."""
        if not len(batch):
            return
        self.archive.sync()
        stage(self.settings.data, batch)
        self.report.add_batch(batch)
        for records in batch.tables().values():
            records.clear()

    async def stage_async(self, batch: Batch) -> None:
        """`stage` off the event loop, with the requests for robots.txt of the hosts this batch asked."""
        asked = {urls.host(url) for fetch in batch.fetches for url in (fetch.url, fetch.final_url) if url}
        batch.fetches += self.client.take_robots_fetches(asked)
        await asyncio.to_thread(self.stage, batch)


# ------------------------------------------------------------------------------------------------ one source


async def collect_source(ctx: Context, outlet: Outlet, source: Source) -> None:
    """Read one source if it is due, then every page of it that is new, failed before, or worth another look."""
    source_id = outlet.source_id(source)
    batch = Batch(run=ctx.run, label=source_id)
    candidates: list[Sighting] = []
    if not ctx.window:
        candidates += ctx.state.pending([source_id], limit=1000)
        candidates += ctx.state.recent([source_id], since=ctx.settings.clock() - decisions.REVISIT_FOR)
    before = ctx.state.sources([source_id]).get(source_id)
    if ctx.force or ctx.window or decisions.is_due(before, ctx.settings.clock()):
        fetch, listing = await read_source(ctx, batch, outlet, source)
        after = decisions.after_source(outlet, source, fetch, listing, before, PARSER)
        ctx.report.add_source(after)
        if not ctx.window:
            # The state moves forward in the batch that holds all it covers. A backfill takes only a part of a
            # list, so it must not move it: a poll would then be told "not modified" about items nobody has.
            batch.source_states.append(after)
        if listing is not None:
            fresh = [sighting for sighting in listing.sightings if may_be_inside(ctx.window, sighting)]
            if not ctx.window:
                batch.sightings.extend(fresh)
            candidates = fresh + candidates  # what is on the list now comes first
        ctx.progress.step(source_id, after.health)
    else:
        ctx.progress.step(source_id, "not due")
    await collect_pages(ctx, batch, outlet, candidates)
    await ctx.stage_async(batch)


async def read_source(ctx: Context, batch: Batch, outlet: Outlet, source: Source) -> tuple[Fetch, Listing | None]:
    """Ask for a source and for the leaves it points to. The listing is None when there is nothing new to read.

    A leaf that cannot be had makes the whole source failed: what the others list is taken all the same, but the
    source is asked again as if it had never answered. A list in leaves keeps no validators: those of its index say
    nothing about them.
    """
    source_id = outlet.source_id(source)
    state = ctx.state.sources([source_id]).get(source_id)
    if ctx.window or not decisions.may_use_validators(source_id, ctx.settings.clock(), state, PARSER):
        state = None
    page = await ctx.client.fetch(
        source.url,
        "source",
        via=source.kind,
        etag=state.etag if state else None,
        last_modified=state.last_modified if state else None,
        body_sha256=state.body_sha256 if state else None,
    )
    batch.fetches.append(page.fetch)
    if page.body is None:
        return page.fetch, None
    listing = await parse_listing(page, outlet, source, source_id)
    if not listing.next_urls:
        return page.fetch, listing
    answer = replace(page.fetch, etag=None, last_modified=None, body_sha256=None)
    sightings = {sighting.canonical_url: sighting for sighting in listing.sightings}
    leaves, seen = deque(listing.next_urls), {source.url}
    while leaves:
        url = leaves.popleft()
        if url in seen:
            continue
        if len(seen) > MAX_LISTS:
            ctx.report.reasons[f"{source_id}: more than {MAX_LISTS} lists; the rest was not read"] += 1
            break
        seen.add(url)
        leaf = await ctx.client.fetch(url, "source", via=source.kind)
        batch.fetches.append(leaf.fetch)
        part = await parse_listing(leaf, outlet, source, source_id) if leaf.body is not None else None
        if part is None or part.health == "wrong-type":
            why = (part.reason if part else leaf.fetch.reason) or leaf.fetch.outcome
            outcome = "error" if leaf.fetch.outcome == "ok" else leaf.fetch.outcome
            answer = replace(answer, outcome=outcome, reason=f"{url}: {why}")
            continue
        leaves += part.next_urls
        for sighting in part.sightings:
            sightings.setdefault(sighting.canonical_url, sighting)
    return answer, Listing(tuple(sightings.values()), "ok" if sightings else "empty", listing.reason)


async def parse_listing(page: Page, outlet: Outlet, source: Source, source_id: str) -> Listing:
    """Read a list off the event loop: a large feed takes seconds."""
    return await asyncio.to_thread(
        read_listing,
        page.body or b"",
        source_id=source_id,
        outlet=outlet,
        source=source,
        url=page.fetch.final_url or page.fetch.url,
        seen_at=page.fetch.fetched_at,
        content_type=page.fetch.content_type,
    )


def may_be_inside(window: Window, sighting: Sighting) -> bool:
    """Whether a listed page can have been published in the window, by what its list says.

    A sitemap's lastmod is a time of regeneration at worst, and never before publication: it can only rule out
    what was last touched before the window.
    """
    if not window:
        return True
    if sighting.published_at:
        # A day's slack either way: the list's zone need not be the page's.
        near = {date.fromordinal(sighting.published_at.date().toordinal() + shift) for shift in (-1, 0, 1)}
        return any(day in window for day in near)
    if sighting.published_raw and window.since:
        try:
            return date.fromisoformat(sighting.published_raw[:10]) >= window.since
        except ValueError:
            return True
    return True


# ------------------------------------------------------------------------------------------------ pages


async def collect_pages(ctx: Context, batch: Batch, outlet: Outlet, candidates: Iterable[Sighting]) -> None:
    """Fetch and read those candidates that are wanted, one after the other: they share a host."""
    chosen: list[tuple[Sighting, PageState | None]] = []
    by_document = {document_id(sighting.canonical_url): sighting for sighting in reversed(list(candidates))}
    known = ctx.state.pages(list(by_document))
    for identity, sighting in reversed(by_document.items()):
        if identity in ctx.claimed:
            continue
        page = known.get(identity)
        before, first_seen = (page.state, page.first_seen_at) if page else (None, None)
        if decisions.wanted(before, first_seen, ctx.settings.clock()):
            ctx.claimed.add(identity)
            chosen.append((sighting, before))
    ctx.progress.expect(len(chosen))
    for sighting, before in chosen:
        fate = await collect_page(ctx, batch, outlet, sighting, before)
        if ctx.window and fate != "outside":
            batch.sightings.append(sighting)
        ctx.report.pages[fate] += 1
        ctx.progress.step(sighting.url, fate)
        if len(batch.page_states) >= BATCH_PAGES:
            await ctx.stage_async(batch)


async def collect_page(ctx: Context, batch: Batch, outlet: Outlet, sighting: Sighting, before: PageState | None) -> str:
    """Fetch and read one page into the batch. Returns its fate."""
    page = await ctx.client.fetch(
        sighting.url,
        "page",
        via=sighting.via,
        etag=before.etag if before else None,
        last_modified=before.last_modified if before else None,
        body_sha256=before.body_sha256 if before else None,
    )
    batch.fetches.append(page.fetch)
    article = None
    if page.body is not None:
        article = await asyncio.to_thread(read_safely, page, outlet, sighting)
        article = await collect_parts(ctx, batch, outlet, page, article)
        if article is None:  # a later part could not be had: the whole page is tried again
            failed = replace(page.fetch, outcome="connection", reason="a later page of this article could not be had")
            return settle(ctx, batch, failed, None, sighting.canonical_url, before)
    return settle(ctx, batch, page.fetch, article, sighting.canonical_url, before)


async def collect_parts(ctx: Context, batch: Batch, outlet: Outlet, page: Page, first: Article) -> Article | None:
    """The article with its further pages joined; None when one of them cannot be had now."""
    rest: list[Article] = []
    seen = {urls.canonical_url(page.fetch.url)}
    last = first
    while last.next_url and len(rest) < MAX_PARTS:
        if urls.canonical_url(last.next_url) in seen or urls.host(last.next_url) != urls.host(page.fetch.url):
            break
        seen.add(urls.canonical_url(last.next_url))
        part = await ctx.client.fetch(last.next_url, "part", via=page.fetch.via)
        batch.fetches.append(part.fetch)
        if part.body is None:
            if part.fetch.outcome == "gone":
                break
            return None
        last = await asyncio.to_thread(read_safely, part, outlet, None)
        if last.verdict != "article":
            break
        rest.append(last)
    return join_pages(first, rest) if rest else first


def read_safely(page: Page, outlet: Outlet | None, sighting: Sighting | None) -> Article:
    """`read_page` of a fetched page."""
    return read_page(
        page.body or b"",
        page.fetch.final_url or page.fetch.url,
        outlet=outlet,
        fetched_at=page.fetch.fetched_at,
        content_type=page.fetch.content_type,
        sighting=sighting,
    )


def settle(
    ctx: Context, batch: Batch, fetch: Fetch, article: Article | None, canonical: str, before: PageState | None
) -> str:
    """Record what became of a page. Returns its fate."""
    if article is not None and article.verdict == "article":
        if ctx.window and article.published is not None and article.published.on not in ctx.window:
            return "outside"
        reading = Reading(article=article, fetch=fetch, canonical_url=canonical, host=urls.host(fetch.url))
        batch.readings.append(reading)
        batch.parsed.append(parse(reading))
        batch.page_states.append(decisions.after_page(canonical, fetch, article, reading.version_id, before))
        return "article"
    batch.page_states.append(decisions.after_page(canonical, fetch, article, None, before))
    if article is not None and article.verdict == "soft-404":
        return "soft-404"
    if article is not None:
        ctx.report.reasons[f"{article.verdict}: {article.reason}"] += 1
        return article.verdict
    if fetch.outcome in ("not-modified", "gone"):
        return "unchanged" if fetch.outcome == "not-modified" else "gone"
    ctx.report.reasons[f"{fetch.outcome}: {fetch.reason}"] += 1
    return fetch.outcome


# ------------------------------------------------------------------------------------------------ archives


def collect_warc(ctx: Context, path: Path, only: frozenset[str]) -> None:
    """Read the pages of a WARC file: copied into the archive, read, staged. Pages read before are passed over.

    `only` are outlet ids, all hosts when empty. Raises OSError and WarcError for a file that cannot be read;
    what was readable before that is staged.
    """
    batch = Batch(run=ctx.run, label=path.name)
    chunk: list[Page] = []
    with path.open("rb") as stream:
        try:
            for page in _pages(stream):
                chunk.append(page)
                if len(chunk) >= BATCH_PAGES:
                    _collect_chunk(ctx, batch, chunk, only)
                    ctx.stage(batch)
                    chunk = []
        finally:
            _collect_chunk(ctx, batch, chunk, only)
            ctx.stage(batch)


def _pages(stream: BinaryIO) -> Iterable[Page]:
    for page in read_warc(stream):
        try:
            urls.canonical_url(page.fetch.url)
        except ValueError:
            continue  # a record of something that is no web page (dns:, urn:)
        yield page


def _collect_chunk(ctx: Context, batch: Batch, chunk: list[Page], only: frozenset[str]) -> None:
    known = ctx.state.fetches([page.fetch.fetch_id for page in chunk])
    for page in chunk:
        outlet = ctx.outlets.of_url(page.fetch.url)
        if only and (outlet is None or outlet.id not in only):
            continue
        fate = "known" if page.fetch.fetch_id in known else _collect_record(ctx, batch, page, outlet)
        ctx.report.pages[fate] += 1
        ctx.progress.step(page.fetch.url, fate)


def _collect_record(ctx: Context, batch: Batch, page: Page, outlet: Outlet | None) -> str:
    page = ctx.archive.keep(page)
    batch.fetches.append(page.fetch)
    article = read_safely(page, outlet, None) if page.body is not None else None
    return settle(ctx, batch, page.fetch, article, urls.canonical_url(page.fetch.url), None)
