"""Outlets: who publishes, where to look, how to read their pages. One YAML file an outlet.

`load_outlets(folder)` reads every `*.yaml` below a folder. A mistake raises `OutletError`, whose message names
the file, the field and the mend.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

PACKAGED = Path(__file__).parent / "outlets"


class OutletError(ValueError):
    """An outlet file that cannot be used; the message names the file, the field and the mend."""


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _regex(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"is not a regular expression: {error}") from error
    return value


def _css(value: str) -> str:
    from cssselect import SelectorError
    from lxml.cssselect import CSSSelector

    try:
        CSSSelector(value)
    except SelectorError as error:
        raise ValueError(f"is not a CSS selector: {error}") from error
    return value


Regex = Annotated[str, AfterValidator(_regex)]
Css = Annotated[str, AfterValidator(_css)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Model):
    """One place where an outlet lists what it published."""

    id: Id
    """Unique within the outlet; the whole id is `outlet/id`."""
    kind: Literal["feed", "index", "sitemap"]
    url: str
    use: Literal["poll", "archive", "both"] = "poll"
    """`archive` sources are read by backfills only."""
    url_pattern: Regex | None = None
    """Links whose path and query match (re.search) are articles. Needed for an index; narrows the others."""
    interval_minutes: int = Field(default=30, ge=5, le=7 * 24 * 60)
    enabled: bool = True
    note: str = ""

    @model_validator(mode="after")
    def _check(self) -> Source:
        if not self.url.startswith(("http://", "https://")) or not _host(self.url):
            raise ValueError(f"url: {self.url!r} is not an http(s) URL; write it out whole")
        if self.kind == "index" and not self.url_pattern:
            raise ValueError("url_pattern: an index needs one, or every link of the page counts as an article")
        return self


class PageRules(_Model):
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
    soft_404: tuple[str, ...] = ()
    """Titles or first lines of pages that answer 200 and say there is nothing."""


class Status(_Model):
    """What is known of an outlet's sources, and from when."""

    state: Literal["live", "stale", "dead", "blocked", "unverified"]
    as_of: date | None = None
    evidence: str = ""


class Outlet(_Model):
    """One publisher."""

    id: Id
    name: str
    country: str = Field(pattern=r"^[A-Z]{2}$")
    ownership: Literal["state", "government", "state-aligned", "public", "cooperative", "private", "igo"]
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], ...] = Field(min_length=1)
    timezone: str
    """IANA name; an hour printed without a zone is read in it."""
    hosts: tuple[str, ...] = Field(min_length=1)
    """Domains whose pages are this outlet's; subdomains count."""
    agency: str | None = None
    """The agency (id in the lexicon) whose own site this is: its pages are origins, not carriers."""
    publisher_group: str | None = None
    delay_seconds: float | None = Field(default=None, gt=0)
    """Between requests to its hosts, where the usual delay is too short."""
    rights: Literal["public-domain", "official-text", "open-licence", "media-text"]
    enabled: bool = True
    status: Status
    sources: tuple[Source, ...] = ()
    pages: tuple[PageRules, ...] = ()
    note: str = ""

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"{value!r} is no IANA time zone; write one such as Asia/Shanghai") from error
        return value

    @field_validator("hosts")
    @classmethod
    def _hosts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for name in value:
            if "/" in name or name != name.lower() or name.startswith(("www.", ".")):
                raise ValueError(f"{name!r}: write the bare domain in lower case, such as bjreview.com")
        return value

    @model_validator(mode="after")
    def _unique_sources(self) -> Outlet:
        ids = [source.id for source in self.sources]
        twice = sorted({i for i in ids if ids.count(i) > 1})
        if twice:
            raise ValueError(f"sources: the id {twice[0]!r} is used twice; give each source its own")
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

    def of_url(self, url: str | None) -> Outlet | None:
        """The outlet whose page this is: by the longest domain that the host ends in, on label borders."""
        labels = _host(url or "").split(".")
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


def read_outlet(path: Path) -> Outlet:
    """Read one outlet file. Raises OutletError."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise OutletError(f"{path}: cannot be read as YAML: {error}") from error
    if not isinstance(data, dict):
        raise OutletError(f"{path}: holds no mapping; begin with `id: {path.stem}`")
    try:
        outlet = Outlet.model_validate(data)
    except ValidationError as error:
        lines = []
        for problem in error.errors():
            where = ".".join(str(step) for step in problem["loc"]) or "(whole file)"
            what = problem["msg"].removeprefix("Value error, ")
            if problem["type"] == "extra_forbidden":
                what = "is not a field here; check its spelling, or remove it"
            elif problem["type"] == "missing":
                what = "is missing; add it"
            lines.append(f"{path}: {where}: {what}")
        raise OutletError("\n".join(lines)) from error
    if outlet.id != path.stem:
        raise OutletError(f"{path}: id: {outlet.id!r} differs from the file's name; rename one of them")
    return outlet


def load_outlets(folder: Path | None = None) -> Outlets:
    """Read every outlet file below a folder (the packaged ones by default). Raises OutletError."""
    folder = folder or PACKAGED
    paths = sorted(folder.rglob("*.yaml"))
    if not paths:
        raise OutletError(f"{folder}: no outlet files (*.yaml) below this folder")
    outlets: dict[str, Outlet] = {}
    hosts: dict[str, str] = {}
    for path in paths:
        outlet = read_outlet(path)
        if outlet.id in outlets:
            raise OutletError(f"{path}: id: {outlet.id!r} is used by another file too")
        outlets[outlet.id] = outlet
        for name in outlet.hosts:
            if name in hosts:
                raise OutletError(f"{path}: hosts: {name!r} belongs to {hosts[name]!r} already; use a longer domain")
            hosts[name] = outlet.id
    return Outlets(outlets.values())
