"""What may be dialled: http(s) URLs without tricks, at public addresses.

A feed decides which URLs we fetch, so every URL is hostile until checked. Three checks, each enough for its case:
the URL as written (`check_form`, `check_place` and `check_host`), the addresses its host resolves to (`Resolver`), and
the address actually dialled (`socket_factory`), which no redirect, rebinding or library mistake can go round.
"""

from __future__ import annotations

import re
import socket
import unicodedata
from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import SplitResult

from aiohttp import AddrInfoType
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

MAX_URL = 8000
"""Characters; servers and archives refuse longer ones."""

_NAT64 = IPv6Network("64:ff9b::/96")
_COMPATIBLE = IPv6Network("::/96")
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NOT_IN_URL = re.compile(r"[\x00-\x20\x7f\\\ud800-\udfff]")
# Python 3.11 does not know these yet (IANA special-purpose registry: documentation 2024, segment routing SIDs 2024).
_LATE_SPECIAL = (IPv6Network("3fff::/20"), IPv6Network("5f00::/16"))
# Lower-case Cyrillic and Greek letters that are drawn like Latin ones, as in names made to be taken for another.
_LOOKS_LATIN = frozenset("аеорсухѕіјԁԛԝһӏνοαρτυκι")
# Scripts that are written together in one name, beside one script and digits.
_TOGETHER = (
    frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "CJK", "BOPOMOFO"}),
    frozenset({"LATIN", "CJK", "HANGUL"}),
)
_LOCAL_SUFFIXES = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "onion")


class BadAddress(OSError):
    """An address that is not public. An OSError, for that is what connecting code expects and hands on."""

    def __init__(self, message: str = "not a public address") -> None:
        super().__init__(message)


def public(address: str | IPv4Address | IPv6Address) -> bool:
    """Whether it is a global unicast address. IPv6 addresses that carry an IPv4 one are judged by that.

    Raises ValueError for a string that is no address.
    """
    ip = ip_address(address) if isinstance(address, str) else address
    if isinstance(ip, IPv6Address):
        if inner := _embedded(ip):
            return public(inner)
        if ip not in _GLOBAL_UNICAST or any(ip in network for network in _LATE_SPECIAL):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _embedded(ip: IPv6Address) -> IPv4Address | None:
    if ip in _NAT64 or ip in _COMPATIBLE:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour  # Teredo (2001::/32) is not global at all


def ascii_host(host: str) -> str:
    """A host as it is looked up: lower case, no final dot, in ASCII. One that cannot be written so is left as it is."""
    name = host.lower().rstrip(".")
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def disguise(host: str) -> str | None:
    """Why a name was made to be taken for another; None for any other name.

    A label that mixes scripts which nobody writes together, or one of foreign letters that are all drawn like Latin
    ones under a Latin top-level domain: the twins that punycode makes possible.
    """
    if host.isascii() and "xn--" not in host.lower():
        return None
    labels = host.lower().rstrip(".").split(".")
    for label in labels:
        try:
            text = label.encode("ascii").decode("idna") if label.startswith("xn--") else label
        except UnicodeError:
            return f"{label[:80]} is no name in punycode"
        scripts = {unicodedata.name(letter, "?").split(" ")[0].split("-")[0] for letter in text if letter.isalpha()}
        if len(scripts) > 1 and not any(scripts <= group for group in _TOGETHER):
            return f"{label[:80]} is {text[:80]!r}, which mixes {' and '.join(sorted(scripts)).title()} letters"
        if (
            scripts
            and not text.isascii()
            and _LOOKS_LATIN.issuperset(letter for letter in text if letter.isalpha())
            and len(labels) > 1
        ):
            top = labels[-1]
            if top.isascii() and not top.startswith("xn--"):
                return f"{label[:80]} is {text[:80]!r}, which is drawn like a Latin name"
    return None


def loopback_port(host: str, loopback: Mapping[str, int]) -> int | None:
    """The port on this machine that stands in for a host; None for every host but those of the press."""
    host = host.lower().rstrip(".")
    return next((port for pattern, port in loopback.items() if fnmatchcase(host, pattern.lower())), None)


def check_form(url: str) -> str | None:
    """Why this URL may not be fetched, by its letters, before it is parsed; None when it may. Outcome `bad-url`."""
    if len(url) > MAX_URL:
        return f"URL of {len(url)} characters"
    if _NOT_IN_URL.search(url):
        return "white space, control characters or a backslash in the URL"
    return None


def check_place(parts: SplitResult, loopback: Mapping[str, int]) -> str | None:
    """Why URLs of this scheme, host and port may not be fetched; None when they may. Outcome `bad-url`.

    Raises ValueError for a port that is none.
    """
    port = parts.port
    if parts.scheme not in ("http", "https"):
        return f"scheme {parts.scheme[:20]!r} is not http or https"
    if "@" in parts.netloc:
        return "credentials in the URL"
    if not parts.hostname:
        return "no host in the URL"
    if twin := disguise(parts.hostname):
        return twin
    # Lower ports are other services, which a request could be made to speak to.
    if port is not None and port not in (80, 443) and port < 1024 and loopback_port(parts.hostname, loopback) is None:
        return f"port {port}"
    return None


def check_host(host: str, loopback: Mapping[str, int]) -> str | None:
    """Why this host may not be asked, by its name alone; None when it may. Outcome `bad-address`."""
    if loopback_port(host, loopback) is not None:
        return None
    name = host.lower().rstrip(".")
    try:
        return None if public(name) else f"{name} is not a public address"
    except ValueError:
        pass
    # "127.1", "0x7f.1" and "2130706433" are addresses too, to some resolvers.
    if re.fullmatch(r"(0x[0-9a-f]*|[0-9]+)", name.rpartition(".")[2]):
        return f"{name} is an address in disguise"
    if any(name == suffix or name.endswith("." + suffix) for suffix in _LOCAL_SUFFIXES):
        return f"{name} is a local name"
    return None


class Resolver(AbstractResolver):
    """The system's resolver, for public addresses only; hosts of the press go to their port on this machine."""

    def __init__(self, loopback: Mapping[str, int], system: AbstractResolver | None = None) -> None:
        self._loopback = loopback
        self._system = system or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Addresses of a host. Raises BadAddress when any of them is not public: such a host is not to be trusted."""
        stand_in = loopback_port(host, self._loopback)
        if stand_in is not None:
            return [
                ResolveResult(hostname=host, host="127.0.0.1", port=stand_in, family=socket.AF_INET, proto=0, flags=0)
            ]
        if problem := check_host(host, self._loopback):
            raise BadAddress(problem)
        found = await self._system.resolve(host, port, family)
        for result in found:
            if not public(result["host"]):
                raise BadAddress(f"{host} resolves to {result['host']}, which is not a public address")
        return found

    async def close(self) -> None:
        await self._system.close()


def socket_factory(loopback: Mapping[str, int]) -> Callable[[AddrInfoType], socket.socket]:
    """Makes sockets for public addresses, and for those ports of 127.0.0.1 where the press listens; else BadAddress."""
    ports = frozenset(loopback.values())

    def make(info: AddrInfoType) -> socket.socket:
        family, kind, protocol, _, address = info
        host, port = _host_and_port(address)
        if not public(host) and (host, port) not in {("127.0.0.1", port) for port in ports}:
            raise BadAddress
        return socket.socket(family, kind, protocol)

    return make


def _host_and_port(address: Any) -> tuple[str, int]:
    return str(address[0]), int(address[1])
