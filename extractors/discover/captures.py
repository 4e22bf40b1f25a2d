"""The Wayback Machine's list of captures (CDX): addresses to ask it at, and what it answers. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlencode, urlsplit

PAGE = 5000
"""Captures asked for at once."""
_PLAIN = frozenset({"", "/"})


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as somebody's archive has it."""

    url: str
    at: datetime
    """UTC."""

    @property
    def stamp(self) -> str:
        return f"{self.at:%Y%m%d%H%M%S}"

    def raw(self, base: str) -> str:
        """Where the archive at `base` keeps it as it was received."""
        return f"{base.rstrip('/')}/web/{self.stamp}id_/{self.url}"


def list_address(base: str, prefix: str, since: date, until: date, resume: str | None = None) -> str:
    """Where to ask for the captures of those days (of capture) whose URL begins with `prefix`, each URL once.

    `prefix` is a domain, whose subdomains count, or a domain and the beginning of a path.
    """
    fields = {
        "url": prefix,
        "matchType": "prefix" if "/" in prefix else "domain",
        "from": f"{since:%Y%m%d}000000",
        "to": f"{until:%Y%m%d}235959",
        "fl": "timestamp,original",
        "collapse": "urlkey",
        "limit": str(PAGE),
        "showResumeKey": "true",
    }
    query = [*fields.items(), ("filter", "statuscode:200"), ("filter", "mimetype:text/html")]
    if resume:
        query.append(("resumeKey", resume))
    return f"{base.rstrip('/')}/cdx/search/cdx?{urlencode(query)}"


def read_captures(body: bytes) -> tuple[list[Capture], str | None]:
    """The captures of an answer, and the key with which to ask for more; None at the end.

    Lines that are no captures are passed over. Raises ValueError for an answer that is no list at all.
    """
    text = body.decode("utf-8", "replace")
    if text.lstrip()[:1] == "<":
        raise ValueError("a page where a list of captures should be")
    lines = text.split("\n")
    resume = None
    if "" in lines[:-1]:  # an empty line parts the key from the captures
        gap = lines.index("")
        resume = next((line.strip() for line in lines[gap + 1 :] if line.strip()), None)
        lines = lines[:gap]
    found = [capture for line in lines if (capture := _capture(line)) is not None]
    if not found and any(line.strip() for line in lines):
        raise ValueError(f"no captures in {len(lines)} lines; the first: {lines[0][:100]!r}")
    return found, resume


def _capture(line: str) -> Capture | None:
    stamp, _, url = line.strip().partition(" ")
    try:
        at = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    if port in (80, 443):  # CDX prints the port of old captures
        url = parts._replace(netloc=parts.hostname).geturl()
    return Capture(url, at)


def pages(captures: Iterable[Capture]) -> list[Capture]:
    """Those that can be articles: no front pages, no robots.txt, no feeds."""
    return [one for one in captures if urlsplit(one.url).path not in _PLAIN and not one.url.endswith((".txt", ".xml"))]
