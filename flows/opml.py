"""OPML, the feed readers' exchange format: feeds of outlets out, skeletons of outlet files in. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lxml.etree
import yaml

from config.outlets import Outlet, OutletError, Outlets, parse_outlet
from extractors import urls
from extractors.discover.listing import clean, language
from extractors.discover.markup import declares_entities, local_name, xml_tree
from extractors.fetch import guard

MAX_OUTLINES = 20_000
"""Entries of one file that are read."""


class OpmlError(ValueError):
    """A file that is no OPML; the message says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A feed of an OPML file."""

    title: str
    url: str
    site: str | None
    lang: str | None


@dataclass(frozen=True, slots=True)
class Skeleton:
    """An outlet file to be written."""

    outlet_id: str
    country: str
    text: str
    """YAML."""
    feeds: int


def to_opml(outlets: Iterable[Outlet], title: str) -> bytes:
    """The feeds of those outlets, by country and outlet; what is switched off is left out."""
    root = lxml.etree.Element("opml", version="2.0")
    head, body = lxml.etree.SubElement(root, "head"), lxml.etree.SubElement(root, "body")
    lxml.etree.SubElement(head, "title").text = title
    ordered = sorted(outlets, key=lambda outlet: (outlet.country, outlet.id))
    for country, group in groupby(ordered, key=lambda outlet: outlet.country):
        folder = lxml.etree.SubElement(body, "outline", text=country, title=country)
        for outlet in group:
            for source in outlet.sources:
                if source.kind != "feed" or not source.enabled:
                    continue
                name = f"{outlet.name} ({source.id})"
                fields = {"type": "rss", "text": name, "title": name, "xmlUrl": source.url}
                fields |= {"htmlUrl": outlet.site} if outlet.site else {}
                fields |= {"language": source.lang or outlet.languages[0], "category": f"/{country}/{outlet.id}"}
                lxml.etree.SubElement(folder, "outline", fields)
        if not len(folder):
            body.remove(folder)
    return lxml.etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def read_opml(data: bytes) -> list[Entry]:
    """The feeds of an OPML file, one an address, in its order, whatever folders they stand in. Raises OpmlError."""
    if declares_entities(data):
        raise OpmlError("it declares XML entities, which no OPML needs")
    try:
        root, _ = xml_tree(data, None)
    except ValueError as error:
        raise OpmlError(str(error)) from error
    if local_name(root).lower() != "opml":
        raise OpmlError(f"XML of another kind: {local_name(root)[:40]!r}")
    found: dict[str, Entry] = {}
    for number, element in enumerate(root.iter("{*}outline", "outline")):
        if number >= MAX_OUTLINES:
            raise OpmlError(f"more than {MAX_OUTLINES} entries; split it")
        fields = {str(name).lower(): str(value) for name, value in element.attrib.items()}
        url = fields.get("xmlurl", "").strip()
        if url:
            title = clean(fields.get("title") or fields.get("text")) or ""
            found.setdefault(url, Entry(title, url, fields.get("htmlurl"), language(fields.get("language"))))
    return list(found.values())


def skeletons(entries: Iterable[Entry], known: Outlets, today: date) -> tuple[list[Skeleton], list[tuple[str, str]]]:
    """Outlet files for feeds of hosts that nobody has yet, one a host; and what was passed over, with the reason.

    What an OPML file does not say (country, owner, zone) is `unverified`, or its neutral value, and the outlet is
    disabled until a person filled it in.
    """
    passed: list[tuple[str, str]] = []
    by_host: dict[str, list[Entry]] = {}
    have = {urls.canonical_url(source.url) for outlet in known.values() for source in outlet.sources}
    for entry in entries:
        try:
            canonical, host = urls.canonical_url(entry.url), urls.host(entry.url)
            never = guard.check_place(urlsplit(entry.url), {}) or guard.check_host(host, {})
        except ValueError:
            passed.append((entry.url, "not an http(s) URL"))
            continue
        if never:
            passed.append((entry.url, f"would never be asked for: {never}"))
            continue
        owner = known.of_url(entry.url)
        if canonical in have:
            passed.append((entry.url, f"is a source of {owner.id if owner else 'an outlet'} already"))
        elif owner:
            passed.append((entry.url, f"its host belongs to {owner.id}: add the source to that file"))
        else:
            by_host.setdefault(_domain(host), []).append(entry)
    ids = set(known)
    made = []
    for host, feeds in by_host.items():
        name = feeds[0].title or host
        outlet_id = _unique(_id(host), ids)
        ids.add(outlet_id)
        data = _data(outlet_id, name, host, feeds, today)
        try:
            outlet = parse_outlet(data, Path(f"{outlet_id}.yaml"))
        except OutletError as error:
            passed += [(feed.url, str(error).replace("\n", "; ")) for feed in feeds]
            continue
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120)
        made.append(Skeleton(outlet_id, outlet.country, text, len(feeds)))
    return made, passed


def _data(outlet_id: str, name: str, host: str, feeds: list[Entry], today: date) -> dict[str, Any]:
    taken: set[str] = set()
    sources = []
    for feed in feeds:
        source_id = _unique(_id(feed.title) if len(feeds) > 1 else "all", taken)
        taken.add(source_id)
        source: dict[str, Any] = {"id": source_id, "kind": "feed", "url": feed.url}
        sources.append(source | ({"lang": feed.lang} if feed.lang else {}))
    languages = list(dict.fromkeys(feed.lang for feed in feeds if feed.lang)) or ["und"]
    site = next((feed.site for feed in feeds if feed.site and urls.join(feed.site, feed.site)), None)
    return {
        "id": outlet_id,
        "name": name,
        "country": "ZZ",
        "ownership": "unverified",
        "languages": languages,
        "timezone": "UTC",
        "hosts": [host],
        **({"site": site} if site else {}),
        "rights": "media-text",
        "enabled": False,
        "disabled_because": "imported: country, ownership, languages and timezone are to be filled in first",
        "status": {"state": "unverified", "as_of": today, "evidence": "imported from OPML"},
        "sources": sources,
    }


def _domain(host: str) -> str:
    """The host without what feeds and front pages put before it."""
    return re.sub(r"^(?:www\d?|feeds?|rss)\.(?=.+\.)", "", host)


def _id(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    name = "_".join(words)[:40].rstrip("_") or "feed"
    return name if name[0].isalpha() else f"o_{name}"


def _unique(name: str, taken: Iterable[str]) -> str:
    used = set(taken)
    candidates = (name, *(f"{name}_{n}" for n in range(2, len(used) + 3)))
    return next(candidate for candidate in candidates if candidate not in used)
