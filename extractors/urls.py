"""URLs: what may be fetched, and which spellings are one document."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from config.remembered import remembered

# Query parameters that say how a reader came, not what is read. Lists of miniflux, ClearURLs and Matomo agree on these.
_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|dclid|yclid|msclkid|mc_[ce]id|igshid|_ga|_gl|spm|"
    r"ref|ref_src|ref_url|referer|referrer|ncid|cmpid|ocid|smid|sh_kit|from_source|share_token|"
    r"nsukey|isappinstalled|wxfrom|scene|srcid|sessionid|phpsessid|jsessionid)$",
    re.IGNORECASE,
)
TwinKind = Literal["amp", "mobile", "print"]
_TWIN_HOST = re.compile(r"(?:(?P<amp>amp)|m|mobile|wap|3g)\.(?=[^.]+\.[^.])")
_TWIN_PATH = re.compile(
    r"(?P<before>^(?:/[a-z]{2})?)/(?P<first>amp|print)(?=/.)|/(?P<last>amp|print)(?=/?$)|\.(?P<suffix>amp)(?=\.html?$|$)"
)
_TWIN_QUERY: dict[tuple[str, str], TwinKind] = {
    **{("amp", value): "amp" for value in ("", "1", "true", "yes")},
    ("outputtype", "amp"): "amp",
    **{("print", value): "print" for value in ("", "1", "true", "yes", "y")},
    ("view", "print"): "print",
    ("format", "print"): "print",
}
# What makes an address one article's: a long number, a hash, or a slug of four words and more.
_IDENTIFIER = re.compile(r"\d{5,}|[0-9a-f]{16,}|[^\W_]+(?:[-_][^\W_]+){3,}", re.IGNORECASE)
_DEFAULT_PORT = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
_PLACE = re.compile(r"https?://[^/?#]*(?=/)")
_SAFE_PATH = "/:@!$&'()*+,;=~-._"


def join(base: str, link: str) -> str | None:
    """`link` as an absolute http(s) URL without fragment, or None when it is none (mail, script, broken)."""
    try:
        url = urlsplit(urljoin(base, link.strip()))
        if url.scheme not in ("http", "https") or not url.hostname:
            return None
        url.port  # noqa: B018  raises ValueError on a port that is none
    except ValueError:
        return None
    return urlunsplit(url._replace(fragment=""))


def place(url: str) -> str:
    """`scheme://host:port` of a URL, as printed. Raises ValueError as `urlsplit` does, which most URLs need not ask."""
    if found := _PLACE.match(url):
        return found[0]
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def behind_host(url: str) -> str:
    """Path and query of a URL: what patterns of addresses are about. Raises ValueError as `urlsplit` does."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


@remembered(8192)
def host(url: str) -> str:
    """The host, lower case, without port; "" when there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


@remembered(8192)
def canonical_url(url: str) -> str:
    """The one spelling under which a document is known.

    Scheme https (http and https serve one document; a URL with a port keeps its scheme), host lower case and
    in ASCII, no default port, no fragment, no tracking parameters, parameters sorted, percent-encoding
    normalised, no empty path. Idempotent. It is an identity, not an address: what is fetched is the URL as printed.
    Raises ValueError for what is not an http(s) URL.
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"not an http(s) URL: {url!r}")
    name = parts.hostname.rstrip(".").lower()
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError as error:
            raise ValueError(f"not a host name: {name!r}") from error
    if ":" in name:
        name = f"[{name}]"
    elif not _HOST.fullmatch(name):
        raise ValueError(f"not a host name: {name!r}")
    port = parts.port
    scheme = parts.scheme
    if port is None or port == _DEFAULT_PORT[scheme]:
        scheme, netloc = "https", name
    else:
        netloc = f"{name}:{port}"
    path = quote(unquote(parts.path, errors="surrogateescape"), safe=_SAFE_PATH, errors="surrogateescape") or "/"
    path = re.sub(r"//+", "/", path)
    query = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")]
    kept = sorted((key, value) for key, value in query if not _TRACKING.match(key))
    return urlunsplit((scheme, netloc, path, urlencode(kept, errors="surrogateescape"), ""))


def is_identified(url: str) -> bool:
    """Whether the path names one article, by a long number, a hash or a slug: enough to tell it from its siblings."""
    return _IDENTIFIER.search(unquote(urlsplit(url).path)) is not None


def twin(url: str) -> tuple[str, TwinKind] | None:
    """The address whose AMP, mobile or print view this canonical URL is, and which of these; None when it is none.

    An `m.` or `amp.` host, `/amp` or `/print` at either end of the path (or after a language), `.amp`, `?amp=1`. Only
    where what is left of the path names one article: a false twin would fold two articles into one. The host comes
    without `www.`; which of the two an outlet uses is known from its configuration (see `extractors.aliases`).
    """
    parts = urlsplit(url)
    kind: TwinKind | None = None
    path = parts.path
    if found := _TWIN_PATH.search(path):
        kind = "print" if "print" in (found["first"], found["last"]) else "amp"
        path = path[: found.start()] + (found["before"] or "") + path[found.end() :] or "/"
    query = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
    kept = [(key, value) for key, value in query if (key.lower(), value.lower()) not in _TWIN_QUERY]
    for key, value in query:
        kind = kind or _TWIN_QUERY.get((key.lower(), value.lower()))
    netloc = parts.netloc
    if found := _TWIN_HOST.match(netloc):
        kind = kind or ("amp" if found["amp"] else "mobile")
        netloc = netloc[found.end() :]
    if kind is None:
        return None
    target = urlunsplit((parts.scheme, netloc, path, urlencode(kept, errors="surrogateescape"), ""))
    return (target, kind) if is_identified(target) else None
