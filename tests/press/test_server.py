"""The server's manners: validators, compression, HEAD, the clock; and clean stops."""

from __future__ import annotations

import asyncio
import gzip
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest

from config.outlets import load_outlets
from press.edition import Edition
from press.outlets import doubles
from press.server import CLOCK, Press, running
from press.world import FIRST, SECOND, World
from tests.ports import unused_port

ROOT = Path(__file__).parents[2]
WORLD_PAGE = "http://www.bjreview.com.localhost/World/"


class Answer:
    def __init__(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body


def ask(port: int, url: str, method: str = "GET", **headers: str) -> Answer:
    """One request as bare as possible: nothing is decompressed, no header is added but Host."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    try:
        sent = {"Host": parts.netloc, **{name.replace("_", "-"): value for name, value in headers.items()}}
        connection.putrequest(method, parts.path + (f"?{parts.query}" if parts.query else ""), True, True)
        for name, value in sent.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


@pytest.fixture(scope="module")
def port(small: World) -> Iterator[int]:
    with running(small) as press:
        yield press.port


def test_pages_are_told_apart_by_host(port: int) -> None:
    assert ask(port, WORLD_PAGE).status == 200
    assert ask(port, "http://www.bjreview.com.localhost:8080/World/").status == 200
    assert ask(port, "http://tass.com.localhost/World/").status == 404
    assert ask(port, "http://elsewhere.localhost/World/").status == 404


def test_validators_are_sent_and_honoured(port: int, small: World) -> None:
    page = small.documents(FIRST)[0].url
    for url in (page, WORLD_PAGE, doubles()["cgtn"].sources[0].url, doubles()["tass_en"].sources[1].url):
        first = ask(port, url)
        tag, date = first.headers["ETag"], first.headers["Last-Modified"]
        assert first.status == 200
        assert first.body
        for headers in (
            {"If_None_Match": tag},
            {"If_None_Match": f'"other", {tag}'},
            {"If_Modified_Since": date},
            {"If_Modified_Since": "Mon, 09 Mar 2026 00:00:00 GMT"},
        ):
            again = ask(port, url, **headers)
            assert (again.status, again.body) == (304, b""), headers
            assert (again.headers["ETag"], again.headers["Last-Modified"]) == (tag, date)
        for headers in (
            {"If_None_Match": '"other"'},
            # An ETag that differs counts more than a date that does not.
            {"If_None_Match": '"other"', "If_Modified_Since": date},
            {"If_Modified_Since": "Sun, 01 Mar 2026 00:00:00 GMT"},
            {"If_Modified_Since": "yesterday"},
        ):
            assert ask(port, url, **headers).status == 200, headers


def test_bodies_are_compressed_when_accepted(port: int) -> None:
    plain, packed = ask(port, WORLD_PAGE), ask(port, WORLD_PAGE, Accept_Encoding="gzip, deflate")
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["ETag"] == plain.headers["ETag"]
    for answer in (plain, packed):
        assert int(answer.headers["Content-Length"]) == len(answer.body)


def test_a_packed_sitemap_is_not_packed_again(port: int, packaged: World) -> None:
    with running(packaged) as press:
        leaf = ask(press.port, "http://tass.com.localhost/sitemap_news_2026-03.xml.gz", Accept_Encoding="gzip")
    assert "Content-Encoding" not in leaf.headers
    assert leaf.headers["Content-Type"] == "application/x-gzip"
    assert gzip.decompress(leaf.body).startswith(b"<?xml")


def test_head_says_what_get_would(port: int) -> None:
    get, head = ask(port, WORLD_PAGE), ask(port, WORLD_PAGE, "HEAD")
    assert head.body == b""
    for name in ("Content-Length", "Content-Type", "ETag", "Last-Modified", "Date"):
        assert head.headers[name] == get.headers[name]


def test_other_methods_are_refused(port: int) -> None:
    answer = ask(port, WORLD_PAGE, "DELETE")
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


def test_content_types(port: int, small: World) -> None:
    zh = next(doc.url for doc in small.documents(FIRST) if doc.lang == "zh")
    for url, kind in {
        WORLD_PAGE: "text/html; charset=utf-8",
        zh: "text/html",
        "http://www.chinanews.com.cn.localhost/rss/world.xml": "application/rss+xml; charset=utf-8",
        "http://www.whitehouse.gov.localhost/atom.xml": "application/atom+xml; charset=utf-8",
        "http://tass.com.localhost/sitemap.xml": "text/xml; charset=utf-8",
        "http://tass.com.localhost/robots.txt": "text/plain",
    }.items():
        assert ask(port, url).headers["Content-Type"] == kind


def test_the_clock_moves_when_told(small: World) -> None:
    url = next(doc.url for doc in small.documents(FIRST) if doc.outlet_id == "xinhua_en")
    with running(small) as press:
        before = ask(press.port, url)
        assert b"12 flights" in before.body
        clock = f"http://127.0.0.1{CLOCK}"
        assert ask(press.port, clock).body == b"2026-03-06T12:00:00+00:00\n"
        moved = ask(press.port, f"{clock}?at=2026-03-07T12:00:00Z", "POST", Content_Length="0")
        assert (moved.status, moved.body) == (200, b"2026-03-07T12:00:00+00:00\n")
        assert press.at == SECOND
        after = ask(press.port, url, If_None_Match=before.headers["ETag"])
        assert after.status == 200
        assert b"14 flights" in after.body
        assert after.headers["Date"] == "Sat, 07 Mar 2026 12:00:00 GMT"
        press.at = FIRST
        assert ask(press.port, url, If_None_Match=before.headers["ETag"]).status == 304
        for wrong in ("", "?at=", "?at=noon", "?at=2026-03-07T12:00:00"):
            assert ask(press.port, f"{clock}{wrong}", "POST", Content_Length="0").status == 400
        assert press.at == FIRST
        with pytest.raises(ValueError, match="without a zone"):
            press.at = SECOND.replace(tzinfo=None)


def test_removed_pages_answer_as_told(small: World) -> None:
    with running(small, at=SECOND) as press:
        status = {doc.gone: ask(press.port, doc.url).status for doc in small.documents(SECOND)}
    assert status == {None: 200, "410": 410, "soft-404": 200}


async def test_every_address_of_the_packaged_world_answers(packaged: World) -> None:
    edition = Edition(packaged, FIRST)
    async with Press(packaged) as press, aiohttp.ClientSession() as session:
        for url in edition.urls:
            parts = urlsplit(url)
            target = f"http://127.0.0.1:{press.port}{parts.path}"
            async with session.get(target, headers={"Host": parts.netloc}) as response:
                assert response.status == 200
                body = await response.read()
            expected = edition.get(parts.netloc, parts.path)
            assert expected is not None
            assert body == expected.body
        assert press.requests == [(urlsplit(url).netloc, urlsplit(url).path, 200) for url in edition.urls]


async def test_latency_is_waited_for(small: World) -> None:
    async with Press(small, latency=0.05) as press, aiohttp.ClientSession() as session:
        start = time.monotonic()
        async with session.get(f"http://127.0.0.1:{press.port}/", headers={"Host": "x.localhost"}):
            assert time.monotonic() - start >= 0.05


async def test_a_latency_that_is_ended_is_waited_for_no_longer(small: World) -> None:
    async with Press(small, latency=3600) as press, aiohttp.ClientSession() as session:
        answer = asyncio.ensure_future(session.get(f"http://127.0.0.1:{press.port}/", headers={"Host": "x.localhost"}))
        await asyncio.sleep(0.2)
        assert not answer.done()
        press.latency = 0
        assert (await answer).status == 404


def test_a_port_in_use_is_an_error_and_leaves_nothing_behind(small: World) -> None:
    before = set(threading.enumerate())
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match="address already in use"), running(small, port=taken.getsockname()[1]):
            pass
    assert set(threading.enumerate()) <= before


def test_after_a_stop_nothing_listens(small: World) -> None:
    with running(small, port=unused_port()) as press:
        assert ask(press.port, WORLD_PAGE).status == 200
    with pytest.raises(ConnectionRefusedError):
        ask(press.port, WORLD_PAGE)


def test_the_command_serves_writes_outlets_and_stops_cleanly(tmp_path: Path) -> None:
    options = ["--port", "0", "--at", "2026-03-07T12:00:00Z", "--outlets", str(tmp_path / "outlets")]
    process = subprocess.Popen(
        [sys.executable, "-W", "error::ResourceWarning", "-m", "press", *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        ready = process.stdout.readline()
        assert ready.startswith("READY port=")
        port = int(ready.split()[1].removeprefix("port="))
        answer = ask(port, WORLD_PAGE)
        assert answer.status == 200
        assert answer.headers["Date"] == "Sat, 07 Mar 2026 12:00:00 GMT"
        assert dict(load_outlets(tmp_path / "outlets")) == dict(doubles())
    finally:
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=300)
    assert (process.returncode, errors) == (0, "")


@pytest.mark.parametrize("at", ["noon", "2026-03-07T12:00:00"])
def test_the_command_refuses_a_time_it_cannot_place(at: str) -> None:
    done = subprocess.run([sys.executable, "-m", "press", "--at", at], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert at in done.stderr


def test_dates_are_utc(port: int) -> None:
    stamp = ask(port, WORLD_PAGE).headers["Last-Modified"]
    assert datetime.strptime(stamp, "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=UTC) <= FIRST
