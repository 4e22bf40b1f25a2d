"""What to do next, decided without I/O: records in, decisions out.

The pipeline asks these functions and does what they say. Nothing here reads a clock, a file or a socket.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from config.outlets import Outlet, Source
from extractors.discover.listing import Listing
from extractors.records import Article, Fetch, PageState, SourceHealth, SourceState, content_id, document_id
from extractors.urls import canonical_url
from warehouse.state import RETRIES

PAGE_RETRY = timedelta(minutes=20)
"""Wait after the first failed request for a page; the second failure waits twice that, and so on."""
LONGEST_WAIT = timedelta(hours=24)
REVISIT_FOR = timedelta(days=7)
"""How long after it was first seen a page is asked for again, to notice edits and removals."""
REVISIT_AFTER = timedelta(hours=3)
REVISIT_SHARE = 0.3
"""A page is asked for again once the time since the last look is this share of its age: often while it is
young, when most edits happen, then ever more rarely (about 14 times in a week)."""


def is_due(state: SourceState | None, now: datetime) -> bool:
    """Whether a source is to be read now."""
    return state is None or state.next_at <= now


def may_use_validators(source_id: str, now: datetime, state: SourceState | None, parser: str) -> bool:
    """Whether a poll may be conditional: not for a new parser, and not once in a hundred polls.

    Some servers keep the validator when the content changes; the hundredth poll heals that. Which one it is
    follows from source and time, so that a repeated run asks the same.
    """
    if state is None or state.parser != parser:
        return False
    return int(content_id("", source_id, now)[:4], 16) % 100 != 0


def after_source(
    outlet: Outlet,
    source: Source,
    fetch: Fetch,
    listing: Listing | None,
    before: SourceState | None,
    parser: str,
) -> SourceState:
    """The state of a source after asking it. A failure keeps the validators and counts of the last success.

    After failures the wait grows by one interval each, up to a day; a Retry-After is kept when it is longer.
    """
    source_id, now = outlet.source_id(source), fetch.fetched_at
    failed = fetch.outcome not in ("ok", "not-modified")
    failures = (before.failures if before else 0) + 1 if failed else 0
    wait = min(outlet.interval(source) * (1 + failures), max(LONGEST_WAIT, outlet.interval(source)))
    if fetch.retry_after_s:
        wait = max(wait, timedelta(seconds=fetch.retry_after_s))
    health: SourceHealth
    if failed:
        health, reason = ("gone" if fetch.outcome == "gone" else "failing"), fetch.reason or fetch.outcome
    elif listing is None:
        health, reason = "unchanged", None
    else:
        health, reason = listing.health, listing.reason
    if failed or listing is None or listing.health == "wrong-type":
        # Nothing new was learned: what the last good answer said still stands, validators included.
        return SourceState(
            source_id=source_id,
            checked_at=now,
            next_at=now + wait,
            health=health,
            reason=reason,
            failures=failures,
            status=fetch.status,
            etag=before.etag if before else None,
            last_modified=before.last_modified if before else None,
            body_sha256=before.body_sha256 if before else None,
            changed_at=before.changed_at if before else None,
            n_items=before.n_items if before else None,
            newest_item_at=before.newest_item_at if before else None,
            parser=before.parser if before else None,
        )
    dates = [sighting.published_at for sighting in listing.sightings if sighting.published_at]
    return SourceState(
        source_id=source_id,
        checked_at=now,
        next_at=now + wait,
        health=health,
        reason=reason,
        failures=0,
        status=fetch.status,
        etag=fetch.etag,
        last_modified=fetch.last_modified,
        body_sha256=fetch.body_sha256,
        changed_at=now,
        n_items=len(listing.sightings),
        newest_item_at=max(dates, default=None),
        parser=parser,
    )


def wanted(known: PageState | None, first_seen: datetime | None, now: datetime) -> str | None:
    """Why a sighted page is to be fetched now (`new`, `retry`, `revisit`), or None when it is not."""
    if known is None:
        return "new"
    since = now - known.checked_at
    if known.failures:
        wait = min(PAGE_RETRY * known.failures, LONGEST_WAIT)
        return "retry" if known.failures < RETRIES and since >= wait else None
    age = now - (first_seen or known.checked_at)
    if age > REVISIT_FOR or since < max(REVISIT_AFTER, age * REVISIT_SHARE):
        return None
    return "revisit"


def address(listed: str, before: PageState | None) -> str:
    """Where to ask for a page: as listed, but where it was read under another address (a twin), there again.

    Two views of one page differ in their furniture; asking now the one and now the other would look like edits. It
    also keeps validators with the address that gave them.
    """
    if before is None or before.failures or before.verdict != "article":
        return listed
    return listed if canonical_url(listed) == canonical_url(before.url) else before.url


def after_page(
    canonical_url: str, fetch: Fetch, article: Article | None, version: str | None, before: PageState | None
) -> PageState:
    """The state of a page after asking for it.

    A page in several parts keeps no validators: those of its first part say nothing about the others.
    An answer that there is nothing (404, 410) is an answer, not a failure.
    """
    failed = fetch.outcome not in ("ok", "not-modified", "gone")
    unread = article is None
    keep_before = before is not None and unread
    whole = article is not None and article.next_url is None
    return PageState(
        document_id=document_id(canonical_url),
        url=fetch.url,
        checked_at=fetch.fetched_at,
        outcome=fetch.outcome,
        verdict=article.verdict if article else (before.verdict if before else None),
        reason=(article.reason if article else fetch.reason),
        failures=(before.failures if before else 0) + 1 if failed else 0,
        status=fetch.status,
        etag=fetch.etag if whole else (before.etag if keep_before and before else None),
        last_modified=fetch.last_modified if whole else (before.last_modified if keep_before and before else None),
        body_sha256=fetch.body_sha256 if whole else (before.body_sha256 if keep_before and before else None),
        version_id=version or (before.version_id if before else None),
    )
