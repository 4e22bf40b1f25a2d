"""The other outlets: a double for any outlet file, with its kinds of sources, its quirks, and invented texts.

The eight sites of `press.sites` have stories, edits and layouts of their own. Every other outlet gets this: each of
its sources at its own path below `host.localhost`, of the same kind (feed of its format, page of links, list in JSON,
list a day, sitemap index), and a few pages in its family's layout. What is served follows from the outlet's file, the
sentences of `words.yaml` and the moment; the same always gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from config.files import read_yaml
from config.outlets import Outlet, Outlets, Source
from press.outlets import double
from press.render import environment, rfc3339
from press.sites import slug
from press.world import FIRST, SECOND

TIMES = (FIRST - timedelta(hours=2), SECOND - timedelta(hours=3))
"""When each outlet publishes a text in each of its languages."""
ON_PAGE_ONE = 1
"""Texts on the first page of an index that goes on; one more stands on each further page."""

# Forms of addresses, tried in this order: the first that the source's `url_pattern` takes is its pages'.
_PATHS = (
    "/news/{at:%Y/%m/%d}/{number}-{slug}.html",
    "/{at:%Y%m%d}/{hex}/c.html",
    "{folder}{at:%Y%m}/t{at:%Y%m%d}_{number}.html",
    "/{at:%Y%m%d}/{slug}-{number}.html",
    "/{lang}/news/{number}/{slug}",
    "/news/{number}/{slug}",
    "/news/{at:%Y%m/%d}/content_WS{hex}.html",
    "/n3/{at:%Y/%m%d}/c90000-{number}.html",
    "/page/{at:%Y%m}/{number}.shtml",
    "/gn/{at:%Y/%m-%d}/{number}.shtml",
    "/{at:%Y/%m/%d}/ARTI{number}.shtml",
    "/mundo/{at:%Y-%m-%d}/{slug}",
    "/{lang}/{number}",
    "/{at:%Y/%m/%d}/{slug}/",
)
_LAYOUTS = frozenset({"trs", "xinhua", "ria", "newsstudio", "wordpress"})
"""Families with a layout of their own; the pages of the others have a plain one."""


class OtherError(ValueError):
    """An outlet file that the press cannot play; the message says what is missing here."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text of one outlet, as it stands on its page."""

    outlet_id: str
    url: str
    lang: str
    title: str
    paragraphs: tuple[str, ...]
    local: datetime
    """When it was published, in the outlet's zone."""


Answer = tuple[str, bytes]
"""Content type and body."""
_Key = tuple[str, str, tuple[tuple[str, str], ...]]


class Others:
    """What doubles of those outlets serve at one moment; those named by `but` are passed over."""

    def __init__(self, outlets: Outlets, at: datetime, *, but: Iterable[str] = ()) -> None:
        self.at = at
        self.texts: dict[str, Text] = {}
        """By address."""
        self._makers: dict[_Key, Callable[[], Answer]] = {}
        left_out = frozenset(but)
        for outlet in outlets.values():
            if outlet.id not in left_out:
                self._add_outlet(double(outlet))

    def get(self, host: str, path: str, query: str = "") -> Answer | None:
        """What stands at a path of a host, or None. Made when it is asked for."""
        maker = self._makers.get((host, path, _query(query)))
        return maker() if maker else None

    def _add(self, url: str, maker: Callable[[], Answer]) -> None:
        parts = urlsplit(url)
        self._makers[parts.netloc, parts.path, _query(parts.query)] = maker

    def _add_outlet(self, outlet: Outlet) -> None:
        for source in outlet.sources:
            if not source.enabled:
                continue
            lang = source.lang or outlet.languages[0]
            texts = [_text(outlet, source, lang, number, at) for number, at in enumerate(TIMES) if at <= self.at][::-1]
            for text in texts:
                self.texts[text.url] = text
                self._add(text.url, partial(_page, outlet, text))
            self._add_source(outlet, source, texts)

    def _add_source(self, outlet: Outlet, source: Source, texts: list[Text]) -> None:
        if source.daily:
            for day in {text.local.date() for text in texts}:
                listed = [text for text in texts if text.local.date() == day]
                self._add(source.on(day), partial(_list, outlet, source.on(day), listed))
        elif source.kind == "feed":
            self._add(source.url, partial(_feed, outlet, source, texts))
        elif source.kind == "sitemap":
            leaf = urljoin(source.url, f"/sitemaps/{source.id}-{self.at:%Y-%m}.xml")
            self._add(source.url, partial(_sitemap, "sitemapindex", [leaf], self.at))
            self._add(leaf, partial(_sitemap, "urlset", [text.url for text in texts], self.at))
        elif source.leads_to:
            # The page has no links: its script fetches them.
            name = _digest(outlet.id, source.id)
            self._add(source.url, partial(_hub, outlet, source, name))
            address = urljoin(source.url, source.leads_to.url.format(found=name))
            self._add(address, partial(_list, outlet, address, texts))
        else:
            pages = [texts[:ON_PAGE_ONE], *([text] for text in texts[ON_PAGE_ONE:])] if source.paging else [texts]
            for number, listed in enumerate(pages):
                url = source.url
                if number and source.paging:
                    url = urljoin(url, source.paging.url.format(n=source.paging.first + number - 1))
                self._add(url, partial(_list, outlet, url, listed))


def _query(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(parse_qsl(text, keep_blank_values=True)))


def _digest(*parts: object) -> str:
    return blake2b("/".join(map(str, parts)).encode(), digest_size=16).hexdigest()


# ------------------------------------------------------------------------------------------------ texts


@cache
def words() -> dict[str, dict[str, list[str]]]:
    """The sentences by language."""
    data: dict[str, dict[str, list[str]]] = read_yaml(Path(__file__).parent / "words.yaml")
    return data


def _text(outlet: Outlet, source: Source, lang: str, number: int, at: datetime) -> Text:
    """The text of that number in a language: the same on all of an outlet's lists of that language."""
    chosen = words().get(lang) or words()["en"]  # where nobody wrote sentences yet
    seed = int(_digest(outlet.id, lang, number)[:8], 16)
    people, places, titles = chosen["people"], chosen["places"], chosen["titles"]
    slots = {
        "a": people[seed % len(people)],
        "b": people[(seed + 1) % len(people)],
        "place": places[seed % len(places)],
        "n": str(seed % 900 + 100),
    }
    title = titles[number % len(titles)].format(**slots)
    local = at.astimezone(outlet.zone)
    paragraphs = tuple(_capital(sentence.format(**slots)) for sentence in chosen["paragraphs"])
    return Text(
        outlet.id, _address(outlet, source, lang, title, number, local), lang, _capital(title), paragraphs, local
    )


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _address(outlet: Outlet, source: Source, lang: str, title: str, number: int, at: datetime) -> str:
    parts = urlsplit(source.on(at.date()))
    host = parts.hostname or ""
    if re.match(r"(feeds?|rss)\d*\.", host):
        host = outlet.hosts[0]  # a host of feeds has no pages
    folder = parts.path.rsplit("/", 1)[0] + "/"
    digest = _digest(outlet.id, lang, number)
    fields = {"at": at, "hex": digest, "number": int(digest[:6], 16) + 1_000_000, "slug": slug(title).lower() or "text"}
    for form in _PATHS:
        path = form.format(folder=folder, lang=lang, **fields)
        if source.url_pattern is None or re.search(source.url_pattern, path):
            return f"http://{host}{path}"
    raise OtherError(f"{outlet.source_id(source)}: no form of address in press/others.py fits {source.url_pattern!r}")


# ------------------------------------------------------------------------------------------------ answers


def _render(layout: str, **values: Any) -> bytes:
    return (environment().get_template(f"others/{layout}.j2").render(values) + "\n").encode()


def _page(outlet: Outlet, text: Text) -> Answer:
    layout = outlet.family if outlet.family in _LAYOUTS else "base"
    return "text/html; charset=utf-8", _render(f"{layout}.html", doc=text, name=outlet.name)


def _feed(outlet: Outlet, source: Source, texts: list[Text]) -> Answer:
    if source.format == "json":
        items = [
            {"id": text.url, "url": text.url, "title": text.title}
            | ({"date_published": text.local.isoformat()} if source.dated else {})
            for text in texts
        ]
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": outlet.name, "items": items}
        return "application/feed+json", json.dumps(feed, ensure_ascii=False).encode()
    body = _render(
        "feed.xml",
        form=source.format or "rss",
        text="summary" if source.feed_body == "unverified" else source.feed_body,
        dated=source.dated,
        url=source.url,
        name=outlet.name,
        lang=source.lang or outlet.languages[0],
        updated=rfc3339(max((text.local for text in texts), default=TIMES[0])),
        docs=texts,
    )
    return "application/xml; charset=utf-8", body


def _hub(outlet: Outlet, source: Source, name: str) -> Answer:
    body = _render("index.html", name=outlet.name, docs=(), found=name)
    if source.leads_to is None or not re.search(source.leads_to.find, body.decode()):
        raise OtherError(f"{outlet.source_id(source)}: the page of press/layouts/others/index.html.j2 does not lead on")
    return "text/html; charset=utf-8", body


def _list(outlet: Outlet, url: str, texts: list[Text]) -> Answer:
    """A page of links, or the list in JSON where the address is that of one."""
    path = urlsplit(url).path
    if path.endswith(".json"):
        items = [
            {"title": text.title, "publishUrl": text.url, "publishTime": f"{text.local:%Y-%m-%d %H:%M:%S}"}
            for text in texts
        ]
        return "application/json", json.dumps({"datasource": items}, ensure_ascii=False).encode()
    if "/wp-json/" in path:
        posts = [
            {"link": text.url, "title": {"rendered": text.title}, "date_gmt": rfc3339(text.local).removesuffix("Z")}
            for text in texts
        ]
        return "application/json", json.dumps(posts, ensure_ascii=False).encode()
    return "text/html; charset=utf-8", _render("index.html", name=outlet.name, docs=texts, found="")


def _sitemap(kind: str, urls: list[str], at: datetime) -> Answer:
    """Its lastmod is the time of the regeneration, as on sites that lie with it."""
    inner = "sitemap" if kind == "sitemapindex" else "url"
    body = "".join(f"<{inner}><loc>{url}</loc><lastmod>{rfc3339(at)}</lastmod></{inner}>\n" for url in urls)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return "text/xml", f'{head}<{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{body}</{kind}>\n'.encode()
