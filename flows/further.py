"""Lists that only time or a backfill leads to: one of each day, and the further pages of an index."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from config.outlets import Outlet, Source
from extractors.discover import Listing
from extractors.discover.addresses import all_before, day_lists, further_pages
from extractors.records import Batch, Fetch, Sighting
from flows.context import Context
from flows.lists import MAX_LISTS, parse_listing, read_list


async def read_days(ctx: Context, batch: Batch, outlet: Outlet, source: Source) -> tuple[Fetch, Listing | None]:
    """A source with a list a day: the days of a backfill's window; today's and yesterday's in a poll.

    A day whose list cannot be had makes the source failed, as a leaf of a sitemap does; a day that has none does not.
    """
    today = ctx.settings.clock().astimezone(outlet.zone).date()
    since, until = today - timedelta(days=1), today
    if ctx.window:
        since, until = ctx.window.since or today, min(ctx.window.until or today, today)
    addresses, cut = day_lists(source, since, until, MAX_LISTS)
    if cut:
        ctx.report.reasons[f"{outlet.source_id(source)}: more than {MAX_LISTS} days; the oldest were not read"] += 1
    answer = Fetch(source.url, "source", ctx.settings.clock(), "ok", source.kind)
    found: dict[str, Sighting] = {}
    for url in addresses:
        fetch, part = await read_list(ctx, batch, outlet, source, url)
        if fetch.outcome == "gone":
            continue  # a day without a list: no paper, or none yet
        if part is None:
            answer = replace(answer, outcome=fetch.outcome, reason=fetch.reason)
            continue
        for sighting in part.sightings:
            found.setdefault(sighting.canonical_url, sighting)
    reason = None if found else "no links in the lists of its days"
    return answer, Listing(tuple(found.values()), "ok" if found else "empty", reason)


async def read_pages(
    ctx: Context, batch: Batch, outlet: Outlet, source: Source, answer: Fetch, listing: Listing
) -> tuple[Fetch, Listing]:
    """An index's further pages, until one has nothing new, is not there, or lists only what is before the window.

    A page that fails in another way makes the source failed: the backfill is then to be repeated.
    """
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
        part = await parse_listing(ctx.outlets, page, outlet, source)
        newest = tuple(s for s in part.sightings if s.canonical_url not in found)
        if not newest:
            break
        found |= {sighting.canonical_url: sighting for sighting in newest}
    return answer, replace(listing, sightings=tuple(found.values()))
