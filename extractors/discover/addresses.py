"""Where a source's lists stand: one of each day, and the further pages of an index. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from urllib.parse import urljoin

from config.outlets import Source
from extractors.pages.dates import url_date
from extractors.records import Sighting

MAX_PAGES = 300
"""Pages of one index that a backfill reads."""


def day_lists(source: Source, since: date, until: date, limit: int) -> tuple[list[str], bool]:
    """Addresses of a daily source's lists, newest first, at most `limit`; and whether that left days out."""
    days = max(0, (until - since).days + 1)
    return [source.on(until - timedelta(days=n)) for n in range(min(days, limit))], days > limit


def further_pages(source: Source) -> Iterator[str]:
    """Addresses of an index's pages from the second on, as far as the site may have them."""
    if source.paging is None:
        return
    first, last = source.paging.first, source.paging.last
    stop = first + MAX_PAGES - 1
    for n in range(first, (stop if last is None else min(last + 1, stop))):
        yield urljoin(source.url, source.paging.url.format(n=n))


def all_before(since: date | None, sightings: Iterable[Sighting]) -> bool:
    """Whether everything a page lists is certainly older than a window: the pages after it are older still.

    A day's slack is given, since the list's zone need not be the window's. A link without a date says nothing, and one
    such is enough to read on.
    """
    if since is None:
        return False
    days = [sighting.published_at.date() if sighting.published_at else _day(sighting) for sighting in sightings]
    return bool(days) and all(day is not None and (since - day).days > 1 for day in days)


def _day(sighting: Sighting) -> date | None:
    found = url_date(sighting.url)
    return found[0] if found else None
