"""Doubles of every outlet file: each source is there, of its kind, and what it leads to reads as what was written."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from config.outlets import Outlet, Outlets, Source, load_outlets
from extractors.discover import Listing, Where, read_listing
from extractors.pages import read_page
from press.others import TIMES, OtherError, Others
from press.outlets import double, doubles, write_doubles
from press.sites import SITES
from press.world import FIRST, SECOND

REAL = load_outlets()
PLAYED = [outlet for outlet in REAL.values() if outlet.id not in SITES and any(s.enabled for s in outlet.sources)]
OTHERS = Others(REAL, SECOND, but=SITES)
SOURCES = [
    pytest.param(double(outlet), source, id=outlet.source_id(source))
    for outlet in PLAYED
    for source in double(outlet).sources
    if source.enabled and source.kind != "ids"  # numbers stand on no list; `press.year` plays them
]


def listing_of(outlet: Outlet, source: Source, url: str) -> Listing:
    parts = urlsplit(url)
    answer = OTHERS.get(parts.netloc, parts.path, parts.query)
    assert answer is not None, url
    content_type, body = answer
    return read_listing(body, Where(outlet, source, url, SECOND, content_type))


def test_every_enabled_outlet_has_a_double() -> None:
    assert {outlet.id for outlet in REAL.values() if outlet.enabled} <= set(SITES) | {outlet.id for outlet in PLAYED}


@pytest.mark.parametrize(("outlet", "source"), SOURCES)
def test_every_source_leads_to_its_outlets_texts(outlet: Outlet, source: Source) -> None:
    days = {at.astimezone(outlet.zone).date() for at in TIMES}
    urls = [source.on(day) for day in days]
    found = []
    for url in urls:
        listing = listing_of(outlet, source, url)
        assert (listing.health, listing.reason) == ("ok", None)
        for leaf in listing.next_urls:
            found += listing_of(outlet, source, leaf).sightings
        found += listing.sightings
    texts = [OTHERS.texts[sighting.url] for sighting in found]
    assert texts
    assert {text.outlet_id for text in texts} == {outlet.id}
    assert {text.lang for text in texts} == {source.lang or outlet.languages[0]}
    if source.kind == "feed":
        assert all(sighting.title == text.title for sighting, text in zip(found, texts, strict=True))
        assert all((sighting.published_at is not None) == source.dated for sighting in found)


@pytest.mark.parametrize("outlet", PLAYED, ids=lambda outlet: outlet.id)
def test_a_page_reads_as_it_was_written(outlet: Outlet) -> None:
    text = next(text for text in OTHERS.texts.values() if text.outlet_id == outlet.id)
    parts = urlsplit(text.url)
    content_type, body = OTHERS.get(parts.netloc, parts.path) or ("", b"")
    article = read_page(body, text.url, outlet=double(outlet), fetched_at=SECOND, content_type=content_type)
    assert (article.verdict, article.title, article.paragraphs) == ("article", text.title, text.paragraphs)
    assert article.published is not None
    assert article.published.on == text.local.date()
    method = next(r.method for r in article.receipts if r.field == "body" and r.chosen)
    if outlet.family in ("trs", "xinhua", "ria", "newsstudio", "wordpress"):
        assert method == "selector", "the family's own rule reads its layout"


def test_the_same_moment_gives_the_same_bytes_and_a_later_one_more() -> None:
    few = Outlets([REAL["kremlin"], REAL["un"], REAL["dw"]])
    early, again, late = Others(few, FIRST), Others(few, FIRST), Others(few, SECOND)
    for url in early.texts:
        parts = urlsplit(url)
        assert early.get(parts.netloc, parts.path) == again.get(parts.netloc, parts.path) is not None
    assert set(early.texts) < set(late.texts)
    assert Others(few, datetime(2020, 1, 1, tzinfo=UTC)).texts == {}


def test_doubles_of_all_outlets_are_read_back_the_same(tmp_path: Path) -> None:
    write_doubles(tmp_path, REAL)
    assert dict(load_outlets(tmp_path)) == dict(doubles(REAL))


@pytest.mark.parametrize("form", ["rss", "atom", "rdf", "json"])
@pytest.mark.parametrize("dated", [True, False])
@pytest.mark.parametrize("body", ["none", "summary", "full"])
def test_feeds_of_every_format(form: str, dated: bool, body: str) -> None:
    fields = {"id": "feed", "kind": "feed", "url": "https://bbc.co.uk/f", "format": form, "dated": dated}
    source = Source.model_validate(fields | {"feed_body": body})
    outlet = REAL["bbc"].model_copy(update={"sources": (source,)})
    here = double(outlet)
    others = Others(Outlets([outlet]), SECOND)
    content_type, answer = others.get("bbc.co.uk.localhost", "/f") or ("", b"")
    source = here.sources[0]
    listing = read_listing(answer, Where(here, source, source.url, SECOND, content_type))
    assert [sighting.url for sighting in listing.sightings] == list(others.texts)
    # An Atom entry has a date of change even where it has none of publication; only the latter is an instant here.
    assert all((sighting.published_at is not None) == dated for sighting in listing.sightings)


def test_a_pattern_that_no_address_here_fits_is_named() -> None:
    source = REAL["ria"].sources[1].model_copy(update={"url_pattern": "^/nothing/like/it$"})
    with pytest.raises(OtherError, match="ria/archive"):
        Others(Outlets([REAL["ria"].model_copy(update={"sources": (source,)})]), FIRST)
