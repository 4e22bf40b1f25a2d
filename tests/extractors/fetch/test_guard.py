"""The guard: no private address, by whatever road."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.fetch.guard import (
    BadAddress,
    Resolver,
    ascii_host,
    check_form,
    check_host,
    check_place,
    disguise,
    loopback_port,
    public,
    socket_factory,
)

PRESS = {"*.localhost": 8642}
NOT_PUBLIC = [
    ip_network(text)
    for text in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.2.0/24",
        "192.168.0.0/16", "198.18.0.0/15", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "::1/128", "::/128",
        "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "2001:db8::/32", "64:ff9b:1::/48", "2001::/32", "100::/64",
        "3fff::/20", "5f00::/16",
    )
]  # fmt: skip


@given(st.sampled_from(NOT_PUBLIC), st.integers(0, 2**128))
def test_special_networks_are_not_public(network: object, n: int) -> None:
    assert not public(network[n % network.num_addresses])  # type: ignore[index, attr-defined]


@given(st.ip_addresses(v=4))
def test_an_ipv6_address_is_judged_by_the_ipv4_address_in_it(inner: IPv4Address) -> None:
    n = int(inner)
    for outer in (0xFFFF << 32 | n, 0x64FF9B << 96 | n, 0x2002 << 112 | n << 80, n):
        assert public(IPv6Address(outer)) == public(inner)


@given(st.ip_addresses())
def test_public_addresses_are_global_unicast(address: IPv4Address | IPv6Address) -> None:
    # One that carries an IPv4 address is judged by that, as tested above; Python's word on it changed with 3.13.
    carries = isinstance(address, IPv6Address) and (address.sixtofour or address.ipv4_mapped)
    if public(address) and not carries:
        assert (address.is_private, address.is_loopback, address.is_multicast) == (False, False, False)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_the_internet_is_public(address: str) -> None:
    assert public(address)


@given(st.ip_addresses())
def test_only_public_addresses_are_dialled(address: IPv4Address | IPv6Address) -> None:
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    info = (family, socket.SOCK_STREAM, 0, "", (str(address), 80))
    if public(address):
        socket_factory({})(info).close()
    else:
        with pytest.raises(BadAddress):
            socket_factory({})(info)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 80), ("127.0.0.2", 8642), ("::1", 8642), ("10.0.0.1", 8642)])
def test_the_press_is_one_port_of_one_address(host: str, port: int) -> None:
    make = socket_factory(PRESS)
    make((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 8642))).close()
    with pytest.raises(BadAddress):
        make((socket.AF_INET, socket.SOCK_STREAM, 0, "", (host, port)))


def check_url(url: str, loopback: Mapping[str, int]) -> str | None:
    """What the client makes of a URL, of its letters first and then of its parts."""
    try:
        return check_form(url) or check_place(urlsplit(url), loopback)
    except ValueError as error:
        return str(error)


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("ftp://news.example/", "scheme"), ("file:///etc/passwd", "scheme"), ("//news.example/", "scheme"),
        ("javascript:alert(1)", "scheme"), ("", "scheme"), ("https://", "no host"), ("https:///path", "no host"),
        ("https://user:pass@news.example/", "credentials"), ("https://@news.example/", "credentials"),
        ("https://news.example\\@10.0.0.1/", "backslash"), ("https://news.example/\r\nX: y", "control"),
        ("https://news.example:99999/", "ort"), ("https://news.example:x/", "ort"),
        ("https://news.example:25/", "port 25"),
        ("https://news.example:0/", "port 0"), ("https://news.example/" + "a" * 9000, "characters"),
        ("https://news.example/\ud800", "control"), ("http://[::1", "IPv6"),
    ],
)  # fmt: skip
def test_urls_with_tricks_are_refused(url: str, word: str) -> None:
    assert word in (check_url(url, {}) or "")


@pytest.mark.parametrize("url", ["http://news.example", "https://news.example:8443/a?b#c", "HTTP://NEWS.example/中"])
def test_plain_urls_pass(url: str) -> None:
    assert check_url(url, {}) is None


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "10.1.2.3", "::1", "localhost", "LOCALHOST.", "a.localhost", "printer.local", "db.internal",
        "127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "0x7f000001", "169.254.169.254", "fe80::1%eth0",
    ],
)  # fmt: skip
def test_local_hosts_are_refused_by_name(host: str) -> None:
    assert check_host(host, {}) is not None


@pytest.mark.parametrize(
    "host", ["news.example", "xn--b1amnebsh.example", "8.8.8.8", "3news.example", "locals.example"]
)
def test_other_hosts_pass(host: str) -> None:
    assert check_host(host, {}) is None


@given(st.text())
def test_the_checks_take_any_text(text: str) -> None:
    for reason in (check_url(text, PRESS), check_host(text, PRESS)):
        assert reason is None or reason


def test_the_press_is_found_by_pattern() -> None:
    assert loopback_port("A.LocalHost.", PRESS) == 8642
    assert loopback_port("localhost", PRESS) is None
    assert check_host("a.localhost", PRESS) is None
    assert check_url("http://a.localhost:1/", PRESS) is None


async def test_the_resolver_sends_the_press_home_and_nothing_else() -> None:
    resolver = Resolver(PRESS)
    (found,) = await resolver.resolve("a.localhost", 80)
    assert (found["host"], found["port"]) == ("127.0.0.1", 8642)
    with pytest.raises(BadAddress, match="local name"):
        await resolver.resolve("localhost", 8642)
    await resolver.close()


async def test_a_name_with_a_private_address_is_refused() -> None:
    """As in DNS rebinding: the name is harmless, what it resolves to is not."""
    name = socket.gethostname()
    addresses = {info[4][0] for info in socket.getaddrinfo(name, 80)}
    if "." in name or any(public(ip_address(address)) for address in addresses):
        pytest.skip("this machine's own name is not private")
    resolver = Resolver({})
    with pytest.raises(BadAddress, match="resolves to"):
        await resolver.resolve(name, 80)
    await resolver.close()


@pytest.mark.parametrize(
    "host", ["www.xn--xinhunet-66g.com", "xn--80ak6aa92e.com", "\u0440\u0440\u0435\u0441\u0441.com", "xn--zz--.example"]
)
def test_twins_are_refused(host: str) -> None:
    assert disguise(host)
    assert check_url(f"http://{host}/", {}) is not None


@pytest.mark.parametrize(
    "host",
    [
        "news.example", "новости.рф", "xn--b1amnebsh.example", "мойсайт.com", "新华网.cn", "xinhua新华.cn", "한국kr.kr",
        "日本ひらカタ.jp", "münchen.de", "ελλαδα.gr", "ایران.ir", "1.2.3.4", "2001:db8::1", "",
    ],
)  # fmt: skip
def test_names_in_their_own_script_are_no_twins(host: str) -> None:
    assert disguise(host) is None


@given(st.text())
def test_a_name_and_its_punycode_are_one_host(name: str) -> None:
    assert ascii_host(ascii_host(name)) == ascii_host(name)


async def test_rebinding_between_the_check_and_the_dial_is_caught() -> None:
    """The resolver may say what it likes: the address that is dialled is looked at once more."""
    make = socket_factory({})
    with pytest.raises(BadAddress):
        make((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 80)))
