"""Outlets: who publishes, where to look, how to read their pages. One YAML file an outlet.

`load_outlets(folder)` reads every `*.yaml` below a folder, laid over what its family says (`config.families`).
A mistake raises `OutletError`, whose message names the file, the field and the mend.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, field_validator, model_validator

from config.families import FamilyError, inherit, read_families, read_yaml
from config.fields import (
    Css,
    Domain,
    Health,
    Id,
    Lang,
    LeadsTo,
    Model,
    Paging,
    Regex,
    Smm,
    Terms,
    Twin,
    Walk,
    Web,
    domain,
    host_of,
)

PACKAGED = Path(__file__).parent / "outlets"


def _same_place(one: str, other: str) -> bool:
    return one.removeprefix("www.") == other.removeprefix("www.")


class OutletError(ValueError):
    """An outlet file that cannot be used; the message names the file, the field and the mend."""


class Source(Model):
    """One place where an outlet lists what it published."""

    id: Id
    """Unique within the outlet; the whole id is `outlet/id`."""
    kind: Literal["feed", "index", "sitemap", "ids"]
    """An index is a page of links, or a list in JSON; `ids` are pages with numbers, `{n}` in the URL, for backfills."""
    url: Web
    """`{day:%Y/%m%d}` in it stands for a day: a list of one day, read for each day of a backfill, or the last two."""
    format: Literal["rss", "atom", "rdf", "json"] | None = None
    """Of a feed, where it is known."""
    use: Literal["poll", "archive", "both"] = "poll"
    """`archive` sources are read by backfills only."""
    url_pattern: Regex | None = None
    """Links whose path and query match (re.search) are articles. Needed for an index; narrows the others."""
    interval_minutes: int = Field(default=30, ge=5, le=7 * 24 * 60)
    enabled: bool = True
    listing: Id | None = None
    """The listing of the outlet's family that this is: it gives what the source does not say."""
    lang: Lang | None = None
    """Of what is listed, where the outlet publishes in several languages."""
    paging: Paging | None = None
    leads_to: LeadsTo | None = None
    walk: Walk | None = None
    newest: int | None = Field(default=None, ge=1)
    """Items that a poll takes, from the list's beginning; a backfill takes all. For lists of a thousand."""
    feed_body: Literal["none", "summary", "full", "unverified"] = "unverified"
    """How much of a text the items of a feed carry."""
    read: Literal["pages", "items"] = "pages"
    """`items`: those of a feed hold whole texts, which are read in place of their pages: nothing is asked twice."""
    dated: bool = True
    """Whether it prints dates; one that does not is healthy without any."""
    items: int | None = Field(default=None, ge=1)
    """Items it was seen to hold."""
    note: str = ""

    @model_validator(mode="after")
    def _check(self) -> Source:
        if self.kind != "index" and (self.paging or self.leads_to):
            raise ValueError(f"paging and leads_to are for an index; this is a {self.kind}")
        if self.kind != "feed" and self.format:
            raise ValueError(f"format: is for a feed; this is a {self.kind}")
        if self.kind != "feed" and self.read == "items":
            raise ValueError(f"read: items are those of a feed; this is a {self.kind}")
        if (self.kind == "ids") != ("{n}" in self.url) or (self.kind == "ids") != (self.walk is not None):
            raise ValueError("walk: a source of kind ids needs one, and {n} in its url; others have neither")
        if self.kind == "ids" and self.use != "archive":
            raise ValueError("use: write archive; numbered pages are for backfills only")
        try:
            self.on(date(2026, 3, 5))
        except (KeyError, IndexError, ValueError) as error:
            raise ValueError(f"url: only {{day:...}} can stand in braces: {error}") from error
        if self.kind == "index" and not self.url_pattern:
            raise ValueError("url_pattern: an index needs one, or every link of the page counts as an article")
        return self

    @property
    def daily(self) -> bool:
        """Whether each day has a list of its own."""
        return "{day" in self.url

    def numbered(self, n: int) -> str:
        """The address of a numbered page."""
        return self.url.replace("{n}", str(n))

    def on(self, day: date) -> str:
        """The address of the list of a day."""
        return self.url.format(day=day) if self.daily else self.url


class PageRules(Model):
    """How the pages of one layout are read. Where a rule is silent or finds nothing, the general reader decides."""

    valid_from: date | None = None
    valid_until: date | None = None
    """Last day of the layout, inclusive: a backfill picks the rules of a page's own day."""
    body: Css | None = None
    title: Css | None = None
    published: Css | None = None
    source_line: Css | None = None
    editor: Css | None = None
    author: Css | None = None
    caption: Css | None = None
    next_page: Css | None = None
    """Link to the next page of the same article."""
    drop: tuple[Css, ...] = ()
    """Removed, and kept as furniture, before the body is read."""
    footer_from: tuple[str, ...] = ()
    """A line that starts like one of these begins the footer: it and all after it is furniture."""
    date_order: Literal["dmy", "mdy"] | None = None
    """How 03/04/2026 is meant here. Without it such a date is not read unless one number is above 12."""
    false_dates: tuple[Literal["feed", "meta", "json-ld", "url", "sitemap"], ...] = ()
    """Places whose dates are known to be wrong here (a regeneration, an import): believed last of all."""
    soft_404: tuple[str, ...] = ()
    """Titles or first lines of pages that answer 200 and say there is nothing."""


class Status(Model):
    """What is known of an outlet's sources, and from when."""

    state: Literal["live", "stale", "dead", "blocked", "unverified"]
    as_of: date | None = None
    evidence: str = ""


class Outlet(Model):
    """One publisher."""

    id: Id
    name: str
    country: str = Field(pattern=r"^[A-Z]{2}$")
    """ISO 3166; UN and EU are reserved there for these two, ZZ says that it is no one country's."""
    ownership: Literal[
        "state", "government", "state-aligned", "state-funded", "public", "cooperative", "private", "igo", "unverified"
    ]
    smm: Smm = Smm()
    languages: tuple[Lang, ...] = Field(min_length=1)
    timezone: str
    """IANA name; an hour printed without a zone is read in it."""
    hosts: tuple[Domain, ...] = Field(min_length=1)
    """Domains whose pages are this outlet's; subdomains count."""
    places: tuple[str, ...] = ()
    """Parts of another outlet's domain that are this outlet's: the domain and how paths begin, `news.cn/english/`."""
    archives: tuple[str, ...] = ()
    """Where its past is, as far as known, in words and URL patterns: for who writes the next source."""
    site: Web | None = None
    """Front page."""
    family: Id | None = None
    """The content system it runs on (`config/families`): it gives what this file does not say."""
    agency: str | None = None
    """The agency (id in the lexicon) whose own site this is: its pages are origins, not carriers."""
    publisher_group: str | None = None
    rights: Literal["public-domain", "official-text", "open-licence", "media-text"]
    legal_note: str = ""
    """Sanctions, suspensions, licences."""
    terms: Terms = Terms()
    robots_note: str = ""
    delay_seconds: float | None = Field(default=None, gt=0)
    """Between requests to its hosts, where the usual delay is too short."""
    enabled: bool = True
    disabled_because: str = ""
    health: Health = Health()
    status: Status
    sources: tuple[Source, ...] = ()
    pages: tuple[PageRules, ...] = ()
    moved: dict[str, str] = Field(default_factory=dict)
    """Old place to new one, `host` or `host/path`: the same article at both is one document, known at the new one."""
    twins: tuple[Twin, ...] = ()
    note: str = ""

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"{value!r} is no IANA time zone; write one such as Asia/Shanghai") from error
        return value

    @field_validator("places")
    @classmethod
    def _places(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for place in value:
            name, slash, path = place.partition("/")
            if not slash or not path or domain(name) != name:
                raise ValueError(f"{place!r}: write a domain and the beginning of a path, such as news.cn/english/")
        return value

    @model_validator(mode="after")
    def _moves(self) -> Outlet:
        own = (*self.hosts, *(place.partition("/")[0] for place in self.places))
        for place in (*self.moved, *self.moved.values()):
            host = place.partition("/")[0]
            if "//" in place or place != place.strip("/") or host != host.lower():
                raise ValueError(f"moved: {place!r}: write a host, or host/path, without scheme and outer slashes")
            if not any(host == name or host.endswith(f".{name}") for name in own):
                raise ValueError(f"moved: {place!r} lies on none of the outlet's hosts; add {host!r} to hosts")
        for start in self.moved:
            place, seen = start, set[str]()
            while place and place.removeprefix("www.") not in seen:
                seen.add(place.removeprefix("www."))
                place = next((new for old, new in self.moved.items() if _same_place(old, place)), "")
            if place:
                raise ValueError(f"moved: {start!r} leads back to itself")
        return self

    @model_validator(mode="after")
    def _unique_sources(self) -> Outlet:
        ids = [source.id for source in self.sources]
        twice = sorted({i for i in ids if ids.count(i) > 1})
        if twice:
            raise ValueError(f"sources: the id {twice[0]!r} is used twice; give each source its own")
        if self.enabled and self.disabled_because:
            raise ValueError("disabled_because: it is enabled; write `enabled: false`, or remove the reason")
        return self

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def source_id(self, source: Source) -> str:
        """The whole id of a source, such as `tass_en/all`."""
        return f"{self.id}/{source.id}"

    def rules(self, on: date | None = None) -> PageRules:
        """The rules of the layout of a day; of today's layout when no day is known."""
        for rules in self.pages:
            starts = rules.valid_from is None or (on is not None and rules.valid_from <= on)
            ends = rules.valid_until is None or (on is not None and on <= rules.valid_until)
            if starts and ends:
                return rules
        if on is None and self.pages:
            return self.pages[-1]
        return PageRules()

    def interval(self, source: Source) -> timedelta:
        return timedelta(minutes=source.interval_minutes)


class Outlets(Mapping[str, Outlet]):
    """Outlets by id, and by the host of a URL."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self._by_id = {outlet.id: outlet for outlet in outlets}

    def __getitem__(self, outlet_id: str) -> Outlet:
        return self._by_id[outlet_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    @cached_property
    def _by_host(self) -> dict[str, Outlet]:
        return {name: outlet for outlet in self._by_id.values() for name in outlet.hosts}

    @cached_property
    def _by_place(self) -> list[tuple[str, str, Outlet]]:
        """Domain, beginning of the path and outlet; the longest first."""
        places = [(place, outlet) for outlet in self._by_id.values() for place in outlet.places]
        places.sort(key=lambda item: -len(item[0]))
        return [(place.partition("/")[0], f"/{place.partition('/')[2]}", outlet) for place, outlet in places]

    def of_url(self, url: str | None) -> Outlet | None:
        """The outlet whose page this is: by its place on a domain, else by the longest domain that the host ends in."""
        host = host_of(url or "")
        for name, path, outlet in self._by_place:
            if f".{host}".endswith(f".{name}") and urlsplit(url or "").path.startswith(path):
                return outlet
        labels = host.split(".")
        for start in range(len(labels)):
            found = self._by_host.get(".".join(labels[start:]))
            if found:
                return found
        return None

    def choose(self, names: Iterable[str]) -> list[Outlet]:
        """The outlets of those ids, or every enabled one when none is named. Raises OutletError on an unknown id."""
        chosen = []
        for name in names:
            if name not in self._by_id:
                raise OutletError(f"no outlet {name!r}; known are: {', '.join(sorted(self._by_id))}")
            chosen.append(self._by_id[name])
        return chosen or [outlet for outlet in self._by_id.values() if outlet.enabled]


def parse_outlet(data: dict[str, Any], path: Path) -> Outlet:
    """The outlet of a file's data, its family's part already in it. `path` is for messages. Raises OutletError."""
    try:
        return Outlet.model_validate(data)
    except ValidationError as error:
        lines = []
        for problem in error.errors():
            where = ".".join(str(step) for step in problem["loc"]) or "(whole file)"
            what = problem["msg"].removeprefix("Value error, ")
            if problem["type"] == "extra_forbidden":
                what = "is not a field here; check its spelling, or remove it"
            elif problem["type"] == "missing":
                what = "is missing; add it"
            elif problem["type"] == "tuple_type":
                what = "write a list, such as [en]"
            elif problem["loc"] == ("country",):
                what = "write two capital letters of ISO 3166, such as CN"
            lines.append(f"{path}: {where}: {what}")
        raise OutletError("\n".join(lines)) from error


def read_outlet(path: Path, families: dict[str, dict[str, Any]] | None = None) -> Outlet:
    """Read one outlet file; `families` are the packaged ones unless given. Raises OutletError."""
    try:
        data = inherit(read_yaml(path), read_families() if families is None else families, path)
    except FamilyError as error:
        raise OutletError(str(error)) from error
    outlet = parse_outlet(data, path)
    if outlet.id != path.stem:
        raise OutletError(f"{path}: id: {outlet.id!r} differs from the file's name; rename one of them")
    return outlet


def load_outlets(folder: Path | None = None) -> Outlets:
    """Read every outlet file below a folder (the packaged ones by default). Raises OutletError.

    Families are the packaged ones, and those of the folder's own `families/`, which may replace them.
    """
    return _packaged() if folder is None else _load(folder)


@cache
def _packaged() -> Outlets:
    return _load(PACKAGED)


def _load(folder: Path) -> Outlets:
    own = folder / "families"
    paths = sorted(path for path in folder.rglob("*.yaml") if own not in path.parents)
    if not paths:
        raise OutletError(f"{folder}: no outlet files (*.yaml) below this folder")
    try:
        families = read_families() | (read_families(own) if own.is_dir() else {})
    except FamilyError as error:
        raise OutletError(str(error)) from error
    outlets: dict[str, Outlet] = {}
    taken: dict[str, str] = {}
    for path in paths:
        outlet = read_outlet(path, families)
        if outlet.id in outlets:
            raise OutletError(f"{path}: id: {outlet.id!r} is used by another file too")
        outlets[outlet.id] = outlet
        for field, names in (("hosts", outlet.hosts), ("places", outlet.places)):
            for name in names:
                if name in taken:
                    raise OutletError(
                        f"{path}: {field}: {name!r} belongs to {taken[name]!r} already; use a longer domain or a place"
                    )
                taken[name] = outlet.id
    return Outlets(outlets.values())
