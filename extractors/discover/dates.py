"""Dates of feeds and sitemaps: an instant where the text fixes one, else None. Pure.

Feed libraries read a time without a zone as UTC, which makes Beijing's evening the next morning; so does reading
"CST" as American. Here only a numeric offset, Z, or a name of UTC counts as a zone.
"""

from __future__ import annotations

import email.utils
import re
from datetime import datetime

from extractors.records import utc

_ZONED = re.compile(
    r"\d\d:\d\d(:\d\d([.,]\d+)?)?\s*(?P<zone>Z|UTC?|GMT|((UTC|GMT)\s?)?[+-]\d\d:?\d\d)(\s?\(.*\))?$", re.IGNORECASE
)


def zoned(raw: str | None) -> datetime | None:
    """The instant in UTC of an RFC 822 or ISO 8601 date that prints its zone; None for any other."""
    text = " ".join((raw or "").split())
    found = _ZONED.search(text) if len(text) <= 80 else None
    if found is None:
        return None
    offset = re.search(r"([+-]\d\d):?(\d\d)$", found["zone"])
    clock, zone = text[: found.start("zone")].rstrip(), f"{offset[1]}{offset[2]}" if offset else "+0000"
    zone = "+0000" if zone == "-0000" else zone  # UTC, from somebody who does not tell where he is
    iso, rfc822 = (datetime.fromisoformat, clock + zone), (email.utils.parsedate_to_datetime, f"{clock} {zone}")
    for read, spelling in (iso, rfc822):
        try:
            return utc(read(spelling))
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    return None
