"""What to do next, decided without I/O: records in, decisions out.

The pipeline asks these functions and does what they say. Nothing here reads a clock, a file or a socket.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from config.outlets import Outlet, Source
from extractors.discover.listing import Listing
from extractors.records import Article, Fetch, Outcome, PageState, SourceHealth, SourceState, document_id
from extractors.urls import canonical_url
from warehouse.state import RETRIES

# ------------------------------------------------------------------------------------------------ the pace of a source

FEW_KNOWN, MANY_KNOWN = 1 / 3, 2 / 3
"""Of the items of a list, the share that should be known before. With fewer, some may come and go unseen between two
polls; with more, most of a poll is told again."""
SHORTER, LONGER = 0.5, 1.25
"""What an interval is multiplied by then: losing items is worse than asking once too often."""
SHORTEST, LONGEST = 0.5, 4.0
"""Bounds of an adapted interval, in configured ones."""
JITTER = 0.1
"""Share of a wait that may be taken off, so that sources asked together do not stay together for ever."""
LONGEST_WAIT = timedelta(hours=24)

WEIGHT: dict[Outcome, float] = {
    # Hard: nothing suggests that it will be otherwise soon.
    "refused": 1.0,
    "client-error": 1.0,
    "tls": 1.0,
    "bad-url": 1.0,
    "bad-address": 1.0,
    "redirects": 1.0,
    "robots": 1.0,
    "too-large": 1.0,
    "bomb": 1.0,
    "bad-encoding": 1.0,
    "error": 1.0,
    # Soft: mostly mended within hours. Living feeds answer 404 and come back.
    "gone": 0.5,
    "throttled": 0.5,
    "server-error": 0.5,
    "timeout": 0.5,
    "connection": 0.5,
    # Passing: as often our own line as theirs.
    "dns": 0.25,
}
"""What a failure adds to the wait after it, in intervals. The wait grows linearly with failures in a row."""
TEMPORARY = 0.25
"""The same, of a robots.txt that cannot be read now."""
WRONG_TYPE = 1.0
"""The same, of an answer that is no list."""

REFUSALS = 3
"""Refusals in a row after which a source is left alone for `PAUSE`."""
PAUSE = timedelta(hours=6)
MOVES = 3
"""Permanent redirects in a row after which a source is asked at its new address: one may be a mistake."""


def current(source: Source, state: SourceState | None) -> SourceState | None:
    """The state of a source, if it is of the address that is configured now."""
    return state if state is None or state.url in (None, source.url) else None


def is_due(state: SourceState | None, now: datetime) -> bool:
    """Whether a source is to be read now. One that said 410 is not, until its address is changed.

    One that was read in the future is: the clock was set back, and its time may be years away.
    """
    return state is None or (state.gone_at is None and (state.next_at <= now or state.checked_at > now))


def source_address(source: Source, state: SourceState | None) -> str:
    """Where a source is to be asked: where it has moved to, once it said so often enough."""
    return state.moved_to if state and state.moved_to and state.moves >= MOVES else source.url


def may_use_validators(source_id: str, now: datetime, state: SourceState | None, parser: str) -> bool:
    """Whether a poll may be conditional: not for a new parser, and not once in a hundred polls.

    Some servers keep the validator when the content changes; the hundredth poll heals that. Which one it is
    follows from source and time, so that a repeated run asks the same.
    """
    if state is None or state.parser != parser:
        return False
    return drawn(source_id, now, "unconditional") >= 0.01


def drawn(source_id: str, now: datetime, what: str) -> float:
    """A number from 0 to 1 that follows from a source and a time, and looks like chance."""
    digest = hashlib.blake2b(f"{source_id} {now.timestamp()} {what}".encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") / 0x1_0000_0000


def after_source(
    outlet: Outlet,
    source: Source,
    fetch: Fetch,
    listing: Listing | None,
    before: SourceState | None,
    parser: str,
    *,
    n_known: int | None = None,
    moved_to: str | None = None,
) -> SourceState:
    """The state of a source after asking it at its `source_address`. A failure keeps what the last success said.

    `n_known` are the listed items that this source was known to list; `moved_to` is where permanent redirects led.
    After failures the wait grows by their weight in intervals, up to a day; a Retry-After is kept when it is longer.
    A list that is not whole keeps no validators: a server that cut it short would go on to call it unchanged. A list
    of nothing that is unchanged still is one.
    """
    source_id, now = outlet.source_id(source), fetch.fetched_at
    before = current(source, before)
    failed = fetch.outcome not in ("ok", "not-modified")
    health: SourceHealth
    reason: str | None
    if failed:
        health, reason = ("gone" if fetch.outcome == "gone" else "failing"), fetch.reason or fetch.outcome
    elif listing is None and before is not None and before.n_items == 0:
        health, reason = "empty", (before.reason if before.health == "empty" else None)
    elif listing is None:
        health, reason = "unchanged", None
    else:
        health, reason = listing.health, listing.reason
    strikes = (before.strikes if before else 0.0) + weight(fetch) if failed else 0.0
    if health == "wrong-type":
        strikes = (before.strikes if before else 0.0) + WRONG_TYPE
    refusals = before.refusals if before and failed else 0
    refusals += fetch.outcome == "refused" or (fetch.outcome == "robots" and not is_temporary(fetch))
    interval = adapted(outlet.interval(source), before, health, listing, n_known)
    gone_at = None
    if fetch.status == 410 and health == "gone" and source_address(source, before) == source.url:
        gone_at = (before.gone_at if before else None) or now
    known_move, moves = moved(source, before, health, moved_to, failed and weight(fetch) >= 1)
    state = SourceState(
        source_id=source_id,
        checked_at=now,
        next_at=now + wait(source_id, now, interval, strikes, refusals, fetch.retry_after_s),
        health=health,
        reason=reason,
        failures=(before.failures if before else 0) + 1 if failed else 0,
        status=fetch.status,
        etag=before.etag if before else None,
        last_modified=before.last_modified if before else None,
        body_sha256=before.body_sha256 if before else None,
        changed_at=before.changed_at if before else None,
        n_items=before.n_items if before else None,
        newest_item_at=before.newest_item_at if before else None,
        parser=before.parser if before else None,
        url=source.url,
        answered_at=(before.answered_at if before else None) if failed or health == "wrong-type" else now,
        strikes=strikes,
        refusals=refusals,
        gone_at=gone_at,
        moved_to=known_move,
        moves=moves,
        interval_s=round(interval.total_seconds()),
        n_known=before.n_known if before else None,
        n_dated=before.n_dated if before else None,
    )
    if failed or listing is None or listing.health == "wrong-type":
        return state  # nothing new was learned: what the last good answer said still stands, validators included
    dates = [sighting.published_at for sighting in listing.sightings if sighting.published_at]
    return replace(
        state,
        etag=fetch.etag if listing.whole else None,
        last_modified=fetch.last_modified if listing.whole else None,
        body_sha256=fetch.body_sha256,
        changed_at=now,
        n_items=len(listing.sightings),
        newest_item_at=max(dates, default=None),
        parser=parser,
        n_known=n_known,
        n_dated=len(dates),
    )


def weight(fetch: Fetch) -> float:
    """What a failed request adds to the wait after it, in intervals."""
    return TEMPORARY if is_temporary(fetch) and fetch.outcome == "robots" else WEIGHT.get(fetch.outcome, 1.0)


def adapted(
    configured: timedelta,
    before: SourceState | None,
    health: SourceHealth,
    listing: Listing | None,
    n_known: int | None,
) -> timedelta:
    """The interval of a source after an answer: shorter when few of its items were known, longer when many were.

    Failures and first answers say nothing about its rhythm.
    """
    usual = configured.total_seconds()
    seconds = before.interval_s if before and before.interval_s else usual
    if before is not None and before.changed_at is not None:
        share = None
        if health == "unchanged":
            share = 1.0
        elif health == "ok" and listing is not None and listing.sightings and n_known is not None:
            share = n_known / len(listing.sightings)
        if share is not None and share < FEW_KNOWN:
            seconds *= SHORTER
        elif share is not None and share > MANY_KNOWN:
            seconds *= LONGER
    return timedelta(seconds=min(max(seconds, usual * SHORTEST), usual * LONGEST))


def wait(
    source_id: str, now: datetime, interval: timedelta, strikes: float, refusals: int, retry_after_s: int | None
) -> timedelta:
    """How long a source is left alone after it was asked at `now`. The jitter follows from source and time."""
    jitter = drawn(source_id, now, "jitter") * JITTER
    seconds = interval.total_seconds()
    pause = min(seconds * (1 + strikes), max(LONGEST_WAIT.total_seconds(), seconds)) * (1 - jitter)
    if refusals >= REFUSALS:
        pause = max(pause, PAUSE.total_seconds())
    return timedelta(seconds=round(max(pause, retry_after_s or 0)))


def moved(
    source: Source, before: SourceState | None, health: SourceHealth, moved_to: str | None, failed_hard: bool
) -> tuple[str | None, int]:
    """Where a source has moved, and how often in a row it said so. Only a list counts: a dead feed sent home does not.

    Where the new address fails for good, the configured one is asked again.
    """
    known, moves = (before.moved_to, before.moves) if before else (None, 0)
    if health in ("ok", "unchanged"):
        if moved_to is not None and moved_to != source.url:
            return moved_to, min(moves + 1 if moved_to == known else 1, MOVES)
        if source_address(source, before) == source.url:
            return None, 0
    elif source_address(source, before) != source.url and (failed_hard or health in ("gone", "wrong-type")):
        return None, 0
    return known, moves


# ------------------------------------------------------------------------------------------------ pages

PAGE_RETRY = timedelta(minutes=20)
"""Wait after the first failed request for a page; the second failure waits twice that, and so on."""
REVISIT_FOR = timedelta(days=7)
"""How long after it was first seen a page is asked for again, to notice edits and removals."""
REVISIT_AFTER = timedelta(hours=3)
REVISIT_SHARE = 0.3
"""A page is asked for again once the time since the last look is this share of its age: often while it is
young, when most edits happen, then ever more rarely (about 14 times in a week)."""
_PASSING: frozenset[Outcome] = frozenset({"timeout", "dns", "tls", "connection", "server-error", "throttled"})


def is_temporary(fetch: Fetch) -> bool:
    """Whether a failure tells of the line or the server, not of the page: such a page is never given up."""
    return fetch.outcome in _PASSING or (fetch.outcome == "robots" and fetch.retry_after_s is not None)


def wanted(known: PageState | None, first_seen: datetime | None, now: datetime) -> str | None:
    """Why a sighted page is to be fetched now (`new`, `retry`, `revisit`), or None when it is not."""
    if known is None or outside_on(known) is not None:
        return "new"
    since = abs(now - known.checked_at)  # a clock that was set back: no excuse
    age = now - (first_seen or known.checked_at)
    if known.failures:
        pause = max(PAGE_RETRY * known.failures, age * REVISIT_SHARE)
        return "retry" if known.failures < RETRIES and since >= pause else None
    if age > REVISIT_FOR or since < max(REVISIT_AFTER, age * REVISIT_SHARE):
        return None
    return "revisit"


OUTSIDE = "outside the days asked for: published "


def outside(canonical_url: str, fetch: Fetch, article: Article | None, on: date, before: PageState | None) -> PageState:
    """The state of a page that a backfill read and left: its day is known, so that no other one asks in vain.

    It keeps no validators: whoever wants the page has none of its words.
    """
    state = after_page(canonical_url, fetch, article, None, before)
    return replace(state, reason=f"{OUTSIDE}{on}", etag=None, last_modified=None, body_sha256=None)


def outside_on(known: PageState) -> date | None:
    """The day of a page that was left as `outside`; None for any other."""
    if known.version_id is not None or not (known.reason or "").startswith(OUTSIDE):
        return None
    return date.fromisoformat((known.reason or "").removeprefix(OUTSIDE))


def wanted_past(known: PageState | None, inside: Callable[[date], bool]) -> bool:
    """Whether a backfill of the days that are `inside` asks for a page: not for one that has answered.

    One that failed is asked for again, since its part of the backfill has waited already.
    """
    if known is None:
        return True
    if (on := outside_on(known)) is not None:
        return inside(on)
    return 0 < known.failures < RETRIES


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
    An answer that there is nothing (404, 410) is an answer, not a failure. Failures of the line or the server never
    add up to `RETRIES`, after which a page is left alone: they say nothing about it.
    """
    failed = fetch.outcome not in ("ok", "not-modified", "gone")
    failures = (before.failures if before else 0) + 1 if failed else 0
    if is_temporary(fetch):
        failures = min(failures, RETRIES - 1)
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
        failures=failures,
        status=fetch.status,
        etag=fetch.etag if whole else (before.etag if keep_before and before else None),
        last_modified=fetch.last_modified if whole else (before.last_modified if keep_before and before else None),
        body_sha256=fetch.body_sha256 if whole else (before.body_sha256 if keep_before and before else None),
        version_id=version or (before.version_id if before else None),
    )
