"""One page to its records: read, learned furniture taken out, identified, parsed. Pure, and the same in any process.

A poll calls `read_safely` and `understand` one after the other; a worker of the pool (`extraction.py`) does both by
`read_job`, with a `Job` (`jobs.py`) as its whole input and an `Outcome` as its whole answer. A backfill's worker also
makes the rows (`read_to_rows`): there are several workers, and one process that waits for them all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from config.outlets import Outlet, Outlets
from extractors import urls
from extractors.aliases import resolve
from extractors.pages import join_pages, read_page
from extractors.pages.learned import apply
from extractors.pages.read import EXTRACTOR
from extractors.readout_records import Parsed
from extractors.readouts import parse
from extractors.records import Article, Fetch, Origin, Page, Reading, Receipt, Sighting, UrlAlias
from flows.jobs import Job, Knowledge
from warehouse.rows import Row, parsed_row, reading_row

MAX_PARTS = 20
"""Pages of one article."""


@dataclass(frozen=True, slots=True)
class Understood:
    """An article with its identity, what it says of a meeting, and the other addresses it showed."""

    reading: Reading
    parsed: Parsed
    aliases: tuple[UrlAlias, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """What was understood, as rows of a batch."""

    reading: Row
    parsed: Row
    aliases: tuple[UrlAlias, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job."""

    article: Article | None = None
    """Furniture taken out, further pages joined; None when there was nothing to read."""
    understood: Understood | None = None
    """None when the page is no article, or its rows are made."""
    laid: Laid | None = None
    wants: str | None = None
    """Address of the next page of the article, when it was not among the parts."""


def read_safely(page: Page, outlet: Outlet | None, sighting: Sighting | None) -> Article:
    """`read_page` of a fetched page."""
    return read_page(
        page.body or b"",
        page.fetch.final_url or page.fetch.url,
        outlet=outlet,
        fetched_at=page.fetch.fetched_at,
        content_type=page.fetch.content_type,
        sighting=sighting,
    )


def understand(article: Article, fetch: Fetch, listed: str, knowledge: Knowledge) -> Understood:
    """Identify an article and parse it. Its furniture must have been taken out before (`cut`)."""
    canonical, aliases = resolve(fetch, article.canonical_url, knowledge.outlets, listed=listed)
    reading = Reading(article=article, fetch=fetch, canonical_url=canonical, host=urls.host(canonical))
    return Understood(reading, parse(reading), tuple(aliases))


def cut(article: Article, knowledge: Knowledge) -> Article:
    """The article without the furniture learned of its outlet."""
    furniture = knowledge.furniture.get(article.outlet_id or "")
    return apply(article, furniture) if furniture else article


def follows(last: Article, fetch: Fetch, seen: set[str]) -> bool:
    """Whether what was read last is an article that goes on on a page of the same host that was not read yet."""
    return (
        last.verdict == "article"
        and last.next_url is not None
        and urls.canonical_url(last.next_url) not in seen
        and urls.host(last.next_url) == urls.host(fetch.url)
    )


def read_job(job: Job, knowledge: Knowledge) -> Outcome:
    """Everything that is done to a page between its bytes and the batch."""
    if job.body is None:
        return Outcome()
    outlet = knowledge.outlets.of_url(job.fetch.url)
    first = last = read_safely(Page(job.fetch, job.body), outlet, job.sighting)
    seen = {urls.canonical_url(job.fetch.url)}
    rest: list[Article] = []
    for part in job.parts:
        seen.add(urls.canonical_url(part.fetch.url))
        last = read_safely(part, outlet, None)
        if last.verdict != "article":
            break
        rest.append(last)
    wants = None
    if len(rest) < MAX_PARTS and follows(last, job.fetch, seen):
        wants = last.next_url
    article = join_pages(first, rest) if rest else first
    if article.verdict != "article":
        return Outcome(article)
    article = cut(article, knowledge)
    return Outcome(article, understand(article, job.fetch, job.listed, knowledge), wants=wants)


def read_to_rows(job: Job, knowledge: Knowledge) -> Outcome:
    """`read_job`, with the rows of an article in place of it; of the article itself only what decides its fate."""
    outcome = read_job(job, knowledge)
    if outcome.article is None:
        return outcome
    found = outcome.understood
    laid = Laid(reading_row(found.reading), parsed_row(found.parsed), found.aliases) if found else None
    return Outcome(replace(outcome.article, blocks=(), receipts=()), None, laid, outcome.wants)


def prepare() -> None:
    """Load what else the first page of each language would: lexicons, gazetteers, patterns.

    It takes a second or two, which a pool's nursery spends once for all its later workers.
    """
    for number, (lang, text) in enumerate(_FIRST_PAGES.items()):
        html = f'<html lang="{lang}"><title>1</title><article><h1>1</h1><p>{text}</p></article>'.encode()
        url = f"https://example.org/{number}"
        fetch = Fetch(url, "page", datetime(2026, 3, 9, tzinfo=UTC), "ok", content_type="text/html; charset=utf-8")
        article = read_safely(Page(fetch, html), None, None)
        if article.verdict == "article":
            understand(article, fetch, url, Knowledge(Outlets(())))


_FIRST_PAGES = {
    "en": "PARIS, March 9 (Agency) -- Foreign Minister Wang Yi met with the President of France on Monday. He said "
    "both sides should strengthen cooperation. The two sides agreed to hold talks, and discussed trade and security.",
    "zh": "新华社巴黎3月9日电 外交部长王毅9日在巴黎会见法国总统。王毅表示，双方应加强合作。"
    "双方同意举行会谈，并就贸易和安全交换意见。",
    "ru": "ПАРИЖ, 9 марта. Министр иностранных дел Сергей Лавров провёл встречу с президентом Франции. Лавров "
    "заявил, что стороны будут развивать сотрудничество. Стороны договорились провести переговоры.",
}


def broken(job: Job, outlet: Outlet | None, reason: str) -> Outcome:
    """The outcome of a page that cannot be read at all: it has ended the process that tried, or met a bug of ours."""
    origin = Origin("unknown", None, None, None, None, "the page was not read")
    receipt = Receipt("verdict", "error", "process", "verdict:error", None, True, reason)
    name = outlet.id if outlet else None
    url = job.fetch.final_url or job.fetch.url
    return Outcome(
        Article(
            url, None, name, "error", reason, "", (), None, origin, None, (), None, None, None, (receipt,), EXTRACTOR
        )
    )
