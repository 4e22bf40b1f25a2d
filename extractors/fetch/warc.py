"""WARC records to pages. Whatever is wrong with a record is told; none is lost without a word."""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, BinaryIO, get_args

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader

from extractors.fetch.decode import GZIP_MAGIC, DecodeError, decode
from extractors.fetch.outcomes import of_status, printable, retry_after
from extractors.records import Fetch, Outcome, Page, Purpose, Via, utc

# Fields of our own in a record, beside the standard ones; other readers pass over fields they do not know.
REQUEST_URI = "Readouts-Request-URI"
"""The URL asked for, where redirects led from it to WARC-Target-URI."""
PURPOSE = "Readouts-Purpose"
VIA = "Readouts-Via"

TRUNCATED: dict[Outcome, str] = {"too-large": "length", "timeout": "time", "connection": "disconnect"}
"""WARC-Truncated of answers that broke off. What came of them is kept, and read again ends as it first did."""
_BROKE_OFF: dict[str, Outcome] = {name: outcome for outcome, name in TRUNCATED.items()}

MAX_BODY = 10_000_000
"""Bytes of body read from a record at most, as in `Settings.max_body`."""

MAX_MEMBER = 2 * MAX_BODY
"""Bytes of a gzip member that is copied as it stands at most; a larger one is compressed anew."""


class WarcError(ValueError):
    """A file or record that is no WARC, or is torn or garbled; the message says where."""


class _Kept:
    """A stream that keeps what was read of it, from a place on and up to a size."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._kept = bytearray()
        self._from = 0

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        if len(self._kept) > MAX_MEMBER:
            self.forget(self.tell())
        self._kept += data
        return data

    def tell(self) -> int:
        """Bytes read so far."""
        return self._from + len(self._kept)

    def forget(self, place: int) -> None:
        """Keep only what comes after a place."""
        gone = max(0, place - self._from)
        del self._kept[:gone]
        self._from += gone

    def cut(self, place: int, n: int) -> bytes | None:
        """What stood at a place; None where it is not kept any more."""
        return bytes(self._kept[place - self._from :][:n]) if place >= self._from else None


class _Records(ArchiveIterator):  # type: ignore[misc]  # warcio has no type hints
    """warcio's iterator, which also notices a file that ends inside a record: warcio takes that for the end."""

    torn = False

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(_Kept(stream))

    def _next_record(self, next_line: bytes | None) -> Any:
        self.fh.forget(self.offset)
        try:
            return super()._next_record(next_line)
        except EOFError:
            self.torn = next_line is not None
            raise

    def member(self) -> bytes | None:
        """The gzip member of the record, as it stands; None where it holds more than a WARC record, or too much."""
        n_errors = self.err_count
        self.read_to_end()
        decompressor = self.reader.decompressor
        if decompressor is None or not decompressor.eof or self.next_line or self.err_count > n_errors:
            return None
        return self.fh.cut(*self.member_info) if self.known_format == "warc" else None

    def close(self) -> None:
        decompressor = self.reader.decompressor if self.reader else None
        self.torn = self.torn or (decompressor is not None and not decompressor.eof)
        super().close()


def records(stream: BinaryIO) -> Generator[Any, None, None]:
    """The warcio records of a stream from where it stands. Raises WarcError where it cannot be read on.

    Each has `member`, a function that returns what it was compressed to, once it was read.
    """
    n = 0
    try:
        found = _Records(stream)
        for record in found:
            if record.rec_type is None or record.length is None:
                raise WarcError(f"record {n + 1} is torn or is none")
            n += 1
            record.member = found.member
            yield record
    except WarcError:
        raise
    except Exception as error:  # a garbled header leads warcio to all sorts
        raise WarcError(f"after {n} records: {type(error).__name__}: {printable(str(error))[:200]}") from error
    if found.torn or not n:
        raise WarcError(f"the file ends after {n} whole records" + (", inside one" if n else ""))


def to_page(record: Any, *, limit: int = MAX_BODY) -> Page | None:
    """The page of a `response` record, or of a `resource` record of HTML; None for a record of any other kind.

    A status other than 2xx, and a body over `limit` bytes or one that cannot be decompressed, is an outcome.
    Raises WarcError when the record has no URL, time or status, or ends too early (`torn`).
    """
    fields, http = record.rec_headers, record.http_headers
    target = printable(fields.get_header("WARC-Target-URI") or "")
    mime = (fields.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    if record.rec_type == "response" and http is not None:
        headers = tuple((printable(name), printable(value)) for name, value in http.headers)
        status = _status(http.get_statuscode())
    elif record.rec_type == "response" and target.startswith(("http:", "https:")):
        raise WarcError(f"response without HTTP headers of {target[:200]}")
    elif record.rec_type == "resource" and mime in ("text/html", "application/xhtml+xml"):
        headers, status = (("Content-Type", printable(fields.get_header("Content-Type"))),), None
    else:
        return None
    if not target:
        raise WarcError("record without WARC-Target-URI")
    moment = _moment(fields.get_header("WARC-Date"))
    page = Page(Fetch(url=target, purpose="page", fetched_at=moment, outcome="ok"), None, headers)
    raw, expected = record.raw_stream.read(limit + 1), record.payload_length if http else record.length
    if len(raw) < min(expected, limit + 1):
        raise WarcError(f"torn record of {target[:200]}: {len(raw)} of {expected} bytes")
    wait = retry_after(page.header("Retry-After"), moment)
    outcome, reason = of_status(status, wait) if status is not None else ("ok", None)
    if (broke_off := fields.get_header("WARC-Truncated")) and outcome == "ok":
        outcome, reason = _BROKE_OFF.get(broke_off, "error"), f"the record is truncated ({printable(broke_off)})"
    body = None
    if outcome == "ok":
        try:
            body = _decoded(raw, page, limit)
        except DecodeError as error:
            outcome, reason = error.outcome, error.reason
    asked = fields.get_header(REQUEST_URI)
    fetch = Fetch(
        url=printable(asked) if asked else target,
        purpose=_one_of(Purpose, fields.get_header(PURPOSE), "page"),
        fetched_at=moment,
        outcome=outcome,
        via=_one_of(Via, fields.get_header(VIA), None),
        final_url=target,
        status=status,
        reason=reason,
        content_type=page.header("Content-Type"),
        n_bytes=len(raw),
        body_sha256=hashlib.sha256(body).hexdigest() if body is not None else None,
        etag=page.header("ETag"),
        last_modified=page.header("Last-Modified"),
        retry_after_s=wait,
    )
    return Page(fetch, body, headers)


def _decoded(raw: bytes, page: Page, limit: int) -> bytes:
    if len(raw) > limit:
        raise DecodeError("too-large", f"more than {limit} bytes")
    if (page.header("Transfer-Encoding") or "").strip().lower() == "chunked":
        raw = ChunkedDataReader(BytesIO(raw)).read()
    coding = page.header("Content-Encoding")
    if coding and "gzip" in coding.lower() and not raw.startswith(GZIP_MAGIC):
        coding = None  # some tools store the decompressed body under the old header
    return decode(raw, coding, limit)


def _status(code: str) -> int:
    if not (code.isascii() and code.isdigit() and len(code) == 3):
        raise WarcError(f"response with status {printable(code)[:20]!r}")
    return int(code)


def _moment(text: str | None) -> datetime:
    try:
        moment = datetime.fromisoformat(text or "")
        return utc(moment if moment.tzinfo else moment.replace(tzinfo=UTC))  # the standard says UTC
    except (ValueError, OverflowError) as error:
        raise WarcError(f"record with WARC-Date {printable(text or '')[:40]!r}") from error


def _one_of(choices: Any, value: str | None, default: Any) -> Any:
    return value if value in get_args(choices) else default
