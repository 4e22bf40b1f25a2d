"""One part of a backfill: read its list, then every page of it that is wanted, to staged batches.

Each batch carries the part's row as it stands with that batch, so that the ledger never says more, or less, than what
is loaded.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from config.outlets import Outlet, Source
from extractors import urls
from extractors.discover import Listing
from extractors.discover.spans import SLACK, is_neighbour, span
from extractors.pages.dateprints import url_date
from extractors.records import Batch, Fetch, PageState, PartitionState, Sighting, document_id
from flows import decisions, parts
from flows.collect import BATCH_PAGES, collect_page
from flows.context import Context, Stopped, Window
from flows.further import read_pages
from flows.lists import parse_listing

HARD = 1.0
"""Weight (`decisions.weight`) from which a failure is the page's or list's own."""

FetchPage = Callable[[Context, Batch, Outlet, Sighting, PageState | None], Awaitable[str]]


class PartFailed(Exception):
    """A part cannot be read to its end now. `hard`: waiting alone will not mend it; `wait`: seconds it is to rest."""

    def __init__(self, reason: str, *, hard: bool = False, wait: float = 0) -> None:
        super().__init__(reason)
        self.hard = hard
        self.wait = wait


@dataclass(slots=True)
class Job:
    """A part that is being worked on."""

    ctx: Context
    row: PartitionState
    batch: Batch
    children: list[PartitionState] = field(default_factory=list)
    faults: list[tuple[str, bool]] = field(default_factory=list)
    """Pages that could not be had: why, and whether the fault is their own."""
    last_day: date | None = None
    """When the page asked for last was published, as far as it says."""

    def ride(self, batch: Batch) -> None:
        """Count what a batch holds, and put the row as it then stands into it."""
        asked = {fetch.url for fetch in batch.fetches if fetch.purpose == "page"}
        read = {reading.canonical_url for reading in batch.readings}
        read |= {row["canonical_url"] for row in batch.reading_rows}
        self.row = replace(
            self.row,
            step=self.row.step + 1,
            n_fetched=self.row.n_fetched + len(asked),
            n_articles=self.row.n_articles + len(read),
            updated_at=self.ctx.settings.clock(),
        )
        batch.partitions.append(self.row)

    def listed(self, n: int) -> None:
        self.row = replace(self.row, n_listed=n)

    async def close(self, row: PartitionState) -> None:
        """Stage what is left, with the row as it ends and the parts that it led to."""
        self.ctx.riders.pop(self.batch.label, None)
        self.row = row
        self.ride(self.batch)
        self.batch.partitions += self.children
        await self.ctx.stage_async(self.batch)


async def take(job: Job, outlet: Outlet, listed: Iterable[Sighting], fetch: FetchPage = collect_page) -> None:
    """Ask for those pages of a list that are wanted, one after the other. Raises PartFailed, Stopped."""
    ctx = job.ctx
    by_document: dict[str, Sighting] = {}
    for sighting in listed:
        by_document.setdefault(document_id(sighting.canonical_url), sighting)
    job.listed(len(by_document))
    known = ctx.state.pages(by_document)
    chosen = []
    for document, sighting in by_document.items():
        before = known[document].state if document in known else None
        if document not in ctx.claimed and decisions.wanted_past(before, ctx.window.__contains__):
            ctx.claimed.add(document)
            chosen.append((sighting, before))
    ctx.progress.expect(len(chosen))
    for n, (sighting, before) in enumerate(chosen):
        if ctx.stop.asked:
            raise Stopped
        if fetch is collect_page:
            check_rest(job, sighting.url, len(chosen) - n)
        await one(job, outlet, sighting, before, fetch)


async def one(job: Job, outlet: Outlet, sighting: Sighting, before: PageState | None, fetch: FetchPage) -> str:
    """Ask for one page and count what came of it. Returns its fate."""
    ctx, batch = job.ctx, job.batch
    fate = await fetch(ctx, batch, outlet, sighting, before)
    ctx.report.pages[fate] += 1
    ctx.progress.step(sighting.url, fate)
    if fate == "postponed":
        check_rest(job, sighting.url, 1)
        job.faults.append(("a host wanted rest", False))
        ctx.claimed.discard(document_id(sighting.canonical_url))
        return fate
    state = batch.page_states[-1]
    published = batch.readings[-1].article.published if fate == "article" else None
    job.last_day = published.on if published else decisions.outside_on(state)
    if job.last_day:
        ctx.days[sighting.canonical_url] = job.last_day
    if state.failures:
        hard = decisions.WEIGHT.get(state.outcome, HARD) >= HARD
        job.faults.append((f"{sighting.url}: {state.reason or state.outcome}", hard))
    elif fate != "outside":
        batch.sightings.append(sighting)
    if len(batch.page_states) >= BATCH_PAGES:
        await ctx.stage_async(batch)
    return fate


def check_rest(job: Job, url: str, n: int) -> None:
    """Leave the rest of a part for later when its host wants to be left alone. Raises PartFailed."""
    seconds, why = job.ctx.client.resting(url)
    if seconds:
        job.ctx.report.pages["postponed"] += n
        raise PartFailed(f"{urls.host(url)}: {why}", wait=seconds)


async def ask(job: Job, url: str, source: Source, outlet: Outlet, *, absent: bool = False) -> Listing | None:
    """A list, asked for and read; None when it is not there and may be `absent`. Raises PartFailed."""
    ctx = job.ctx
    page = await ctx.client.fetch(url, "source", via=source.kind)
    job.batch.fetches.append(page.fetch)
    if page.fetch.outcome == "gone" and absent:
        return None
    if page.body is None:
        raise failure(page.fetch)
    listing = await parse_listing(ctx.outlets, page, outlet, source)
    if listing.health == "wrong-type":
        raise PartFailed(f"{url}: {listing.reason}", hard=True)
    if not listing.whole:
        job.faults.append((f"{url}: {listing.reason or 'it ends too early'}", False))
    return listing


def failure(fetch: Fetch) -> PartFailed:
    """Why a list could not be had."""
    hard = not decisions.is_temporary(fetch) and decisions.weight(fetch) >= HARD
    why = f"{fetch.url}: {fetch.reason or fetch.outcome}"
    return PartFailed(why, hard=hard or fetch.outcome == "gone", wait=fetch.retry_after_s or 0)


async def read_lists(job: Job, outlet: Outlet, source: Source) -> None:
    """A list, a leaf, or a list of a day: its pages, and the lists it leads to as further parts."""
    row, ctx = job.row, job.ctx
    since, until = row.since or date.min, row.until or date.max
    days = span(row.key)
    url = row.key
    if row.kind == "day":
        day = date.fromisoformat(row.key)
        days, url = (day, day), source.on(day)
    listing = await ask(job, url, source, outlet, absent=row.kind == "day")
    if listing is None:
        return
    job.children = parts.leaves(row, listing, since, until, ctx.settings.clock())
    near = row.kind != "list" and is_neighbour(days, since, until)
    await take(job, outlet, [one for one in listing.sightings if fits(job, outlet, one, near=near)])


async def read_index(job: Job, outlet: Outlet, source: Source) -> None:
    """An index in pages, as far back as the window."""
    listing = await ask(job, source.url, source, outlet)
    assert listing is not None
    sightings, broken = await read_pages(job.ctx, job.batch, outlet, source, listing.sightings)
    await take(job, outlet, [one for one in sightings if fits(job, outlet, one)])
    if broken is not None:
        raise failure(broken)


def fits(job: Job, outlet: Outlet, sighting: Sighting, *, near: bool = False) -> bool:
    """Whether a listed page can be of the part's days, by its list and its address; `near` asks for evidence.

    An address that holds a day tells more than a list's lastmod, unless the outlet's rules call such days false.
    """
    window = job.ctx.window
    if not may_be_inside(window, sighting):
        return False
    found = None if "url" in outlet.rules().false_dates else url_date(sighting.url)
    if found is not None:
        return any(found[0] + shift in window for shift in (-SLACK, SLACK - SLACK, SLACK))
    return not near or sighting.published_at is not None or bool(sighting.published_raw)


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
            day = date.fromisoformat(sighting.published_raw[:10])
            return day.toordinal() + 1 >= window.since.toordinal()  # in the list's zone, whichever that is
        except ValueError:
            return True
    return True


async def settle_job(job: Job, today: date) -> str:
    """Close a job that was read to its end: done, or failed where a page of it was. Returns the state."""
    now = job.ctx.settings.clock()
    row = replace(job.row, n_failed=len(job.faults))
    if job.faults:
        hard = all(own for _, own in job.faults)
        reason = f"{len(job.faults)} could not be had; the first: {job.faults[0][0]}"
        row = parts.failed(row, reason, now, hard=hard)
    else:
        row = parts.finished(row, now, today)
    await job.close(row)
    return row.state


def source_of(outlet: Outlet, row: PartitionState) -> Source:
    """The source of a part. Raises PartFailed where the outlet has it no more."""
    for source in outlet.sources:
        if outlet.source_id(source) == row.source_id:
            return source
    raise PartFailed("the source is no longer in the outlet's file", hard=True)


async def do(job: Job, outlet: Outlet) -> None:
    """Do the part, whatever its kind. Raises PartFailed, Stopped, OSError."""
    from flows.walk import read_numbers
    from flows.wayback import read_month

    match job.row.kind:
        case "list" | "leaf" | "day":
            await read_lists(job, outlet, source_of(outlet, job.row))
        case "pages":
            await read_index(job, outlet, source_of(outlet, job.row))
        case "ids":
            await read_numbers(job, outlet, source_of(outlet, job.row))
        case "captures":
            await read_month(job, outlet)
        case _:
            raise PartFailed(f"{job.row.kind} is no part of an outlet", hard=True)
