"""What points to the articles: every configured source is served, and leads to every document."""

from __future__ import annotations

import gzip
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit

import feedparser
import pytest
from lxml import etree, html
from protego import Protego

from config.outlets import Outlet, Source, load_outlets
from press.edition import Edition, Resource
from press.outlets import double_url, doubles, write_doubles
from press.sites import SITES
from press.world import END, FIRST, SECOND, World

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def get(edition: Edition, url: str) -> Resource:
    parts = urlsplit(url)
    resource = edition.get(parts.netloc, parts.path)
    assert resource is not None, url
    return resource


def sitemap_urls(edition: Edition, url: str) -> list[str]:
    body = get(edition, url).body
    tree = etree.fromstring(gzip.decompress(body) if url.endswith(".gz") else body)
    found = []
    for leaf in tree.xpath("//s:sitemap/s:loc/text()", namespaces=SITEMAP):
        found += sitemap_urls(edition, leaf)
    return found + tree.xpath("//s:url/s:loc/text()", namespaces=SITEMAP)


def listed(edition: Edition, source: Source) -> list[str]:
    """The article URLs of a source, in its order, read with plain tools and the source's own pattern."""
    body = get(edition, source.url).body
    match source.kind:
        case "feed":
            feed = feedparser.parse(body)
            assert not feed.bozo, feed.get("bozo_exception")
            links = [entry.link for entry in feed.entries]
        case "index":
            links = [urljoin(source.url, a.get("href")) for a in html.fromstring(body).iter("a")]
        case "sitemap":
            links = sitemap_urls(edition, source.url)
    pattern = re.compile(source.url_pattern or "")
    return list(dict.fromkeys(link for link in links if pattern.search(urlsplit(link).path)))


SOURCES = [
    pytest.param(outlet, source, id=outlet.source_id(source))
    for outlet in doubles().values()
    for source in outlet.sources
]


def test_doubles_change_hosts_and_nothing_else() -> None:
    real, double = load_outlets(), doubles()
    assert set(double) == set(SITES) <= set(real)
    for outlet in double.values():
        original = real[outlet.id]
        assert outlet.hosts == tuple(f"{host}.localhost" for host in original.hosts)
        assert outlet.pages == original.pages
        played = {source.id: source for source in original.sources if SITES[outlet.id].plays(source.id)}
        assert {s.id for s in original.sources if s.enabled and s.use != "archive"} - set(played) <= {
            "press_conferences"
        }
        assert [source.id for source in outlet.sources] == list(played)
        for source in outlet.sources:
            was = played[source.id]
            assert source.url == double_url(was.url)
            assert urlsplit(source.url).scheme == "http"
            assert source.model_copy(update={"url": was.url}) == was
    assert double_url("https://www.bjreview.com/World/") == "http://www.bjreview.com.localhost/World/"


def test_written_doubles_are_read_back_the_same(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("outlets") / "new"
    write_doubles(folder)
    assert dict(load_outlets(folder)) == dict(doubles())


def test_article_hosts_belong_to_their_outlet(packaged: World) -> None:
    double = doubles()
    for document in packaged.documents(END):
        found = double.of_url(document.url)
        assert found is not None
        assert found.id == document.outlet_id


@pytest.mark.parametrize(("outlet", "source"), SOURCES)
@pytest.mark.parametrize("at", [FIRST, SECOND], ids=["first", "second"])
def test_every_source_lists_standing_documents_newest_first(
    packaged: World, at: datetime, outlet: Outlet, source: Source
) -> None:
    edition = Edition(packaged, at)
    standing = {doc.url: doc for doc in packaged.documents(at) if doc.outlet_id == outlet.id and not doc.gone}
    links = listed(edition, source)
    assert links
    assert set(links) <= set(standing)
    if source.kind == "feed":
        times = [standing[link].published_at for link in links]
        assert times == sorted(times, reverse=True)
        assert len(links) <= SITES[outlet.id].feed_size
    if source.kind == "index":
        assert len(links) <= 60
        # Navigation, which the pattern keeps out.
        assert len(list(html.fromstring(get(edition, source.url).body).iter("a"))) > len(links) + 5
    if source.kind == "sitemap":
        assert set(links) == set(standing)


def test_every_document_stands_on_a_polled_source_when_it_is_published(packaged: World) -> None:
    outlets = doubles()
    for document in packaged.documents(END):
        edition = Edition(packaged, document.published_at)
        polled = [s for s in outlets[document.outlet_id].sources if s.use != "archive"]
        assert any(document.url in listed(edition, source) for source in polled), document.url


def test_the_first_poll_misses_only_what_a_sitemap_has(packaged: World) -> None:
    edition = Edition(packaged, FIRST)
    for outlet in doubles().values():
        found = {link for source in outlet.sources for link in listed(edition, source)}
        assert found == {doc.url for doc in packaged.documents(FIRST) if doc.outlet_id == outlet.id}


def test_feeds_print_the_time_with_the_zone_of_the_outlet(small: World, packaged: World) -> None:
    for outlet in ("tass_en", "cgtn", "chinanews", "whitehouse"):
        source = next(s for s in doubles()[outlet].sources if s.kind == "feed")
        body = get(Edition(packaged, FIRST), source.url).body
        known = {doc.url: doc for doc in packaged.documents(FIRST)}
        zone = {"tass_en": "+0300", "whitehouse": "-0500"}.get(outlet, "+0800")
        for entry in feedparser.parse(body).entries:
            assert entry.published.endswith(zone)
            assert datetime(*entry.published_parsed[:6], tzinfo=UTC) == known[entry.link].published_at


def test_cgtn_names_the_writer_in_its_feed(packaged: World) -> None:
    source = doubles()["cgtn"].sources[0]
    names = {e.source.title for e in feedparser.parse(get(Edition(packaged, END), source.url).body).entries}
    assert "Xinhua News Agency" in names


def test_the_white_house_feed_holds_whole_texts(packaged: World) -> None:
    edition = Edition(packaged, FIRST)
    known = {doc.url: doc for doc in packaged.documents(FIRST)}
    entries = feedparser.parse(get(edition, doubles()["whitehouse"].sources[0].url).body).entries
    assert entries
    assert len({entry.id for entry in entries}) == len(entries)
    for entry in entries:
        text = html.fromstring(entry.content[0].value).text_content()
        assert known[entry.link].paragraphs[-1] in text
        assert entry.author == "The White House"
    atom = feedparser.parse(get(edition, "http://www.whitehouse.gov.localhost/atom.xml").body)
    assert atom.version == "atom10"
    assert not atom.bozo
    assert [entry.link for entry in atom.entries] == [entry.link for entry in entries]


def test_sitemap_dates_are_those_of_the_documents(packaged: World) -> None:
    edition = Edition(packaged, SECOND)
    tree = etree.fromstring(get(edition, "http://www.cgtn.com.localhost/sitemap_latestnews.xml").body)
    known = {doc.url: doc for doc in packaged.documents(SECOND)}
    for entry in tree.findall("s:url", SITEMAP):
        document = known[entry.findtext("s:loc", namespaces=SITEMAP)]
        assert datetime.fromisoformat(entry.findtext("s:lastmod", namespaces=SITEMAP)) == document.modified_at


def test_robots(packaged: World) -> None:
    edition = Edition(packaged, FIRST)
    assert edition.get("english.news.cn.localhost", "/robots.txt") is None
    assert get(edition, "http://www.fmprc.gov.cn.localhost/robots.txt").content_type == "text/html"
    for host, banned in (("tass.com", "/search?q=x"), ("news.cgtn.com", "/a/b.do?x"), ("www.cgtn.com", "/b.do")):
        rules = Protego.parse(get(edition, f"http://{host}.localhost/robots.txt").body.decode())
        assert not rules.can_fetch(f"http://{host}.localhost{banned}", "readouts")
    for document in packaged.documents(FIRST):
        found = edition.get(document.host, "/robots.txt")
        if found and found.content_type == "text/plain":
            assert Protego.parse(found.body.decode()).can_fetch(document.url, "readouts")


def test_an_edit_changes_the_page_and_nothing_else_does(packaged: World) -> None:
    first, second = Edition(packaged, FIRST), Edition(packaged, SECOND)
    after = {doc.url: doc for doc in packaged.documents(SECOND)}
    edited = unedited = 0
    for document in packaged.documents(FIRST):
        later = after[document.url]
        if later.gone or document.outlet_id == "chinadaily":
            continue
        old, new = get(first, document.url), get(second, document.url)
        if later.version > document.version:
            edited += 1
            assert old.etag != new.etag
            assert old.modified_at < new.modified_at <= SECOND
        else:
            unedited += 1
            assert (old.etag, old.modified_at) == (new.etag, new.modified_at)
    assert edited
    assert unedited


def test_a_china_daily_page_changes_each_day_around_the_same_text(small: World) -> None:
    url = next(doc.url for doc in small.documents(FIRST) if doc.outlet_id == "chinadaily")
    noon, evening = datetime(2026, 3, 6, 4, tzinfo=UTC), datetime(2026, 3, 6, 15, 59, tzinfo=UTC)
    pages = [get(Edition(small, at), url) for at in (noon, evening, evening + timedelta(minutes=1))]
    assert pages[0] == pages[1]
    assert pages[1].modified_at < pages[2].modified_at


def test_a_list_changes_when_a_document_does(small: World) -> None:
    edit = datetime(2026, 3, 7, 2, tzinfo=UTC)
    sources = doubles()["cgtn"].sources
    before, after = Edition(small, edit - timedelta(seconds=1)), Edition(small, edit)
    changed = [get(before, s.url).etag != get(after, s.url).etag for s in sources]
    assert sum(changed) == 2  # its section's feed and the sitemap
    assert all(get(after, source.url).modified_at == edit for source in sources)


def test_the_same_moment_gives_the_same_bytes(packaged: World) -> None:
    one, two = Edition(packaged, SECOND), Edition(World(reversed(packaged.stories.values())), SECOND)
    assert one.urls
    assert sorted(one.urls) == sorted(two.urls)
    for url in one.urls:
        assert get(one, url) == get(two, url)
