"""Index pages: the links of an HTML page that look like articles."""

from __future__ import annotations

from datetime import datetime

from config.outlets import Outlet, Source
from extractors import urls
from extractors.discover.listing import Gatherer, Listing, wrong_type
from extractors.discover.markup import html_tree, is_whole

MAX_LINKS = 10_000
"""Links of a page that are looked at, from its top."""


def read_index(
    body: bytes,
    *,
    source_id: str,
    outlet: Outlet,
    source: Source,
    url: str,
    seen_at: datetime,
    content_type: str | None,
) -> Listing:
    """Links whose path and query match the source's `url_pattern`, in page order, one a document.

    Of several links to one document (picture, headline, "more") the longest text is its title. Never raises.
    """
    if not body.strip():
        return Listing((), "empty", "empty body")
    root = html_tree(body, content_type)
    if root is None or root.find(".//a") is None:
        return wrong_type(f"no HTML with links in it, but {content_type or 'no content type'}")
    base = url
    if (declared := root.find(".//base[@href]")) is not None:
        base = urls.join(url, declared.get("href") or "") or url
    gatherer = Gatherer(source_id=source_id, outlet=outlet, source=source, url=url, seen_at=seen_at)
    links = [link for link in root.iter("a") if link.get("href")]
    for link in links[:MAX_LINKS]:
        picture = link.find(".//img[@alt]")
        names = (link.text_content(), link.get("title"), picture.get("alt") if picture is not None else None)
        title = next((name for name in names if name and name.strip()), None)
        gatherer.add(link.get("href"), base=base, title=title, longest_title=True)
    more = len(links) - MAX_LINKS
    return gatherer.listing(
        problem=f"{more} links beyond the first {MAX_LINKS} were not read" if more > 0 else None,
        whole=is_whole(body, "html"),
    )
