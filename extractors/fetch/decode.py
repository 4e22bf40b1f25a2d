"""Compressed bodies, decompressed within bounds. Pure.

A server chooses how large its answer becomes, so nothing here may allocate more than the caller allows.
"""

from __future__ import annotations

import zlib
from typing import Literal

MAX_RATIO = 100
"""Decompressed bytes to one received. HTML rarely passes 20."""
RATIO_FROM = 1_000_000
"""Decompressed bytes below which the ratio does not matter: short repetitive pages compress very well."""
MAX_CODINGS = 2
MAX_MEMBERS = 64

GZIP_MAGIC = b"\x1f\x8b"
_GZIP, _ZLIB, _RAW = 31, 15, -15


class DecodeError(ValueError):
    """A body that cannot or must not be decompressed; `outcome` is the one to record."""

    def __init__(self, outcome: Literal["bad-encoding", "bomb", "too-large"], reason: str) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason


def decode(body: bytes, content_encoding: str | None, limit: int) -> bytes:
    """The body without its content coding(s), at most `limit` bytes. Raises DecodeError.

    gzip and deflate only: they are all we ask for. An empty body is empty whatever its header says.
    """
    codings = [name for name in (part.strip().lower() for part in (content_encoding or "").split(",")) if name]
    codings = [name for name in codings if name != "identity"]
    if len(codings) > MAX_CODINGS:
        raise DecodeError("bad-encoding", f"compressed {len(codings)} times over")
    allowed = _allowed(body, limit)  # by what was received: the ratios of two codings would multiply
    for name in reversed(codings if body else []):
        if name in ("gzip", "x-gzip"):
            body = _gunzip(body, allowed, limit)
        elif name == "deflate":
            body = _deflate(body, allowed, limit)
        else:
            raise DecodeError("bad-encoding", f"content coding {name[:40]!r}, which was not asked for")
    if len(body) > limit:
        raise DecodeError("too-large", f"more than {limit} bytes")
    return body


def gunzip(body: bytes, limit: int) -> bytes:
    """The content of a gzip file of one or several members; padding after the last is let pass. Raises DecodeError."""
    return _gunzip(body, _allowed(body, limit), limit)


def _gunzip(body: bytes, allowed: int, limit: int) -> bytes:
    out = bytearray()
    rest = body
    for _ in range(MAX_MEMBERS):
        rest = _inflate(rest, _GZIP, out, allowed, limit)
        if not rest.startswith(GZIP_MAGIC):
            return bytes(out)
    raise DecodeError("bad-encoding", f"more than {MAX_MEMBERS} gzip members")


def _deflate(body: bytes, allowed: int, limit: int) -> bytes:
    # "deflate" means the zlib format, yet some servers send the bare stream, as browsers know.
    for wbits in (_ZLIB, _RAW):
        out = bytearray()
        try:
            _inflate(body, wbits, out, allowed, limit)
        except DecodeError as error:
            if error.outcome != "bad-encoding" or wbits == _RAW:
                raise
        else:
            break
    return bytes(out)


def _allowed(body: bytes, limit: int) -> int:
    return min(limit, max(RATIO_FROM, MAX_RATIO * len(body)))


def _inflate(data: bytes, wbits: int, out: bytearray, allowed: int, limit: int) -> bytes:
    """Append one stream to `out`, never more than `allowed` + 1 bytes in all. Returns the bytes after the stream."""
    stream = zlib.decompressobj(wbits)
    try:
        out += stream.decompress(data, allowed + 1 - len(out))
    except zlib.error as error:
        raise DecodeError("bad-encoding", f"cannot be decompressed: {error}") from error
    if len(out) > allowed:
        if allowed == limit:
            raise DecodeError("too-large", f"more than {limit} bytes once decompressed")
        raise DecodeError("bomb", f"{len(data)} bytes decompress to more than {allowed}")
    if not stream.eof:
        raise DecodeError("bad-encoding", "compressed body ends too early")
    return stream.unused_data
