"""Families: what outlets on one content system share, as data. One YAML file a family.

An outlet that says `family: trs` inherits the family's page rules, what it says of sources by kind, and its listings
by name. What the outlet's own file says wins, field by field. Pure but for the reading of files.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from config import files

PACKAGED = Path(__file__).parent / "families"


class FamilyError(ValueError):
    """A family or outlet file that cannot be used; the message names the file, the field and the mend."""


class Family(BaseModel):
    """One content system."""

    model_config = ConfigDict(extra="forbid")

    id: str
    name: str
    pages: dict[str, Any] = Field(default_factory=dict)
    """Page rules (`config.outlets.PageRules`) of its layout."""
    sources: dict[Literal["feed", "index", "sitemap"], dict[str, Any]] = Field(default_factory=dict)
    """By kind: fields that each source of that kind has unless it says otherwise."""
    listings: dict[str, dict[str, Any]] = Field(default_factory=dict)
    """Sources that every site of the family has, by name. Their URLs hold `{site}`, and `{lang}` if need be."""
    note: str = ""


def read_yaml(path: Path) -> dict[str, Any]:
    """A file's mapping. Raises FamilyError."""
    try:
        data = files.read_yaml(path)
    except yaml.MarkedYAMLError as error:
        where = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise FamilyError(f"{path}: cannot be read as YAML: {where}{error.problem}") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise FamilyError(f"{path}: cannot be read as YAML: {error}") from error
    if not isinstance(data, dict):
        raise FamilyError(f"{path}: holds no mapping; begin with `id: {path.stem}`")
    return data


def read_families(folder: Path | None = None) -> dict[str, dict[str, Any]]:
    """Every family of a folder (the packaged ones by default) by id. Raises FamilyError."""
    return dict(_packaged()) if folder is None else {path.stem: _read(path) for path in sorted(folder.glob("*.yaml"))}


@cache
def _packaged() -> dict[str, dict[str, Any]]:
    return read_families(PACKAGED)


def _read(path: Path) -> dict[str, Any]:
    from config.outlets import PageRules

    data = read_yaml(path)
    try:
        family = Family.model_validate(data)
        PageRules.model_validate(family.pages)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "(whole file)"
        raise FamilyError(f"{path}: {where}: {first['msg'].removeprefix('Value error, ')}") from error
    if family.id != path.stem:
        raise FamilyError(f"{path}: id: {family.id!r} differs from the file's name; rename one of them")
    return family.model_dump()


def inherit(data: dict[str, Any], families: dict[str, dict[str, Any]], path: Path) -> dict[str, Any]:
    """An outlet's data with what its family says beneath it; as it is where it names none.

    Doing it twice changes nothing. `path` is for messages. Raises FamilyError for a family or listing nobody knows.
    """
    name = data.get("family")
    if name is None:
        return data
    if name not in families:
        raise FamilyError(f"{path}: family: no family {name!r}; known are: {', '.join(sorted(families))}")
    family = families[name]
    sources = data.get("sources") or []
    if isinstance(sources, list):
        sources = [_source(source, n, data, family, path) for n, source in enumerate(sources)]
    pages = data.get("pages")
    if family["pages"] and pages is None:
        pages = [family["pages"]]
    elif isinstance(pages, list):
        pages = [family["pages"] | rules if isinstance(rules, dict) else rules for rules in pages]
    return data | {"sources": sources} | ({} if pages is None else {"pages": pages})


def _source(source: Any, number: int, outlet: dict[str, Any], family: dict[str, Any], path: Path) -> Any:
    if not isinstance(source, dict):
        return source
    base: dict[str, Any] = {}
    if (listing := source.get("listing")) is not None:
        if listing not in family["listings"]:
            known = ", ".join(sorted(family["listings"])) or "none"
            raise FamilyError(
                f"{path}: sources.{number}.listing: family {family['id']!r} has no listing {listing!r}; it has: {known}"
            )
        base = dict(family["listings"][listing])
        if "url" not in source:
            base["url"] = _address(base, source, number, outlet, path)
    kind = source.get("kind", base.get("kind"))
    return family["sources"].get(kind, {}) | base | source


def _address(base: dict[str, Any], source: dict[str, Any], number: int, outlet: dict[str, Any], path: Path) -> str:
    """The listing's URL at the outlet's site, in the source's language or the outlet's first."""
    site = str(outlet.get("site") or "")
    if not urlsplit(site).hostname:
        raise FamilyError(f"{path}: site: is missing, and the listing of sources.{number} needs it; add the front page")
    langs = outlet.get("languages") or [""]
    lang = source.get("lang") or (langs[0] if isinstance(langs, list) else "")
    return str(base.get("url", "{site}")).replace("{site}", site.rstrip("/")).replace("{lang}", str(lang))
