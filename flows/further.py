"""Lists that only time or a backfill leads to: one of each day, and the further pages of an index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from config.outlets import Outlet, Source
from extractors.discover import Listing
from extractors.discover.addresses import all_before, further_pages
from extractors.records import Batch, Fetch, Sighting
from flows.context import Context
from flows.lists import parse_listing, read_list


async def read_days(ctx: Context, batch: Batch, outlet: Outlet, source: Source) -> tuple[Fetch, Listing | None]:
    """A source with a list a day, in a poll: today's and yesterday's.

    A day whose list cannot be had makes the source failed, as a leaf of a sitemap does; a day that has none does not.
    """
    today = ctx.settings.clock().astimezone(outlet.zone).date()
    answer = Fetch(source.url, "source", ctx.settings.clock(), "ok", source.kind)
    found: dict[str, Sighting] = {}
    for day in (today, today - timedelta(days=1)):
        fetch, part = await read_list(ctx, batch, outlet, source, source.on(day))
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
    ctx: Context, batch: Batch, outlet: Outlet, source: Source, listed: Iterable[Sighting]
) -> tuple[list[Sighting], Fetch | None]:
    """All that an index lists, `listed` on its first page, and the request that broke it off, if one did.

    It is read until a page has nothing new, is not there, or lists only what is before the window.
    """
    found = {sighting.canonical_url: sighting for sighting in listed}
    newest = list(found.values())
    for url in further_pages(source):
        if all_before(ctx.window.since, newest):
            break
        page = await ctx.client.fetch(url, "source", via=source.kind)
        batch.fetches.append(page.fetch)
        if page.fetch.outcome in ("gone", "client-error"):
            break  # beyond the last page
        if page.body is None:
            return list(found.values()), page.fetch
        part = await parse_listing(ctx.outlets, page, outlet, source)
        newest = [sighting for sighting in part.sightings if sighting.canonical_url not in found]
        if not newest:
            break
        found |= {sighting.canonical_url: sighting for sighting in newest}
    return list(found.values()), None
