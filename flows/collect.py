"""Discover, fetch, read: one source, or one archive file, to staged batches.

This is where the pure stages meet the network and the archive. Every response is in the archive, and the archive on
disk, before the batch that speaks of it is staged; a batch is complete or absent. So a crash here loses nothing:
what was not staged is still to be done, and what was staged is loaded by whoever comes next.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from config.outlets import Outlet, Source
from extractors import urls
from extractors.aliases import identity
from extractors.discover import PARSER
from extractors.discover.listing import Listing
from extractors.discover.warc import WarcError, read_warc
from extractors.pages import join_pages
from extractors.records import (
    Article,
    Batch,
    Fetch,
    Page,
    PageState,
    Sighting,
    SourceState,
    document_id,
)
from flows import decisions
from flows.context import Context, Stopped
from flows.further import read_days
from flows.jobs import Job
from flows.lists import parse_listing, read_leaves
from flows.reading import MAX_PARTS, Laid, Understood, broken, cut, follows, read_safely, understand
from warehouse.state import PageKnown

log = logging.getLogger("readouts")

BATCH_PAGES = 50
"""Pages in a batch: at most so many are fetched again after a crash."""
FILE_PAGES = 200
"""The same of a WARC file, where reading a page again costs nobody else anything, and a batch costs five syncs."""


# ------------------------------------------------------------------------------------------------ one source


@dataclass(slots=True)
class Found:
    """What asking a source gave to do."""

    outlet: Outlet
    batch: Batch
    candidates: list[Sighting]
    """Pages that may be worth a look, what is on the list now first."""
    known: dict[str, PageKnown]
    """What was looked up of them already."""


async def ask_source(ctx: Context, outlet: Outlet, source: Source) -> Found | None:
    """Read one source if it is due. Returns what there is to do; None where its state is all, which is set aside."""
    source_id = outlet.source_id(source)
    found = Found(outlet, Batch(run=ctx.run, label=source_id), ctx.todo.pop(source_id, []), {})
    batch = found.batch
    before = decisions.current(source, ctx.before.pop(source_id, None))
    now = ctx.settings.clock()
    if ctx.force or decisions.is_due(before, now):
        fetch, listing, moved_to = await read_source(ctx, batch, outlet, source, before, now)
        n_known = None
        if listing is not None:
            fresh = listing.sightings[: source.newest]
            batch.sightings.extend(fresh)
            found.known = ctx.state.pages([document_id(sighting.canonical_url) for sighting in fresh])
            n_known = sum(source_id in page_known.seen for page_known in found.known.values())
            found.candidates = [*fresh, *found.candidates]
        after = decisions.after_source(
            outlet, source, fetch, listing, before, PARSER, n_known=n_known, moved_to=moved_to
        )
        ctx.report.add_source(after)
        # The state moves forward in the batch that holds all it covers. A backfill takes only a part of a list, and
        # moves none (`gather`): a poll would then be told "not modified" about items nobody has.
        batch.source_states.append(after)
        ctx.progress.step(source_id, after.health)
    else:
        ctx.progress.step(source_id, "not due")
    if found.candidates or batch.sightings:
        return found
    await ctx.set_aside(batch)
    return None


async def collect_found(ctx: Context, found: Found) -> None:
    """Read every page that is new, failed before, or is worth another look; stage it with the state of its source."""
    await collect_pages(ctx, found.batch, found.outlet, found.candidates, found.known)
    if found.batch.sightings or found.batch.page_states or found.batch.readings:
        await ctx.stage_async(found.batch)
    else:
        await ctx.set_aside(found.batch)


async def read_source(
    ctx: Context, batch: Batch, outlet: Outlet, source: Source, before: SourceState | None, now: datetime
) -> tuple[Fetch, Listing | None, str | None]:
    """Ask for a source and for the lists it leads to. The listing is None when there is nothing new to read.

    Third comes where its address has moved for good, None when it has not.
    """
    if source.daily:
        return *await read_days(ctx, batch, outlet, source), None
    source_id = outlet.source_id(source)
    state = before if before is not None and before.parser == PARSER else None
    conditional = decisions.may_use_validators(source_id, now, state, PARSER)
    page = await ctx.client.fetch(
        decisions.source_address(source, before),
        "source",
        via=source.kind,
        etag=state.etag if state and conditional else None,
        last_modified=state.last_modified if state and conditional else None,
        body_sha256=state.body_sha256 if state else None,  # the bytes cannot lie
    )
    batch.fetches.append(page.fetch)
    if page.body is None:
        return page.fetch, None, page.moved_to
    answer, listing = page.fetch, await parse_listing(ctx.outlets, page, outlet, source)
    if listing.next_urls:
        answer, listing = await read_leaves(ctx, batch, outlet, source, answer, listing)
    return answer, listing, page.moved_to


# ------------------------------------------------------------------------------------------------ pages


async def collect_pages(
    ctx: Context, batch: Batch, outlet: Outlet, candidates: Iterable[Sighting], known: dict[str, PageKnown]
) -> None:
    """Fetch and read those candidates that are wanted, one after the other: they share a host.

    `known` is what was looked up already. Pages of a host that has come to rest are left for a later run: they were
    not asked for, so nothing is recorded of them but a count.
    """
    chosen: list[tuple[Sighting, PageState | None]] = []
    by_document = {document_id(sighting.canonical_url): sighting for sighting in reversed(list(candidates))}
    known = known | ctx.state.pages([document for document in by_document if document not in known])
    for document, sighting in reversed(by_document.items()):
        if document in ctx.claimed or ctx.forgotten.holds_document(document):
            continue
        page = known.get(document)
        before, first_seen = (page.state, page.first_seen_at) if page else (None, None)
        if decisions.wanted(before, first_seen, ctx.settings.clock()):
            ctx.claimed.add(document)
            chosen.append((sighting, before))
    ctx.progress.expect(len(chosen))
    for sighting, before in chosen:
        seconds, why = ctx.client.resting(sighting.url)
        if seconds:
            fate = "postponed"
            ctx.report.reasons[f"{urls.host(sighting.url)}: {why}"] += 1
        else:
            fate = await collect_page(ctx, batch, outlet, sighting, before)
        ctx.report.pages[fate] += 1
        ctx.progress.step(sighting.url, fate)
        if len(batch.page_states) >= BATCH_PAGES:
            await ctx.stage_async(batch)


async def collect_page(ctx: Context, batch: Batch, outlet: Outlet, sighting: Sighting, before: PageState | None) -> str:
    """Fetch and read one page into the batch. Returns its fate."""
    page = await ctx.client.fetch(
        decisions.address(sighting.url, before),
        "page",
        via=sighting.via,
        etag=before.etag if before else None,
        last_modified=before.last_modified if before else None,
        body_sha256=before.body_sha256 if before else None,
    )
    if page.fetch.outcome == "throttled" and page.fetch.status is None:
        return "postponed"  # another process learned meanwhile that the host wants rest: nobody was asked
    batch.fetches.append(page.fetch)
    article = None
    if page.body is not None:
        article = await asyncio.to_thread(read_safely, page, outlet, sighting)
        article = await collect_parts(ctx, batch, outlet, page, article)
        if article is None:  # a later part could not be had: the whole page is tried again
            failed = replace(page.fetch, outcome="connection", reason="a later page of this article could not be had")
            return settle(ctx, batch, failed, None, sighting.url, sighting.canonical_url, before)
    return settle(ctx, batch, page.fetch, article, sighting.url, sighting.canonical_url, before)


async def collect_parts(ctx: Context, batch: Batch, outlet: Outlet, page: Page, first: Article) -> Article | None:
    """The article with its further pages joined; None when one of them cannot be had now."""
    rest: list[Article] = []
    seen = {urls.canonical_url(page.fetch.url)}
    last = first
    while len(rest) < MAX_PARTS and last.next_url and follows(last, page.fetch, seen):
        seen.add(urls.canonical_url(last.next_url))
        part = await ctx.client.fetch(last.next_url, "part", via=page.fetch.via)
        batch.fetches.append(part.fetch)
        if part.body is None:
            if part.fetch.outcome == "gone":
                break
            return None
        last = await asyncio.to_thread(read_safely, part, outlet, None)
        if last.verdict == "article":
            rest.append(last)
    return join_pages(first, rest) if rest else first


def settle(
    ctx: Context,
    batch: Batch,
    fetch: Fetch,
    article: Article | None,
    listed: str,
    asked: str,
    before: PageState | None,
    understood: Understood | Laid | None = None,
) -> str:
    """Record what became of a page. Returns its fate.

    `listed` is the address where it was found, `asked` the canonical URL that address stands for; the answer may
    lead to another document of the outlet. `understood` is what a worker made of the article already.
    """
    if article is not None and article.verdict == "article":
        if ctx.window and article.published is not None and article.published.on not in ctx.window:
            batch.page_states.append(decisions.outside(asked, fetch, article, article.published.on, before))
            return "outside"
        understood = understood or understand(cut(article, ctx.knowledge), fetch, listed, ctx.knowledge)
        batch.aliases += understood.aliases
        if isinstance(understood, Laid):
            version = understood.reading["version_id"]
            batch.reading_rows.append(understood.reading)
            batch.parsed_rows.append(understood.parsed)
        else:
            version = understood.reading.version_id
            batch.readings.append(understood.reading)
            batch.parsed.append(understood.parsed)
        batch.page_states.append(decisions.after_page(asked, fetch, article, version, before))
        return "article"
    batch.page_states.append(decisions.after_page(asked, fetch, article, None, before))
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
    """Read the pages of a WARC file: copied into the archive, read by the pool, staged. Known ones are passed over.

    `only` are outlet ids, all hosts when empty. A page that ends its reader is recorded with verdict `error` and the
    reason. Raises WarcError for a file that cannot be read on, and Stopped when the run is to end; what came before is
    staged. Raises OSError for a file that cannot be opened, and when the disk is full.
    """
    batch = Batch(run=ctx.run, label=path.name)
    with path.open("rb") as stream:
        try:
            for job, outcome, reason in ctx.pool.map(_jobs(ctx, stream, only)):
                fetch, outlet = job.fetch, ctx.outlets.of_url(job.fetch.url)
                found = outcome if reason is None else broken(job, outlet, reason)
                asked = identity(fetch.url, outlet).canonical_url
                batch.fetches.append(fetch)
                fate = settle(ctx, batch, fetch, found.article, fetch.url, asked, None, found.laid)
                ctx.report.pages[fate] += 1
                ctx.progress.step(fetch.url, fate)
                if len(batch.fetches) >= FILE_PAGES:
                    ctx.stage(batch)
        finally:
            ctx.stage(batch)


def _jobs(ctx: Context, stream: BinaryIO, only: frozenset[str]) -> Iterator[Job]:
    """The pages of a stream that are new, each in the archive before it is read."""
    pages = read_warc(stream, limit=ctx.settings.max_body)
    more = True
    while more:
        if ctx.stop.asked:
            raise Stopped
        chunk: list[Page] = []
        problem: Exception | None = None
        try:
            while len(chunk) < BATCH_PAGES and (page := next(pages, None)) is not None:
                if _is_wanted(ctx, page, only):
                    chunk.append(page)
            more = page is not None
        except (OSError, WarcError) as error:
            problem = error
        yield from _new_ones(ctx, chunk)  # what was readable counts
        if problem is not None:
            raise WarcError(str(problem)) from problem


def _is_wanted(ctx: Context, page: Page, only: frozenset[str]) -> bool:
    try:
        urls.canonical_url(page.fetch.url)
    except ValueError:
        return False  # a record of something that is no web page (dns:, urn:)
    outlet = ctx.outlets.of_url(page.fetch.url)
    if ctx.forgotten:
        canonical = identity(page.fetch.url, outlet).canonical_url
        gone = ctx.forgotten.holds_outlet(None, page.fetch.url, ctx.outlets)
        if gone or ctx.forgotten.holds_document(None, canonical):
            ctx.report.pages["forgotten"] += 1
            return False
    return not only or (outlet is not None and outlet.id in only)


def _new_ones(ctx: Context, chunk: list[Page]) -> Iterator[Job]:
    known = ctx.state.fetches([page.fetch.fetch_id for page in chunk])
    ctx.progress.expect(len(chunk))
    for page in chunk:
        if page.fetch.fetch_id in known:
            ctx.report.pages["known"] += 1
            ctx.progress.step(page.fetch.url, "known")
        else:
            kept = ctx.archive.keep(page)
            yield Job(kept.fetch, kept.body, kept.fetch.url)
