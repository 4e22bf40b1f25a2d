"""Faults: what servers do to clients, by mistake or malice, each with a name and the outcome it must have.

A `FaultServer` answers raw bytes, so that it can break every rule of HTTP; `faults()` lists what it does wrong.
Tests and the fault matrix of benchmarks/ use both.
"""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

Handler = Callable[["Request", asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Request:
    """What a client asked."""

    method: str
    path: str
    headers: dict[str, str]


@dataclass
class FaultServer:
    """Answers by path; what it was asked is in `requests`. There is no robots.txt unless one is set."""

    port: int = 0
    handlers: dict[str, Handler] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    open_now: int = 0
    open_most: int = 0

    def on(self, path: str, *chunks: bytes, pause: float = 0.0) -> None:
        """Answer a path with raw bytes, status line included, then close."""
        self.handlers[path] = written(*chunks, pause=pause)

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path == path]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open_now += 1
        self.open_most = max(self.open_most, self.open_now)
        try:
            first = await reader.readexactly(1)
            if not first.isalpha():
                writer.write(b"speak HTTP, please\r\n")  # to a client that said TLS, for one
                await writer.drain()
                return
            head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            method, path, _ = head[0].split(" ", 2)
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
            request = Request(method, path, headers)
            self.requests.append(request)
            if path in self.handlers:
                await self.handlers[path](request, writer)
            else:
                writer.write(answer(b"nothing here", status="404 Not Found"))
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            self.open_now -= 1
            writer.close()


@asynccontextmanager
async def listening() -> AsyncIterator[FaultServer]:
    """A server on a free port of loopback. Its connections are cut at the end."""
    server = FaultServer()
    open_ones = set[asyncio.StreamWriter]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        open_ones.add(writer)
        try:
            await server.serve(reader, writer)
        finally:
            open_ones.discard(writer)

    listener = await asyncio.start_server(serve, "127.0.0.1", 0)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()
        for _ in range(100):
            for writer in open_ones:
                writer.transport.abort()
            if not open_ones:
                break
            await asyncio.sleep(0.02)  # handlers look whether anybody listens


def answer(body: bytes = b"", *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """An answer with the given header lines; Content-Length is right unless `length` says otherwise."""
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body) if length is None else length}"]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1") + body


def written(*chunks: bytes, pause: float = 0.0) -> Handler:
    """A handler that writes these bytes, with pauses, then closes."""

    async def handler(_: Request, writer: asyncio.StreamWriter) -> None:
        for chunk in chunks:
            writer.write(chunk)
            await writer.drain()
            if pause:
                await asyncio.sleep(pause)

    return handler


def endless(head: bytes, chunk: bytes, pause: float = 0.0) -> Handler:
    """A handler that writes a chunk again and again, until the client goes away."""

    async def handler(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while not writer.is_closing():
            writer.write(chunk)
            await writer.drain()
            await asyncio.sleep(pause)

    return handler


async def silent(_: Request, writer: asyncio.StreamWriter) -> None:
    """Take the request and say nothing."""
    while not writer.is_closing():  # noqa: ASYNC110  there is no event of a client that goes away
        await asyncio.sleep(0.05)


async def hung_up(_: Request, writer: asyncio.StreamWriter) -> None:
    """Reset the connection in the middle of the body."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
    await writer.drain()
    await asyncio.sleep(0.02)
    with suppress(OSError):
        writer.transport.abort()


# ------------------------------------------------------------------------------------------------ the faults


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong, and how it must end."""

    name: str
    outcome: str
    """Of `extractors.records.Outcome`; `bad-address` and `bad-url` must cost no connection."""
    handler: Handler | None = None
    """What the server does at the fault's path; None where it is not even asked."""
    url: str | None = None
    """What is asked for, with {host}, {port} and {path}; the fault's path at its own host if unset."""
    robots: bytes | None = None
    """The host's robots.txt."""
    more: tuple[tuple[str, Handler], ...] = ()
    """Further paths of the host, by the end of their name."""
    status: int | None = None
    """That the data must show; not looked at when unset."""


PAGE = b"<!doctype html><title>Talks</title><p>They met, and agreed to meet again.</html>"
OK = "HTTP/1.1 200 OK\r\n"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
LIMIT = 200_000
"""Bytes of body that the client of the matrix reads at most."""


def faults() -> Iterator[Fault]:
    """Every fault by name, in groups: the address, the line, the head, the body, the coding, redirects, robots.txt."""
    yield from _addresses()
    yield from _heads()
    yield from _statuses()
    yield from _bodies()
    yield from _redirects()
    yield from _robots()


def _addresses() -> Iterator[Fault]:
    for name, url, outcome in (
        ("file URL", "file:///etc/passwd", "bad-url"),
        ("ftp URL", "ftp://{host}/x", "bad-url"),
        ("data URL", "data:text/html,hello", "bad-url"),
        ("javascript URL", "javascript:alert(1)", "bad-url"),
        ("no URL", "talks in Bern", "bad-url"),
        ("credentials", "http://user:secret@{host}/x", "bad-url"),
        ("credentials as a host", "http://news.example@{host}/x", "bad-url"),
        ("backslash", "http://{host}\\@news.example/x", "bad-url"),
        ("line break, taken out as browsers do", "http://{host}/x\r\nHost: evil.example", "gone"),
        ("NUL in the URL", "http://{host}/x\0y", "bad-url"),
        ("port out of range", "http://{host}:99999/x", "bad-url"),
        ("port of another service", "http://news.example:25/x", "bad-url"),
        ("URL of 9,000 characters", "http://{host}/" + "x" * 9000, "bad-url"),
        ("punycode twin", "http://www.xn--xinhunet-66g.com/x", "bad-url"),
        ("twin in Cyrillic letters", "http://\u0440\u0440\u0435\u0441\u0441.com/x", "bad-url"),
        ("broken punycode", "http://xn--zz--.example/x", "bad-url"),
        ("loopback", "http://127.0.0.1:{port}/x", "bad-address"),
        ("localhost", "http://localhost:{port}/x", "bad-address"),
        ("loopback in IPv6", "http://[::1]:{port}/x", "bad-address"),
        ("loopback in IPv6, mapped", "http://[::ffff:7f00:1]:{port}/x", "bad-address"),
        ("loopback in hexadecimal", "http://0x7f000001:{port}/x", "bad-address"),
        ("loopback as one number", "http://2130706433:{port}/x", "bad-address"),
        ("loopback, short", "http://127.1:{port}/x", "bad-address"),
        ("private network", "http://192.168.1.1/x", "bad-address"),
        ("metadata service", "http://169.254.169.254/latest/meta-data/", "bad-address"),
        ("name of the local network", "http://printer.local/x", "bad-address"),
        ("name with a private address", "http://private.example:{port}/x", "bad-address"),
        ("rebinding", "http://rebinding.example:{port}/x", "bad-address"),
        ("one private address of two", "http://mixed.example:{port}/x", "bad-address"),
        ("name that does not exist", "http://missing.example/x", "dns"),
    ):
        yield Fault(name, outcome, url=url)
    yield Fault("TLS to a plain port", "tls", url="https://{host}{path}")
    yield Fault("nobody listens", "connection", url="http://closed.closed{path}")


def _heads() -> Iterator[Fault]:
    def head(*lines: str) -> Handler:
        return written(OK.encode() + "".join(f"{line}\r\n" for line in lines).encode("latin-1") + b"\r\n" + PAGE)

    yield Fault("says nothing", "timeout", silent)
    yield Fault("hangs up at once", "connection", written(b""))
    yield Fault("hangs up in the head", "connection", written(b"HTTP/1.1 200 OK\r\nContent-Le"))
    yield Fault("slow loris in the head", "timeout", endless(b"HTTP/1.1 200 OK\r\nX: ", b"x", 0.05))
    yield Fault("endless headers", "error", endless(b"HTTP/1.1 200 OK\r\n", b"X-More: yes\r\n" * 50))
    yield Fault("50,000 headers", "error", head(*(f"X{n}: y" for n in range(50_000))))
    yield Fault("header line of 100 KB", "error", head("X: " + "a" * 100_000))
    yield Fault("status line of 100 KB", "error", written(b"HTTP/1.1 200 " + b"O" * 100_000 + b"\r\n\r\n"))
    yield Fault("NUL in a header", "error", head("X: a\0b"))
    yield Fault("NUL in a header's name", "error", head("X\0: a"))
    yield Fault("header without a colon", "error", head("this is no header"))
    yield Fault("HTTP/0.9", "error", written(PAGE))
    yield Fault("another protocol", "error", written(b"SSH-2.0-OpenSSH_9.6\r\n"))
    yield Fault("random bytes", "error", written(bytes(range(128, 256)) * 8))
    yield Fault("status of letters", "error", written(b"HTTP/1.1 abc OK\r\n\r\n"))
    yield Fault("HTTP/9.9", "error", written(b"HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n"))
    yield Fault("two lengths", "error", head("Content-Length: 5", "Content-Length: 6"))
    yield Fault("length and chunks", "error", head("Content-Length: 5", "Transfer-Encoding: chunked"))
    yield Fault("negative length", "error", head("Content-Length: -1"))
    yield Fault("length of letters", "error", head("Content-Length: many"))
    yield Fault("flood of 1xx answers", "timeout", endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.001))
    yield Fault("early hints, then a page", "ok", written(b"HTTP/1.1 103 Early Hints\r\n\r\n", answer(PAGE)))
    yield Fault("not UTF-8 in headers", "ok", head('ETag: "\xff\xfe"', f"Content-Length: {len(PAGE)}"))


def _statuses() -> Iterator[Fault]:
    for status, outcome in (
        ("204 No Content", "ok"),
        ("206 Partial Content", "error"),
        ("304 Not Modified", "error"),
        ("400 Bad Request", "client-error"),
        ("401 Unauthorized", "refused"),
        ("403 Forbidden", "refused"),
        ("404 Not Found", "gone"),
        ("410 Gone", "gone"),
        ("429 Too Many Requests", "throttled"),
        ("451 Unavailable For Legal Reasons", "refused"),
        ("500 Internal Server Error", "server-error"),
        ("502 Bad Gateway", "server-error"),
        ("521 Web Server Is Down", "server-error"),
        ("999 Request denied", "error"),
    ):
        yield Fault(status, outcome, written(answer(b"", status=status)), status=int(status[:3]))
    later = answer(b"", "Retry-After: 86400000", status="503 Service Unavailable")
    yield Fault("503 with a Retry-After of years", "throttled", written(later), status=503)
    upgrade = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"
    yield Fault("101, which nobody asked for", "error", endless(upgrade, b"x", 0.05))


def _bodies() -> Iterator[Fault]:
    def coded(body: bytes, coding: str) -> Handler:
        return written(answer(body, f"Content-Encoding: {coding}"))

    zipped = gzip.compress(PAGE, mtime=0)
    yield Fault("shorter than its length", "connection", written(answer(PAGE, length=5000)))
    yield Fault("longer than its length", "error", written(answer(PAGE, length=40)))
    yield Fault("reset in the middle", "connection", hung_up)
    yield Fault(
        "slow loris in the body", "timeout", endless(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n", b"x", 0.05)
    )
    yield Fault("endless chunks", "too-large", endless(CHUNKED, b"4000\r\n" + b"x" * 0x4000 + b"\r\n"))
    yield Fault("endless body without a length", "too-large", endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 0x4000))
    yield Fault("one chunk that never ends", "too-large", endless(CHUNKED + b"ffffffff\r\n", b"x" * 0x4000))
    yield Fault("chunks of one byte, slowly", "timeout", endless(CHUNKED, b"1\r\nx\r\n", 0.02))
    yield Fault("chunk size of letters", "error", written(CHUNKED + b"zz\r\nbody"))
    yield Fault("chunk size of 10,000 digits", "error", written(CHUNKED + b"1" * 10_000 + b"\r\nbody"))
    yield Fault("negative chunk size", "error", written(CHUNKED + b"-5\r\nbody"))
    yield Fault("cut inside a chunk", "connection", written(CHUNKED + b"50\r\nabc"))
    yield Fault("no last chunk", "connection", written(CHUNKED + b"3\r\nabc\r\n"))
    yield Fault("chunk extension of 100 KB", "ok", written(CHUNKED + b"3;" + b"x" * 100_000 + b"\r\nabc\r\n0\r\n\r\n"))
    yield Fault("endless trailers", "connection", endless(CHUNKED + b"3\r\nabc\r\n0\r\n", b"X-More: yes\r\n" * 50))
    yield Fault("body over the limit", "too-large", written(answer(b"x" * (LIMIT + 1))))
    yield Fault(
        "length of 10 TB",
        "too-large",
        endless(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000000\r\n\r\n", b"x" * 0x4000),
    )
    yield Fault("gzip bomb", "too-large", coded(gzip.compress(b"\0" * 30_000_000, mtime=0), "gzip"))
    yield Fault(
        "gzip bomb in gzip",
        "too-large",
        coded(gzip.compress(gzip.compress(b"\0" * 30_000_000, mtime=0), mtime=0), "gzip, gzip"),
    )
    yield Fault("deflate bomb", "too-large", coded(zlib.compress(b"\0" * 30_000_000), "deflate"))
    yield Fault("1,000 gzip members", "bad-encoding", coded(gzip.compress(b"x", mtime=0) * 1000, "gzip"))
    yield Fault("gzip cut short", "bad-encoding", coded(zipped[:-6], "gzip"))
    yield Fault("gzip that is none", "bad-encoding", coded(PAGE, "gzip"))
    yield Fault("gzip with a wrong checksum", "bad-encoding", coded(zipped[:-8] + bytes(8), "gzip"))
    yield Fault("brotli, which nobody asked for", "bad-encoding", coded(b"\x8b\x03\x80abc\x03", "br"))
    yield Fault("zstd, which nobody asked for", "bad-encoding", coded(b"\x28\xb5\x2f\xfd\x20", "zstd"))
    yield Fault("coding of 10,000 letters", "bad-encoding", coded(PAGE, "x" * 10_000))
    yield Fault("coded ten times", "bad-encoding", coded(zipped, ", ".join(["gzip"] * 10)))
    yield Fault("empty body, said to be gzip", "ok", coded(b"", "gzip"))


def _redirects() -> Iterator[Fault]:
    def to(location: str, status: str = "302 Found") -> Handler:
        async def handler(request: Request, writer: asyncio.StreamWriter) -> None:
            port = request.headers.get("host", "").rpartition(":")[2]
            writer.write(answer(b"", f"Location: {location.format(path=request.path, port=port)}", status=status))
            await writer.drain()

        return handler

    yield Fault("redirect to itself", "redirects", to("{path}"))
    yield Fault("redirects in a circle", "redirects", to("{path}/a"), more=(("/a", to("{path}/../..{path}")),))
    yield Fault(
        "redirects without end",
        "redirects",
        to("{path}/1"),
        more=tuple((f"/{'1/' * n}1", to("{path}/1")) for n in range(9)),
    )
    yield Fault("redirect without a Location", "redirects", written(answer(b"", status="302 Found")))
    yield Fault("redirect to a file", "bad-url", to("file:///etc/passwd"))
    yield Fault("redirect with credentials", "bad-url", to("http://me:secret@news.example/"))
    yield Fault("redirect to a twin", "bad-url", to("http://www.xn--xinhunet-66g.com/"))
    yield Fault("redirect to loopback", "bad-address", to("http://127.0.0.1:8080/"))
    yield Fault("redirect to the metadata service", "bad-address", to("http://169.254.169.254/"))
    yield Fault("redirect to a private name", "bad-address", to("http://private.example/"))
    yield Fault("redirect to nonsense", "bad-url", to("http://[half/"))
    yield Fault("Location of 100 KB", "error", to("/" + "x" * 100_000))
    yield Fault(
        "redirect that never ends its head", "timeout", endless(b"HTTP/1.1 302 Found\r\nLocation: ", b"/", 0.05)
    )


def _robots() -> Iterator[Fault]:
    page = written(answer(PAGE))
    yield Fault("disallowed", "robots", page, robots=answer(b"User-agent: *\nDisallow: /"))
    yield Fault("robots.txt is refused", "robots", page, robots=answer(b"", status="403 Forbidden"))
    yield Fault("robots.txt fails", "robots", page, robots=answer(b"", status="500 Oops"))
    yield Fault("robots.txt is cut off", "robots", page, robots=answer(b"User-agent: *", length=500))
    yield Fault("robots.txt is too large", "robots", page, robots=answer(b"#" * (LIMIT + 1)))
    yield Fault(
        "robots.txt wants hours between requests", "robots", page, robots=answer(b"User-agent: *\nCrawl-delay: 9e9")
    )
    agents = b"".join(b"User-agent: a%d\n" % n for n in range(5_000)) + b"Disallow: /x\n" * 5_000
    yield Fault("robots.txt made to be slow", "robots", page, robots=answer(agents))
    yield Fault("robots.txt is a web page", "ok", page, robots=answer(b"<!doctype html><title>Home</title>"))
