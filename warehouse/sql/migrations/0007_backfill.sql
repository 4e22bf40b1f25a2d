-- Where backfills stand: a row for each part of one, written in the transaction of the data that it covers.

ALTER TABLE store.batch ADD COLUMN n_partitions BIGINT DEFAULT 0;
COMMENT ON COLUMN store.batch.n_partitions IS 'Staged rows: parts of a backfill.';

CREATE TABLE store.backfill (
    partition_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    outlet_id VARCHAR,
    kind VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    since DATE,
    "until" DATE,
    state VARCHAR NOT NULL,
    step BIGINT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    attempts BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    n_listed BIGINT NOT NULL,
    n_fetched BIGINT NOT NULL,
    n_articles BIGINT NOT NULL,
    n_failed BIGINT NOT NULL,
    reason VARCHAR,
    next_at TIMESTAMP
);
COMMENT ON TABLE store.backfill IS 'The parts of backfills, and where each stands.';
COMMENT ON COLUMN store.backfill.partition_id IS 'Hash of source, kind, key and days.';
COMMENT ON COLUMN store.backfill.source_id IS 'The source; outlet/wayback for captures, commoncrawl and warc for files.';
COMMENT ON COLUMN store.backfill.outlet_id IS 'The outlet; null for files, which hold pages of many.';
COMMENT ON COLUMN store.backfill.kind IS 'list, leaf, day, pages, ids, captures, crawl or file.';
COMMENT ON COLUMN store.backfill.key IS 'Address, day, month or file.';
COMMENT ON COLUMN store.backfill.since IS 'First day of publication taken from it; null for all.';
COMMENT ON COLUMN store.backfill."until" IS 'Last day of publication taken from it; null for all.';
COMMENT ON COLUMN store.backfill.state IS 'todo, running, done, failed or given-up.';
COMMENT ON COLUMN store.backfill.step IS 'Changes of this row so far: the row with more is the later.';
COMMENT ON COLUMN store.backfill.updated_at IS 'When it last changed (UTC).';
COMMENT ON COLUMN store.backfill.attempts IS 'Times it was begun.';
COMMENT ON COLUMN store.backfill.failures IS 'Attempts in a row that failed.';
COMMENT ON COLUMN store.backfill.n_listed IS 'Links found that can be of those days; pages, of a file.';
COMMENT ON COLUMN store.backfill.n_fetched IS 'Pages asked for or taken, by batches that were loaded.';
COMMENT ON COLUMN store.backfill.n_articles IS 'Articles read, by batches that were loaded.';
COMMENT ON COLUMN store.backfill.n_failed IS 'Pages that could not be had at the last attempt.';
COMMENT ON COLUMN store.backfill.reason IS 'Why it is not done.';
COMMENT ON COLUMN store.backfill.next_at IS 'When it may be tried again (UTC).';
