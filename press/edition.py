"""An edition: everything that all sites of the press serve at one moment, by host and path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property, partial
from hashlib import blake2b
from urllib.parse import urlsplit

from config.outlets import Outlet, Outlets, Source
from press import lists, printed, render
from press.outlets import doubles
from press.render import Link
from press.sites import SITES, SUFFIX
from press.world import START, PressDocument, World

INDEX_SIZE = 60
"""Newest articles that an index holds."""

GZIP = "application/x-gzip"
"""Content type of a file that is compressed in itself."""

_SECTION_TITLES = {"top": "Top Stories", "ministry": "Ministry News", "latest": "Latest News"}


@dataclass(frozen=True)
class Resource:
    """An answer: what stands at an address."""

    status: int
    content_type: str
    body: bytes
    modified_at: datetime

    @cached_property
    def etag(self) -> str:
        """Weak, because it is the same for the compressed and the plain body."""
        return f'W/"{blake2b(self.body, digest_size=8).hexdigest()}"'


class Edition:
    """What the press serves at one moment. The same world and moment always give the same bytes."""

    def __init__(self, world: World, at: datetime) -> None:
        self.at = at
        self._world = world
        self._makers: dict[tuple[str, str], Callable[[], Resource]] = {}
        self._made: dict[tuple[str, str], Resource] = {}
        documents = world.documents(at)
        for outlet in _outlets().values():
            self._add_outlet(outlet, [doc for doc in documents if doc.outlet_id == outlet.id][::-1])

    @property
    def urls(self) -> list[str]:
        """Every address that is served."""
        return [f"http://{host}{path}" for host, path in self._makers]

    def get(self, host: str, path: str) -> Resource | None:
        """What stands at a path of a host, or None. Made when it is first asked for."""
        key = (host, path)
        if key not in self._made and key in self._makers:
            self._made[key] = self._makers[key]()
        return self._made.get(key)

    def _add(self, url: str, maker: Callable[[], Resource]) -> None:
        parts = urlsplit(url)
        self._makers[parts.netloc, parts.path] = maker

    def _add_outlet(self, outlet: Outlet, documents: list[PressDocument]) -> None:
        """The outlet's pages, lists and robots.txt; `documents` are newest first."""
        changed = max((doc.modified_at for doc in documents), default=START)
        standing = [doc for doc in documents if not doc.gone]
        hosts = {f"{SITES[outlet.id].host}{SUFFIX}"}
        for source in outlet.sources:
            hosts.add(urlsplit(source.url).netloc)
            self._add_source(outlet.id, source, lists.in_section(outlet.id, source.id, standing), changed)
        if outlet.id == "whitehouse":
            url = f"http://{SITES[outlet.id].host}{SUFFIX}/atom.xml"
            body = partial(lists.atom, outlet.id, url, standing, updated=changed)
            self._add(url, partial(_resource, "application/atom+xml; charset=utf-8", body, changed))
        for host in sorted(hosts):
            self._add_robots(outlet.id, host)
        for position, document in enumerate(documents):
            # Links in a page's furniture are those of the day it was written: only an edit changes the page.
            related = [Link(doc.url, doc.first_title) for doc in documents[position + 1 : position + 6]]
            for part in range(1, len(printed.parts(document)) + 1):
                self._add(
                    f"http://{document.host}{printed.part_path(document, part)}",
                    partial(self._page, document, part, related),
                )

    def _add_source(self, outlet_id: str, source: Source, listed: list[PressDocument], changed: datetime) -> None:
        match source.kind:
            case "feed":
                feed = partial(lists.rss, outlet_id, source.url, listed)
                self._add(source.url, partial(_resource, "application/rss+xml; charset=utf-8", feed, changed))
            case "index":
                title = _SECTION_TITLES.get(source.id, source.id.capitalize())
                index = partial(render.index, outlet_id, title, listed[:INDEX_SIZE])
                self._add(source.url, partial(_resource, _html(outlet_id), index, changed))
            case "sitemap":
                for url, body in lists.sitemap(outlet_id, source.url, listed).items():
                    kind = GZIP if url.endswith(".gz") else "text/xml; charset=utf-8"
                    self._add(url, partial(_resource, kind, body, changed))

    def _add_robots(self, outlet_id: str, host: str) -> None:
        rules = lists.ROBOTS.get(outlet_id)
        if rules is not None:
            kind = "text/html" if rules.startswith("<!") else "text/plain"
            self._add(f"http://{host}/robots.txt", partial(_resource, kind, rules.encode, START))

    def _page(self, document: PressDocument, part: int, related: Sequence[Link]) -> Resource:
        kind = _html(document.outlet_id)
        if document.gone:
            status = 200 if document.gone == "soft-404" else int(document.gone)
            return Resource(status, kind, render.gone(document), document.modified_at)
        popular: Sequence[Link] = ()
        modified_at = document.modified_at
        if document.outlet_id == "chinadaily":
            midnight = self.at.astimezone(document.site.zone).replace(hour=0, minute=0, second=0, microsecond=0)
            popular = self._popular(document.outlet_id, midnight)
            modified_at = max(modified_at, midnight)
        return Resource(200, kind, render.page(document, part, related=related, popular=popular), modified_at)

    def _popular(self, outlet_id: str, midnight: datetime) -> list[Link]:
        """Most-viewed articles of the day before: a box that changes every page each day, and no text."""
        known = [doc for doc in self._world.documents(midnight) if doc.outlet_id == outlet_id and not doc.gone]
        known.sort(key=lambda doc: blake2b(f"{midnight}{doc.url}".encode()).digest())
        return [Link(doc.url, doc.title) for doc in known[:5]]


@cache
def _outlets() -> Outlets:
    """Read once: an edition is made at each move of the clock."""
    return doubles()


def _resource(content_type: str, body: Callable[[], bytes], modified_at: datetime) -> Resource:
    return Resource(200, content_type, body(), modified_at)


def _html(outlet_id: str) -> str:
    """China News says nothing about its encoding in the header, and not the truth in the page."""
    return "text/html" if outlet_id in render.ENCODINGS else "text/html; charset=utf-8"
