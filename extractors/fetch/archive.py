"""The archive: every answer, as it came, in WARC files that the field's own tools open.

A record is written before anything reads the body, and `sync` puts it on disk before anything that speaks of it is
staged. Bodies are kept as received, with their Content-Encoding, so that a record is evidence and a bomb stays small;
only Transfer-Encoding is gone, header and chunks, since it belongs to the connection. Each process writes files of
its own, so that no lock is needed between processes, and a crash can tear nothing but a file's last record.
"""

from __future__ import annotations

import os
import secrets
import threading
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO, FileIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

from warcio.recordbuilder import RecordBuilder
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from config.settings import VERSION
from extractors.fetch.mend import mark
from extractors.fetch.outcomes import printable
from extractors.fetch.warc import MAX_BODY, PURPOSE, REQUEST_URI, TRUNCATED, VIA, WarcError, records, to_page
from extractors.records import Fetch, Page

ROTATE_AT = 1_000_000_000
"""Bytes after which a new file is begun; what WARC tools expect."""

_OF_THE_CONNECTION = frozenset({"transfer-encoding"})
_VISIBLE = "".join(map(chr, range(0x20, 0x7F)))
_OF_THE_CODING = frozenset({"transfer-encoding", "content-encoding", "content-length"})


class Archive:
    """Writes records below `folder`, in files `YYYY/MM/DD/readouts-<time>-<process>-<random>.warc.gz` by `clock`.

    May be used from several threads. Raises OSError when the disk does; nothing of that record is left then.
    """

    def __init__(self, folder: Path, clock: Callable[[], datetime], *, rotate_at: int = ROTATE_AT) -> None:
        self._folder = folder
        self._clock = clock
        self._rotate_at = rotate_at
        self._lock = threading.Lock()
        self._file: FileIO | None = None
        self._name = ""
        """Of the open file, relative to the folder."""
        self._day = ""
        self._mark = folder

    def write(
        self, fetch: Fetch, headers: Sequence[tuple[str, str]], status_line: str, body_as_received: bytes
    ) -> Fetch:
        """Append one answer; returns the fetch with its place in the archive.

        `status_line` is as received, such as `HTTP/1.1 200 OK`. WARC-Target-URI is `final_url`, the URL that really
        answered; the URL first asked for is kept beside it when it differs.
        """
        kept = [(name, value) for name, value in headers if name.lower() not in _OF_THE_CONNECTION]
        return self._append(fetch, "response", status_line, kept, body_as_received)

    def keep(self, page: Page) -> Page:
        """Copy a page from elsewhere, such as another's WARC file; returns it with its place in this archive.

        The record of another's WARC file is copied as it stands: it is the better evidence, and compressing takes
        longer than all else. Without one, the body is decoded already, so the headers of its coding are left out.
        """
        if page.member is not None:
            return replace(page, fetch=self._place(page.fetch, page.member), member=None)
        kept = [(name, value) for name, value in page.headers if name.lower() not in _OF_THE_CODING]
        if page.fetch.status is None:
            return replace(page, fetch=self._append(page.fetch, "resource", "", kept, page.body or b""))
        line = f"HTTP/1.1 {page.fetch.status}"
        return replace(page, fetch=self._append(page.fetch, "response", line, kept, page.body or b""))

    def sync(self) -> None:
        """Return when everything written is on disk."""
        with self._lock:
            self._sync()

    def close(self) -> None:
        """Sync and close. A later write begins a new file."""
        with self._lock:
            self._close()

    def _append(
        self, fetch: Fetch, kind: str, status_line: str, headers: Sequence[tuple[str, str]], body: bytes
    ) -> Fetch:
        url = fetch.final_url or fetch.url
        fields = {"WARC-Date": fetch.fetched_at.strftime("%Y-%m-%dT%H:%M:%SZ"), PURPOSE: fetch.purpose}
        if url != fetch.url:
            fields[REQUEST_URI] = fetch.url
        if fetch.via:
            fields[VIA] = fetch.via
        if fetch.outcome in TRUNCATED:
            fields["WARC-Truncated"] = TRUNCATED[fetch.outcome]
        http = None
        if kind == "response":
            protocol, _, status = _ascii(status_line).partition(" ")
            clean = [(_ascii(name), _encoded(value)) for name, value in headers]
            http = StatusAndHeaders(status, clean, protocol=protocol)
        record = RecordBuilder(warc_version="1.1").create_warc_record(
            url,
            kind,
            payload=BytesIO(body),
            length=len(body),
            warc_content_type=_one_line(fetch.content_type or "") if kind == "resource" else "",
            warc_headers_dict={name: _one_line(value) for name, value in fields.items()},
            http_headers=http,
        )
        return self._place(fetch, _rendered(record))

    def _place(self, fetch: Fetch, data: bytes) -> Fetch:
        with self._lock:
            file = self._open()
            offset = file.tell()
            _write(file, data)
            return replace(fetch, archive_file=self._name, archive_offset=offset)

    def _open(self) -> FileIO:
        """The file of the day, begun when there is none yet, a new day has come or the last one is full."""
        now = self._clock()
        day = now.strftime("%Y/%m/%d")
        if self._file is not None and (day != self._day or self._file.tell() >= self._rotate_at):
            self._close()
        if self._file is None:
            name = f"readouts-{now:%Y%m%dT%H%M%SZ}-{os.getpid()}-{secrets.token_hex(4)}.warc.gz"
            path = self._folder / day / name
            path.parent.mkdir(parents=True, exist_ok=True)
            self._mark = mark(self._folder, f"{day}/{name}")  # before the file: a crash must not leave it unmarked
            self._file, self._name, self._day = path.open("xb", buffering=0), f"{day}/{name}", day
            for parent in path.parents[: len(Path(day).parts) + 1]:
                _sync_folder(parent)  # or the file could be on disk and its name not
            info = {"software": f"readouts/{VERSION}", "format": "WARC File Format 1.1", "robots": "obey"}
            _write(self._file, _rendered(RecordBuilder(warc_version="1.1").create_warcinfo_record(name, info)))
        return self._file

    def _sync(self) -> None:
        if self._file is not None:
            os.fsync(self._file.fileno())

    def _close(self) -> None:
        if self._file is not None:
            self._sync()
            self._file.close()
            self._file = None
            self._mark.unlink(missing_ok=True)


def read_record(folder: Path, file: str, offset: int, *, limit: int = MAX_BODY) -> Page:
    """The page at a place in the archive, with its fetch as far as the record tells it.

    `limit` is in bytes of body. Raises OSError when the file cannot be opened and WarcError when no whole
    response stands there.
    """
    with (folder / file).open("rb") as stream:
        stream.seek(offset)
        found = records(stream)
        record = next(found, None)
        page = to_page(record, limit=limit) if record is not None else None
        found.close()
    if page is None:
        raise WarcError(f"{file}: no response at {offset}")
    return replace(page, fetch=replace(page.fetch, archive_file=file, archive_offset=offset))


def _one_line(text: str) -> str:
    """`text` as a header can hold it: a line break in one would begin another."""
    return " ".join(printable(text).split())


def _encoded(value: str) -> str:
    """A header's value in ASCII, percent-encoded if it was not: warcio tries the same, and fails on odd parameters."""
    line = _one_line(value)
    return line if line.isascii() else quote(line, safe=_VISIBLE)


def _ascii(text: str) -> str:
    return _one_line(text).encode("ascii", "replace").decode()


def _rendered(record: Any) -> bytes:
    """A record as a gzip member of its own. warcio's own level, 9, takes a half longer for 0.1 % fewer bytes."""
    buffer = BytesIO()
    WARCWriter(buffer, gzip=False, warc_version="1.1").write_record(record)
    return zlib.compress(buffer.getbuffer(), 6, wbits=zlib.MAX_WBITS + 16)


def _write(file: FileIO, data: bytes) -> None:
    """Append all of it or nothing: half a record would hide those behind it."""
    offset = file.tell()
    rest = memoryview(data)
    try:
        while rest:
            rest = rest[file.write(rest) :]
    except BaseException:
        file.truncate(offset)
        file.seek(offset)
        raise


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
