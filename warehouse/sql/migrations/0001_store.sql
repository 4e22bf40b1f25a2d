-- The tables of the pipeline. No keys and no indexes: they make an update rewrite the file, DuckDB 1.5 loses
-- index entries when it replays its log, and DuckLake has none. Loading keeps keys unique; sql/checks verifies it.
-- Times are UTC without zone.

CREATE SCHEMA store;

CREATE TABLE store.schema_version (
    version BIGINT NOT NULL,
    name VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    applied_at TIMESTAMP NOT NULL,
    app_version VARCHAR NOT NULL
);
COMMENT ON TABLE store.schema_version IS 'Migrations applied to this file.';
COMMENT ON COLUMN store.schema_version.version IS 'Number of the migration.';
COMMENT ON COLUMN store.schema_version.name IS 'Name of its file.';
COMMENT ON COLUMN store.schema_version.sha256 IS 'SHA-256 of its file when it was applied.';
COMMENT ON COLUMN store.schema_version.applied_at IS 'When it was applied (UTC).';
COMMENT ON COLUMN store.schema_version.app_version IS 'Version of readouts that applied it.';

CREATE TABLE store.load_counter (
    loads BIGINT NOT NULL,
    published_loads BIGINT NOT NULL,
    snapshot BIGINT NOT NULL,
    views_sha256 VARCHAR
);
INSERT INTO store.load_counter VALUES (0, 0, 0, NULL);
COMMENT ON TABLE store.load_counter IS 'One row: how far loading and publishing have come.';
COMMENT ON COLUMN store.load_counter.loads IS 'Transactions that changed this file so far.';
COMMENT ON COLUMN store.load_counter.published_loads IS 'The same count in the newest snapshot.';
COMMENT ON COLUMN store.load_counter.snapshot IS 'Number of the newest snapshot.';
COMMENT ON COLUMN store.load_counter.views_sha256 IS 'SHA-256 of the view files from which the views were made.';

CREATE TABLE store.batch (
    batch_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    run_kind VARCHAR NOT NULL,
    params VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    label VARCHAR NOT NULL,
    loaded_at TIMESTAMP NOT NULL,
    n_documents BIGINT NOT NULL,
    n_sightings BIGINT NOT NULL,
    n_fetches BIGINT NOT NULL,
    n_readings BIGINT NOT NULL,
    n_source_states BIGINT NOT NULL,
    n_page_states BIGINT NOT NULL
);
COMMENT ON TABLE store.batch IS 'The ledger: every batch that was loaded, written in the transaction that loaded it.';
COMMENT ON COLUMN store.batch.batch_id IS 'Hash of what the batch held.';
COMMENT ON COLUMN store.batch.run_id IS 'The run that staged it.';
COMMENT ON COLUMN store.batch.run_kind IS 'poll, backfill, reprocess or import.';
COMMENT ON COLUMN store.batch.params IS 'What the run was asked to do, as JSON.';
COMMENT ON COLUMN store.batch.started_at IS 'When the run started (UTC).';
COMMENT ON COLUMN store.batch.label IS 'For people: the source, the WARC file, the day.';
COMMENT ON COLUMN store.batch.loaded_at IS 'When it was loaded (UTC).';
COMMENT ON COLUMN store.batch.n_documents IS 'Documents read in it, each counted once.';
COMMENT ON COLUMN store.batch.n_sightings IS 'Staged rows: links seen.';
COMMENT ON COLUMN store.batch.n_fetches IS 'Staged rows: requests.';
COMMENT ON COLUMN store.batch.n_readings IS 'Staged rows: pages read.';
COMMENT ON COLUMN store.batch.n_source_states IS 'Staged rows: states of sources.';
COMMENT ON COLUMN store.batch.n_page_states IS 'Staged rows: states of pages.';

CREATE TABLE store.outlet (
    outlet_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    ownership VARCHAR NOT NULL,
    languages VARCHAR[] NOT NULL,
    timezone VARCHAR NOT NULL,
    hosts VARCHAR[] NOT NULL,
    agency VARCHAR,
    publisher_group VARCHAR,
    rights VARCHAR NOT NULL,
    enabled BOOLEAN NOT NULL,
    configured BOOLEAN NOT NULL,
    status VARCHAR NOT NULL,
    status_as_of DATE,
    status_evidence VARCHAR NOT NULL,
    note VARCHAR NOT NULL
);
COMMENT ON TABLE store.outlet IS 'Publishers, from config/outlets.';
COMMENT ON COLUMN store.outlet.outlet_id IS 'Id, such as xinhua_en.';
COMMENT ON COLUMN store.outlet.name IS 'Name.';
COMMENT ON COLUMN store.outlet.country IS 'ISO 3166 code of the country.';
COMMENT ON COLUMN store.outlet.ownership IS 'state, government, state-aligned, public, cooperative, private or igo.';
COMMENT ON COLUMN store.outlet.languages IS 'ISO 639 codes of the languages it publishes in.';
COMMENT ON COLUMN store.outlet.timezone IS 'Time zone in which an hour printed without one is read.';
COMMENT ON COLUMN store.outlet.hosts IS 'Domains whose pages are this outlet''s; subdomains count.';
COMMENT ON COLUMN store.outlet.agency IS 'The agency whose own site this is: its pages are origins, not carriers.';
COMMENT ON COLUMN store.outlet.publisher_group IS 'Group of outlets with one publisher.';
COMMENT ON COLUMN store.outlet.rights IS 'public-domain, official-text, open-licence or media-text.';
COMMENT ON COLUMN store.outlet.enabled IS 'Whether it is polled.';
COMMENT ON COLUMN store.outlet.configured IS 'Whether it still has a file in config/outlets.';
COMMENT ON COLUMN store.outlet.status IS 'What was known of its sources: live, stale, dead, blocked or unverified.';
COMMENT ON COLUMN store.outlet.status_as_of IS 'Day of that knowledge.';
COMMENT ON COLUMN store.outlet.status_evidence IS 'What it rests on.';
COMMENT ON COLUMN store.outlet.note IS 'Remark of whoever added it.';

CREATE TABLE store.source (
    source_id VARCHAR NOT NULL,
    outlet_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    use VARCHAR NOT NULL,
    url_pattern VARCHAR,
    interval_minutes BIGINT NOT NULL,
    enabled BOOLEAN NOT NULL,
    configured BOOLEAN NOT NULL,
    note VARCHAR NOT NULL
);
COMMENT ON TABLE store.source IS 'Places where outlets list what they published, from config/outlets.';
COMMENT ON COLUMN store.source.source_id IS 'Id, such as tass_en/all.';
COMMENT ON COLUMN store.source.outlet_id IS 'Outlet it belongs to.';
COMMENT ON COLUMN store.source.kind IS 'feed, index or sitemap.';
COMMENT ON COLUMN store.source.url IS 'Address that is asked.';
COMMENT ON COLUMN store.source.use IS 'poll, archive (backfills only) or both.';
COMMENT ON COLUMN store.source.url_pattern IS 'Pattern of the links that are articles.';
COMMENT ON COLUMN store.source.interval_minutes IS 'Minutes between two polls.';
COMMENT ON COLUMN store.source.enabled IS 'Whether it is asked.';
COMMENT ON COLUMN store.source.configured IS 'Whether it is still in config/outlets.';
COMMENT ON COLUMN store.source.note IS 'Remark of whoever added it.';

CREATE TABLE store.source_state (
    source_id VARCHAR NOT NULL,
    checked_at TIMESTAMP NOT NULL,
    next_at TIMESTAMP NOT NULL,
    health VARCHAR NOT NULL,
    reason VARCHAR,
    failures BIGINT NOT NULL,
    status BIGINT,
    etag VARCHAR,
    last_modified VARCHAR,
    body_sha256 VARCHAR,
    changed_at TIMESTAMP,
    n_items BIGINT,
    newest_item_at TIMESTAMP,
    parser VARCHAR
);
COMMENT ON TABLE store.source_state IS 'What is known of a source after it was last asked; moves forward only.';
COMMENT ON COLUMN store.source_state.source_id IS 'The source.';
COMMENT ON COLUMN store.source_state.checked_at IS 'When it was last asked (UTC).';
COMMENT ON COLUMN store.source_state.next_at IS 'When it is due again (UTC).';
COMMENT ON COLUMN store.source_state.health IS 'ok, unchanged, empty, wrong-type, failing or gone.';
COMMENT ON COLUMN store.source_state.reason IS 'Why it is not ok.';
COMMENT ON COLUMN store.source_state.failures IS 'Failures in a row.';
COMMENT ON COLUMN store.source_state.status IS 'HTTP status of the last answer.';
COMMENT ON COLUMN store.source_state.etag IS 'ETag of the last body, for conditional requests.';
COMMENT ON COLUMN store.source_state.last_modified IS 'Last-Modified of the last body, for conditional requests.';
COMMENT ON COLUMN store.source_state.body_sha256 IS 'SHA-256 of the last body.';
COMMENT ON COLUMN store.source_state.changed_at IS 'When its body last differed (UTC).';
COMMENT ON COLUMN store.source_state.n_items IS 'Items it listed.';
COMMENT ON COLUMN store.source_state.newest_item_at IS 'Date of the newest item it listed (UTC).';
COMMENT ON COLUMN store.source_state.parser IS 'Version of the code that read it.';

CREATE TABLE store.sighting (
    source_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    outlet_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    canonical_url VARCHAR NOT NULL,
    title VARCHAR,
    summary VARCHAR,
    published_raw VARCHAR,
    published_at TIMESTAMP,
    origin_name VARCHAR,
    lang VARCHAR,
    guid VARCHAR,
    via VARCHAR NOT NULL,
    position BIGINT NOT NULL,
    first_seen_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE store.sighting IS 'A document as a source lists it: one row a source and document, as last seen there.';
COMMENT ON COLUMN store.sighting.source_id IS 'The source.';
COMMENT ON COLUMN store.sighting.document_id IS 'The document the link leads to.';
COMMENT ON COLUMN store.sighting.outlet_id IS 'Outlet of the source.';
COMMENT ON COLUMN store.sighting.url IS 'The link as printed, made absolute.';
COMMENT ON COLUMN store.sighting.canonical_url IS 'The spelling under which the document is known.';
COMMENT ON COLUMN store.sighting.title IS 'Title in the list.';
COMMENT ON COLUMN store.sighting.summary IS 'Summary in the list, as plain text.';
COMMENT ON COLUMN store.sighting.published_raw IS 'Date in the list, as printed.';
COMMENT ON COLUMN store.sighting.published_at IS 'That date (UTC), where it was printed with a zone.';
COMMENT ON COLUMN store.sighting.origin_name IS 'Who wrote it, as the list says.';
COMMENT ON COLUMN store.sighting.lang IS 'Language, as the list says.';
COMMENT ON COLUMN store.sighting.guid IS 'The list''s own id of the item.';
COMMENT ON COLUMN store.sighting.via IS 'feed, index, sitemap, wayback, warc or import.';
COMMENT ON COLUMN store.sighting.position IS 'Place in the list, from 0.';
COMMENT ON COLUMN store.sighting.first_seen_at IS 'When the source was first seen to list it (UTC).';
COMMENT ON COLUMN store.sighting.last_seen_at IS 'When the source was last seen to list it (UTC).';

CREATE TABLE store.fetch (
    fetch_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    purpose VARCHAR NOT NULL,
    fetched_at TIMESTAMP NOT NULL,
    outcome VARCHAR NOT NULL,
    via VARCHAR,
    final_url VARCHAR,
    status BIGINT,
    reason VARCHAR,
    content_type VARCHAR,
    n_bytes BIGINT NOT NULL,
    body_sha256 VARCHAR,
    etag VARCHAR,
    last_modified VARCHAR,
    retry_after_s BIGINT,
    elapsed_ms BIGINT,
    archive_file VARCHAR,
    archive_offset BIGINT,
    document_id VARCHAR,
    version_id VARCHAR,
    verdict VARCHAR,
    extractor VARCHAR,
    read_at TIMESTAMP
);
COMMENT ON TABLE store.fetch IS 'The log of requests, whatever their outcome, and what the newest reading made of each.';
COMMENT ON COLUMN store.fetch.fetch_id IS 'Hash of the request, its time and its answer.';
COMMENT ON COLUMN store.fetch.url IS 'Address that was asked.';
COMMENT ON COLUMN store.fetch.purpose IS 'source, page, part (a further page of an article) or robots.';
COMMENT ON COLUMN store.fetch.fetched_at IS 'When the answer was given (UTC); of an archived page, when it was captured.';
COMMENT ON COLUMN store.fetch.outcome IS 'ok, not-modified, gone, timeout, ...: how the request ended.';
COMMENT ON COLUMN store.fetch.via IS 'How the address was found: feed, index, sitemap, wayback, warc or import.';
COMMENT ON COLUMN store.fetch.final_url IS 'Address after redirects.';
COMMENT ON COLUMN store.fetch.status IS 'HTTP status.';
COMMENT ON COLUMN store.fetch.reason IS 'In words, why it is not ok.';
COMMENT ON COLUMN store.fetch.content_type IS 'Content-Type of the answer.';
COMMENT ON COLUMN store.fetch.n_bytes IS 'Bytes of body received, before decompression.';
COMMENT ON COLUMN store.fetch.body_sha256 IS 'SHA-256 of the body.';
COMMENT ON COLUMN store.fetch.etag IS 'ETag of the answer.';
COMMENT ON COLUMN store.fetch.last_modified IS 'Last-Modified of the answer.';
COMMENT ON COLUMN store.fetch.retry_after_s IS 'Seconds that the host asked us to wait.';
COMMENT ON COLUMN store.fetch.elapsed_ms IS 'Milliseconds the request took.';
COMMENT ON COLUMN store.fetch.archive_file IS 'WARC file that holds the answer, below the archive folder.';
COMMENT ON COLUMN store.fetch.archive_offset IS 'Byte in that file where its record starts.';
COMMENT ON COLUMN store.fetch.document_id IS 'Document that was asked for or read.';
COMMENT ON COLUMN store.fetch.version_id IS 'Wording that was read; null when no article was read.';
COMMENT ON COLUMN store.fetch.verdict IS 'What the page is: article, list, soft-404, paywall, ...; null when it was not read.';
COMMENT ON COLUMN store.fetch.extractor IS 'Name and version of the code that read it.';
COMMENT ON COLUMN store.fetch.read_at IS 'Start of the run that read it last (UTC).';

CREATE TABLE store.page_state (
    document_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    checked_at TIMESTAMP NOT NULL,
    outcome VARCHAR NOT NULL,
    verdict VARCHAR,
    reason VARCHAR,
    failures BIGINT NOT NULL,
    status BIGINT,
    etag VARCHAR,
    last_modified VARCHAR,
    body_sha256 VARCHAR,
    version_id VARCHAR
);
COMMENT ON TABLE store.page_state IS 'What is known of a page after it was last asked for; moves forward only.';
COMMENT ON COLUMN store.page_state.document_id IS 'The document that was asked for.';
COMMENT ON COLUMN store.page_state.url IS 'Address that was asked.';
COMMENT ON COLUMN store.page_state.checked_at IS 'When it was last asked for (UTC).';
COMMENT ON COLUMN store.page_state.outcome IS 'How the last request ended.';
COMMENT ON COLUMN store.page_state.verdict IS 'What the page was; null when nothing could be read.';
COMMENT ON COLUMN store.page_state.reason IS 'Why it is no article, or why the request failed.';
COMMENT ON COLUMN store.page_state.failures IS 'Failed requests in a row.';
COMMENT ON COLUMN store.page_state.status IS 'HTTP status of the last answer.';
COMMENT ON COLUMN store.page_state.etag IS 'ETag of the last body, for conditional requests.';
COMMENT ON COLUMN store.page_state.last_modified IS 'Last-Modified of the last body, for conditional requests.';
COMMENT ON COLUMN store.page_state.body_sha256 IS 'SHA-256 of the last body.';
COMMENT ON COLUMN store.page_state.version_id IS 'The wording it had; its document is where the page leads.';

CREATE TABLE store.document (
    document_id VARCHAR NOT NULL,
    canonical_url VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    host VARCHAR NOT NULL,
    outlet_id VARCHAR,
    lang VARCHAR,
    via VARCHAR,
    first_fetched_at TIMESTAMP NOT NULL,
    fetch_id VARCHAR NOT NULL,
    read_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE store.document IS 'Pages that hold an article: one row a canonical URL, from its earliest fetch.';
COMMENT ON COLUMN store.document.document_id IS 'Hash of the canonical URL.';
COMMENT ON COLUMN store.document.canonical_url IS 'The spelling under which it is known: an identity, not an address.';
COMMENT ON COLUMN store.document.url IS 'Address at which it was read.';
COMMENT ON COLUMN store.document.host IS 'Host of the canonical URL.';
COMMENT ON COLUMN store.document.outlet_id IS 'Outlet whose page it is; null when the host belongs to none.';
COMMENT ON COLUMN store.document.lang IS 'Language.';
COMMENT ON COLUMN store.document.via IS 'How it was found: feed, index, sitemap, wayback, warc or import.';
COMMENT ON COLUMN store.document.first_fetched_at IS 'When it was first fetched (UTC).';
COMMENT ON COLUMN store.document.fetch_id IS 'That fetch.';
COMMENT ON COLUMN store.document.read_at IS 'Start of the run that read that fetch (UTC).';

CREATE TABLE store.version (
    version_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    story_key VARCHAR,
    dated_at TIMESTAMP NOT NULL,
    published_at TIMESTAMP,
    published_on DATE,
    published_precision VARCHAR,
    published_raw VARCHAR,
    published_method VARCHAR,
    published_zone_assumed VARCHAR,
    origin_role VARCHAR NOT NULL,
    origin_agency VARCHAR,
    origin_name VARCHAR,
    origin_line VARCHAR,
    origin_method VARCHAR,
    origin_reason VARCHAR,
    dateline_raw VARCHAR,
    dateline_place VARCHAR,
    dateline_date VARCHAR,
    dateline_agency VARCHAR,
    dateline_reporters VARCHAR[] NOT NULL,
    authors VARCHAR[] NOT NULL,
    editor VARCHAR,
    lang VARCHAR,
    n_paragraphs BIGINT NOT NULL,
    n_words BIGINT NOT NULL,
    extractor VARCHAR NOT NULL,
    first_fetched_at TIMESTAMP NOT NULL,
    last_fetched_at TIMESTAMP NOT NULL,
    fetch_id VARCHAR NOT NULL,
    archive_file VARCHAR,
    archive_offset BIGINT,
    reading_sha256 VARCHAR NOT NULL,
    read_at TIMESTAMP NOT NULL,
    superseded BOOLEAN NOT NULL DEFAULT false
);
COMMENT ON TABLE store.version IS 'Wordings of documents: one row a document, title and text, from its earliest fetch.';
COMMENT ON COLUMN store.version.version_id IS 'Hash of the document, title and text.';
COMMENT ON COLUMN store.version.document_id IS 'The document.';
COMMENT ON COLUMN store.version.title IS 'Title, without the site''s name.';
COMMENT ON COLUMN store.version.text_sha256 IS 'SHA-256 of the text.';
COMMENT ON COLUMN store.version.story_key IS 'Hash of the letters and digits of the text (of title and text, for a short one).';
COMMENT ON COLUMN store.version.dated_at IS 'Printed time, else printed day, else first fetch; never after the first fetch (UTC). For ordering.';
COMMENT ON COLUMN store.version.published_at IS 'When the page says it was published (UTC); null when only a day is known.';
COMMENT ON COLUMN store.version.published_on IS 'The day it says, in the zone of the page or outlet.';
COMMENT ON COLUMN store.version.published_precision IS 'second, minute, hour, day or month.';
COMMENT ON COLUMN store.version.published_raw IS 'The date as printed.';
COMMENT ON COLUMN store.version.published_method IS 'Where the date was read.';
COMMENT ON COLUMN store.version.published_zone_assumed IS 'Zone assumed for it; null when the page printed one.';
COMMENT ON COLUMN store.version.origin_role IS 'This page to its text: origin, carrier, citation or unknown.';
COMMENT ON COLUMN store.version.origin_agency IS 'Who wrote the text first, as an id of the lexicon.';
COMMENT ON COLUMN store.version.origin_name IS 'Who wrote the text first, as printed.';
COMMENT ON COLUMN store.version.origin_line IS 'The source line as printed.';
COMMENT ON COLUMN store.version.origin_method IS 'Where the origin was read.';
COMMENT ON COLUMN store.version.origin_reason IS 'Why this origin, or why none.';
COMMENT ON COLUMN store.version.dateline_raw IS 'The dateline as printed.';
COMMENT ON COLUMN store.version.dateline_place IS 'Its place.';
COMMENT ON COLUMN store.version.dateline_date IS 'Its date, as printed.';
COMMENT ON COLUMN store.version.dateline_agency IS 'Its agency.';
COMMENT ON COLUMN store.version.dateline_reporters IS 'Reporters it names.';
COMMENT ON COLUMN store.version.authors IS 'Names of the authors.';
COMMENT ON COLUMN store.version.editor IS 'Editor named at the foot of the page.';
COMMENT ON COLUMN store.version.lang IS 'Language.';
COMMENT ON COLUMN store.version.n_paragraphs IS 'Paragraphs of the text.';
COMMENT ON COLUMN store.version.n_words IS 'Words of the text; a Chinese character counts as one.';
COMMENT ON COLUMN store.version.extractor IS 'Name and version of the code that read it.';
COMMENT ON COLUMN store.version.first_fetched_at IS 'First fetch with this wording (UTC).';
COMMENT ON COLUMN store.version.last_fetched_at IS 'Last fetch with this wording (UTC).';
COMMENT ON COLUMN store.version.fetch_id IS 'The first fetch.';
COMMENT ON COLUMN store.version.archive_file IS 'WARC file that holds it, below the archive folder.';
COMMENT ON COLUMN store.version.archive_offset IS 'Byte in that file where its record starts.';
COMMENT ON COLUMN store.version.reading_sha256 IS 'Hash of everything read from that fetch.';
COMMENT ON COLUMN store.version.read_at IS 'Start of the run that read it (UTC).';
COMMENT ON COLUMN store.version.superseded IS 'No fetch reads like this any more: a later reading of the same bytes found another text. No revision.';

CREATE TABLE store.version_text (
    version_id VARCHAR NOT NULL,
    text VARCHAR NOT NULL USING COMPRESSION zstd,
    blocks STRUCT(kind VARCHAR, text VARCHAR, credit VARCHAR, rule VARCHAR)[] NOT NULL,
    receipts STRUCT(
        field VARCHAR, value VARCHAR, method VARCHAR, rule VARCHAR, evidence VARCHAR, chosen BOOLEAN, reason VARCHAR
    )[] NOT NULL,
    reading_sha256 VARCHAR NOT NULL
);
COMMENT ON TABLE store.version_text IS 'Texts of the wordings, apart from what is scanned often.';
COMMENT ON COLUMN store.version_text.version_id IS 'The wording.';
COMMENT ON COLUMN store.version_text.text IS 'Body text, paragraphs parted by a blank line.';
COMMENT ON COLUMN store.version_text.blocks IS 'Pieces of the page in page order, with captions and what was set apart as furniture.';
COMMENT ON COLUMN store.version_text.receipts IS 'Where each value came from, with the rival values.';
COMMENT ON COLUMN store.version_text.reading_sha256 IS 'Hash of the reading these come from: that of the wording.';

CREATE TABLE store.story_member (
    document_id VARCHAR NOT NULL,
    story_id VARCHAR NOT NULL
);
COMMENT ON TABLE store.story_member IS 'Which story each document tells; derived from the wordings.';
COMMENT ON COLUMN store.story_member.document_id IS 'The document.';
COMMENT ON COLUMN store.story_member.story_id IS 'The story, named after its earliest document.';

CREATE TABLE store.story_alias (
    old_id VARCHAR NOT NULL,
    new_id VARCHAR NOT NULL
);
COMMENT ON TABLE store.story_alias IS 'Names that stories had before: an older member came in, or two stories proved one.';
COMMENT ON COLUMN store.story_alias.old_id IS 'Name it had.';
COMMENT ON COLUMN store.story_alias.new_id IS 'Name it has now.';
