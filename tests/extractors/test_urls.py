"""Identity of documents: what spelling of a URL may and may not change."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.urls import canonical_url, host, join, place

HOSTS = st.sampled_from(["news.example", "WWW.News.Example", "новости.example", "[2001:db8::1]", "news.example."])
TEXT = st.text(max_size=20).map(lambda text: text.replace("#", "").replace("?", ""))
URLS = st.builds(
    lambda scheme, name, port, path, query, fragment: f"{scheme}://{name}{port}/{path}?{query}#{fragment}",
    st.sampled_from(["http", "https", "HTTP"]),
    HOSTS,
    st.sampled_from(["", ":80", ":443", ":8080"]),
    TEXT,
    TEXT,
    TEXT,
)


def canonical_or_none(url: str) -> str | None:
    """None for what is refused; any other exception than ValueError fails the test."""
    try:
        return canonical_url(url)
    except ValueError:
        return None


@given(st.one_of(st.text(), URLS))
def test_a_canonical_url_is_its_own_canonical_url(url: str) -> None:
    once = canonical_or_none(url)
    if once is not None:
        assert canonical_url(once) == once


@given(URLS, st.sampled_from(["utm_source=rss", "fbclid=x", "spm=1.2", "ref=home"]))
def test_tracking_parameters_are_no_part_of_it(url: str, parameter: str) -> None:
    plain, _, fragment = url.partition("#")
    assert canonical_or_none(f"{plain}&{parameter}#{fragment}") == canonical_or_none(url)


@given(URLS)
def test_scheme_and_fragment_are_no_part_of_it(url: str) -> None:
    if ":80/" in url or ":443/" in url or ":8080/" in url:
        return
    other = url.replace("https://", "http://") if url.startswith("https") else "https" + url[4:]
    assert canonical_or_none(other.partition("#")[0] + "#elsewhere") == canonical_or_none(url)


@pytest.mark.parametrize(
    ("spelt", "canonical"),
    [
        ("http://www.News.example", "https://www.news.example/"),
        ("https://news.example:443/a//b/?utm_medium=x", "https://news.example/a/b/"),
        ("http://news.example:8080/a", "http://news.example:8080/a"),
        ("https://news.example/a?b=2&a=1#top", "https://news.example/a?a=1&b=2"),
        ("https://news.example/%7euser/%e4%b8%ad", "https://news.example/~user/%E4%B8%AD"),
        ("https://news.example/中", "https://news.example/%E4%B8%AD"),
        ("https://новости.example/", "https://xn--b1amnebsh.example/"),
        ("https://news.example/a?id=1&id=0", "https://news.example/a?id=0&id=1"),
        ("  https://news.example/a\n", "https://news.example/a"),
    ],
)
def test_spellings_of_one_document(spelt: str, canonical: str) -> None:
    assert canonical_url(spelt) == canonical


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/a", "https://news.example/A"),
        ("https://news.example/a", "https://news.example/a/"),
        ("https://news.example/a?id=1", "https://news.example/a?id=2"),
        ("https://news.example/a", "https://www.news.example/a"),
        ("https://news.example/a", "https://news.example/a?page="),
    ],
)
def test_different_documents_stay_different(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "news.example/a",
        "ftp://news.example/",
        "http://",
        "https:///a",
        "http://[::1",
        "http://a:b/",
        "http://.",
        "http://a b/",
    ],
)
def test_what_is_no_web_page_has_none(url: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        canonical_url(url)


@pytest.mark.parametrize(
    ("link", "absolute"),
    [
        ("b.html", "https://news.example/a/b.html"),
        ("/b#top", "https://news.example/b"),
        (" //other.example/b ", "https://other.example/b"),
        ("?page=2", "https://news.example/a/?page=2"),
        ("mailto:desk@news.example", None),
        ("javascript:void(0)", None),
        ("http://[broken/", None),
        ("http://a:99999/", None),
    ],
)
def test_links_are_made_absolute(link: str, absolute: str | None) -> None:
    assert join("https://news.example/a/", link) == absolute


@given(st.text(), st.text())
def test_no_link_breaks_joining(base: str, link: str) -> None:
    joined = join(base, link)
    assert joined is None or (joined.startswith(("http://", "https://")) and "#" not in joined)


@given(st.text())
def test_every_text_has_a_host_or_none(url: str) -> None:
    assert isinstance(host(url), str)


@pytest.mark.parametrize(
    "url",
    [
        "http://a.localhost/x",
        "https://A.localhost:8443/x?y#z",
        "HTTP://a.localhost/x",
        "http://a.localhost",
        "http://a.localhost?x/y",
        "http://a.localhost#x/y",
        "http://user@a.localhost/x",
        "http:///x/y",
        "https://[::1]/x",
        "//a.localhost/x",
        "http:/a/b",
        "",
    ],
)
def test_the_place_of_a_url_is_what_parsing_it_says(url: str) -> None:
    parts = urlsplit(url)
    assert place(url) == f"{parts.scheme}://{parts.netloc}"
