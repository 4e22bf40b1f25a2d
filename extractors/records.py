"""The records that pass between the stages: the contract of the whole pipeline.

    Sighting   one link seen at one source at one time            discover -> fetch
    Fetch      one request and how it ended, whatever it was      fetch    -> load
    Page       a Fetch with its bytes                             fetch    -> read
    Article    what a page says, each value with its receipt      read     -> stage
    Reading    an Article with its identity                       read     -> stage
    UrlAlias   another address of a document                      fetch    -> load
    Parsed     what one says of a meeting (readout_records.py)    parse    -> stage
    SourceState, PageState, PartitionState   what the next run needs to know
    Batch      everything above that must be loaded together      stage    -> load

All times are aware UTC datetimes with microseconds dropped; where a source printed no zone, the record
says which zone was assumed. Records are plain frozen dataclasses: no I/O, no defaults that hide a gap.
Identity is by content hash, so that the same input twice makes the same rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Literal

# Part of the contract: whoever has the records has their identities, and what is known of outlets beside them.
from extractors.identity import content_id as content_id
from extractors.identity import document_id as document_id
from extractors.identity import text_key as text_key
from extractors.identity import version_id as version_id
from extractors.knowledge import Edge as Edge
from extractors.knowledge import LearnedLine as LearnedLine
from extractors.knowledge import UrlAlias as UrlAlias
from extractors.readout_records import Parsed
from extractors.states import PartitionKind as PartitionKind
from extractors.states import PartitionState as PartitionState
from extractors.states import SourceHealth as SourceHealth
from extractors.states import SourceState as SourceState

# --------------------------------------------------------------------------------------- discovery

Via = Literal["feed", "index", "sitemap", "ids", "wayback", "warc", "import"]
"""How a link or page reached us."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One link seen at one source at one time."""

    source_id: str
    outlet_id: str
    url: str
    """Absolute, as printed (resolved against the source's URL): what is fetched."""
    canonical_url: str
    seen_at: datetime
    position: int
    """0-based place in the source's list."""
    via: Via
    title: str | None = None
    summary: str | None = None
    """Plain text."""
    published_raw: str | None = None
    published_at: datetime | None = None
    """The feed's date where it printed a zone; else None (`published_raw` keeps what stood there)."""
    origin_name: str | None = None
    """RSS `<source>` or Atom `source/title`: who the feed says wrote it."""
    lang: str | None = None
    guid: str | None = None


# --------------------------------------------------------------------------------------- fetching

Outcome = Literal[
    "ok",
    "not-modified",  # 304, or a body with the hash of the last one
    "gone",  # 404, 410
    "refused",  # 401, 403, 451
    "throttled",  # 429, 503 with Retry-After
    "client-error",  # other 4xx
    "server-error",  # 5xx
    "timeout",  # the total deadline passed
    "dns",
    "tls",
    "connection",  # refused, reset, closed early, wrong Content-Length
    "bad-url",  # not http(s), credentials in it, no host
    "bad-address",  # a private, loopback or otherwise non-public address
    "redirects",  # too many, a loop, or to nowhere
    "robots",  # robots.txt says no, or could not be read now
    "too-large",  # body over the cap
    "bomb",  # decompresses out of proportion
    "bad-encoding",  # compressed body that cannot be decompressed
    "error",  # anything else; `reason` tells
]
"""How a request ended. Only `ok` has a body to read."""

Purpose = Literal["source", "page", "part", "capture", "robots"]
"""Why it was asked for: a feed or list, an article, a further page of one, another's copy of one, or robots.txt."""


@dataclass(frozen=True, slots=True)
class Fetch:
    """One request and how it ended. Errors are outcomes, not exceptions: every request makes a row."""

    url: str
    purpose: Purpose
    fetched_at: datetime
    outcome: Outcome
    via: Via | None = None
    """How the URL was found; None for robots.txt."""
    final_url: str | None = None
    """After redirects; None when nothing answered."""
    status: int | None = None
    reason: str | None = None
    """In words, for a person, when the outcome is not `ok`."""
    content_type: str | None = None
    n_bytes: int = 0
    """Body bytes received, before decompression."""
    body_sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    retry_after_s: int | None = None
    elapsed_ms: int | None = None
    archive_file: str | None = None
    """WARC file, relative to the archive folder."""
    archive_offset: int | None = None

    @property
    def fetch_id(self) -> str:
        """The same request with the same answer at the same time is the same fetch."""
        return content_id("f", self.url, self.purpose, self.fetched_at, self.outcome, self.body_sha256)


@dataclass(frozen=True, slots=True)
class Page:
    """A fetch with its body (decompressed bytes) and response headers; the body is None unless `ok`."""

    fetch: Fetch
    body: bytes | None = None
    headers: tuple[tuple[str, str], ...] = ()
    moved_to: str | None = None  # where permanent redirects (301, 308) led, before any other
    member: bytes | None = None  # of a WARC file: the gzip member that holds the record and nothing else

    def header(self, name: str) -> str | None:
        """First header of that name, whatever its case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


# --------------------------------------------------------------------------------------- reading

BlockKind = Literal["paragraph", "heading", "caption", "header", "list", "table", "quote", "dateline", "furniture"]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page in page order. Body text is paragraph, heading, list, table and quote."""

    kind: BlockKind
    text: str
    credit: str | None = None
    """Photo credit of a caption, as printed."""
    rule: str | None = None
    """The rule that set a piece of furniture apart; None for body text."""


BODY_KINDS = frozenset({"paragraph", "heading", "list", "table", "quote"})


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where a value came from. Rival values are kept too, with `chosen` false."""

    field: str
    """title, published, origin, author, editor, dateline, body, lang, charset, canonical_url, verdict"""
    value: str | None
    method: str
    """meta, json-ld, source-line, dateline, url, feed, selector, trafilatura, htmldate, outlet ..."""
    rule: str
    """Id of the rule that fired, such as `meta:firstpublishedtime`."""
    evidence: str | None = None
    """The text it was read from, at most 200 characters."""
    chosen: bool = True
    reason: str | None = None
    """Why it was chosen or passed over, or why nothing could be found."""


Precision = Literal["second", "minute", "hour", "day", "month"]


@dataclass(frozen=True, slots=True)
class Published:
    """When a page says it was published."""

    on: date
    """The calendar day in the zone of the page (or of its outlet)."""
    precision: Precision
    at: datetime | None
    """The instant in UTC; None when only a day is known."""
    raw: str
    method: str
    zone_assumed: str | None
    """The zone in which a time or day without one was read; None when the page printed a zone."""

    def __str__(self) -> str:
        return self.on.isoformat()


Role = Literal["origin", "carrier", "citation", "unknown"]
"""Of this page to its text: its writer, a carrier of another's, one that only cites another, or not known."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who wrote the text first, as far as the page tells."""

    role: Role
    agency: str | None
    """Id in the lexicon of agencies; None when none is named or the name is not in it."""
    name: str | None
    """As printed; None where the page names no writer (an agency's own page need not)."""
    line: str | None = None
    """The source line as printed, such as `Source: Xinhua News Agency`, whether it won or not."""
    method: str | None = None
    reason: str | None = None

    def __str__(self) -> str:
        return self.name or self.agency or "unknown"


@dataclass(frozen=True, slots=True)
class Dateline:
    """`BEIJING, Jan. 28 (Xinhua) --`, taken off the first paragraph and kept."""

    raw: str
    place: str | None
    date: str | None
    """As printed."""
    agency: str | None
    reporters: tuple[str, ...] = ()


Verdict = Literal["article", "list", "soft-404", "video", "paywall", "js-shell", "empty", "not-html", "error"]
"""Only an `article` becomes a document; anything else is recorded with its reason."""


@dataclass(frozen=True, slots=True)
class Article:
    """What one page says. Made by `extractors.read_page`."""

    url: str | None
    canonical_url: str | None
    outlet_id: str | None
    verdict: Verdict
    reason: str | None
    """Why it is not an article; None for one."""
    title: str
    """Without the site's name; "" when none was found."""
    blocks: tuple[Block, ...]
    published: Published | None
    origin: Origin
    dateline: Dateline | None
    authors: tuple[str, ...]
    """Names only: of people, or of the agency whose name stands alone as byline (`By The Associated Press`)."""
    editor: str | None
    lang: str | None
    next_url: str | None
    """The next page of a multi-page article."""
    receipts: tuple[Receipt, ...]
    extractor: str
    """Name and version, such as `pages/1`; raised when the same bytes may read differently."""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Body text, a block each, in page order."""
        return tuple(block.text for block in self.blocks if block.kind in BODY_KINDS)

    @property
    def text(self) -> str:
        """Body text, blocks parted by one blank line."""
        return "\n\n".join(self.paragraphs)

    @property
    def captions(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.kind == "caption")

    @property
    def furniture(self) -> tuple[Block, ...]:
        """What was set apart: it can be put back."""
        return tuple(block for block in self.blocks if block.kind in ("furniture", "header"))


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with its identity: one wording of one document, as read at one time."""

    article: Article
    fetch: Fetch
    canonical_url: str
    host: str
    given_id: str | None = None
    """The id under which whoever handed it over knows it; it takes the place of the hash of the URL."""

    @property
    def document_id(self) -> str:
        return self.given_id or document_id(self.canonical_url)

    @property
    def version_id(self) -> str:
        return version_id(self.document_id, self.article.title, self.article.text)


# --------------------------------------------------------------------------------------- state


@dataclass(frozen=True, slots=True)
class PageState:
    """What is known of a page after asking for it: when it may be asked for again."""

    document_id: str
    url: str
    checked_at: datetime
    outcome: Outcome
    verdict: Verdict | None
    """None when nothing could be read."""
    reason: str | None
    failures: int
    """Failed requests in a row; 0 after an answer."""
    status: int | None
    etag: str | None
    last_modified: str | None
    body_sha256: str | None
    version_id: str | None
    """The wording it had."""


# --------------------------------------------------------------------------------------- batches

RunKind = Literal["poll", "backfill", "reprocess", "import", "maintain"]


@dataclass(frozen=True, slots=True)
class Run:
    """One call of the pipeline."""

    kind: RunKind
    started_at: datetime
    params: str
    """JSON object of what it was asked to do."""

    @property
    def run_id(self) -> str:
        return content_id("r", self.kind, self.started_at, self.params)


@dataclass(slots=True)
class Batch:
    """What must be loaded together or not at all: a source's state with the items and pages it covers."""

    run: Run
    label: str
    """For people: the source, the WARC file, the day."""
    sightings: list[Sighting] = field(default_factory=list)
    fetches: list[Fetch] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    parsed: list[Parsed] = field(default_factory=list)
    reading_rows: list[dict[str, Any]] = field(default_factory=list)
    """Readings that another process has laid flat already (`warehouse.rows`); their fetches are among `fetches`."""
    parsed_rows: list[dict[str, Any]] = field(default_factory=list)
    """The same of what was parsed."""
    source_states: list[SourceState] = field(default_factory=list)
    page_states: list[PageState] = field(default_factory=list)
    aliases: list[UrlAlias] = field(default_factory=list)
    partitions: list[PartitionState] = field(default_factory=list)

    def __len__(self) -> int:
        return sum(map(len, self.tables().values()))

    def tables(self) -> dict[str, list[Any]]:
        """The record lists by name."""
        return {
            "sightings": self.sightings,
            "fetches": self.fetches,
            "readings": self.readings,
            "parsed": self.parsed,
            "reading_rows": self.reading_rows,
            "parsed_rows": self.parsed_rows,
            "source_states": self.source_states,
            "page_states": self.page_states,
            "aliases": self.aliases,
            "partitions": self.partitions,
        }


def utc(moment: datetime) -> datetime:
    """The moment in UTC, whole seconds. A naive datetime is a bug of the caller and raises ValueError."""
    if moment.tzinfo is None:
        raise ValueError(f"a time without a zone: {moment!r}")
    if moment.tzinfo is UTC and not moment.microsecond:
        return moment  # as nearly all are
    return moment.astimezone(UTC).replace(microsecond=0)
