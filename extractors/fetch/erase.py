"""Erase a record of a WARC file in its place: the file keeps its length, and every other record its offset.

Over the record's gzip member comes another of exactly the same length: an empty `metadata` record, filled up by the
comment that gzip's header may hold. Every tool reads on over it. Writing a file of a gigabyte anew for one record would
move all the others, and the warehouse's places with them; this is one write, which can be repeated after a crash
because the length was noted before.
"""

from __future__ import annotations

import os
import zlib
from io import BytesIO
from pathlib import Path

_CHUNK = 1 << 16
_HEADER = b"\x1f\x8b\x08\x10\x00\x00\x00\x00\x00\xff"  # deflate, with a comment, no time, no system
_RECORD = (
    b"WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
    b"WARC-Date: 2000-01-01T00:00:00Z\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
)


def member_length(path: Path, offset: int) -> int:
    """Bytes of the gzip member at a place; to the end of the file when it is torn or none. Raises OSError."""
    with path.open("rb") as file:
        file.seek(offset)
        reader = zlib.decompressobj(31)
        while data := file.read(_CHUNK):
            try:
                while data and not reader.eof:
                    reader.decompress(data, _CHUNK)
                    data = reader.unconsumed_tail or reader.unused_data
                    if reader.eof:
                        return file.tell() - offset - len(reader.unused_data)
            except zlib.error:
                break
        return os.path.getsize(path) - offset


def blank(n_bytes: int) -> bytes:
    """A gzip member of so many bytes that says nothing. Raises ValueError when there is no room for one."""
    for payload in (_RECORD, b""):
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(payload) + packer.flush()
        end = zlib.crc32(payload).to_bytes(4, "little") + len(payload).to_bytes(4, "little")
        room = n_bytes - len(_HEADER) - 1 - len(packed) - len(end)
        if room >= 0:
            return _HEADER + b"-" * room + b"\0" + packed + end
    raise ValueError(f"{n_bytes} bytes hold no gzip member")


def erase(path: Path, offset: int, n_bytes: int) -> None:
    """Overwrite a record whose length is known, on disk when this returns. The same twice changes nothing.

    Raises OSError.
    """
    size = os.path.getsize(path)
    n_bytes = min(n_bytes, size - offset)
    if n_bytes <= 0:
        return
    with path.open("r+b", buffering=0) as file:
        try:
            data = blank(n_bytes)
        except ValueError:  # a few bytes of a torn record at the end
            file.truncate(offset)
        else:
            file.seek(offset)
            rest = BytesIO(data)
            while piece := rest.read(_CHUNK):
                file.write(piece)
        os.fsync(file.fileno())
