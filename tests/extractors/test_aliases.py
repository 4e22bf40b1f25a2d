"""Twins, moves, redirects and links: which addresses are one document, and which must never be."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.outlets import Outlet, Outlets, Source, Status, Twin
from extractors.aliases import identity, resolve
from extractors.records import Fetch
from extractors.urls import canonical_url, twin


def outlet(**more: Any) -> Outlet:
    return Outlet(
        **{
            "id": "harbour",
            "name": "Harbour",
            "country": "CN",
            "ownership": "state",
            "languages": ("en",),
            "timezone": "Asia/Shanghai",
            "hosts": ("harbour.example", "harbour-news.example"),
            "rights": "media-text",
            "status": Status(state="live"),
            "sources": (Source(id="feed", kind="feed", url="https://www.harbour.example/rss.xml"),),
            **more,
        }
    )


HARBOUR = outlet()


SITE = "https://www.harbour.example"


@pytest.mark.parametrize(
    ("url", "canonical", "kind"),
    [
        ("https://m.harbour.example/world/1234567.html", "/world/1234567.html", "mobile"),
        ("https://wap.harbour.example/world/1234567.html", "/world/1234567.html", "mobile"),
        ("https://amp.harbour.example/world/1234567.html", "/world/1234567.html", "amp"),
        (f"{SITE}/amp/20260302/1930001122.html", "/20260302/1930001122.html", "amp"),
        (f"{SITE}/world/553311-ferry-to-reopen/amp", "/world/553311-ferry-to-reopen", "amp"),
        (f"{SITE}/2026/03/the-ferry-line-reopens/amp/", "/2026/03/the-ferry-line-reopens/", "amp"),
        (f"{SITE}/a/1234567.amp.html", "/a/1234567.html", "amp"),
        (f"{SITE}/a/1234567.html?amp=1", "/a/1234567.html", "amp"),
        (f"{SITE}/a/1234567.html?outputType=amp&id=3", "/a/1234567.html?id=3", "amp"),
        (f"{SITE}/fa/print/1234567", "/fa/1234567", "print"),
        (f"{SITE}/news/1234567/print", "/news/1234567", "print"),
        (f"{SITE}/news/1234567?print=1", "/news/1234567", "print"),
        ("https://m.harbour.example/amp/1234567.html?print=y", "/1234567.html", "amp"),
    ],
)
def test_twins_lead_to_their_page(url: str, canonical: str, kind: str) -> None:
    found = identity(url, HARBOUR)
    assert (found.canonical_url, found.kind) == (SITE + canonical, kind)


@pytest.mark.parametrize(
    "url",
    [
        "https://m.harbour.example/",  # the home page of the mobile site
        "https://m.harbour.example/world/2.html",  # a mobile site may count its own pages
        "https://www.harbour.example/amp/",
        "https://www.harbour.example/print/12.html",
        "https://www.harbour.example/tag/amp",
        "https://www.harbour.example/amplifier/1234567.html",
        "https://www.harbour.example/footprint/1234567.html",
        "https://www.harbour.example/world/amp/1234567.html",  # in the middle of a path it may be a section
        "https://www.harbour.example/a/1234567.html?amp=2",
        "https://m.example/world/1234567.html",  # m is the domain itself
        "https://www.harbour.example/world/1234567.html",
    ],
)
def test_what_may_be_another_page_stays_one(url: str) -> None:
    assert twin(url) is None
    assert identity(url, HARBOUR).canonical_url == canonical_url(url)


# One article of a made-up outlet, and the ways in which its address may be written.
NUMBERS = st.integers(10_000, 99_999_999).map(str)
SECTIONS = st.sampled_from(["world", "china", "news", "2026/03/02", "amp-news", "print-edition", "m"])
ARTICLES = st.builds("/{}/{}{}".format, SECTIONS, NUMBERS, st.sampled_from(["", ".html", "-ferry-to-reopen", "/"]))
QUERIES = st.sampled_from(["", "?page=2", "?id=7", "?lang=ru"])
VIEWS = st.sampled_from(
    ["plain", "mobile", "amp host", "amp first", "amp last", "amp query", "print last", "print query"]
)


def address(path: str, query: str, view: str) -> str:
    host = {"mobile": "m.harbour.example", "amp host": "amp.harbour.example"}.get(view, "www.harbour.example")
    extra = {"amp query": "amp=1", "print query": "print=1"}.get(view, "")
    if view == "amp first":
        path = f"/amp{path}"
    elif view in ("amp last", "print last"):
        path = f"{path.rstrip('/')}/{view.split()[0]}" + ("/" if path.endswith("/") else "")
    joined = "&".join(part for part in (query.removeprefix("?"), extra) if part)
    return f"https://{host}{path}" + (f"?{joined}" if joined else "")


@given(ARTICLES, QUERIES, VIEWS, ARTICLES, QUERIES, VIEWS)
def test_two_addresses_are_one_document_when_they_are_views_of_one_article_and_never_else(
    path: str, query: str, view: str, other_path: str, other_query: str, other_view: str
) -> None:
    one = identity(address(path, query, view), HARBOUR).canonical_url
    other = identity(address(other_path, other_query, other_view), HARBOUR).canonical_url
    assert (one == other) == ((path, query) == (other_path, other_query))


WORDS = st.sampled_from(
    ["amp", "print", "m", "www", "a", "ru", "1234567", "7654321", "x.amp", "x.html", "", "ferry-to-open-again"]
)
PARAMETERS = st.sampled_from(["amp=1", "amp", "print=1", "view=print", "id=1", "id=2", "format=amp"])
ANY = st.builds(
    lambda host, path, query: f"https://{host}/{'/'.join(path)}" + (f"?{'&'.join(query)}" if query else ""),
    st.sampled_from(
        ["harbour.example", "www.harbour.example", "m.harbour.example", "amp.m.harbour.example", "x.example"]
    ),
    st.lists(WORDS, max_size=4),
    st.lists(PARAMETERS, max_size=3),
)


def essence(url: str) -> tuple[object, ...]:
    """What no rule may change: all but the words for views, wherever they stand."""
    base = canonical_url(url).removeprefix("https://")
    place, _, query = base.partition("?")
    host, *path = place.split("/")
    labels = [label for label in host.split(".") if label not in ("m", "amp", "www")]
    parts = [part.replace(".amp", "") for part in path if part not in ("amp", "print", "")]
    kept = sorted(p for p in query.split("&") if p.split("=")[0] not in ("amp", "print", "view") and p)
    return labels, parts, kept


@given(ANY, st.sampled_from([None, HARBOUR]))
def test_an_identity_is_its_own_and_keeps_all_that_names_the_article(url: str, known: Outlet | None) -> None:
    once = identity(url, known).canonical_url
    assert identity(once, known).canonical_url == once
    assert essence(once) == essence(url)


# ------------------------------------------------------------------------------------------------ moved hosts

MOVED = outlet(
    moved={
        "old.harbour.example": "www.harbour-news.example",
        "harbour.example/mfa_eng": "www.harbour.example/eng",
        "harbour-news.example": "en.harbour.example",
    }
)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("http://old.harbour.example/a/c_1.htm", "https://en.harbour.example/a/c_1.htm"),  # moved twice
        ("http://www.harbour-news.example/a/c_1.htm", "https://en.harbour.example/a/c_1.htm"),
        ("https://www.harbour.example/mfa_eng/x/t1.html?a=1", "https://www.harbour.example/eng/x/t1.html?a=1"),
        ("https://www.harbour.example/mfa_english/x/t1.html", "https://www.harbour.example/mfa_english/x/t1.html"),
        ("https://photos.old.harbour.example/a/c_1.htm", "https://photos.old.harbour.example/a/c_1.htm"),
        ("https://old.harbour.example.net/a/c_1.htm", "https://old.harbour.example.net/a/c_1.htm"),
    ],
)
def test_a_moved_host_leads_to_the_new_one(url: str, canonical: str) -> None:
    found = identity(url, MOVED)
    assert found.canonical_url == canonical
    assert found.kind == ("host-move" if canonical != canonical_url(url) else None)
    assert identity(canonical, MOVED).canonical_url == canonical


@pytest.mark.parametrize(
    ("moved", "complaint"),
    [
        ({"harbour.example": "elsewhere.example"}, "none of the outlet's hosts"),
        ({"harbour.example": "https://harbour-news.example"}, "without scheme"),
        (
            {"harbour.example": "harbour-news.example", "www.harbour-news.example": "www.harbour.example"},
            "back to itself",
        ),
    ],
)
def test_a_move_that_cannot_be_is_refused(moved: dict[str, str], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        outlet(moved=moved)


def test_an_outlets_own_twins() -> None:
    numbered = outlet(twins=(Twin(kind="print", pattern=r"/(\w\w)/print/(\d+)|/(\w\w)/old/(\d+)", to=r"/\1/news/\2"),))
    assert (
        identity("https://harbour.example/fa/print/123", numbered).canonical_url
        == "https://harbour.example/fa/news/123"
    )
    assert identity("https://harbour.example/fa/print/123/x", numbered).kind is None
    with pytest.raises(ValueError, match="names group 2"):
        Twin(kind="amp", pattern=r"/amp/(\d+)", to=r"/\2")
    with pytest.raises(ValueError, match="carry what names"):
        Twin(kind="amp", pattern=r"/amp/(\d+)", to="/article")


# ------------------------------------------------------------------------------------------------ answers

OUTLETS = Outlets([HARBOUR, outlet(id="other", hosts=("other.example",), sources=())])
AT = datetime(2026, 3, 2, tzinfo=UTC)


def fetched(url: str, final_url: str | None = None) -> Fetch:
    return Fetch(url=url, purpose="page", fetched_at=AT, outcome="ok", final_url=final_url or url)


def test_a_redirect_within_the_outlet_leads_on() -> None:
    url, final = "https://www.harbour.example/r?id=9", "https://www.harbour.example/world/1234567.html"
    canonical, (alias,) = resolve(fetched(url, final), None, OUTLETS)
    assert canonical == final
    assert (alias.from_url, alias.to_url, alias.kind, alias.outlet_id) == (url, final, "redirect", "harbour")


@pytest.mark.parametrize(
    "final",
    [
        "https://www.harbour.example/",
        "https://www.harbour.example/world/",  # no article: everything may lead there
        "https://www.other.example/world/1234567.html",
        "https://consent.example/?to=1234567",
        "https://www.harbour.example/world/7654321.html?session=93111",  # only a query more
    ],
)
def test_other_redirects_do_not(final: str) -> None:
    url = "https://www.harbour.example/world/7654321.html"
    assert resolve(fetched(url, final), None, OUTLETS) == (url, [])


def test_a_twin_that_redirects_is_one_document_with_all_its_addresses() -> None:
    canonical, aliases = resolve(
        fetched("http://harbour.example/world/1234567.html", "https://www.harbour.example/world/1234567.html"),
        "https://www.harbour.example/world/1234567.html",
        OUTLETS,
        listed="https://m.harbour.example/world/1234567.html",
    )
    assert canonical == "https://www.harbour.example/world/1234567.html"
    assert [(alias.from_url, alias.kind) for alias in aliases] == [
        ("https://harbour.example/world/1234567.html", "redirect")
    ]


@pytest.mark.parametrize(
    ("url", "link", "believed"),
    [
        ("https://harbour.example/w/1234567.html", "https://www.harbour.example/w/1234567.html", True),
        ("https://www.harbour.example/w/amp/1234567.html", "https://www.harbour.example/w/1234567.html", True),
        ("https://www.harbour.example/w/1234567.html", "https://www.harbour.example/w/7654321.html", False),
        ("https://www.harbour.example/w/1234567.html", "https://www.harbour.example/w/", False),
        ("https://www.harbour.example/ru/1234567.html", "https://www.harbour.example/en/1234567.html", False),
        ("https://www.harbour.example/w/1234567.html?id=1", "https://www.harbour.example/w/1234567.html", False),
        ("https://www.harbour.example/view/a.html", "https://harbour.example/view/a.html", False),
    ],
)
def test_a_canonical_link_is_believed_for_another_spelling_of_the_same_place(
    url: str, link: str, believed: bool
) -> None:
    canonical, aliases = resolve(fetched(url), link, OUTLETS)
    assert canonical == (link if believed else url)
    assert [alias.kind for alias in aliases] == (["canonical-link"] if believed else [])
