"""Articles and what is parsed of them to staged rows: flat, with every id and key computed, in text that any database
accepts. Costs little to import, for it is done by those who read."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import datetime, time
from functools import cache
from operator import attrgetter
from typing import Any

from extractors.readout_records import Parsed
from extractors.records import Reading, text_key, utc
from warehouse.flat import ParsedRow, ReadingRow

Row = dict[str, Any]

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"\w+(?:['\N{RIGHT SINGLE QUOTATION MARK}.,-]\w+)*")

SHORT = 120
"""Letters and digits below which a text alone is too common to be an identity."""
SHORT_CJK = 60
"""The same for a text that is mostly in Chinese or Japanese, where a character says as much as half a word."""


def count_words(text: str) -> int:
    """Words of a text; every Chinese character and kana counts as one."""
    return len(_CJK.findall(text)) + len(_WORD.findall(_CJK.sub(" ", text)))


def story_key(title: str, text: str) -> str | None:
    """Key under which carriers of one text meet, or None for a page without any text.

    A short text ("Full story to follow.") is shared by pages that have nothing to do with each other, so its
    title is part of the key.
    """
    letters = sum(map(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
    if not letters:
        return None
    mostly_cjk = 2 * len(_CJK.findall(text)) > letters
    if letters >= (SHORT_CJK if mostly_cjk else SHORT):
        return text_key(text)
    return text_key(f"{title}\n{text}")


@cache
def columns_of(record: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """Names of a record's fields (two at least), and what takes their values out of one."""
    names = tuple(field.name for field in fields(record))
    return names, attrgetter(*names)


def _flat(record: Any) -> Row:
    names, values = columns_of(record.__class__)
    return dict(zip(names, values(record), strict=True))


def reading_row(reading: Reading) -> Row:
    """A reading laid flat, as Arrow takes it; `read_at` is the batch's to tell.

    Raises ValueError on a time without a zone.
    """
    article, fetch = reading.article, reading.fetch
    published, dateline, origin = article.published, article.dateline, article.origin
    text = article.text
    content: Row = clean(
        {
            "lang": article.lang,
            "title": article.title,
            "text": text,
            "published_at": published and published.at,
            "published_on": published and published.on,
            "published_precision": published and published.precision,
            "published_raw": published and published.raw,
            "published_method": published and published.method,
            "published_zone_assumed": published and published.zone_assumed,
            "origin_role": origin.role,
            "origin_agency": origin.agency,
            "origin_name": origin.name,
            "origin_line": origin.line,
            "origin_method": origin.method,
            "origin_reason": origin.reason,
            "dateline_raw": dateline and dateline.raw,
            "dateline_place": dateline and dateline.place,
            "dateline_date": dateline and dateline.date,
            "dateline_agency": dateline and dateline.agency,
            "dateline_reporters": list(dateline.reporters) if dateline else [],
            "authors": list(article.authors),
            "editor": article.editor,
            "extractor": article.extractor,
            "blocks": [_flat(block) for block in article.blocks],
            "receipts": [_flat(receipt) for receipt in article.receipts],
        }
    )
    row = content | clean(
        {
            "version_id": reading.version_id,
            "document_id": reading.document_id,
            "fetch_id": fetch.fetch_id,
            "fetched_at": fetch.fetched_at,
            "read_at": None,
            "reading_sha256": digest([content]),
            "verdict": article.verdict,
            "canonical_url": reading.canonical_url,
            "url": article.url or fetch.final_url or fetch.url,
            "host": reading.host,
            "outlet_id": article.outlet_id,
            "via": fetch.via,
            "text_sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            "story_key": story_key(article.title, text),
            "dated_at": _dated(reading),
            "n_paragraphs": len(article.paragraphs),
            "n_words": count_words(text),
            "archive_file": fetch.archive_file,
            "archive_offset": fetch.archive_offset,
        }
    )
    return {name: row[name] for name in columns_of(ReadingRow)[0]}


_NO_READOUT: Row = {field.name: [] if str(field.type).startswith("tuple") else None for field in fields(ParsedRow)}
_NO_READOUT |= {"n_paragraphs": 0, "n_words": 0}


def parsed_row(parsed: Parsed) -> Row:
    """What was parsed laid flat, as Arrow takes it; `read_at` is the batch's to tell."""
    row, readout = _NO_READOUT.copy(), parsed.readout
    if readout is not None:
        row |= _nested(readout.event)
        for name, value in _flat(readout).items():
            if name in row:
                row[name] = [_nested(one) for one in value] if isinstance(value, tuple) else value
    told: Row = clean(row | _flat(parsed.assessment) | {"parser": parsed.parser})
    return told | {
        "parsed_sha256": digest([told]),
        "version_id": parsed.version_id,
        "document_id": parsed.document_id,
    }


def _nested(record: Any) -> Row:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in _flat(record).items()}


def _dated(reading: Reading) -> datetime:
    """When a wording came out, as well as is known: the printed time, else the day, else the fetch.

    Never after the fetch: a page cannot have been published after it was read, whatever it prints.
    """
    published, fetched = reading.article.published, utc(reading.fetch.fetched_at)
    if published is None:
        return fetched
    day = datetime.combine(published.on, time(), tzinfo=fetched.tzinfo)
    return min(utc(published.at) if published.at else day, fetched)


_AS_IT_IS = frozenset({type(None), int, float, bool})


def clean(value: Any) -> Any:
    """The value as Arrow takes it: times in UTC without zone, half surrogates (hostile markup) replaced."""
    if type(value) in _AS_IT_IS or (type(value) is str and value.isascii()):
        return value
    match value:
        case str():
            return value.encode("utf-8", "replace").decode("utf-8")
        case datetime():
            return utc(value).replace(tzinfo=None)
        case dict():
            return {name: clean(item) for name, item in value.items()}
        case list() | tuple():
            return [clean(item) for item in value]
        case _:
            return value


_CANONICAL = json.JSONEncoder(default=str, sort_keys=True)


def digest(table: Iterable[Row]) -> str:
    """SHA-256 of rows, whatever their order: the same rows give the same digest on every machine."""
    lines = sorted(map(_CANONICAL.encode, table))
    return hashlib.sha256("\n".join(lines).encode("ascii")).hexdigest()
