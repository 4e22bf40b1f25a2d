"""Records made by hand, with invented texts: the world of the warehouse tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from config.outlets import Outlet, Outlets, Source, Status
from extractors.records import (
    Article,
    Batch,
    Block,
    Fetch,
    Origin,
    PageState,
    Published,
    Reading,
    Receipt,
    Run,
    Sighting,
    SourceState,
    document_id,
)
from warehouse.load import LoadReport, load

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""When the tests begin; other times are minutes after it."""

LONG = (
    "The two sides held talks in the northern capital on Monday, the ministry of the harbour towns said, and agreed "
    "to reopen the ferry line that had been closed since the winter storms, with a first crossing planned for May."
)


def at(minutes: float = 0) -> datetime:
    return NOON + timedelta(minutes=minutes)


def outlet(name: str, agency: str | None = None, **more: Any) -> Outlet:
    """An outlet with one feed, `<name>/feed`."""
    return Outlet(
        id=name,
        name=name.title(),
        country="CN",
        ownership="state",
        languages=("en",),
        timezone="Asia/Shanghai",
        hosts=(f"{name}.example",),
        agency=agency,
        rights="media-text",
        status=Status(state="live"),
        sources=(Source(id="feed", kind="feed", url=f"https://{name}.example/rss.xml"),),
        **more,
    )


OUTLETS = Outlets([outlet("agency", agency="agency"), outlet("daily"), outlet("gazette"), outlet("mirror")])


def run(minutes: float = 0, kind: Any = "poll") -> Run:
    return Run(kind=kind, started_at=at(minutes), params="{}")


def batch(*, minutes: float = 0, label: str = "daily/feed", kind: Any = "poll", **tables: Any) -> Batch:
    """A batch with the fetches of its readings added, as the pipeline stages them."""
    made = Batch(run=run(minutes, kind), label=label, **tables)
    made.fetches += [reading.fetch for reading in made.readings if reading.fetch not in made.fetches]
    return made


def fetch(url: str = "https://daily.example/a", minutes: float = 0, **more: Any) -> Fetch:
    return Fetch(
        **{
            "url": url,
            "purpose": "page",
            "fetched_at": at(minutes),
            "outcome": "ok",
            "via": "feed",
            "final_url": url,
            "status": 200,
            "content_type": "text/html",
            "n_bytes": 100,
            "body_sha256": "ab" * 32,
            "elapsed_ms": 5,
            "archive_file": "2026/03/a.warc.gz",
            "archive_offset": 0,
            **more,
        }
    )


def published(minutes: float = 0, **more: Any) -> Published:
    moment = at(minutes)
    return Published(
        **{
            "on": moment.date(),
            "precision": "minute",
            "at": moment,
            "raw": moment.isoformat(),
            "method": "meta",
            "zone_assumed": None,
            **more,
        }
    )


def article(url: str, title: str = "Ferry line to reopen", text: str = LONG, **more: Any) -> Article:
    return Article(
        **{
            "url": url,
            "canonical_url": None,
            "outlet_id": url.split("/")[2].removesuffix(".example"),
            "verdict": "article",
            "reason": None,
            "title": title,
            "blocks": tuple(Block("paragraph", part) for part in text.split("\n\n")) if text else (),
            "published": published(),
            "origin": Origin(role="unknown", agency=None, name=None),
            "dateline": None,
            "authors": ("A. Writer",),
            "editor": None,
            "lang": "en",
            "next_url": None,
            "receipts": (Receipt("title", title, "meta", "meta:og:title"),),
            "extractor": "pages/1",
            **more,
        }
    )


def reading(
    url: str = "https://daily.example/a",
    title: str = "Ferry line to reopen",
    text: str = LONG,
    *,
    minutes: float = 0,
    fetched: Fetch | None = None,
    given_id: str | None = None,
    **more: Any,
) -> Reading:
    """A page read at a time; further names are fields of its article."""
    return Reading(
        article=article(url, title, text, **more),
        fetch=fetched or fetch(url, minutes, body_sha256=f"{hash_of(title, text):064x}"),
        canonical_url=url,
        host=url.split("/")[2],
        given_id=given_id,
    )


def hash_of(*parts: str) -> int:
    return int(document_id("\n".join(parts))[1:], 16)


def sighting(
    url: str = "https://daily.example/a", minutes: float = 0, source: str = "daily/feed", **more: Any
) -> Sighting:
    return Sighting(
        **{
            "source_id": source,
            "outlet_id": source.split("/")[0],
            "url": url,
            "canonical_url": url,
            "seen_at": at(minutes),
            "position": 0,
            "via": "feed",
            "title": "Ferry line to reopen",
            "published_raw": at().isoformat(),
            "published_at": at(),
            **more,
        }
    )


def source_state(source: str = "daily/feed", minutes: float = 0, **more: Any) -> SourceState:
    return SourceState(
        **{
            "source_id": source,
            "checked_at": at(minutes),
            "next_at": at(minutes + 30),
            "health": "ok",
            "reason": None,
            "failures": 0,
            "status": 200,
            "etag": '"1"',
            "last_modified": None,
            "body_sha256": "cd" * 32,
            "changed_at": at(minutes),
            "n_items": 3,
            "newest_item_at": at(minutes),
            "parser": "feeds/1",
            **more,
        }
    )


def page_state(url: str = "https://daily.example/a", minutes: float = 0, **more: Any) -> PageState:
    return PageState(
        **{
            "document_id": document_id(url),
            "url": url,
            "checked_at": at(minutes),
            "outcome": "ok",
            "verdict": "article",
            "reason": None,
            "failures": 0,
            "status": 200,
            "etag": None,
            "last_modified": None,
            "body_sha256": "ab" * 32,
            "version_id": None,
            **more,
        }
    )


def polled(*readings: Reading, minutes: float = 0, label: str = "daily/feed") -> Batch:
    """What a poll stages for pages it saw and read: sightings, fetches, readings and states."""
    return batch(
        minutes=minutes,
        label=label,
        readings=list(readings),
        sightings=[
            sighting(
                r.canonical_url,
                minutes,
                source=f"{r.article.outlet_id}/feed",
                title=r.article.title,
                position=place,
            )
            for place, r in enumerate(readings)
        ],
        page_states=[
            page_state(
                r.canonical_url,
                (r.fetch.fetched_at - NOON).total_seconds() / 60,
                verdict=r.article.verdict,
                version_id=r.version_id if r.article.verdict == "article" else None,
            )
            for r in readings
        ],
        source_states=[
            source_state(name, minutes) for name in sorted({f"{r.article.outlet_id}/feed" for r in readings})
        ],
    )


def report_of_load(data: Path, *, outlets: Outlets = OUTLETS, now: datetime | None = None, **how: Any) -> LoadReport:
    """Load what is staged; returns what was done."""
    report = LoadReport()
    load(data, outlets=outlets, now=now or at(), report=report, **how)
    return report
