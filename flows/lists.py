"""Sources made of several lists: the leaves of a sitemap index, and theirs."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import replace

from config.outlets import Outlet, Outlets, Source
from extractors.aliases import identity
from extractors.discover import Listing, Where, read_listing
from extractors.records import Batch, Fetch, Page
from flows.context import Context

MAX_LISTS = 500
"""Leaves of one sitemap index read in one run."""


async def parse_listing(outlets: Outlets, page: Page, outlet: Outlet, source: Source) -> Listing:
    """Read a list off the event loop: a large feed takes seconds. Another outlet's page is known by its own rules."""
    fetch = page.fetch
    where = Where(outlet, source, fetch.final_url or fetch.url, fetch.fetched_at, fetch.content_type)
    listing = await asyncio.to_thread(read_listing, page.body or b"", where)
    known = (
        replace(sighting, canonical_url=identity(sighting.url, outlets.of_url(sighting.url)).canonical_url)
        for sighting in listing.sightings
    )
    return replace(listing, sightings=tuple(known))


async def read_list(
    ctx: Context, batch: Batch, outlet: Outlet, source: Source, url: str
) -> tuple[Fetch, Listing | None]:
    """Ask for one of a source's lists. Without a listing, outcome and reason of the fetch say why there is none."""
    page = await ctx.client.fetch(url, "source", via=source.kind)
    batch.fetches.append(page.fetch)
    listing = await parse_listing(ctx.outlets, page, outlet, source) if page.body is not None else None
    if listing is not None and listing.health != "wrong-type":
        return page.fetch, listing
    why = (listing.reason if listing else page.fetch.reason) or page.fetch.outcome
    outcome = "error" if page.fetch.outcome == "ok" else page.fetch.outcome
    return replace(page.fetch, outcome=outcome, reason=f"{url}: {why}"), None


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
    leaves, seen = deque(listing.next_urls), {first.url}
    while leaves:
        url = leaves.popleft()
        if url in seen:
            continue
        if len(seen) > MAX_LISTS:
            ctx.report.reasons[f"{source_id}: more than {MAX_LISTS} lists; the rest was not read"] += 1
            break
        seen.add(url)
        leaf, part = await read_list(ctx, batch, outlet, source, url)
        if part is None:
            answer = replace(answer, outcome=leaf.outcome, reason=leaf.reason)
            continue
        leaves += part.next_urls
        for sighting in part.sightings:
            found.setdefault(sighting.canonical_url, sighting)
    return answer, Listing(tuple(found.values()), "ok" if found else "empty", listing.reason)
