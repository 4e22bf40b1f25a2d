"""Doubles: the outlet files of the pipeline, with hosts of this machine in place of the real ones.

`https://www.bjreview.com/World/` becomes `http://www.bjreview.com.localhost/World/`: no port, so that a
document's URL is the same wherever the press listens. The pipeline is told the port apart, by its setting
`loopback = {"*.localhost": PORT}`.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import yaml

from config.outlets import Outlet, Outlets, load_outlets
from press.sites import SITES, SUFFIX


def doubles(outlets: Outlets | None = None) -> Outlets:
    """The given outlets, or the packaged ones that the press plays, with hosts `x.localhost` and all else as it is."""
    if outlets is None:
        outlets = Outlets(outlet for outlet in load_outlets().values() if outlet.id in SITES)
    return Outlets(double(outlet) for outlet in outlets.values())


def write_doubles(folder: Path, outlets: Outlets | None = None) -> None:
    """Write doubles (of the eight, if not given) as outlet files, for processes that read READOUTS_OUTLETS."""
    folder.mkdir(parents=True, exist_ok=True)
    for outlet in doubles(outlets).values():
        # Only what the real file sets, so that the double reads like it.
        text = yaml.safe_dump(
            outlet.model_dump(mode="json", exclude_unset=True), allow_unicode=True, sort_keys=False, width=120
        )
        (folder / f"{outlet.id}.yaml").write_text(text, encoding="utf-8")


def double_url(url: str) -> str:
    """The URL's double on this machine."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(scheme="http", netloc=f"{parts.hostname}{SUFFIX}"))


def double(outlet: Outlet) -> Outlet:
    """The outlet with hosts of this machine, and of the eight sites of `press.sites` only the lists they have."""
    site = SITES.get(outlet.id)
    sources = tuple(
        source.model_copy(update={"url": double_url(source.url)})
        for source in outlet.sources
        if site is None or site.plays(source.id)
    )
    changes: dict[str, object] = {"sources": sources, "hosts": tuple(f"{name}{SUFFIX}" for name in outlet.hosts)}
    if outlet.places:
        changes["places"] = tuple(map(_place, outlet.places))
    if outlet.moved:
        changes["moved"] = {_place(old): _place(new) for old, new in outlet.moved.items()}
    if outlet.site:
        changes["site"] = double_url(outlet.site)
    if outlet.delay_seconds:
        changes["delay_seconds"] = None  # nobody on this machine minds
    return outlet.model_copy(update=changes)


def _place(place: str) -> str:
    """A host, or a host and the beginning of a path, on this machine."""
    host, slash, path = place.partition("/")
    return f"{host}{SUFFIX}{slash}{path}"
