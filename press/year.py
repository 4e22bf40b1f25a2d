"""A year of six made-up outlets, for backfills: sitemap, lists of days, numbered pages, captures, and WARC files.

    year = Year(until=date(2026, 3, 5), days=365)
    Press(world, further=year)          # serves it
    year.outlets                        # the outlet files of its six
    year.write_warc(path)               # a crawl of it, with pages of others between

Every outlet publishes two to four texts a day. Each has its ways and its quirks: months or days as leaves, sitemaps
with and without dates, addresses with a day, a month or a number, pages captured late and twice, and pages that are
gone since and stand in captures alone (`gone`).
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from config.outlets import Outlet, Outlets
from press.others import Text, words
from press.render import environment, rfc3339
from press.sites import slug

WAYBACK = "web.archive.localhost"
CRAWLS = "data.commoncrawl.localhost"
CDX_PAGE = 200
"""Captures that an answer of the list holds at most, whatever was asked for."""
NAMES = ("harbour", "uplands", "estuary", "granary", "lantern", "orchard")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
Answer = tuple[int, str, bytes]
"""Status, content type and body."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of the year."""

    text: Text
    number: int
    """Of its address, where it has one; numbers grow with time, with holes."""

    @property
    def url(self) -> str:
        return self.text.url

    @property
    def day(self) -> date:
        return self.text.local.date()


class Year:
    """Everything that the six serve. `gone` pages answer 404, and stand in no list: they are in captures and crawls."""

    def __init__(self, *, until: date, days: int, gone: int = 0) -> None:
        self.since, self.until = until - timedelta(days=days - 1), until
        self.outlets = Outlets(_outlet(place, name, self.since) for place, name in enumerate(NAMES))
        self.pieces: dict[str, Piece] = {}
        self.gone: set[str] = set()
        self._makers: dict[tuple[str, str], Callable[[], Answer]] = {}
        for outlet in self.outlets.values():
            found = list(_pieces(outlet, self.since, until))
            self.pieces |= {piece.url: piece for piece in found}
            self.gone |= {piece.url for place, piece in enumerate(found) if gone and place % gone == gone - 1}
            self._add_outlet(outlet, [piece for piece in found if piece.url not in self.gone])
        for piece in self.pieces.values():
            if piece.url not in self.gone:
                self._add(piece.url, partial(_page, piece))

    def get(self, host: str, path: str, query: str) -> Answer | None:
        """What stands at a path of a host, or None."""
        if host == WAYBACK:
            return self._wayback(path, query)
        maker = self._makers.get((host, path))
        return maker() if maker else None

    def wanted(self, since: date, until: date) -> dict[str, Piece]:
        """The pieces of those days that still stand, by address."""
        return {
            url: piece for url, piece in self.pieces.items() if since <= piece.day <= until and url not in self.gone
        }

    def _add(self, url: str, maker: Callable[[], Answer]) -> None:
        parts = urlsplit(url)
        self._makers[parts.netloc, parts.path] = maker

    # -------------------------------------------------------------------------------------------- lists

    def _add_outlet(self, outlet: Outlet, pieces: list[Piece]) -> None:
        host = f"http://{outlet.hosts[0]}"
        place = NAMES.index(outlet.id)
        by_leaf: dict[str, list[Piece]] = {}
        by_day: dict[date, list[Piece]] = {}
        for piece in pieces:
            by_leaf.setdefault(_leaf(place, piece.day), []).append(piece)
            by_day.setdefault(piece.day, []).append(piece)
        leaves = [(f"{host}/sitemap/{name}", listed[-1]) for name, listed in by_leaf.items()]
        self._add(f"{host}/sitemap.xml", partial(_index, leaves))
        for name, listed in by_leaf.items():
            self._add(f"{host}/sitemap/{name}", partial(_urlset, listed, dated=place % 2 == 0))
        for day, listed in by_day.items():
            self._add(f"{host}/days/{day:%Y/%m%d}.html", partial(_day, outlet, listed))

    # -------------------------------------------------------------------------------------------- captures

    def captures(self) -> list[tuple[str, str, datetime]]:
        """Address as CDX sorts it, address, and time, of every capture: each page late, some pages again."""
        found = []
        for url, piece in self.pieces.items():
            parts = urlsplit(url)
            key = ",".join(reversed((parts.hostname or "").split("."))) + ")" + parts.path
            first = piece.text.local.astimezone(UTC) + timedelta(hours=2 + _number(url) % (20 * 24))
            found.append((key, url, first.replace(microsecond=0)))
            if _number(url) % 3 == 0:
                found.append((key, url, first.replace(microsecond=0) + timedelta(days=9)))
        return sorted(found)

    def _wayback(self, path: str, query: str) -> Answer | None:
        if path == "/cdx/search/cdx":
            return 200, "text/plain", self._cdx(parse_qs(query))
        if not path.startswith("/web/"):
            return None
        stamp, _, url = path.removeprefix("/web/").partition("id_/")
        piece = self.pieces.get(url) or self.pieces.get(url.replace(":/", "://", 1))
        if piece is None or not any(
            address == piece.url and f"{at:%Y%m%d%H%M%S}" == stamp for _, address, at in self.captures()
        ):
            return None
        return _page(piece)

    def _cdx(self, asked: dict[str, list[str]]) -> bytes:
        """Captures of a prefix or domain, each address once, a page at a time, with a key to the next."""
        prefix, limit = asked["url"][0], min(int(asked["limit"][0]), CDX_PAGE)
        since, until = asked["from"][0], asked["to"][0]
        lines, seen = list[str](), set[str]()
        resume = asked.get("resumeKey", [""])[0]
        for key, url, at in self.captures():
            host = urlsplit(url).hostname or ""
            if not (host == prefix or host.endswith(f".{prefix}")) or key in seen or key <= resume:
                continue
            if not since <= f"{at:%Y%m%d%H%M%S}" <= until:
                continue
            if len(lines) == limit:
                return ("\n".join(lines) + f"\n\n{max(seen)}\n").encode()
            seen.add(key)
            lines.append(f"{at:%Y%m%d%H%M%S} {url}")
        return ("\n".join(lines) + "\n").encode() if lines else b""

    # -------------------------------------------------------------------------------------------- crawls

    def write_warc(self, path: Path) -> None:
        """A crawl of all pages, in a WARC file, pages of strangers between."""
        with path.open("wb") as file:
            writer = WARCWriter(file, gzip=True, warc_version="1.1")
            for n, piece in enumerate(self.pieces.values(), 1):
                at = piece.text.local.astimezone(UTC) + timedelta(hours=1 + _number(piece.url) % 30)
                _write(writer, piece.url, at, _page(piece)[2])
                if n % 5 == 0:
                    _write(writer, f"http://strangers.localhost/{n}.html", at, _page(piece)[2])

    def add_crawl(self, month: str, path: Path) -> None:
        """Serve a WARC file as the one file of a month of Common Crawl's news, and by its own address."""
        name = f"crawl-data/CC-NEWS/{month.replace('-', '/')}/CC-NEWS-{month.replace('-', '')}15000000-00001.warc.gz"
        listed = gzip.compress(f"{name}\n".encode(), mtime=0)
        base = f"http://{CRAWLS}"
        self._add(
            f"{base}/crawl-data/CC-NEWS/{month.replace('-', '/')}/warc.paths.gz",
            lambda: (200, "application/x-gzip", listed),
        )
        self._add(f"{base}/{name}", lambda: (200, "application/octet-stream", path.read_bytes()))


# ------------------------------------------------------------------------------------------------ outlets, texts


def _outlet(place: int, name: str, since: date) -> Outlet:
    host = f"http://{name}.localhost"
    pattern = (r"^/\d{4}/\d{2}/\d{2}/", r"^/news/\d+$", r"^/a/\d{6}/\d+\.html$")[place % 3]
    days = host + "/days/{day:%Y/%m%d}.html"
    sources: list[dict[str, Any]] = [
        {"id": "sitemap", "kind": "sitemap", "url": f"{host}/sitemap.xml", "use": "archive", "url_pattern": pattern},
        {"id": "days", "kind": "index", "url": days, "use": "archive", "url_pattern": pattern},
    ]
    if place % 3 == 1:
        known = [{"n": _FIRST_NUMBER, "day": since}]
        sources.append(
            {"id": "numbers", "kind": "ids", "url": host + "/news/{n}", "use": "archive"}
            | {"walk": {"known": known, "gap": 12, "disorder": 6}}
        )
    return Outlet.model_validate(
        {
            "id": name,
            "name": name.title(),
            "country": "CH",
            "ownership": "state",
            "languages": ["en"],
            "timezone": ("Asia/Shanghai", "Europe/Moscow", "America/New_York")[place % 3],
            "hosts": [f"{name}.localhost"],
            "rights": "media-text",
            "status": {"state": "live"},
            "sources": sources,
        }
    )


_FIRST_NUMBER = 1000


def _pieces(outlet: Outlet, since: date, until: date) -> list[Piece]:
    found: list[Piece] = []
    place, number = NAMES.index(outlet.id), _FIRST_NUMBER
    day = since
    while day <= until:
        for n in range(2 + _number(f"{outlet.id} {day}") % 3):
            seed = _number(f"{outlet.id} {day} {n}")
            local = datetime(day.year, day.month, day.day, 5 + n * 6, seed % 60, tzinfo=outlet.zone)
            found.append(Piece(_text(outlet, place, number, local, seed), number))
            number += 1 + (seed % 4 == 0) * (seed % 7)
        day += timedelta(days=1)
    return found


def _text(outlet: Outlet, place: int, number: int, local: datetime, seed: int) -> Text:
    chosen = words()["en"]
    people, places = chosen["people"], chosen["places"]
    slots = {
        "a": people[seed % len(people)],
        "b": people[(seed // 7 + 1) % len(people)],
        "place": places[seed % len(places)],
        "n": str(seed % 900 + 100),
    }
    sentences = [sentence.format(**slots) for sentence in chosen["paragraphs"]]
    title = chosen["titles"][seed % len(chosen["titles"])].format(**slots)
    title = f"{title[:1].upper()}{title[1:]} ({outlet.name} no. {number})"
    # What no other text has: or the warehouse would take one day's for another's.
    own = f"It was entry {number} of the {outlet.name} register for {local:%A, %-d %B %Y}, which lists {seed} in all."
    paragraphs = tuple(sentence[:1].upper() + sentence[1:] for sentence in (*sentences, own))
    path = (
        f"/{local:%Y/%m/%d}/{number}-{slug(title).lower()}",
        f"/news/{number}",
        f"/a/{local:%Y%m}/{number}.html",
    )[place % 3]
    return Text(outlet.id, f"http://{outlet.hosts[0]}{path}", "en", title, paragraphs, local)


def _number(text: str) -> int:
    return int(blake2b(text.encode(), digest_size=6).hexdigest(), 16)


# ------------------------------------------------------------------------------------------------ answers


def _leaf(place: int, day: date) -> str:
    """Leaves of months, days, or months in another spelling, by outlet."""
    return (f"{day:%Y-%m}.xml", f"news-{day:%Y%m%d}.xml", f"archive_{day:%Y_%m}.xml")[place % 3]


def _page(piece: Piece) -> Answer:
    layout = environment().get_template("others/base.html.j2")
    body = layout.render(doc=piece.text, name=piece.text.outlet_id.title()) + "\n"
    return 200, "text/html; charset=utf-8", body.encode()


def _index(leaves: list[tuple[str, Piece]]) -> Answer:
    inner = "".join(
        f"<sitemap><loc>{url}</loc><lastmod>{rfc3339(last.text.local)}</lastmod></sitemap>\n" for url, last in leaves
    )
    return 200, "text/xml", f"{_HEAD}<sitemapindex {_XMLNS}>\n{inner}</sitemapindex>\n".encode()


def _urlset(pieces: list[Piece], *, dated: bool) -> Answer:
    inner = "".join(
        f"<url><loc>{piece.url}</loc>"
        + (f"<lastmod>{rfc3339(piece.text.local)}</lastmod>" if dated else "")
        + "</url>\n"
        for piece in pieces
    )
    return 200, "text/xml", f"{_HEAD}<urlset {_XMLNS}>\n{inner}</urlset>\n".encode()


def _day(outlet: Outlet, pieces: list[Piece]) -> Answer:
    docs = [piece.text for piece in pieces]
    body = environment().get_template("others/index.html.j2").render(name=outlet.name, docs=docs, found="")
    return 200, "text/html; charset=utf-8", body.encode()


def _write(writer: WARCWriter, url: str, at: datetime, body: bytes) -> None:
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    fields = {"WARC-Date": at.strftime("%Y-%m-%dT%H:%M:%SZ")}
    # Without a length warcio would write the body to two temporary files, and close one.
    record = writer.create_warc_record(
        url, "response", payload=BytesIO(body), length=len(body), http_headers=head, warc_headers_dict=fields
    )
    writer.write_record(record)
