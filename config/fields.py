"""What the fields of an outlet file may hold: checked texts, and the small parts of an outlet and its sources."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator


def host_of(url: str) -> str:
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


@cache
def _css(value: str) -> str:
    from cssselect import SelectorError
    from lxml.cssselect import CSSSelector

    try:
        CSSSelector(value)
    except SelectorError as error:
        raise ValueError(f"is not a CSS selector: {error}") from error
    return value


def _web(value: str) -> str:
    if not value.startswith(("http://", "https://")) or not host_of(value):
        raise ValueError(f"{value!r} is not an http(s) URL; write it out whole")
    return value


def domain(value: str) -> str:
    if "/" in value or value != value.lower() or value.startswith(("www.", ".")):
        raise ValueError(f"{value!r}: write the bare domain in lower case, such as bjreview.com")
    return value


Regex = Annotated[str, AfterValidator(_regex)]
Css = Annotated[str, AfterValidator(_css)]
Web = Annotated[str, AfterValidator(_web)]
Domain = Annotated[str, AfterValidator(domain)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Lang = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Paging(Model):
    """Where an index goes on. Polls read its first page only; backfills follow."""

    url: str
    """Relative to the index, with `{n}` for the number of the page: `page_{n}.html`."""
    first: int = Field(default=2, ge=0)
    """The number that the second page has."""
    last: int | None = Field(default=None, ge=0)
    """The number of the last page, where the site is known to stop."""

    @field_validator("url")
    @classmethod
    def _numbered(cls, value: str) -> str:
        try:
            if value.format(n=7) == value:
                raise ValueError("has no {n} in it, so every page would be the first")
        except (KeyError, IndexError) as error:
            raise ValueError("{n} is the only thing that can stand in braces") from error
        return value


class Known(Model):
    """A numbered page and the day it was published."""

    n: int = Field(ge=0)
    day: date


class Walk(Model):
    """How the numbers of a source of kind `ids` run."""

    known: tuple[Known, ...] = Field(min_length=1)
    """Numbers whose day is known: a walk begins from them."""
    gap: int = Field(default=20, ge=1, le=1000)
    """Missing numbers in a row after which there are no more."""
    disorder: int = Field(default=5, ge=1, le=1000)
    """Pages in a row from outside the window after which a walk ends: numbers are given before publication."""


class LeadsTo(Model):
    """Lists that an index page names in its scripts: `find` is searched in the page, `url` leads to each found."""

    find: Regex
    """With one group, such as `datasource:([0-9a-f]{32})`."""
    url: str
    """Relative to the index, with `{found}` for the group: `ds_{found}.json`."""

    @model_validator(mode="after")
    def _check(self) -> LeadsTo:
        if re.compile(self.find).groups != 1:
            raise ValueError("find: needs exactly one group, ( )")
        if "{found}" not in self.url:
            raise ValueError("url: has no {found} in it")
        return self


class Smm(Model):
    """What State Media Monitor calls an outlet, and in which year's edition."""

    type: Literal["SC", "CaPu", "CaPr", "ISFM", "ISF", "ISM", "IP", "unverified"] = "unverified"
    """State-controlled; captured public or private; independent, but state-funded and managed, state-funded, or
    state-managed; independent public."""
    year: int | Literal["unverified"] = "unverified"


class Terms(Model):
    """What a publisher says may be done with its pages."""

    signals: tuple[Literal["no-ai-training", "no-redistribution", "personal-use-only"], ...] = ()
    note: str = ""


class Health(Model):
    """What to expect of an outlet; what differs is worth a person's look."""

    readouts: bool = False
    """Whether readouts must be among its documents."""


class Twin(Model):
    """Addresses that are another view of a page, where the general rules (extractors.urls.twin) do not tell."""

    kind: Literal["amp", "mobile", "print"]
    pattern: Regex
    """Path and query of the view, matched whole."""
    to: str
    """Path and query of the page; `\\1` is the first group of the pattern."""

    @model_validator(mode="after")
    def _check(self) -> Twin:
        pattern = re.compile(self.pattern)
        used = {int(number) for number in re.findall(r"\\(\d+)", self.to)}
        if not used or not self.to.startswith("/"):
            raise ValueError(r"to: begin with / and carry what names the article over, such as \1")
        if max(used) > pattern.groups:
            raise ValueError(f"to: names group {max(used)}; the pattern has {pattern.groups}")
        return self
