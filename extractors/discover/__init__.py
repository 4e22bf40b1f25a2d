"""Where links come from: feeds, listings, sitemaps, WARC files. Pure: bytes in, sightings out."""

from __future__ import annotations

from datetime import datetime

from config.outlets import Outlet, Source
from extractors.discover.feeds import read_feed
from extractors.discover.listing import Listing
from extractors.discover.listings import read_index
from extractors.discover.sitemaps import read_sitemap

__all__ = ["PARSER", "Listing", "read_feed", "read_index", "read_listing", "read_sitemap"]

PARSER = "discover/2"
"""Name and version of this code; raised when the same bytes may give other sightings, so that they are read again."""

_READERS = {"feed": read_feed, "index": read_index, "sitemap": read_sitemap}


def read_listing(
    body: bytes,
    *,
    source_id: str,
    outlet: Outlet,
    source: Source,
    url: str,
    seen_at: datetime,
    content_type: str | None,
) -> Listing:
    """Read the list a source of any kind gave. Never raises; see the reader of its kind.

    `url` is where the body came from in the end, `seen_at` when, `content_type` the header it came with.
    """
    return _READERS[source.kind](
        body,
        source_id=source_id,
        outlet=outlet,
        source=source,
        url=url,
        seen_at=seen_at,
        content_type=content_type,
    )
