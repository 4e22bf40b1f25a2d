"""Documents from elsewhere: lines of JSON, identified and clustered like pages that were fetched.

A record is {id, url, outlet, published, lang, title, text}; only `text` must be there, with an `id` or a `url`. An id
that is given is kept as the document's id, so that answers speak of the documents the asker knows; without one, a
document is its URL, like any page. The time of a record is its publication: the same file twice changes no row.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from config.lexicon import Agency, agencies
from config.outlets import Outlet, Outlets, load_outlets
from config.settings import Settings
from extractors import urls
from extractors.fetch.decode import GZIP_MAGIC
from extractors.pages import dateline as datelines
from extractors.pages.origin import source_of
from extractors.readouts import parse
from extractors.records import Article, Batch, Block, Dateline, Fetch, Origin, Published, Reading, Receipt, Run, utc
from flows.context import Progress, Silent
from flows.pipeline import finish, new_run, recover
from flows.report import RunReport
from warehouse.stage import stage

EXTRACTOR = "import/1"
CHUNK = 2_000
"""Records in a staged batch."""
EDGES = 3
"""Paragraphs at the beginning and end in which a source line is looked for."""

_SLUG = re.compile(r"[\W_]+")
_LONGEST_ID = 200


class Refused(ValueError):
    """A record that cannot be a document; the message says why."""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    record: Any
    """What the JSON says; None when it is none."""
    position: int
    """Bytes of the file, as it lies on the disk, that were read so far; 0 of a pipe."""


async def import_files(
    settings: Settings, files: Sequence[Path], *, outlets: Outlets | None = None, progress: Progress | None = None
) -> RunReport:
    """Import files of records, to a published snapshot. What a record lacks is told in the report's reasons.

    Raises OutletError, and OSError for a file that cannot be read to its end: what came before is kept.
    """
    outlets = outlets or load_outlets(settings.outlets)
    run = new_run(settings, "import", files=[path.name for path in files])
    report = await asyncio.to_thread(recover, settings, outlets, run)
    await asyncio.to_thread(_stage_files, settings, outlets, run, files, report, progress or Silent())
    return await asyncio.to_thread(finish, settings, outlets, report)


def _stage_files(
    settings: Settings, outlets: Outlets, run: Run, files: Sequence[Path], report: RunReport, progress: Progress
) -> None:
    progress.expect(sum(path.stat().st_size for path in files))
    for path in files:
        as_of = datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(microsecond=0)
        firsts: dict[str, int] = {}
        batch, first, position = Batch(run, f"{path.name} from line 1"), 1, 0
        try:
            for line in read_lines(path):
                try:
                    batch.readings.append(reading(line.record, outlets, as_of))
                    batch.parsed.append(parse(batch.readings[-1]))
                    fate = "article"
                except Refused as refused:
                    fate = "refused"
                    where = firsts.setdefault(str(refused), line.number)
                    report.reasons[f"{path.name}: {refused} (first in line {where})"] += 1
                report.pages[fate] += 1
                progress.step(path.name, fate, line.position - position)
                position = line.position
                if line.number - first + 1 >= CHUNK:
                    _stage(settings, batch, report)
                    first = line.number + 1
                    batch = Batch(run, f"{path.name} from line {first}")
        finally:  # also of a file that ends in the middle
            _stage(settings, batch, report)


def _stage(settings: Settings, batch: Batch, report: RunReport) -> None:
    if batch.readings:
        report.add_batch(batch)
        stage(settings.data, batch)


def read_lines(path: Path) -> Iterator[_Line]:
    """The records of a file, gzipped or not. Raises OSError when it cannot be read to its end."""
    with path.open("rb") as raw:
        zipped = raw.peek(len(GZIP_MAGIC)).startswith(GZIP_MAGIC)
        stream: BinaryIO = gzip.GzipFile(fileobj=raw) if zipped else raw  # type: ignore[assignment]
        try:
            with closing(stream):
                for number, line in enumerate(stream, 1):
                    if line.strip():
                        yield _Line(number, _record(line), raw.tell() if raw.seekable() else 0)
        except EOFError as error:
            raise OSError(f"{path}: ends in the middle; download it again") from error
        except zlib.error as error:
            raise OSError(f"{path}: its compression is damaged; download it again ({error})") from error


def _record(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):  # the second of thousands of brackets
        return None


def reading(record: Any, outlets: Outlets, as_of: datetime) -> Reading:
    """A record as a reading. `as_of` is the time of a record that says none, of itself or of its publication.

    Raises Refused.
    """
    if not isinstance(record, Mapping):
        raise Refused("a line that is no JSON object")
    text = _text(record, "text").replace("\r\n", "\n").strip()
    if not text:
        raise Refused("no text")
    given, url = _given_id(record), _text(record, "url").strip()
    canonical, host = _address(url, given)
    name = _text(record, "outlet").strip()
    outlet = _outlet(name, url, outlets)
    published = _published(record, outlet)
    fetched_at = _fetched_at(record, published, as_of)
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    dateline, origin, receipts = _origin(paragraphs, outlet)
    title = " ".join(_text(record, "title").split())
    article = Article(
        url=url or canonical,
        canonical_url=None,
        outlet_id=outlet.id if outlet else (_SLUG.sub("_", name.casefold()).strip("_")[:60] or None),
        verdict="article",
        reason=None,
        title=title,
        blocks=tuple(Block("paragraph", part) for part in paragraphs),
        published=published,
        origin=origin,
        dateline=dateline,
        authors=(),
        editor=None,
        lang=_text(record, "lang").strip() or None,
        next_url=None,
        receipts=(Receipt("title", title, "import", "import:title"), *receipts),
        extractor=EXTRACTOR,
    )
    body = json.dumps([title, text, record.get("published")], ensure_ascii=False, default=str).encode(
        "utf-8", "replace"
    )
    fetch = Fetch(
        url=url or canonical,
        purpose="page",
        fetched_at=fetched_at,
        outcome="ok",
        via="import",
        n_bytes=len(body),
        body_sha256=hashlib.sha256(body).hexdigest(),
    )
    return Reading(article, fetch, canonical, host, given)


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refused(f"{name} is not a string")
    return value.replace("\0", "")


def _given_id(record: Mapping[str, Any]) -> str | None:
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None or value == "":
        return None
    if not isinstance(value, str) or len(value) > _LONGEST_ID or not value.isprintable():
        raise Refused(f"id is not a printable string of up to {_LONGEST_ID} characters")
    return value


def _address(url: str, given: str | None) -> tuple[str, str]:
    """The canonical URL and its host; an id alone makes an address that nobody can ask for."""
    try:
        canonical = urls.canonical_url(url)
    except ValueError:
        if given is None:
            raise Refused("neither an id nor an http(s) url") from None
        return f"import:{given}", ""
    return canonical, urls.host(canonical)


def _outlet(name: str, url: str, outlets: Outlets) -> Outlet | None:
    """The configured outlet that the record names by id or name, or whose page its URL is."""
    named = {outlet.id: outlet for outlet in outlets.values()} | {o.name.casefold(): o for o in outlets.values()}
    return named.get(name) or named.get(name.casefold()) or outlets.of_url(url)


def _published(record: Mapping[str, Any], outlet: Outlet | None) -> Published | None:
    raw = _text(record, "published").strip()
    if not raw:
        return None
    try:
        if len(raw) <= 10:
            return Published(date.fromisoformat(raw), "day", None, raw, "import", None)
        moment, zone = datetime.fromisoformat(raw), None
        if moment.tzinfo is None:
            zone = outlet.timezone if outlet else "UTC"
            moment = moment.replace(tzinfo=ZoneInfo(zone))
        return Published(moment.date(), "second", utc(moment), raw, "import", zone)
    except (ValueError, OverflowError):  # 0001-01-01T00:00:00, as some print no time at all, is before all time in Asia
        raise Refused("published is no ISO 8601 date or time") from None


def _fetched_at(record: Mapping[str, Any], published: Published | None, as_of: datetime) -> datetime:
    """When the record had this wording: as it says itself, else when it was published (a day's last second)."""
    raw = _text(record, "fetched").strip()
    if raw:
        try:
            moment = datetime.fromisoformat(raw)
            return utc(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
        except (ValueError, OverflowError):
            raise Refused("fetched is no ISO 8601 time") from None
    if published is None:
        return as_of
    return published.at or datetime.combine(published.on, time(23, 59, 59), UTC)


def _origin(paragraphs: Sequence[str], outlet: Outlet | None) -> tuple[Dateline | None, Origin, list[Receipt]]:
    """Who wrote it, by a source line at the edges of the text, else by the dateline."""
    found: tuple[str, str, str, Agency | None] | None = None
    dateline = None
    for place, paragraph in enumerate(paragraphs):
        if EDGES <= place < len(paragraphs) - EDGES:
            continue
        for line in paragraph.split("\n"):
            if found is None and (source := source_of(line)):
                found = source[0], source[1], "source-line", agencies().named(source[0])
        if dateline is None and place < EDGES and (split := datelines.split(paragraph)):
            dateline = split
    if found is None and dateline and dateline.dateline.agency:
        found = dateline.dateline.agency, dateline.dateline.raw, "dateline", dateline.agency
    printed = dateline.dateline if dateline else None
    if found is None:
        if outlet and outlet.agency:
            origin = Origin("origin", outlet.agency, outlet.name, None, "outlet", "the agency's own site")
        else:
            origin = Origin("unknown", None, None, reason="no source line and no dateline")
        return printed, origin, []
    name, line, method, agency = found
    own = bool(outlet and agency and outlet.agency == agency.id)
    origin = Origin("origin" if own else "carrier", agency.id if agency else None, name, line, method)
    return printed, origin, [Receipt("origin", name, method, f"import:{method}", line[:200])]
