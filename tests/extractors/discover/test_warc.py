"""WARC files of others: what is a page in them, and what is said of the rest."""

from __future__ import annotations

import gzip
import random
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extractors.discover.warc import WarcError, read_warc
from extractors.records import Page

HTML = "<!doctype html><p>会谈".encode()


def warc(*records: tuple[str, str, str, bytes], compressed: bool = True, **fields: str) -> bytes:
    """A WARC file of (kind, url, status line and header lines, body)."""
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=compressed)
    for kind, url, head, body in records:
        line, *lines = head.split("\n")
        headers = [(name, value) for name, _, value in (text.partition(": ") for text in lines)]
        http = StatusAndHeaders(line, headers, protocol="HTTP/1.1") if kind in ("response", "request") else None
        extra = {"WARC-Date": "2026-11-23T10:00:00Z"} | {
            name.replace("_", "-"): value for name, value in fields.items()
        }
        writer.write_record(
            writer.create_warc_record(
                url,
                kind,
                payload=BytesIO(body),
                length=len(body),
                warc_content_type="" if http else "text/html",
                warc_headers_dict=extra,
                http_headers=http,
            )
        )
    return buffer.getvalue()


def pages(data: bytes) -> list[Page]:
    return list(read_warc(BytesIO(data)))


def ok(n: int, head: str = "200 OK\nContent-Type: text/html", body: bytes = HTML) -> tuple[str, str, str, bytes]:
    return "response", f"https://news.example/{n}", head, body


def test_a_member_is_told_where_it_holds_one_whole_record_with_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    large = random.Random(1).randbytes(100_000)
    single = warc(ok(1)), warc(("request", "https://news.example/1", "GET / HTTP/1.1", b"")), warc(ok(2, body=large))
    gone, last = warc(ok(3, "404 Not Found", large)), warc(ok(4))
    found = pages(b"".join((*single, gone, last)))
    assert [page.member for page in found] == [single[0], single[2], None, last]
    monkeypatch.setattr("extractors.fetch.warc.MAX_MEMBER", 50_000)
    assert [page.member for page in pages(b"".join((*single, gone, last)))] == [single[0], None, None, last]
    assert [page.member for page in pages(warc(ok(1), ok(2), compressed=False))] == [None, None]
    read: list[bytes | None] = []
    two, more = warc(ok(1), ok(2), compressed=False), warc(ok(1), compressed=False) + b"junk"
    for spoilt in (gzip.compress(two, mtime=0), gzip.compress(more, mtime=0), last[:-3]):
        with pytest.raises(WarcError):
            read.extend(page.member for page in read_warc(BytesIO(spoilt)))
    assert read == [None] * 3


@pytest.mark.parametrize("compressed", [True, False])
def test_responses_and_html_resources_are_pages(compressed: bool) -> None:
    data = warc(
        ok(1),
        ("request", "https://news.example/1", "GET / HTTP/1.1\nHost: news.example", b""),
        ok(2, "404 Not Found"),
        ("resource", "https://news.example/3", "", HTML),
        ("metadata", "https://news.example/1", "", b"x: y"),
        compressed=compressed,
    )
    first, second, third = pages(data)
    assert (first.body, first.fetch.outcome, first.fetch.via, first.fetch.purpose) == (HTML, "ok", "warc", "page")
    assert (first.fetch.url, first.fetch.final_url, first.fetch.status) == (
        first.fetch.url,
        "https://news.example/1",
        200,
    )
    assert (first.fetch.content_type, first.fetch.fetched_at.isoformat()) == ("text/html", "2026-11-23T10:00:00+00:00")
    assert (second.fetch.outcome, second.body) == ("gone", None)
    assert (third.body, third.fetch.status, third.fetch.content_type) == (HTML, None, "text/html")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("200 OK\nContent-Encoding: gzip", gzip.compress(HTML, mtime=0)),
        ("200 OK\nContent-Encoding: gzip", HTML),  # as tools leave it that decompress first
        ("200 OK\nTransfer-Encoding: chunked", b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML), HTML)),
        ("200 OK\nTransfer-Encoding: chunked", HTML),
        ("200 OK", HTML),
    ],
)
def test_bodies_are_decoded(head: str, body: bytes) -> None:
    (page,) = pages(warc(ok(1, head, body)))
    assert (page.fetch.outcome, page.body) == ("ok", HTML)


def test_a_truncated_record_is_not_taken_for_a_page() -> None:
    (page,) = pages(warc(ok(1), WARC_Truncated="length"))
    assert (page.fetch.outcome, page.body) == ("too-large", None)


def test_large_bodies_are_too_large() -> None:
    page, other = read_warc(BytesIO(warc(ok(1, body=b"x" * 1001), ok(2))), limit=1000)
    assert (page.fetch.outcome, page.body, other.body) == ("too-large", None, HTML)


def test_spoilt_records_are_passed_over_and_told_at_the_end() -> None:
    data = warc(ok(1)) + warc(ok(2), WARC_Date="last week") + warc(ok(3, "abc What")) + warc(ok(4))
    seen: list[str] = []
    with pytest.raises(WarcError, match=r"2 records passed over; the first: .*'last week'"):
        seen.extend(page.fetch.url[-1] for page in read_warc(BytesIO(data)))
    assert seen == ["1", "4"]


@pytest.mark.parametrize("data", [b"garbage\n" * 10, b"\x1f\x8b\x08garbage", b"WARC/1.0\r\n", b"\0" * 100, b""])
def test_what_is_no_warc_says_so(data: bytes) -> None:
    with pytest.raises(WarcError):
        pages(data)


@pytest.mark.parametrize("compressed", [True, False])
def test_wherever_a_file_ends_it_is_noticed(compressed: bool) -> None:
    noise = random.Random(1)
    bodies = [noise.randbytes(400) for _ in range(3)]
    parts = [warc(ok(n, body=body), compressed=compressed) for n, body in enumerate(bodies)]
    whole = b"".join(parts)
    borders = {sum(map(len, parts[:n])) for n in range(4)}
    for end in range(1, len(whole)):
        read: list[bytes | None] = []
        try:
            read.extend(page.body for page in read_warc(BytesIO(whole[:end])))
        except WarcError:
            pass
        else:
            # Only the blank lines after a record, or the checksum of its compression, may be missing.
            assert min((border - end for border in borders if border >= end), default=0) <= 12
        complete = [body for n, body in enumerate(bodies) if sum(map(len, parts[: n + 1])) <= end]
        assert read[: len(complete)] == complete


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=6), st.booleans())
def test_no_spoilt_byte_breaks_it(at: int, junk: bytes, compressed: bool) -> None:
    data = bytearray(warc(ok(1), ok(2, "404 Not Found"), ok(3), compressed=compressed))
    at %= len(data)
    data[at : at + len(junk)] = junk
    try:
        read = pages(bytes(data))
    except WarcError:
        return
    assert len(read) <= 3


@pytest.mark.shared
def test_real_pages(shared: Path) -> None:
    with (shared / "pages/pages.warc.gz").open("rb") as stream:
        found = list(read_warc(stream))
    assert len(found) == 32
    assert {page.fetch.outcome for page in found} == {"ok"}
    assert all(page.body for page in found)
