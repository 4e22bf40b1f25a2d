"""Index pages: the links of an HTML page, or of a list in JSON, that look like articles."""

from __future__ import annotations

import re

from config.outlets import Source
from extractors import urls
from extractors.discover.jsonlists import looks_like_json, read_json_list
from extractors.discover.listing import Gatherer, Listing, Where, wrong_type
from extractors.discover.markup import html_tree, is_whole

MAX_LINKS = 10_000
"""Links of a page that are looked at, from its top."""
MAX_LISTS = 20
"""Further lists that one page may lead to."""


def read_index(body: bytes, where: Where) -> Listing:
    """Links whose path and query match the source's `url_pattern`, in page order, one a document.

    Of several links to one document (picture, headline, "more") the longest text is its title. The lists that the
    page's scripts name (`leads_to`) are `next_urls`. Never raises.
    """
    if not body.strip():
        return Listing((), "empty", "empty body")
    if looks_like_json(body):
        return read_json_list(body, Gatherer(where))
    root = html_tree(body, where.content_type)
    base = where.url
    if root is not None and (declared := root.find(".//base[@href]")) is not None:
        base = urls.join(base, declared.get("href") or "") or base
    lists = _named_lists(body, where.source, base)
    if root is None or (root.find(".//a") is None and not lists):
        return wrong_type(f"no HTML with links in it, but {where.content_type or 'no content type'}")
    gatherer = Gatherer(where)
    links = [link for link in root.iter("a") if link.get("href")]
    for link in links[:MAX_LINKS]:
        picture = link.find(".//img[@alt]")
        names = (link.text_content(), link.get("title"), picture.get("alt") if picture is not None else None)
        title = next((name for name in names if name and name.strip()), None)
        gatherer.add(link.get("href"), base=base, title=title, longest_title=True)
    more = len(links) - MAX_LINKS
    return gatherer.listing(
        problem=f"{more} links beyond the first {MAX_LINKS} were not read" if more > 0 else None,
        next_urls=lists,
        whole=is_whole(body, "html"),
    )


def _named_lists(body: bytes, source: Source, base: str) -> tuple[str, ...]:
    """The lists that a page names, in its order."""
    if source.leads_to is None:
        return ()
    # What is searched for is a script's, in ASCII: no need to know the page's encoding.
    names = dict.fromkeys(match[1] for match in re.finditer(source.leads_to.find, body.decode("latin-1")))
    found = (urls.join(base, source.leads_to.url.format(found=name)) for name in names)
    return tuple(dict.fromkeys(url for url in found if url))[:MAX_LISTS]
