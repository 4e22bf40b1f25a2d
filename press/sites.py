"""The eight sites of the press: where their articles stand and what their layouts print.

Hosts are those of the real outlets with `.localhost` behind them, paths have the real outlets' form, so
that the outlet files of the pipeline fit the press as they are (see `press.outlets`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Literal
from zoneinfo import ZoneInfo

SUFFIX = ".localhost"
"""What the press puts behind a host: such names never leave the machine (RFC 6761)."""

AGENCY_HOME: Mapping[str, str] = {
    "xinhua": "xinhua_en",
    "tass": "tass_en",
    "cns": "chinanews",
    "cgtn": "cgtn",
    "chinadaily": "chinadaily",
}
"""The agencies of the press (ids of the lexicon) and the outlet that is their own site."""

INSTITUTIONS: Mapping[str, str] = {"china_mfa_en": "china_mfa", "whitehouse": "white_house"}
"""Outlets that are an institution's own site, and its id in the lexicon."""


@dataclass(frozen=True, slots=True)
class Site:
    """One site of the press."""

    outlet_id: str
    host: str
    """Where its articles stand, without `.localhost`."""
    path: str
    """Format of an article's path; the fields are in `Site.url`."""
    lang: str
    timezone: str
    precision: Literal["second", "minute", "day"]
    """Of the most exact time its pages print."""
    sections: Mapping[str, str] = field(default_factory=lambda: {"": ""})
    """Source id and folder in the path, of each of the lists its articles are split over."""
    lists: frozenset[str] = frozenset()
    """Ids of further sources it plays, which list all of its articles. What else its outlet file names it has not."""
    feed_size: int = 15
    """Newest items a feed holds."""
    editor: bool = False
    """Whether its layout prints an editor."""
    soft_404: bool = False
    """Whether it can answer 200 for a page that is gone."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def section(self, story_id: str) -> str:
        """The list a story of that id stands in."""
        names = sorted(self.sections)
        return names[_number(self.outlet_id, "section", story_id) % len(names)]

    def plays(self, source_id: str) -> bool:
        """Whether it has the list that is a source of that id in the outlet's file."""
        return source_id in self.lists or source_id in self.sections

    def number(self, story_id: str) -> int:
        """The article's number in the outlet's content system, of six digits at most."""
        return _number(self.outlet_id, story_id) % 1_000_000

    def url(self, story_id: str, *, kind: str, title: str, at: datetime) -> str:
        """The article's address: stable, whatever becomes of its headline later."""
        path = self.path.format(
            at=at.astimezone(self.zone),
            folder=self.sections[self.section(story_id)],
            desk=_DESKS.get(kind, "world"),
            number=self.number(story_id),
            hex=_digest(self.outlet_id, story_id),
            slug=slug(title).lower(),
            Slug=slug(title),
        )
        return f"http://{self.host}{SUFFIX}{path}"


_DESKS = {"readout": "politics", "statement": "politics", "briefing": "politics", "market": "economy"}


def _digest(*parts: str) -> str:
    return blake2b("/".join(parts).encode(), digest_size=16).hexdigest()


def _number(*parts: str) -> int:
    return int(_digest(*parts)[:12], 16)


def slug(title: str) -> str:
    """The title's words in ASCII, joined by hyphens, as content systems put them into addresses."""
    plain = unicodedata.normalize("NFKD", title.replace("'", "").replace("’", "")).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[A-Za-z0-9]+", plain))[:90].rstrip("-")


_CHINA = "Asia/Shanghai"

SITES: Mapping[str, Site] = {
    site.outlet_id: site
    for site in (
        Site(
            outlet_id="bjreview",
            host="www.bjreview.com",
            path="/{folder}/{at:%Y%m}/t{at:%Y%m%d}_800{number:06d}.html",
            lang="en",
            timezone=_CHINA,
            precision="day",
            sections={"world": "World", "china": "China"},
            editor=True,
        ),
        Site(
            outlet_id="cgtn",
            host="news.cgtn.com",
            path="/news/{at:%Y-%m-%d}/{Slug}-1{hex:.10}/p.html",
            lang="en",
            timezone=_CHINA,
            precision="second",
            sections={"world": "", "china": ""},
            lists=frozenset({"sitemap"}),
        ),
        Site(
            outlet_id="china_mfa_en",
            host="www.fmprc.gov.cn",
            path="/eng/xw/{folder}/{at:%Y%m}/t{at:%Y%m%d}_11{number:06d}.html",
            lang="en",
            timezone=_CHINA,
            precision="minute",
            sections={"top": "zyxw", "ministry": "wjbxw"},
            soft_404=True,
        ),
        Site(
            outlet_id="chinadaily",
            host="www.chinadaily.com.cn",
            path="/a/{at:%Y%m}/{at:%d}/WS{hex:.24}.html",
            lang="en",
            timezone=_CHINA,
            precision="minute",
            sections={"world": "", "china": ""},
            editor=True,
        ),
        Site(
            outlet_id="chinanews",
            host="www.chinanews.com.cn",
            path="/{folder}/{at:%Y}/{at:%m-%d}/10{number:06d}.shtml",
            lang="zh",
            timezone=_CHINA,
            precision="minute",
            sections={"china": "gn", "world": "gj"},
            feed_size=40,
            editor=True,
            lists=frozenset({"scroll"}),
        ),
        Site(
            outlet_id="tass_en",
            host="tass.com",
            path="/{desk}/2{number:06d}",
            lang="en",
            timezone="Europe/Moscow",
            precision="second",
            lists=frozenset({"all", "sitemap"}),
        ),
        Site(
            outlet_id="whitehouse",
            host="www.whitehouse.gov",
            path="/briefings-statements/{at:%Y}/{at:%m}/{slug}/",
            lang="en",
            timezone="America/New_York",
            precision="second",
            lists=frozenset({"statements", "sitemap"}),
        ),
        Site(
            outlet_id="xinhua_en",
            host="english.news.cn",
            path="/{at:%Y%m%d}/{hex}/c.html",
            lang="en",
            timezone=_CHINA,
            precision="second",
            sections={"china": "", "world": ""},
            editor=True,
            lists=frozenset({"latest"}),
        ),
    )
}
"""By outlet id."""
