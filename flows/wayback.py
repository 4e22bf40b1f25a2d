"""A month of captures: the addresses that the Wayback Machine lists, asked for live, and there where that fails.

A page that still stands is read as it stands. One that is gone, or cannot be had from here, is read from the capture,
by the rules of its day, and counts as fetched when it was captured.
"""

from __future__ import annotations

import asyncio
import re
from calendar import monthrange
from dataclasses import replace
from datetime import date
from functools import partial

from config.outlets import Outlet
from extractors import urls
from extractors.aliases import identity
from extractors.discover.captures import Capture, list_address, pages, read_captures
from extractors.records import Batch, Page, PageState, Sighting
from flows import decisions
from flows.collect import collect_page, settle
from flows.context import Context
from flows.gather import Job, PartFailed, check_rest, failure, fits, take
from flows.reading import read_safely

FALL_BACK = frozenset(
    {"gone", "refused", "client-error", "server-error", "timeout", "dns", "tls", "connection", "redirects", "soft-404"}
)
"""Ends of a live request after which the capture is asked for. A robots.txt that says no is kept to."""
MAX_LISTS = 2000
"""Answers of the capture list read for one month."""


async def read_month(job: Job, outlet: Outlet) -> None:
    """The pages first captured, within a month, below a host. Raises PartFailed, Stopped."""
    ctx = job.ctx
    prefix, _, month = job.row.key.rpartition(" ")
    year, number = map(int, month.split("-"))
    last = date(year, number, monthrange(year, number)[1])
    captures = pages(await _listed(job, prefix, date(year, number, 1), last))
    by_url: dict[str, Capture] = {}
    sightings = []
    for place, capture in enumerate(captures):
        if ctx.outlets.of_url(capture.url) is not outlet or not _an_article(outlet, capture.url):
            continue
        try:
            canonical = identity(capture.url, outlet).canonical_url
        except ValueError:
            continue
        by_url.setdefault(capture.url, capture)
        sighting = Sighting(
            job.row.source_id, outlet.id, capture.url, canonical, ctx.settings.clock(), place, "wayback"
        )
        # A page was published before it was captured.
        if ctx.window.since is None or capture.at.date() >= ctx.window.since:
            sightings.append(sighting)
    wanted = [sighting for sighting in sightings if fits(job, outlet, sighting)]
    await take(job, outlet, wanted, partial(_fetch, job, by_url))


async def _listed(job: Job, prefix: str, since: date, until: date) -> list[Capture]:
    ctx, found, resume = job.ctx, list[Capture](), None
    for _ in range(MAX_LISTS):
        url = list_address(ctx.settings.wayback, prefix, since, until, resume)
        check_rest(job, url, 1)
        page = await ctx.client.fetch(url, "source", via="wayback")
        job.batch.fetches.append(page.fetch)
        if page.body is None:
            raise failure(page.fetch)
        try:
            some, following = await asyncio.to_thread(read_captures, page.body)
        except ValueError as error:
            raise PartFailed(f"{url}: {error}") from error
        found += some
        if following is None or following == resume:
            return found
        resume = following
    job.faults.append((f"{prefix}: more than {MAX_LISTS} lists of captures", True))
    return found


def _an_article(outlet: Outlet, url: str) -> bool:
    """Whether an address looks like an article's, by the patterns of the outlet's sources; any where there are none."""
    patterns = [source.url_pattern for source in outlet.sources if source.url_pattern]
    return not patterns or any(re.search(pattern, urls.behind_host(url)) for pattern in patterns)


async def _fetch(
    job: Job,
    by_url: dict[str, Capture],
    ctx: Context,
    batch: Batch,
    outlet: Outlet,
    sighting: Sighting,
    before: PageState | None,
) -> str:
    """Ask for a page live; where it is gone or fails, for the capture. Returns its fate."""
    live: PageState | None = None
    if not ctx.client.resting(sighting.url)[0]:
        fate = await collect_page(ctx, batch, outlet, sighting, before)
        if fate not in FALL_BACK:
            return fate
        live = batch.page_states.pop()  # nothing is settled before the capture has answered
    check_rest(job, ctx.settings.wayback, 1)
    capture = by_url[sighting.url]
    answer = await ctx.client.fetch(capture.raw(ctx.settings.wayback), "capture", via="wayback")
    batch.fetches.append(answer.fetch)
    is_gone = live is not None and not live.failures
    if answer.body is None:
        if live is not None and is_gone and answer.fetch.outcome == "gone":
            batch.page_states.append(live)
            return fate
        asked = replace(answer.fetch, url=sighting.url)
        batch.page_states.append(decisions.after_page(sighting.canonical_url, asked, None, None, before))
        return answer.fetch.outcome
    page = ctx.archive.keep(_as_captured(answer, capture))
    article = await asyncio.to_thread(read_safely, page, outlet, None)
    batch.fetches.append(page.fetch)
    fate = settle(ctx, batch, page.fetch, article, sighting.url, sighting.canonical_url, before)
    if live is not None and is_gone and batch.page_states[-1].version_id is not None:
        # The document has the capture's words, and the page is known to be gone.
        batch.page_states.insert(-1, replace(live, version_id=batch.page_states[-1].version_id))
    return fate


def _as_captured(answer: Page, capture: Capture) -> Page:
    """The page that a capture holds, as the archive's crawler was given it."""
    headers = tuple(
        (name.removeprefix("x-archive-orig-").removeprefix("X-Archive-Orig-"), value)
        for name, value in answer.headers
        if name.lower().startswith("x-archive-orig-") or name.lower() == "content-type"
    )
    fetch = replace(
        answer.fetch,
        url=capture.url,
        final_url=capture.url,
        purpose="page",
        fetched_at=capture.at,
        via="wayback",
        etag=None,
        last_modified=None,
        archive_file=None,
        archive_offset=None,
    )
    return replace(answer, fetch=fetch, headers=headers, moved_to=None)
