"""Where links come from: feeds, listings, sitemaps, WARC files. Pure: bytes in, sightings out."""

from __future__ import annotations

from extractors.discover.feeds import read_feed
from extractors.discover.listing import Listing, Where
from extractors.discover.listings import read_index
from extractors.discover.sitemaps import read_sitemap

__all__ = ["PARSER", "Listing", "Where", "read_feed", "read_index", "read_listing", "read_sitemap"]

PARSER = "discover/2"
"""Name and version of this code; raised when the same bytes may give other sightings, so that they are read again."""

_READERS = {"feed": read_feed, "index": read_index, "sitemap": read_sitemap}


def read_listing(body: bytes, where: Where) -> Listing:
    """Read the list a source of any kind gave. Never raises; see the reader of its kind."""
    return _READERS[where.source.kind](body, where)
