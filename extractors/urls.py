"""URLs: what may be fetched, and which spellings are one document."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

# Query parameters that say how a reader came, not what is read. Lists of miniflux, ClearURLs and Matomo agree on these.
_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|dclid|yclid|msclkid|mc_[ce]id|igshid|_ga|_gl|spm|"
    r"ref|ref_src|ref_url|referer|referrer|ncid|cmpid|ocid|smid|sh_kit|from_source|share_token|"
    r"nsukey|isappinstalled|wxfrom|scene|srcid|sessionid|phpsessid|jsessionid)$",
    re.IGNORECASE,
)
_DEFAULT_PORT = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
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


@lru_cache(maxsize=8192)
def host(url: str) -> str:
    """The host, lower case, without port; "" when there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


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
