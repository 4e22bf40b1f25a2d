"""The client against a hostile server: every end is an outcome, within its time and memory."""

from __future__ import annotations

import asyncio
import gzip
import socket
import tracemalloc
import zlib
from pathlib import Path
from typing import Any

import pytest

from config.settings import Settings
from extractors.fetch.archive import Archive, read_record
from extractors.fetch.client import Client
from extractors.records import Fetch
from press.faults import CHUNKED, Request, answer, endless, silent
from press.faults import FaultServer as Server
from tests.extractors.fetch.conftest import NOW

HTML = b"<!doctype html><title>Talks</title><p>They met."
URL = "http://a.localhost/page"


async def get(client: Any, url: str = URL, **options: Any) -> Fetch:
    async with client() as opened:
        return (await opened.fetch(url, "page", **options)).fetch


async def test_a_page_comes_with_all_that_was_said_about_it(client: Any, server: Server, archive: Archive) -> None:
    server.on("/page", answer(HTML, "Content-Type: text/html; charset=utf-8", 'ETag: "1"', "Last-Modified: Mon"))
    async with client() as opened:
        page = await opened.fetch(URL, "page", via="feed")
    fetch = page.fetch
    assert page.body == HTML
    assert (fetch.url, fetch.final_url, fetch.purpose, fetch.via) == (URL, URL, "page", "feed")
    assert (fetch.outcome, fetch.status, fetch.reason, fetch.fetched_at) == ("ok", 200, None, NOW)
    assert (fetch.content_type, fetch.etag, fetch.last_modified) == ("text/html; charset=utf-8", '"1"', "Mon")
    assert fetch.n_bytes == len(HTML)
    assert fetch.archive_file is not None


async def test_we_say_who_we_are(client: Any, server: Server) -> None:
    async with client(contact="desk@news.example") as opened:
        await opened.fetch(URL, "page")
    (request,) = server.asked("/page")
    assert request.headers["user-agent"].startswith("readouts/")
    assert "desk@news.example" in request.headers["user-agent"]
    assert request.headers["accept-encoding"] == "gzip, deflate"
    assert "cookie" not in request.headers


async def test_no_cookie_comes_back(client: Any, server: Server) -> None:
    server.on("/page", answer(HTML, "Set-Cookie: id=1; Path=/"))
    async with client() as opened:
        await opened.fetch(URL, "page")
        await opened.fetch(URL, "page")
    assert [request.headers.get("cookie") for request in server.asked("/page")] == [None, None]


@pytest.mark.parametrize(
    ("status", "headers", "outcome"),
    [
        ("200 OK", (), "ok"),
        ("204 No Content", (), "ok"),
        ("206 Partial Content", (), "error"),
        ("300 Multiple Choices", (), "redirects"),
        ("302 Found", (), "redirects"),
        ("304 Not Modified", (), "error"),
        ("400 Bad Request", (), "client-error"),
        ("401 Unauthorized", (), "refused"),
        ("403 Forbidden", (), "refused"),
        ("404 Not Found", (), "gone"),
        ("410 Gone", (), "gone"),
        ("418 Teapot", (), "client-error"),
        ("429 Too Many", (), "throttled"),
        ("451 Law", (), "refused"),
        ("500 Oops", (), "server-error"),
        ("503 Later", (), "server-error"),
        ("503 Later", ("Retry-After: 60",), "throttled"),
        ("599 What", (), "server-error"),
        ("999 No", (), "error"),
    ],
)
async def test_every_status_has_an_outcome(
    client: Any, server: Server, status: str, headers: tuple[str, ...], outcome: str
) -> None:
    server.on("/page", answer(b"", *headers, status=status))
    fetch = await get(client)
    assert (fetch.outcome, fetch.status) == (outcome, int(status[:3]))
    assert (fetch.reason is None) == (outcome == "ok")
    assert fetch.archive_file is not None


# ------------------------------------------------------------------------------------ unchanged and later


async def test_validators_are_sent_and_304_is_not_modified(client: Any, server: Server) -> None:
    server.on("/page", b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n')
    fetch = await get(client, etag='"1"', last_modified="Mon, 23 Nov 2026 10:00:00 GMT")
    assert (fetch.outcome, fetch.status, fetch.etag) == ("not-modified", 304, '"1"')
    (request,) = server.asked("/page")
    assert request.headers["if-none-match"] == '"1"'
    assert request.headers["if-modified-since"] == "Mon, 23 Nov 2026 10:00:00 GMT"


async def test_the_same_bytes_are_not_modified_though_the_server_says_200(client: Any, server: Server) -> None:
    server.on("/page", answer(HTML))
    first = await get(client)
    async with client() as opened:
        again = await opened.fetch(URL, "page", body_sha256=first.body_sha256)
    assert (again.fetch.outcome, again.body, again.fetch.body_sha256) == ("not-modified", None, first.body_sha256)
    server.on("/page", answer(HTML + b"!"))
    assert (await get(client, body_sha256=first.body_sha256)).outcome == "ok"


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        (" 1.5 ", 2),
        ("Mon, 23 Nov 2026 12:10:00 GMT", 600),
        ("Mon, 23 Nov 2026 20:10:00 +0800", 600),
        ("Mon, 23 Nov 2020 12:00:00 GMT", 0),
        ("9999999", 24 * 3600),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 24 * 3600),
        ("-5", None),
        ("soon", None),
        ("9" * 400, None),
    ],
)
async def test_retry_after_in_both_forms(client: Any, server: Server, said: str, seconds: int | None) -> None:
    server.on("/page", answer(b"", f"Retry-After: {said}", status="429 Too Many"))
    fetch = await get(client)
    assert (fetch.outcome, fetch.retry_after_s) == ("throttled", seconds)


async def test_a_host_that_is_asked_too_much_is_left_alone(client: Any, server: Server) -> None:
    server.on("/page", answer(b"", "Retry-After: 60", status="429 Too Many"))
    async with client() as opened:
        await opened.fetch(URL, "page")
        again = await opened.fetch("http://a.localhost/other", "page")
        other = await opened.fetch("http://b.localhost/other", "page")
    assert (again.fetch.outcome, again.fetch.retry_after_s, again.fetch.status) == ("throttled", 60, None)
    assert other.fetch.outcome == "gone"
    assert [request.headers["host"] for request in server.asked("/other")] == ["b.localhost"]


# ------------------------------------------------------------------------------------ redirects


async def test_redirects_are_followed_and_every_hop_is_kept(client: Any, server: Server, tmp_path: Path) -> None:
    server.on("/page", answer(b"", "Location: /next", status="301 Moved"))
    server.on("/next", answer(b"", "Location: //b.localhost/end%20x#top", status="302 Found"))
    server.on("/end%20x", answer(HTML))
    async with client() as opened:
        page = await opened.fetch(URL, "page")
    fetch = page.fetch
    assert (fetch.outcome, fetch.url, fetch.final_url) == ("ok", URL, "http://b.localhost/end%20x")
    assert fetch.archive_file is not None
    assert fetch.archive_offset is not None
    kept = read_record(tmp_path / "archive", fetch.archive_file, fetch.archive_offset)
    assert (kept.fetch.url, kept.fetch.final_url, kept.body) == (URL, fetch.final_url, HTML)


@pytest.mark.parametrize(
    ("statuses", "moved_to"),
    [((301, 308), "/2"), ((301, 302), "/1"), ((302, 301), None), ((307,), None), ((), None)],
)
async def test_only_permanent_redirects_before_any_other_move_an_address(
    client: Any, server: Server, statuses: tuple[int, ...], moved_to: str | None
) -> None:
    for n, status in enumerate(statuses):
        server.on(f"/{n}", answer(b"", f"Location: /{n + 1}", status=f"{status} Moved"))
    server.on(f"/{len(statuses)}", answer(HTML))
    async with client() as opened:
        page = await opened.fetch("http://a.localhost/0", "source")
    assert page.fetch.outcome == "ok"
    assert page.moved_to == (f"http://a.localhost{moved_to}" if moved_to else None)


@pytest.mark.parametrize(
    ("location", "outcome"),
    [
        ("/page", "redirects"),
        ("file:///etc/passwd", "bad-url"),
        ("ftp://a.localhost/", "bad-url"),
        ("http://me:secret@a.localhost/", "bad-url"),
        ("http://[broken/", "bad-url"),
        ("http://127.0.0.1/", "bad-address"),
        ("http://127.0.0.1:{port}/secret", "bad-address"),
        ("http://localhost:{port}/secret", "bad-address"),
        ("http://[::1]:{port}/secret", "bad-address"),
        ("http://[::ffff:127.0.0.1]:{port}/secret", "bad-address"),
        ("http://2130706433:{port}/secret", "bad-address"),
        ("http://10.0.0.1/", "bad-address"),
        ("http://169.254.169.254/latest/meta-data/", "bad-address"),
    ],
)
async def test_redirects_are_checked_like_any_url(client: Any, server: Server, location: str, outcome: str) -> None:
    server.on("/page", answer(b"", "Location: " + location.format(port=server.port), status="302 Found"))
    server.on("/secret", answer(b"secret"))
    fetch = await get(client)
    assert (fetch.outcome, fetch.status) == (outcome, 302)
    assert "redirects to" in (fetch.reason or "")
    assert server.asked("/secret") == []


async def test_redirects_end_after_five(client: Any, server: Server) -> None:
    for n in range(10):
        server.on(f"/{n}", answer(b"", f"Location: /{n + 1}", status="302 Found"))
    server.on("/5", answer(HTML))
    assert (await get(client, "http://a.localhost/0")).outcome == "ok"
    server.on("/5", answer(b"", "Location: /6", status="302 Found"))
    fetch = await get(client, "http://a.localhost/0")
    assert (fetch.outcome, fetch.reason) == ("redirects", "redirects to http://a.localhost/6: more than 5 redirects")


async def test_the_deadline_covers_all_redirects(client: Any, server: Server) -> None:
    for n in range(5):
        server.on(
            f"/{n}", b"HTTP/1.1 302 Found\r\n", f"Location: /{n + 1}\r\nContent-Length: 0\r\n\r\n".encode(), pause=0.2
        )
    server.on("/5", answer(HTML))
    async with client(timeout=0.5) as opened:
        page = await opened.fetch("http://a.localhost/0", "page")
    assert page.fetch.outcome == "timeout"
    assert server.asked("/5") == []


# ------------------------------------------------------------------------------------ addresses


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        ("file:///etc/passwd", "bad-url"),
        ("not a url", "bad-url"),
        ("", "bad-url"),
        ("http://user:pw@a.localhost/", "bad-url"),
        ("http://a.localhost:25000000/", "bad-url"),
        ("http://127.0.0.1:{port}/page", "bad-address"),
        ("http://localhost:{port}/page", "bad-address"),
        ("http://[::1]:{port}/page", "bad-address"),
        ("http://0x7f.1:{port}/page", "bad-address"),
        ("http://192.168.0.1/", "bad-address"),
    ],
)
async def test_what_may_not_be_asked_is_not_asked(client: Any, server: Server, url: str, outcome: str) -> None:
    fetch = await get(client, url.format(port=server.port))
    assert (fetch.outcome, fetch.status, fetch.final_url) == (outcome, None, None)
    assert fetch.reason
    assert server.requests == []


async def test_tls_to_a_plain_port(client: Any, server: Server) -> None:
    async with client() as opened:
        page = await opened.fetch("https://a.localhost/robots.txt", "robots")
    assert page.fetch.outcome == "tls"


async def test_a_closed_port(client: Any) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        async with client(loopback={"*.localhost": unused.getsockname()[1]}) as opened:
            page = await opened.fetch("http://a.localhost/robots.txt", "robots")
    assert (page.fetch.outcome, page.fetch.archive_file) == ("connection", None)


# ------------------------------------------------------------------------------------ broken answers


@pytest.mark.parametrize(
    ("chunks", "outcome"),
    [
        ([b""], "connection"),
        ([b"HTTP/1.1 200 OK\r\nContent-Le"], "connection"),
        ([b"garbage\r\n\r\n"], "error"),
        ([b"SSH-2.0-OpenSSH\r\n"], "error"),
        ([b"HTTP/1.1 abc OK\r\n\r\n"], "error"),
        ([answer(HTML, length=5000)], "connection"),
        ([answer(HTML, length=-1)], "error"),
        ([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nbody"], "error"),
        ([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc"], "connection"),
        ([b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000 + b"\r\n\r\n"], "error"),
        ([b"HTTP/1.1 200 OK\r\n" + b"".join(b"X%d: y\r\n" % n for n in range(50_000)) + b"\r\n"], "error"),
        ([answer(b"x" * 200_001)], "too-large"),
        ([answer(b"not gzip", "Content-Encoding: gzip")], "bad-encoding"),
        ([answer(gzip.compress(HTML, mtime=0)[:-6], "Content-Encoding: gzip")], "bad-encoding"),
        ([answer(HTML, "Content-Encoding: br")], "bad-encoding"),
        ([answer(HTML, "Content-Encoding: gzip, gzip, gzip")], "bad-encoding"),
        ([answer(gzip.compress(b"x" * 200_001, mtime=0), "Content-Encoding: gzip")], "too-large"),
    ],
)
async def test_a_broken_answer_is_an_outcome(client: Any, server: Server, chunks: list[bytes], outcome: str) -> None:
    server.on("/page", *chunks)
    async with client() as opened:
        page = await opened.fetch(URL, "page")
    assert (page.fetch.outcome, page.body) == (outcome, None), page.fetch.reason
    assert page.fetch.reason


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(HTML, mtime=0), "gzip"),
        (gzip.compress(HTML[:9], mtime=0) + gzip.compress(HTML[9:], mtime=0) + b"\0\0", "X-GZIP"),
        (zlib.compress(HTML), "deflate"),
        (zlib.compress(HTML)[2:-4], "deflate"),
        (zlib.compress(gzip.compress(HTML, mtime=0)), "gzip, deflate"),
        (HTML, "identity"),
        (HTML, ""),
    ],
)
async def test_bodies_are_decompressed(client: Any, server: Server, body: bytes, encoding: str) -> None:
    server.on("/page", answer(body, f"Content-Encoding: {encoding}"))
    async with client() as opened:
        page = await opened.fetch(URL, "page")
    assert page.body == HTML
    assert page.fetch.n_bytes == len(body)


async def test_an_empty_body_is_empty_whatever_its_coding(client: Any, server: Server) -> None:
    server.on("/page", answer(b"", "Content-Encoding: gzip"))
    assert (await get(client)).outcome == "ok"


async def test_a_reset_in_the_middle(client: Any, server: Server) -> None:
    async def reset(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
        await writer.drain()
        writer.transport.abort()

    server.handlers["/page"] = reset
    assert (await get(client)).outcome == "connection"


@pytest.mark.parametrize(
    "head", [b"", b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"]
)
async def test_a_slow_loris_is_cut_off(client: Any, server: Server, head: bytes) -> None:
    """Only the deadline ends it: the server goes on for ever."""
    server.handlers["/page"] = endless(head, b"x", 0.05) if head else silent
    async with client(timeout=0.4) as opened:
        page = await opened.fetch(URL, "page")
    assert page.fetch.outcome == "timeout"


async def test_an_endless_body_is_cut_off(client: Any, server: Server) -> None:
    server.handlers["/page"] = endless(CHUNKED, b"4000\r\n" + b"x" * 0x4000 + b"\r\n")
    fetch = await get(client)
    assert (fetch.outcome, fetch.n_bytes) == ("too-large", 200_000)


async def test_a_bomb_takes_no_memory(client: Any, server: Server) -> None:
    bomb = gzip.compress(gzip.compress(b"\0" * 200_000_000, mtime=0), mtime=0)
    assert len(bomb) < 5_000
    server.on("/page", answer(bomb, "Content-Encoding: gzip, gzip"))
    server.on("/flat", answer(gzip.compress(b"\0" * 30_000_000, mtime=0), "Content-Encoding: gzip"))
    async with client(max_body=100_000_000) as opened:
        tracemalloc.start()
        pages = [await opened.fetch(f"http://a.localhost{path}", "page") for path in ("/page", "/flat")]
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert [page.fetch.outcome for page in pages] == ["bomb", "bomb"]
    assert peak < 20_000_000


async def test_strange_headers_are_storable(client: Any, server: Server) -> None:
    head = b'HTTP/1.1 200 \xff\xfe\r\nETag: "\xff"\r\nX-N: \xe4\xb8\xad\r\nContent-Type: text/\xff\r\n'
    server.on("/page", head + b"Content-Length: 2\r\n\r\nok")
    async with client() as opened:
        page = await opened.fetch(URL, "page")
    assert page.fetch.outcome == "ok"
    assert page.header("X-N") == "中"
    for text in (page.fetch.etag, page.fetch.content_type):
        assert (text or "").encode("utf-8")


async def test_cancelling_a_fetch_cancels_it(client: Any, server: Server) -> None:
    server.handlers["/page"] = endless(b"HTTP/1.1 200 OK\r\nX: ", b"y", 0.05)
    async with client(timeout=30) as opened:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(opened.fetch(URL, "page"), 0.2)


async def test_an_archive_that_cannot_be_written_is_no_outcome(client: Any, server: Server, archive: Archive) -> None:
    """A page nobody kept must not be read: a full disk ends the run."""
    server.on("/page", answer(HTML))
    folder = archive._folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file where the folder should be")
    async with client() as opened:
        with pytest.raises(OSError, match=r".+"):
            await opened.fetch(URL, "page")


# ------------------------------------------------------------------------------------ between runs and processes


async def test_a_rest_is_kept_by_the_next_run(client: Any, server: Server, tmp_path: Path) -> None:
    server.on("/page", answer(b"", "Retry-After: 600", status="429 Too Many"))
    for _ in range(2):
        async with client() as plain:
            settings = plain._settings
        async with Client(settings, archive=None, clock=lambda: NOW, hosts=tmp_path / "hosts") as opened:
            fetch = (await opened.fetch(URL, "page")).fetch
    assert (fetch.outcome, fetch.status, fetch.retry_after_s) == ("throttled", None, 600)
    assert len(server.asked("/page")) == 1


async def test_three_refusals_pause_a_host_for_all_its_pages(client: Any, server: Server) -> None:
    for n in range(5):
        server.on(f"/{n}", answer(b"", status="403 No"))
    async with client() as opened:
        ends = [(await opened.fetch(f"http://a.localhost/{n}", "page")).fetch for n in range(5)]
        seconds, why = opened.resting("http://a.localhost/6")
    assert [end.outcome for end in ends] == ["refused"] * 3 + ["throttled"] * 2
    assert (seconds, why) == (6 * 3600, "the host refused 3 requests in a row")
    assert "left alone" in (ends[-1].reason or "")


async def test_a_silent_host_does_not_keep_a_run_waiting(client: Any, server: Server) -> None:
    server.handlers["/page"] = silent
    async with client(timeout=0.1) as opened:
        ends = [(await opened.fetch(URL, "robots")).fetch.outcome for _ in range(5)]
    assert ends == ["timeout"] * 3 + ["throttled"] * 2


async def test_a_name_and_its_punycode_share_a_turn(client: Any, server: Server, starts: list[float]) -> None:
    async with client(host_delay=0.3) as opened:
        await asyncio.gather(
            *(opened.fetch(f"http://{name}.localhost/page", "robots") for name in ("новости", "xn--b1amnebsh"))
        )
    assert len(server.requests) == 2
    first, second = starts
    assert second - first > 0.299


async def test_an_outlet_can_want_more_time_between_requests(server: Server, starts: list[float]) -> None:
    settings = Settings(_env_file=None, host_delay=0, loopback={"*.localhost": server.port})
    delays = {"slow.localhost": 0.5}
    async with Client(settings, archive=None, clock=lambda: NOW, delays=lambda host: delays.get(host, 0.0)) as opened:
        for name in ("slow", "slow", "quick", "quick"):
            await opened.fetch(f"http://{name}.localhost/page", "robots")
    assert starts[1] - starts[0] > 0.499
    assert {request.headers["host"] for request in server.requests} == {"slow.localhost", "quick.localhost"}


async def test_a_polite_client_leaves_no_connection_idle(client: Any, server: Server) -> None:
    server.on("/page", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    async with client(host_delay=1) as opened:
        await opened.fetch(URL, "robots")
    assert server.requests[0].headers["connection"] == "close"


async def test_an_answered_304_is_not_archived(client: Any, server: Server) -> None:
    server.on("/page", b"HTTP/1.1 304 Not Modified\r\n\r\n")
    assert (await get(client, etag='"1"')).archive_file is None
