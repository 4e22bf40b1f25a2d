"""Which document an address leads to: moved hosts, twins, redirects and canonical links.

    identity(url, outlet)      the canonical URL, from the address and the configuration alone
    resolve(fetch, link, ...)  the same with what the answer said: redirects, and the page's canonical link

Pure, and the same whenever it is run. Where in doubt two addresses stay two documents: a missed twin costs a copy, a
false one folds two articles into one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from config.outlets import Outlet, Outlets
from extractors import urls
from extractors.knowledge import AliasKind
from extractors.records import Fetch, UrlAlias

_STEPS = 6
"""Rules in a row at most: a moved host of a moved host, of an AMP page."""
_TWIN_SEGMENTS = frozenset({"amp", "m", "mobile", "wap", "print"})


@dataclass(frozen=True, slots=True)
class Identity:
    """Where an address leads."""

    canonical_url: str
    spelled: str
    """The address itself, canonical in its spelling."""
    kind: AliasKind | None = None
    """The first rule that led on; None when the address is the canonical one."""
    evidence: str = ""


def identity(url: str, outlet: Outlet | None) -> Identity:
    """The canonical URL of the document at an address. Idempotent. Raises ValueError for what is no http(s) URL."""
    spelled = current = urls.canonical_url(url)
    kinds: list[AliasKind] = []
    rules: list[str] = []
    for _ in range(_STEPS):
        step = _moved(current, outlet) or _outlet_twin(current, outlet) or _twin(current, outlet)
        if step is None or step[0] == current:
            break
        current = step[0]
        kinds.append(step[1])
        rules.append(step[2])
    if current == spelled:
        return Identity(spelled, spelled)
    return Identity(current, spelled, kinds[0], ", then ".join(rules))


def _moved(url: str, outlet: Outlet | None) -> tuple[str, AliasKind, str] | None:
    """By the outlet's `moved`: the longest old place that the address begins with, ends of path segments respected."""
    parts = urlsplit(url)
    for old, new in sorted((outlet.moved if outlet else {}).items(), key=lambda item: -len(item[0])):
        host, _, prefix = old.partition("/")
        if parts.netloc.removeprefix("www.") != host.removeprefix("www."):
            continue
        prefix = f"/{prefix}".rstrip("/")
        if prefix and parts.path != prefix and not parts.path.startswith(f"{prefix}/"):
            continue
        new_host, _, new_prefix = new.partition("/")
        start = f"/{new_prefix}".rstrip("/")
        path = start + parts.path[len(prefix) :] or "/"
        return urlunsplit(parts._replace(netloc=new_host, path=path)), "host-move", f"moved: {old} -> {new}"
    return None


def _outlet_twin(url: str, outlet: Outlet | None) -> tuple[str, AliasKind, str] | None:
    place = urls.behind_host(url)
    for rule in outlet.twins if outlet else ():
        if (found := re.match(rule.pattern, place)) and found.end() == len(place):
            path, _, query = found.expand(rule.to).partition("?")
            target = urls.canonical_url(urlunsplit(urlsplit(url)._replace(path=path, query=query)))
            return target, rule.kind, f"twins: {rule.pattern}"
    return None


def _twin(url: str, outlet: Outlet | None) -> tuple[str, AliasKind, str] | None:
    found = urls.twin(url)
    if found is None:
        return None
    target, kind = found
    host = urls.host(target)
    if host != urls.host(url) and outlet is not None:
        target = urlunsplit(urlsplit(target)._replace(netloc=_main_host(host, outlet)))
    return target, kind, f"twin: {kind}"


def _main_host(bare: str, outlet: Outlet) -> str:
    """A domain with or without `www.`, as the outlet's sources write it; with it for its bare domains otherwise."""
    used = {urls.host(source.url) for source in outlet.sources}
    if bare in used:
        return bare
    return f"www.{bare}" if f"www.{bare}" in used or bare in outlet.hosts else bare


def resolve(
    fetch: Fetch, link: str | None, outlets: Outlets, *, listed: str | None = None
) -> tuple[str, list[UrlAlias]]:
    """The canonical URL of what a request was answered with, and the other addresses it showed.

    `link` is the page's own canonical link, where the reader believed it; `listed` the address a list gave, when
    another one of the document was asked. A redirect leads on to an address of the same outlet that names an article;
    one that only adds a query does not. A link is believed for a spelling of the same path alone. Raises ValueError.
    """
    outlet = outlets.of_url(fetch.url)
    asked = identity(fetch.url, outlet)
    canonical = asked.canonical_url
    found: dict[str, tuple[AliasKind, str]] = {}

    def note(other: Identity) -> None:
        if other.kind:
            found.setdefault(other.spelled, (other.kind, other.evidence))

    note(asked)
    if listed is not None and (other := identity(listed, outlet)).canonical_url == canonical:
        note(other)
    if (final := _redirected(fetch, outlet, outlets, canonical)) is not None:
        found.setdefault(canonical, ("redirect", f"answered at {fetch.final_url}"))
        note(final)
        canonical = final.canonical_url
    if link is not None and (target := _linked(canonical, identity(link, outlet).canonical_url)) is not None:
        found.setdefault(canonical, ("canonical-link", f"link rel=canonical: {link}"))
        canonical = target
    return canonical, [
        UrlAlias(address, canonical, kind, evidence, outlet.id if outlet else None, fetch.fetched_at)
        for address, (kind, evidence) in found.items()
        if address != canonical
    ]


def _redirected(fetch: Fetch, outlet: Outlet | None, outlets: Outlets, asked: str) -> Identity | None:
    if not fetch.final_url or outlet is None or outlets.of_url(fetch.final_url) != outlet:
        return None
    try:
        final = identity(fetch.final_url, outlet)
    except ValueError:
        return None
    one, other = urlsplit(asked), urlsplit(final.canonical_url)
    if (one.netloc, one.path) == (other.netloc, other.path) or not urls.is_identified(final.canonical_url):
        return None
    return final


def _linked(own: str, link: str) -> str | None:
    """The link, where it is a spelling of the same place: `www.` or not, or without a twin's segment of the path."""
    one, other = urlsplit(own), urlsplit(link)
    same_host = one.netloc.removeprefix("www.") == other.netloc.removeprefix("www.")
    if own == link or not same_host or one.query != other.query or not urls.is_identified(link):
        return None
    kept = [segment for segment in one.path.split("/") if segment not in _TWIN_SEGMENTS]
    return link if other.path in (one.path, "/".join(kept)) else None
