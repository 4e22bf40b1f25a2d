"""Pages of WARC files: another crawler's, Common Crawl's, or an archive of our own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from extractors.fetch.warc import MAX_BODY, PURPOSE, WarcError, records, to_page
from extractors.records import Page

__all__ = ["WarcError", "read_warc"]


def read_warc(stream: BinaryIO, *, limit: int = MAX_BODY) -> Iterator[Page]:
    """Yield the pages of a WARC (or ARC) stream, compressed or not, one record in memory at a time.

    Pages are `response` records over HTTP, whatever their status (the outcome tells), and `resource` records of HTML;
    `fetched_at` is WARC-Date, `via` is "warc". Other records are passed over, and of our own archives the feeds, lists
    and robots.txt. Raises WarcError where the stream cannot be read on, after everything readable before; and at the
    end, when single records had to be passed over because they were spoilt.
    """
    spoilt: list[str] = []
    for record in records(stream):
        if record.rec_headers.get_header(PURPOSE) not in (None, "page"):
            continue
        try:
            page = to_page(record, limit=limit)
            member = record.member() if page is not None and page.body is not None else None
        except WarcError as error:
            spoilt.append(str(error))
            continue
        if page is not None:
            yield replace(page, fetch=replace(page.fetch, purpose="page", via="warc"), member=member)
    if spoilt:
        raise WarcError(f"{len(spoilt)} records passed over; the first: {spoilt[0]}")
