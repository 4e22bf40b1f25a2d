"""A hostile server on loopback: raw bytes, so that it can break every rule of HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)

Handler = Callable[["Request", asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Request:
    """What a client asked."""

    method: str
    path: str
    headers: dict[str, str]
    at: float
    """On the loop's clock."""


@dataclass
class Server:
    """Answers by path; what it was asked is in `requests`. There is no robots.txt unless one is set."""

    port: int = 0
    handlers: dict[str, Handler] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    open_now: int = 0
    open_most: int = 0

    def on(self, path: str, *chunks: bytes, pause: float = 0.0) -> None:
        """Answer a path with raw bytes, status line included, then close."""

        async def handler(_: Request, writer: asyncio.StreamWriter) -> None:
            for chunk in chunks:
                writer.write(chunk)
                await writer.drain()
                if pause:
                    await asyncio.sleep(pause)

        self.handlers[path] = handler

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path == path]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open_now += 1
        self.open_most = max(self.open_most, self.open_now)
        try:
            head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 0.2)).decode("latin-1").split("\r\n")
            method, path, _ = head[0].split(" ", 2)
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
            request = Request(method, path, headers, asyncio.get_running_loop().time())
            self.requests.append(request)
            if path in self.handlers:
                await self.handlers[path](request, writer)
            else:
                writer.write(answer(b"nothing here", status="404 Not Found"))
            await writer.drain()
        except TimeoutError:
            writer.write(b"speak HTTP, please\r\n")  # to a client that said TLS, for one
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            self.open_now -= 1
            writer.close()


def answer(body: bytes = b"", *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """An answer with the given header lines; Content-Length is right unless `length` says otherwise."""
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body) if length is None else length}"]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1") + body
