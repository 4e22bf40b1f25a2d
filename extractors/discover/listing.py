"""What one list says, whatever its kind: the links, in its order, and whether the list can be trusted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime

from config.outlets import Outlet, Source
from extractors import urls
from extractors.aliases import identity
from extractors.records import Sighting, SourceHealth

TITLE_CHARS = 500
SUMMARY_CHARS = 1000
"""Characters kept of a summary: some feeds put the whole article there, which is what the page is for."""

_SPACE = re.compile(r"\s+")
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Where:
    """Where a list came from: what its body is read as, and what its links are seen at."""

    outlet: Outlet
    source: Source
    url: str
    """In the end, after redirects: what relative links are resolved against."""
    seen_at: datetime
    content_type: str | None
    """The header that came with it."""

    @property
    def source_id(self) -> str:
        return self.outlet.source_id(self.source)


@dataclass(frozen=True, slots=True)
class Listing:
    """What one list says. It is data even when it is bad: `reason` tells a person what is wrong with it."""

    sightings: tuple[Sighting, ...]
    health: SourceHealth
    """ok, empty or wrong-type; the others are not for a list alone to know."""
    reason: str | None
    next_urls: tuple[str, ...] = ()
    """Further lists to read, such as the leaves of a sitemap index."""
    next_changed: tuple[str | None, ...] = ()
    """When each of those last changed, as far as the list says; as long as `next_urls`, or empty."""
    whole: bool = True
    """False when it ends too early: the rest may come with the same validators."""


def wrong_type(reason: str) -> Listing:
    """The listing of a body that is not the kind of list its source should be."""
    return Listing((), "wrong-type", reason)


def clean(text: object, limit: int = TITLE_CHARS) -> str | None:
    """Text on one line, without what cannot be stored, at most `limit` characters; None when nothing is left."""
    if not isinstance(text, str):
        return None
    line = _SPACE.sub(" ", _UNSTORABLE.sub("", text)).strip()
    return (line if len(line) <= limit else line[: limit - 1] + "…") or None


def language(tag: object) -> str | None:
    """The language of a tag such as `zh-CN`, as two or three letters; None when it is none."""
    found = re.match(r"[a-z]{2,3}(?![a-z0-9])", tag.strip().lower()) if isinstance(tag, str) else None
    return found.group() if found else None


@dataclass(slots=True)
class Gatherer:
    """Gathers the links of one list: the first of each document is kept, what is dropped is counted."""

    where: Where
    _kept: dict[str, Sighting] = field(default_factory=dict)
    _dropped: Counter[str] = field(default_factory=Counter)

    def add(
        self,
        link: str | None,
        *,
        base: str | None = None,
        title: str | None = None,
        summary: str | None = None,
        published_raw: str | None = None,
        published_at: datetime | None = None,
        origin_name: str | None = None,
        lang: str | None = None,
        guid: str | None = None,
        longest_title: bool = False,
    ) -> None:
        """Take one link. `longest_title` lets a later link to the same document improve its title."""
        if not link or not link.strip():
            self._dropped["without an address"] += 1
            return
        url = urls.join(base or self.where.url, link)
        if url is None:
            self._dropped["not http(s)"] += 1
            return
        try:
            canonical = identity(url, self.where.outlet).canonical_url
            url.encode()  # lone surrogates cannot be stored
        except ValueError:
            self._dropped["not http(s)"] += 1
            return
        if not self._matches(url):
            self._dropped["outside url_pattern"] += 1
            return
        title = clean(title)
        if (earlier := self._kept.get(canonical)) is not None:
            if longest_title and len(title or "") > len(earlier.title or ""):
                self._kept[canonical] = replace(earlier, title=title)
            return
        self._kept[canonical] = Sighting(
            source_id=self.where.source_id,
            outlet_id=self.where.outlet.id,
            url=url,
            canonical_url=canonical,
            seen_at=self.where.seen_at,
            position=len(self._kept),
            via=self.where.source.kind,
            title=title,
            summary=clean(summary, SUMMARY_CHARS),
            published_raw=clean(published_raw),
            published_at=published_at,
            origin_name=clean(origin_name),
            lang=language(lang) or self.where.source.lang,
            guid=clean(guid),
        )

    def takes(self, link: str) -> bool:
        """Whether a link leads to an article of this source, by its `url_pattern`."""
        url = urls.join(self.where.url, link) if link.strip() else None
        return url is not None and self._matches(url)

    def _matches(self, url: str) -> bool:
        pattern = self.where.source.url_pattern
        return pattern is None or re.search(pattern, urls.behind_host(url)) is not None

    def listing(
        self,
        *,
        problem: str | None = None,
        next_urls: tuple[str, ...] = (),
        next_changed: tuple[str | None, ...] = (),
        whole: bool = True,
    ) -> Listing:
        """What was gathered. `problem` is something wrong with the list that did not keep it from being read."""
        sightings = tuple(self._kept.values())
        empty = not sightings and not next_urls
        # What a page links to beside articles, and what the pattern is there to drop, is worth a word only where
        # nothing else is left.
        usual = self._dropped.keys() if self.where.source.kind == "index" else {"outside url_pattern"}
        dropped = {why: n for why, n in self._dropped.items() if empty or why not in usual}
        notes = [problem] if problem else []
        notes += [f"{n} link{'s' if n > 1 else ''} {why}" for why, n in sorted(dropped.items())]
        if empty and not notes:
            notes = ["no links"]
        return Listing(sightings, "empty" if empty else "ok", "; ".join(notes) or None, next_urls, next_changed, whole)
