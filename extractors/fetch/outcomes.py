"""What became of a request, in the words of `extractors.records.Outcome`. Pure."""

from __future__ import annotations

import email.utils
import math
import re
import ssl
from datetime import UTC, datetime

import aiohttp
from aiohttp.http_exceptions import HttpProcessingError

from extractors.fetch.guard import BadAddress
from extractors.records import Outcome

MAX_RETRY_AFTER = 24 * 3600
"""Seconds. Servers have asked for 88 hours; a day later nobody minds being asked again."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})

_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def printable(text: str) -> str:
    """`text` without control characters and lone surrogates, which neither a person nor a database can use."""
    return text if text.isprintable() else _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def of_status(status: int, retry_after_s: int | None) -> tuple[Outcome, str | None]:
    """Outcome and reason of a final answer, by its status alone. A redirect counts as final: it was not followed."""
    if 200 <= status < 300 and status != 206:  # part of a page, which nobody asked for, is not the page
        return "ok", None
    reason = f"status {status}"
    if status == 304:
        return "not-modified", reason
    if status in (404, 410):
        return "gone", reason
    if status in (401, 403, 451):
        return "refused", reason
    if status == 429 or (status == 503 and retry_after_s is not None):
        return "throttled", reason
    if 300 <= status < 400:
        return "redirects", reason
    if 400 <= status < 500:
        return "client-error", reason
    if 500 <= status < 600:
        return "server-error", reason
    return "error", reason


def of_error(error: BaseException) -> tuple[Outcome, str]:
    """Outcome and reason of an exception that ended a request."""
    cause = getattr(error, "os_error", None) or error
    text = printable(str(cause).strip() or type(cause).__name__)[:300]
    if isinstance(cause, BadAddress):
        return "bad-address", text
    if isinstance(error, TimeoutError):
        return "timeout", "the deadline passed"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "dns", text
    if isinstance(error, aiohttp.ClientSSLError | ssl.SSLError | ssl.CertificateError):
        return "tls", text
    if isinstance(error, aiohttp.InvalidURL | aiohttp.NonHttpUrlClientError):
        return "bad-url", text
    if isinstance(error, aiohttp.ClientResponseError | HttpProcessingError):
        return "error", f"answer that is no HTTP: {text}"
    if isinstance(error, aiohttp.ClientConnectionError | aiohttp.ClientPayloadError | OSError):
        return "connection", text
    return "error", f"{type(error).__name__}: {text}"


def retry_after(value: str | None, now: datetime) -> int | None:
    """Seconds a Retry-After header asks to wait, from either of its forms, between 0 and a day; None if unreadable."""
    if value is None:
        return None
    value = value.strip()
    if re.fullmatch(r"[0-9]{1,12}(\.[0-9]*)?", value):
        return min(math.ceil(float(value)), MAX_RETRY_AFTER)
    try:
        moment = email.utils.parsedate_to_datetime(value)
        if moment.tzinfo is None:  # "-0000": UTC, says RFC 9110 of all HTTP dates
            moment = moment.replace(tzinfo=UTC)
        wait = (moment - now).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(math.ceil(wait), 0), MAX_RETRY_AFTER)
