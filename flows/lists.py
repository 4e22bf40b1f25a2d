"""Sources made of several lists: leaves of a sitemap, lists a page names, a list a day, an index in pages."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from config.outlets import Outlet, Source
from extractors.discover import Listing, read_listing
from extractors.discover.addresses import all_before, day_lists, further_pages
from extractors.records import Batch, Fetch, Page, Sighting

if TYPE_CHECKING:
    from flows.collect import Context

MAX_LISTS = 500
"""Leaves of one sitemap index, or days of a daily source, read in one run."""


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


async def read_leaves(
    ctx: Context,
    batch: Batch,
    outlet: Outlet,
    source: Source,
    first: Fetch,
    listing: Listing,
) -> tuple[Fetch, Listing]:
    """Ask for the lists that a first answer leads to, and for those they lead to; one listing of all.

    A list that cannot be had makes the whole source failed: what the others list is taken all the same, but the source
    is asked again as if it had never answered. It keeps no validators: those of the first answer say nothing about
    the others.
    """
    source_id = outlet.source_id(source)
    answer = replace(first, etag=None, last_modified=None, body_sha256=None)
    found = {sighting.canonical_url: sighting for sighting in listing.sightings}
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
        if source.daily and leaf.fetch.outcome == "gone":
            continue  # a day without a list: no paper, or none yet
        part = await parse_listing(leaf, outlet, source, source_id) if leaf.body is not None else None
        if part is None or part.health == "wrong-type":
            why = (part.reason if part else leaf.fetch.reason) or leaf.fetch.outcome
            outcome = "error" if leaf.fetch.outcome == "ok" else leaf.fetch.outcome
            answer = replace(answer, outcome=outcome, reason=f"{url}: {why}")
            continue
        leaves += part.next_urls
        for sighting in part.sightings:
            found.setdefault(sighting.canonical_url, sighting)
    return answer, Listing(tuple(found.values()), "ok" if found else "empty", listing.reason)


async def read_days(ctx: Context, batch: Batch, outlet: Outlet, source: Source) -> tuple[Fetch, Listing | None]:
    """A source with a list a day: the days of a backfill's window; today's and yesterday's in a poll."""
    today = ctx.settings.clock().astimezone(outlet.zone).date()
    since, until = today - timedelta(days=1), today
    if ctx.window:
        since, until = ctx.window.since or today, min(ctx.window.until or today, today)
    addresses, cut = day_lists(source, since, until, MAX_LISTS)
    if cut:
        ctx.report.reasons[f"{outlet.source_id(source)}: more than {MAX_LISTS} days; the oldest were not read"] += 1
    answer = Fetch(addresses[0] if addresses else source.url, "source", ctx.settings.clock(), "ok", source.kind)
    listing = Listing((), "empty", None, tuple(addresses))
    return await read_leaves(ctx, batch, outlet, source, answer, listing)


async def read_pages(
    ctx: Context, batch: Batch, outlet: Outlet, source: Source, answer: Fetch, listing: Listing
) -> tuple[Fetch, Listing]:
    """An index's further pages, until one has nothing new, is not there, or lists only what is before the window.

    A page that fails in another way makes the source failed: the backfill is then to be repeated.
    """
    source_id = outlet.source_id(source)
    found = {sighting.canonical_url: sighting for sighting in listing.sightings}
    newest: tuple[Sighting, ...] = listing.sightings
    for url in further_pages(source):
        if all_before(ctx.window.since, newest):
            break
        page = await ctx.client.fetch(url, "source", via=source.kind)
        batch.fetches.append(page.fetch)
        if page.fetch.outcome in ("gone", "client-error"):
            break  # beyond the last page
        if page.body is None:
            answer = replace(answer, outcome=page.fetch.outcome, reason=f"{url}: {page.fetch.reason}")
            break
        part = await parse_listing(page, outlet, source, source_id)
        newest = tuple(s for s in part.sightings if s.canonical_url not in found)
        if not newest:
            break
        found |= {sighting.canonical_url: sighting for sighting in newest}
    return answer, replace(listing, sightings=tuple(found.values()))
