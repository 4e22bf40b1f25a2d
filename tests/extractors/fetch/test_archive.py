"""The archive: what is written opens in other people's tools, and a crash tears no more than a file's end."""

from __future__ import annotations

import gzip
import multiprocessing
import os
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from fastwarc.warc import WarcRecordType
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from extractors.discover.warc import read_warc
from extractors.fetch.archive import Archive, read_record
from extractors.fetch.warc import WarcError
from extractors.records import Fetch, Page
from tests.extractors.fetch.conftest import NOW

HTML = "<!doctype html><p>会谈".encode()
HEADERS = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))


def fetched(url: str = "https://news.example/a", **fields: object) -> Fetch:
    return replace(Fetch(url, "page", NOW, "ok", final_url=url, status=200), **fields)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "archive"


def files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.warc.gz"))


def test_warcio_and_fastwarc_read_it(archive: Archive, folder: Path) -> None:
    urls = [f"https://news.example/{n}" for n in range(3)]
    for url in urls:
        archive.write(fetched(url), HEADERS, "HTTP/1.1 200 OK", gzip.compress(HTML, mtime=0))
    archive.sync()
    (file,) = files(folder)
    assert file.parent == folder / "2026/11/23"
    with file.open("rb") as stream:
        info, *rest = [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
            for record in ArchiveIterator(stream, check_digests="raise")
        ]
    assert info[0] == "warcinfo"
    assert rest == [("response", url, HTML) for url in urls]
    with file.open("rb") as stream:
        found = [
            (record.headers["WARC-Target-URI"], record.http_headers.status_code, record.reader.read())
            for record in FastIterator(stream, record_types=WarcRecordType.response, auto_decode="all")
        ]
    assert found == [(url, 200, HTML) for url in urls]


def test_a_record_gives_back_the_fetch_and_the_body(archive: Archive, folder: Path) -> None:
    before = fetched(
        "https://news.example/short",
        final_url="https://news.example/long",
        via="sitemap",
        purpose="part",
        content_type="text/html",
        n_bytes=len(gzip.compress(HTML, mtime=0)),
    )
    place = archive.write(before, HEADERS, "HTTP/1.1 200 OK", gzip.compress(HTML, mtime=0))
    assert folder / (place.archive_file or "") == files(folder)[0]
    page = read_record(folder, place.archive_file or "", place.archive_offset or 0)
    assert page.body == HTML
    assert replace(page.fetch, body_sha256=None) == place


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(404, "gone"), (301, "redirects"), (503, "server-error"), (304, "not-modified")],
)
def test_answers_that_are_no_page_are_kept_too(archive: Archive, folder: Path, status: int, outcome: str) -> None:
    place = archive.write(fetched(status=status, outcome=outcome), (), f"HTTP/1.1 {status} X", b"sorry")
    page = read_record(folder, place.archive_file or "", place.archive_offset or 0)
    assert (page.fetch.outcome, page.fetch.status, page.body) == (outcome, status, None)


@pytest.mark.parametrize("outcome", ["too-large", "timeout", "connection"])
def test_what_broke_off_stays_broken_off(archive: Archive, folder: Path, outcome: str) -> None:
    place = archive.write(fetched(outcome=outcome), (), "HTTP/1.1 200 OK", b"<p>half")
    page = read_record(folder, place.archive_file or "", place.archive_offset or 0)
    assert (page.fetch.outcome, page.body) == (outcome, None)


def test_a_bomb_read_from_the_archive_is_still_a_bomb(archive: Archive, folder: Path) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000, mtime=0)
    place = archive.write(fetched(outcome="bomb"), HEADERS, "HTTP/1.1 200 OK", bomb)
    assert read_record(folder, place.archive_file or "", place.archive_offset or 0).fetch.outcome == "bomb"


HEADER = st.text(st.characters(exclude_categories=()), max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(st.lists(st.tuples(HEADER, HEADER), max_size=5), HEADER, st.binary(max_size=300))
@example([("", ";\x1f=0")], "", b"")  # a parameter that warcio's own encoding chokes on
def test_no_header_breaks_the_archive(
    archive: Archive, folder: Path, headers: list[tuple[str, str]], reason: str, body: bytes
) -> None:
    plain = [(name, value) for name, value in headers if not name.strip().lower().endswith("-encoding")]
    place = archive.write(fetched(), plain, f"HTTP/1.1 200 {reason}", body)
    page = read_record(folder, place.archive_file or "", place.archive_offset or 0)
    assert (page.fetch.outcome, page.body) == ("ok", body)


def test_a_page_from_elsewhere_is_copied_decoded(archive: Archive, folder: Path) -> None:
    page = Page(fetched(via="warc"), HTML, (*HEADERS, ("ETag", "1")))
    kept = archive.keep(page)
    again = read_record(folder, kept.fetch.archive_file or "", kept.fetch.archive_offset or 0)
    assert (again.body, again.header("ETag"), again.header("Content-Encoding")) == (HTML, "1", None)
    resource = archive.keep(
        Page(fetched(status=None, content_type="text/html"), HTML, (("Content-Type", "text/html"),))
    )
    again = read_record(folder, resource.fetch.archive_file or "", resource.fetch.archive_offset or 0)
    assert (again.body, again.fetch.status, again.fetch.content_type) == (HTML, None, "text/html")


def test_a_record_of_anothers_file_is_copied_as_it_stands(archive: Archive, folder: Path, tmp_path: Path) -> None:
    theirs = Archive(tmp_path / "theirs", lambda: NOW)
    urls = [f"https://news.example/{n}" for n in range(3)]
    places = [theirs.write(fetched(url), HEADERS, "HTTP/1.1 200 OK", gzip.compress(HTML, mtime=0)) for url in urls]
    theirs.close()
    (file,) = files(tmp_path / "theirs")
    data = file.read_bytes()
    ends = [*(place.archive_offset or 0 for place in places[1:]), len(data)]
    with file.open("rb") as stream:
        for page, place, end in zip(read_warc(stream), places, ends, strict=True):
            kept = archive.keep(page)
            assert kept.member is None
            again = read_record(folder, kept.fetch.archive_file or "", kept.fetch.archive_offset or 0)
            assert (again.body, again.fetch.fetch_id) == (HTML, page.fetch.fetch_id)
            ours = (folder / (kept.fetch.archive_file or "")).read_bytes()
            assert ours[kept.fetch.archive_offset :] == data[place.archive_offset : end]
    with files(folder)[0].open("rb") as stream:
        found = [record.reader.read() for record in FastIterator(stream, record_types=WarcRecordType.response)]
    assert found == [gzip.compress(HTML, mtime=0)] * 3


def test_files_are_full_at_some_size_and_new_each_day(folder: Path) -> None:
    now = [NOW]
    archive = Archive(folder, lambda: now[0], rotate_at=3000)
    for _ in range(4):
        archive.write(fetched(), (), "HTTP/1.1 200 OK", os.urandom(1000))
    now[0] = NOW + timedelta(days=1)
    place = archive.write(fetched(), (), "HTTP/1.1 200 OK", b"x")
    archive.close()
    # Two records of 1,500 bytes fill a file of 3,000.
    assert [file.parent.name for file in files(folder)] == ["23", "23", "24"]
    assert (place.archive_file or "").startswith("2026/11/24/readouts-20261124T120000Z-")
    for file in files(folder):
        with file.open("rb") as stream:
            assert next(iter(ArchiveIterator(stream))).rec_type == "warcinfo"


@pytest.mark.parametrize("cut", [1, 5, 12, 200, 700])
def test_a_torn_last_record_leaves_the_others(archive: Archive, folder: Path, cut: int) -> None:
    for n in range(3):
        archive.write(fetched(f"https://news.example/{n}"), (), "HTTP/1.1 200 OK", os.urandom(1000))
    archive.sync()
    (file,) = files(folder)
    os.truncate(file, file.stat().st_size - cut)
    read: list[str] = []
    with file.open("rb") as stream, pytest.raises(WarcError):
        read.extend(page.fetch.url[-1] for page in read_warc(stream))
    assert read[:2] == ["0", "1"]


def test_a_failed_write_leaves_nothing_behind(archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a full disk: the record before and the record after must both be whole."""
    archive.write(fetched("https://news.example/1"), (), "HTTP/1.1 200 OK", b"1")
    size = files(folder)[0].stat().st_size

    class Full:
        """A file on a disk that fills up in the middle of a record."""

        def __init__(self, file: object) -> None:
            self.file = file

        def __getattr__(self, name: str) -> object:
            return getattr(self.file, name)

        def write(self, data: bytes) -> int:
            if len(data) > 100:
                return int(self.file.write(data[:100]))
            raise OSError(28, "No space left on device")

    real = archive._file
    monkeypatch.setattr(archive, "_file", Full(real))
    with pytest.raises(OSError, match="No space"):
        archive.write(fetched("https://news.example/2"), (), "HTTP/1.1 200 OK", b"2" * 150)
    monkeypatch.setattr(archive, "_file", real)
    assert files(folder)[0].stat().st_size == size
    archive.write(fetched("https://news.example/3"), (), "HTTP/1.1 200 OK", b"3")
    with files(folder)[0].open("rb") as stream:
        assert [page.body for page in read_warc(stream)] == [b"1", b"3"]


def test_threads_share_an_archive(archive: Archive, folder: Path) -> None:
    def write(n: int) -> None:
        for _ in range(20):
            archive.write(fetched(f"https://news.example/{n}"), (), "HTTP/1.1 200 OK", b"%d" % n * 500)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with files(folder)[0].open("rb") as stream:
        pages = list(read_warc(stream))
    assert len(pages) == 80
    assert all((page.body or b"") == page.fetch.url[-1].encode() * 500 for page in pages)


def _write_in_child(folder: Path) -> None:
    archive = Archive(folder, lambda: NOW)
    archive.write(fetched(), (), "HTTP/1.1 200 OK", b"child")
    archive.close()


def test_processes_write_files_of_their_own(archive: Archive, folder: Path) -> None:
    archive.write(fetched(), (), "HTTP/1.1 200 OK", b"parent")
    child = multiprocessing.get_context("spawn").Process(target=_write_in_child, args=(folder,))
    child.start()
    child.join()
    assert child.exitcode == 0
    assert len(files(folder)) == 2


@pytest.mark.parametrize("offset", [0, 1, 10_000_000])
def test_a_place_without_a_response_is_an_error(archive: Archive, folder: Path, offset: int) -> None:
    place = archive.write(fetched(), (), "HTTP/1.1 200 OK", b"x")
    with pytest.raises(WarcError):
        read_record(folder, place.archive_file or "", offset)


def test_our_own_archive_is_read_as_pages_only(archive: Archive, folder: Path) -> None:
    for purpose in ("source", "robots", "page", "part"):
        archive.write(fetched(f"https://news.example/{purpose}", purpose=purpose), (), "HTTP/1.1 200 OK", b"x")
    with files(folder)[0].open("rb") as stream:
        assert [page.fetch.url for page in read_warc(stream)] == ["https://news.example/page"]
