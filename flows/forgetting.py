"""`readouts forget`: a text taken out of everything that is kept, and kept out.

The tombstone and all rows go in one transaction (`warehouse.forgotten`). What lies on the disk beside it follows:
records of the archive, remains in the database file, older snapshots, batches put aside. What is still to be done is
written in the warehouse itself, so that a call that was killed is finished by the next one, or by the next load.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb

from config.outlets import Outlets
from config.settings import Settings
from extractors import urls
from extractors.aliases import identity
from extractors.fetch.archive import read_record
from extractors.fetch.erase import erase, member_length
from extractors.fetch.warc import WarcError
from extractors.records import Fetch, Page, document_id
from flows.furniture import examples_without
from flows.jobs import Job, Knowledge
from flows.pipeline import reading_pool
from flows.reading import MAX_PARTS
from warehouse.archived import part
from warehouse.compact import compact
from warehouse.forgotten import (
    REMAINS,
    Erasure,
    Tombstone,
    addresses,
    erased,
    erasures,
    forget,
    lists_around,
    named,
    note_lengths,
    pages_of,
    read_forgotten,
)
from warehouse.load import load
from warehouse.paths import Paths
from warehouse.publish import publish
from warehouse.query import connect
from warehouse.stage import CorruptBatch, read_staged

log = logging.getLogger("readouts")


class ForgetError(ValueError):
    """Something to forget that is neither an address nor a document; the message says so."""


@dataclass(slots=True)
class Done:
    """What one call forgot."""

    named: list[str] = field(default_factory=list)
    """Addresses and outlets with a tombstone."""
    documents: int = 0
    records: int = 0
    """Records of the archive that were erased."""
    batches: list[str] = field(default_factory=list)
    """Batches put aside earlier that were removed, since they held it."""
    cautions: list[str] = field(default_factory=list)
    """What could not be looked into."""
    snapshot: str | None = None

    def asdict(self) -> dict[str, Any]:
        """Plain data, ready for JSON."""
        return asdict(self)


def find(settings: Settings, targets: Sequence[str], outlet_ids: Sequence[str], outlets: Outlets) -> list[Tombstone]:
    """The tombstones for addresses, ids of documents or wordings, and outlets. Raises ForgetError, OutletError.

    An address that was never read gets one too: it is not to be read in the future.
    """
    outlets.choose(outlet_ids)
    load(settings.data, outlets=outlets, now=settings.clock())
    publish(settings.data, keep=settings.snapshots_kept)
    stones = [Tombstone(outlet_id=name, hosts=tuple(outlets[name].hosts)) for name in outlet_ids]
    with connect(settings.data, settings=settings) as con:
        for target in targets:
            spellings, canonical = {target}, None
            if target.startswith(("http://", "https://")):
                try:
                    canonical = identity(target, outlets.of_url(target)).canonical_url
                    spellings |= {canonical, urls.canonical_url(target)}
                except ValueError as error:
                    raise ForgetError(f"{target}: {error}") from error
            found = named(con, spellings)
            if canonical is not None:
                found.setdefault(document_id(canonical), canonical)
            if not found:
                raise ForgetError(f"{target}: no address, and no document or wording that is known here")
            stones += [Tombstone(url=url, document_id=document) for document, url in found.items()]
    return stones


def forget_for_good(
    settings: Settings, stones: Sequence[Tombstone], outlets: Outlets, *, reason: str | None = None
) -> Done:
    """Take out what tombstones name, everywhere. Can be killed at any point and called again.

    Raises WarehouseBusy, OSError, duckdb.Error.
    """
    done = Done(named=sorted(stone.url or f"outlet {stone.outlet_id}" for stone in stones))
    documents = [stone.document_id for stone in stones if stone.document_id is not None]
    with connect(settings.data, settings=settings) as con:
        fetches = _holding(settings, con, documents, outlets, done)
        examples = examples_without(con, documents)
    done.documents = forget(
        settings.data,
        stones,
        fetches=fetches,
        examples=examples,
        reason=reason,
        outlets=outlets,
        now=settings.clock(),
    )
    done.records = finish_forgetting(settings)
    _clear_quarantine(settings, outlets, done)
    current = Paths(settings.data).current
    done.snapshot = str(current.resolve()) if current.exists() else None
    return done


def finish_forgetting(settings: Settings) -> int:
    """Erase from the disk what is noted as still to be erased; returns the records of the archive that were.

    Whoever loads calls it when a load says that something is left: a page may come back under an address that nobody
    knew to be the forgotten one's. Raises WarehouseBusy, OSError, duckdb.Error.
    """
    todo = erasures(settings.data)
    folder = settings.data / "archive"
    records = [one for one in todo if one.archive_file]
    lengths = [replace(one, n_bytes=_length(folder, one)) for one in records if one.n_bytes is None]
    if lengths:
        note_lengths(settings.data, lengths)  # a record that is half overwritten does not know its length any more
    known = {(one.archive_file, one.archive_offset): one for one in (*records, *lengths)}
    for one in known.values():
        path = folder / one.archive_file
        if one.n_bytes and path.is_file():
            erase(path, one.archive_offset, one.n_bytes)
    if records:
        erased(settings.data, records)
    if REMAINS in todo:
        compact(settings.data)
        publish(settings.data, keep=1, force=True)
        erased(settings.data, [REMAINS])
    return len(records)


def _length(folder: Path, one: Erasure) -> int:
    try:
        return member_length(folder / one.archive_file, one.archive_offset)
    except FileNotFoundError:
        return 0  # the file is gone, and the record with it


def _holding(
    settings: Settings, con: duckdb.DuckDBPyConnection, documents: Sequence[str], outlets: Outlets, done: Done
) -> set[str]:
    """Ids of the requests, beside those of the pages themselves, whose records hold the texts of documents."""
    if not documents:
        return set()
    found = {fetch.fetch_id for fetch in _parts(settings, con, pages_of(con, documents), outlets, done)}
    known = addresses(con, documents)
    pieces = {piece for url in known for piece in (url.partition("://")[2], urlsplit(url).path)}
    needles = {piece.encode() for piece in pieces if len(piece) > 8}  # "/1.html" would be found everywhere
    for fetch_id, file, offset in lists_around(con, documents):
        body = _body(settings, file, offset)
        if body is None:
            done.cautions.append(f"archive/{file}: no list can be read at {offset}")
        elif any(needle in body for needle in needles):
            found.add(fetch_id)
    return found


def _parts(
    settings: Settings, con: duckdb.DuckDBPyConnection, pages: Iterable[Fetch], outlets: Outlets, done: Done
) -> Iterable[Fetch]:
    """The fetches of the further pages of articles."""
    jobs: list[Job] = []
    for page in pages:
        file, offset = page.archive_file or "", page.archive_offset or 0
        if (body := _body(settings, file, offset)) is not None:
            jobs.append(Job(page, body, page.url))
        else:
            done.cautions.append(f"archive/{file}: no page can be read at {offset}; it may have had further ones")
    with reading_pool(settings, Knowledge(outlets)) as pool:
        while jobs:
            more: list[Job] = []
            for job, outcome, reason in pool.map(jobs):
                if reason is not None or not outcome.wants or len(job.parts) >= MAX_PARTS:
                    continue
                if (fetch := part(con, outcome.wants, job.fetch.fetched_at)) is not None:
                    yield fetch
                    body = _body(settings, fetch.archive_file or "", fetch.archive_offset or 0)
                    if body is not None:
                        more.append(replace(job, parts=(*job.parts, Page(fetch, body))))
            jobs = more


def _body(settings: Settings, file: str, offset: int) -> bytes | None:
    try:
        return read_record(settings.data / "archive", file, offset, limit=settings.max_body).body
    except (OSError, WarcError):
        return None


def _clear_quarantine(settings: Settings, outlets: Outlets, done: Done) -> None:
    """Remove batches that could not be loaded and speak of what is forgotten: nobody will mend them for that."""
    with connect(settings.data, settings=settings) as con:
        forgotten = read_forgotten(con)
    folder = Paths(settings.data).quarantine
    for batch in sorted(folder.iterdir()) if folder.is_dir() else ():
        try:
            tables = read_staged(batch).tables
        except CorruptBatch as error:
            done.cautions.append(f"{batch}: {error}; remove it by hand if it may hold what is forgotten")
            continue
        for name in ("readings", "sightings"):
            rows = tables[name].select(["document_id", "canonical_url", "outlet_id", "url"]).to_pylist()
            if any(
                forgotten.holds_document(row["document_id"], row["canonical_url"])
                or forgotten.holds_outlet(row["outlet_id"], row["url"], outlets)
                for row in rows
            ):
                shutil.rmtree(batch)
                done.batches.append(batch.name)
                break
