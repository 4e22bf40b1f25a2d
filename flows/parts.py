"""The parts of a backfill, planned without I/O: what lists can hold a window, and what becomes of a part.

A part is one list, day, month of numbers, month of captures, or file. Its row in the ledger names the days that it is
read for; the same part for other days is another row, unless a finished one covers them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from config.outlets import Outlet, Source
from extractors.discover.dates import zoned
from extractors.discover.listing import Listing
from extractors.discover.spans import SLACK, months, reach, span
from extractors.records import PartitionKind, PartitionState

FIRST_RETRY = timedelta(minutes=10)
LONGEST_RETRY = timedelta(hours=24)
TRIES = 5
"""Attempts in a row that failed for reasons of the page or list itself, after which a part is given up."""
MAX_LEAVES = 5000
"""Leaves of one list that are planned."""

WAYBACK, COMMONCRAWL, WARC = "wayback", "commoncrawl", "warc"


def part(
    source_id: str, outlet_id: str | None, kind: PartitionKind, key: str, days: tuple[date, date] | None, now: datetime
) -> PartitionState:
    """A part that was never begun."""
    since, until = days or (None, None)
    return PartitionState(source_id, outlet_id, kind, key, since, until, "todo", 0, now)


def picked(outlet: Outlet, source: Source, way: str | None) -> bool:
    """Whether a backfill reads a source: those of one kind, or the archives, or the lists where there are none."""
    if not source.enabled:
        return False
    if way:
        return source.kind == way
    return source.use != "poll" or all(other.use == "poll" or not other.enabled for other in outlet.sources)


def roots(
    outlet: Outlet, since: date, until: date, way: str | None, now: datetime, *, lag: int
) -> Iterator[PartitionState]:
    """The parts of an outlet that a window begins with; what they lead to comes when they are read.

    `lag` is in days: captures of a page are looked for up to so long after the window.
    """
    today = now.astimezone(outlet.zone).date()
    until = min(until, today)
    if since > until:
        return
    if way == WAYBACK:
        for prefix in (*outlet.hosts, *outlet.places):
            # Oldest first: of two captures, the earlier is nearer to what was published.
            for first, _ in reversed(months(since, min(until + timedelta(days=lag), today))):
                key = f"{prefix} {first:%Y-%m}"
                yield part(f"{outlet.id}/{WAYBACK}", outlet.id, "captures", key, (since, until), now)
        return
    for source in outlet.sources:
        if not picked(outlet, source, way):
            continue
        source_id = outlet.source_id(source)
        if source.daily:
            day = min(until + SLACK, today)
            while day >= since - SLACK:
                yield part(source_id, outlet.id, "day", day.isoformat(), reach((day, day), since, until), now)
                day -= timedelta(days=1)
        elif source.kind == "ids":
            for days in months(since, until):
                yield part(source_id, outlet.id, "ids", f"{days[0]:%Y-%m}", days, now)
        else:
            kind: PartitionKind = "pages" if source.paging else "list"
            yield part(source_id, outlet.id, kind, source.url, (since, until), now)


def leaves(parent: PartitionState, listing: Listing, since: date, until: date, now: datetime) -> list[PartitionState]:
    """The lists that a list leads to and that can hold the window, newest first."""
    changed = listing.next_changed or (None,) * len(listing.next_urls)
    found = []
    for url, when in zip(listing.next_urls, changed, strict=True):
        days = reach(span(url), since, until)
        if days is None or _before(when, since):
            continue
        found.append(part(parent.source_id, parent.outlet_id, "leaf", url, days, now))
    # By the days in their addresses; lists as a rule go on at the end.
    found.reverse()
    found.sort(key=lambda one: (span(one.key) or (date.max, date.max))[0], reverse=True)
    return found[:MAX_LEAVES]


def _before(changed: str | None, since: date) -> bool:
    """Whether a list last changed before the window: then nothing of the window stands in it."""
    moment = zoned(changed)
    try:
        day = moment.date() if moment else date.fromisoformat((changed or "")[:10])
    except ValueError:
        return False
    return day < since - SLACK


def crawls(since: date, until: date, lag: int, now: datetime) -> list[PartitionState]:
    """The months of Common Crawl's news whose files can hold the window."""
    last = min(until + timedelta(days=lag), now.date())
    return [part(COMMONCRAWL, None, "crawl", f"{first:%Y-%m}", (since, until), now) for first, _ in months(since, last)]


def file_part(
    name: str, days: tuple[date, date] | None, only: Iterable[str], now: datetime, source_id: str = WARC
) -> PartitionState:
    """A WARC file: a URL, or a path with the file's size, so that a file that grew is another one."""
    limits = ", ".join(sorted(only))
    return part(source_id, None, "file", f"{name} [{limits}]" if limits else name, days, now)


def file_key(address: str) -> str:
    """What a file is known by."""
    if address.startswith(("http://", "https://")):
        return address
    return f"{Path(address).name} ({Path(address).stat().st_size} bytes)"


# ------------------------------------------------------------------------------------------------ what to do now


def covered(one: PartitionState, rows: Iterable[PartitionState]) -> bool:
    """Whether a finished row covers a part."""
    return any(
        row.state == "done"
        and (row.source_id, row.kind, row.key) == (one.source_id, one.kind, one.key)
        and (row.since is None or (one.since is not None and row.since <= one.since))
        and (row.until is None or (one.until is not None and one.until <= row.until))
        for row in rows
    )


def with_left(planned: Sequence[PartitionState], rows: Iterable[PartitionState]) -> list[PartitionState]:
    """The parts planned, and behind them those that earlier backfills were led to from their sources, in their days.

    What is unfinished of these is finished with them.
    """
    found = list(planned)
    ids, sources = {one.partition_id for one in planned}, {one.source_id for one in planned}
    since = min((one.since for one in planned if one.since), default=None)
    until = max((one.until for one in planned if one.until), default=None)
    for row in rows:
        overlaps = since is None or until is None or row.since is None or row.until is None
        overlaps = overlaps or (row.since <= until and since <= row.until)  # type: ignore[operator]  # none is None
        # The others are planned, or of other days.
        followed = row.kind == "leaf" or (row.kind == "file" and row.source_id == COMMONCRAWL)
        if row.source_id in sources and overlaps and followed and row.partition_id not in ids:
            found.append(row)
    return found


def choose(
    asked: Iterable[PartitionState], rows: Iterable[PartitionState], now: datetime, *, retry: bool = False
) -> tuple[list[PartitionState], Counter[str]]:
    """Of these parts, those to work on, as the ledger has them; and how many others are settled, waiting or given up.

    `retry` takes what failed without waiting, and what was given up.
    """
    by_id: dict[str, PartitionState] = {}
    done: dict[tuple[str, str, str], list[PartitionState]] = {}
    for row in rows:
        by_id[row.partition_id] = row
        if row.state == "done":
            done.setdefault((row.source_id, row.kind, row.key), []).append(row)
    counts = Counter[str]()
    work = []
    for one in asked:
        one = by_id.get(one.partition_id, one)
        if covered(one, done.get((one.source_id, one.kind, one.key), ())):
            counts["settled"] += 1
        elif one.state == "given-up" and not retry:
            counts["given-up"] += 1
        elif one.state == "failed" and one.next_at is not None and one.updated_at <= now < one.next_at and not retry:
            counts["waiting"] += 1
        else:
            work.append(one)
    return work, counts


# ------------------------------------------------------------------------------------------------ what became of it


def begun(row: PartitionState, now: datetime) -> PartitionState:
    """The row of a part that is being worked on."""
    row = replace(row, n_failed=0, reason=None, next_at=None, updated_at=now)
    return replace(row, state="running", attempts=row.attempts + 1)


def finished(row: PartitionState, now: datetime, today: date) -> PartitionState:
    """The row of a part that was read to its end; one whose days are not over is to be read again."""
    if row.until is not None and row.until >= today and row.kind != "file":
        return replace(row, state="todo", failures=0, reason="its last day is not over", updated_at=now)
    return replace(row, state="done", failures=0, reason=None, updated_at=now)


def failed(row: PartitionState, reason: str, now: datetime, *, hard: bool, wait: float = 0) -> PartitionState:
    """The row of a part that could not be read to its end.

    It is tried again after ever longer; given up where the fault is not the line's. `wait` are the seconds for which
    its host is to be left alone anyway.
    """
    failures = row.failures + 1
    if hard and failures >= TRIES:
        return replace(row, state="given-up", failures=failures, reason=reason[:500], updated_at=now)
    pause = max(min(FIRST_RETRY * 2 ** min(failures - 1, 10), LONGEST_RETRY), timedelta(seconds=wait))
    return replace(row, state="failed", failures=failures, reason=reason[:500], next_at=now + pause, updated_at=now)
