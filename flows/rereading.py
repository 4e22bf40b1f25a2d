"""The archive again, with today's extractors: what would change, and, when told so, the change.

A page is read as a poll would read it: by the outlet's rules of its own day, with its list's title and date as
evidence, its further pages joined, learned furniture taken out. What comes is a new reading of the same fetch. Of two
readings of one fetch the later counts, so a text that reads otherwise supersedes the one before and is no revision, and
a page that proves to be no article (or to be one after all) leaves its story (or gets one).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import duckdb

from config.outlets import Outlets, load_outlets
from config.settings import Settings
from extractors import urls
from extractors.aliases import identity
from extractors.fetch.archive import read_record
from extractors.fetch.warc import WarcError
from extractors.pages.learned import Furniture
from extractors.pages.read import EXTRACTOR
from extractors.records import Article, Batch, Fetch, Page, Reading, Run
from flows.changes import Changes
from flows.context import Progress, Silent
from flows.extraction import Pool
from flows.jobs import Job, Knowledge
from flows.loading import Loader
from flows.pipeline import new_run, reading_pool, recover
from flows.reading import MAX_PARTS, Outcome
from flows.report import RunReport
from warehouse.archived import Archived, Range, archived, count_archived, part, shown
from warehouse.furniture import active_lines
from warehouse.publish import publish
from warehouse.query import NoWarehouse, connect
from warehouse.readings import after_readings
from warehouse.stage import stage

log = logging.getLogger("readouts")


def reprocess(
    settings: Settings,
    names: Sequence[str] = (),
    *,
    since: date | None = None,
    until: date | None = None,
    apply: bool = False,
    again: bool = False,
    outlets: Outlets | None = None,
    progress: Progress | None = None,
) -> tuple[RunReport, Changes]:
    """Read archived pages anew and tell what changes; with `apply`, load it and publish.

    `names` are outlet ids, all pages when empty; the window is in days of publication. Pages that today's extractor
    has read are passed over, unless `again`. Can be killed at any point and called again. Raises OutletError,
    WarehouseBusy, OSError, duckdb.Error.
    """
    outlets = outlets or load_outlets(settings.outlets)
    outlets.choose(names)
    run = new_run(settings, "reprocess", outlets=sorted(names), since=since, until=until, apply=apply, again=again)
    report = recover(settings, outlets, run) if apply else RunReport(run=run)
    changes = Changes(to=EXTRACTOR)
    wanted = Range(since or date.min, until or date.max, EXTRACTOR, again)
    try:
        with connect(settings.data, settings=settings) as con:
            knowledge = Knowledge(outlets, {name: Furniture(lines) for name, lines in active_lines(con).items()})
            with reading_pool(settings, knowledge) as pool, Loader(settings, outlets, run, to_publish=False) as loader:
                work = _Work(settings, con, pool, knowledge, frozenset(names), changes, progress or Silent())
                work.go(wanted, replace(run, started_at=after_readings(con, run.started_at)), report, loader, apply)
                report.merge(loader.report)
    except NoWarehouse:
        pass  # nothing was ever read: nothing to read again
    if apply and settings.data.exists():
        snapshot = publish(settings.data, keep=settings.snapshots_kept)
        report.snapshot = str(snapshot) if snapshot else report.snapshot
    report.finished_at = settings.clock()
    return report, changes


class _Work:
    """One call's work, a chunk of pages at a time."""

    def __init__(
        self,
        settings: Settings,
        con: duckdb.DuckDBPyConnection,
        pool: Pool,
        knowledge: Knowledge,
        only: frozenset[str],
        changes: Changes,
        progress: Progress,
    ) -> None:
        self.con, self.pool, self.knowledge = con, pool, knowledge
        self.data, self.limit = settings.data, settings.max_body
        self.only, self.changes, self.progress = only, changes, progress

    def go(self, wanted: Range, run: Run, report: RunReport, loader: Loader, apply: bool) -> None:
        """Read everything wanted; with `apply`, stage it and let it be loaded meanwhile."""
        self.progress.expect(sum(count_archived(self.con, wanted).values()))
        for number, chunk in enumerate(archived(self.con, wanted), 1):
            batch = Batch(run=run, label=f"archive, {number}")
            for page, outcome in self.read(chunk):
                report.pages[self.settle(batch, page, outcome)] += 1
                self.progress.step(page.fetch.url, "")
            if apply and len(batch):
                stage(self.data, batch)
                report.add_batch(batch)
                loader.kick()
        if apply:
            loader.finish()

    def read(self, chunk: Sequence[Archived]) -> Iterator[tuple[Archived, Outcome | str]]:
        """The outcome of each page, or in words why there is none."""
        pages = []
        for page in chunk:
            outlet = self.knowledge.outlets.of_url(page.fetch.url)
            if not self.only or (outlet is not None and outlet.id in self.only):
                pages.append(page)
            else:
                self.progress.step(page.fetch.url, "")
        sightings = shown(self.con, pages)
        found: dict[str, Outcome | str] = {}
        jobs: list[Job] = []
        for page in pages:
            body = self.body(page.fetch)
            if isinstance(body, str):
                found[page.fetch.fetch_id] = body
            else:
                sighting = sightings.get(page.fetch.fetch_id)
                listed = sighting.url if sighting else page.fetch.url
                jobs.append(Job(page.fetch, body, listed, sighting))
        while jobs:
            more: list[Job] = []
            for job, outcome, reason in self.pool.map(jobs):
                found[job.fetch.fetch_id] = outcome if reason is None else reason
                if reason is None and outcome.wants and (further := self.further(job, outcome.wants)):
                    more.append(further)
            jobs = more
        for page in pages:
            yield page, found[page.fetch.fetch_id]

    def further(self, job: Job, url: str) -> Job | None:
        """The job with the next page of its article, where the archive has it."""
        fetch = part(self.con, url, job.fetch.fetched_at) if len(job.parts) < MAX_PARTS else None
        body = self.body(fetch) if fetch is not None else None
        if fetch is None or not isinstance(body, bytes):
            return None
        return replace(job, parts=(*job.parts, Page(fetch, body)))

    def body(self, fetch: Fetch) -> bytes | str:
        """The body of a fetch as the archive has it, or in words why it cannot be had."""
        if fetch.archive_file is None or fetch.archive_offset is None:
            return "not in the archive"
        try:
            page = read_record(self.data / "archive", fetch.archive_file, fetch.archive_offset, limit=self.limit)
        except (OSError, WarcError) as error:
            return f"the archive cannot be read: {error}"
        if page.body is None or page.fetch.body_sha256 != fetch.body_sha256:
            return "the archive holds another body at that place"
        return page.body

    def settle(self, batch: Batch, page: Archived, outcome: Outcome | str) -> str:
        """Count what changes, and add the new reading to the batch. Returns the page's fate."""
        if isinstance(outcome, str) or outcome.article is None:
            self.changes.failed(page, str(outcome))
            return "error"
        if outcome.article.verdict == "error":
            # Says nothing about the page: what was read before stays.
            self.changes.failed(page, outcome.article.reason or "")
            return "error"
        if outcome.understood is None:
            reading = self.no_article(page, outcome.article)
        else:
            reading = outcome.understood.reading
            parsed = outcome.understood.parsed
            if page.given_id is not None and reading.canonical_url == page.canonical_url:
                reading = replace(reading, given_id=page.given_id)
                parsed = replace(parsed, document_id=reading.document_id, version_id=reading.version_id)
            batch.parsed.append(parsed)
            batch.aliases += outcome.understood.aliases
        batch.readings.append(reading)
        batch.fetches.append(page.fetch)
        self.changes.compare(page, outcome)
        return outcome.article.verdict

    def no_article(self, page: Archived, article: Article) -> Reading:
        """A reading of the page as what it is: it takes the place of an earlier one that took it for an article."""
        url = page.fetch.url
        canonical = identity(url, self.knowledge.outlets.of_url(url)).canonical_url
        return Reading(article, page.fetch, canonical, urls.host(canonical), given_id=page.document_id)
