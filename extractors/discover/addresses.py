"""Where an index goes on, and how far back its pages go. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import urljoin

from config.outlets import Source
from extractors.pages.dates import url_date
from extractors.records import Sighting

MAX_PAGES = 300
"""Pages of one index that a backfill reads."""


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
