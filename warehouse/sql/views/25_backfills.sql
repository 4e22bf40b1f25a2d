CREATE VIEW backfills AS
SELECT
    partition_id, source_id, outlet_id, kind, key, since, "until", state, attempts, failures,
    n_listed, n_fetched, n_articles, n_failed, reason, next_at, updated_at
FROM store.backfill;
COMMENT ON VIEW backfills IS 'The parts of every backfill, and where each stands. A part that is done is not asked for again.';
COMMENT ON COLUMN backfills.partition_id IS 'Hash of source, kind, key and days.';
COMMENT ON COLUMN backfills.source_id IS 'The source, such as tass_en/sitemap; outlet/wayback for captures, commoncrawl and warc for files.';
COMMENT ON COLUMN backfills.outlet_id IS 'The outlet; null for files, which hold pages of many.';
COMMENT ON COLUMN backfills.kind IS 'list, leaf (of a sitemap), day, pages (of an index), ids, captures, crawl (a month''s list of files) or file.';
COMMENT ON COLUMN backfills.key IS 'What it is within its source: address, day, month or file.';
COMMENT ON COLUMN backfills.since IS 'First day of publication that is taken from it; null for all.';
COMMENT ON COLUMN backfills."until" IS 'Last day of publication that is taken from it; null for all.';
COMMENT ON COLUMN backfills.state IS 'todo, running (or stopped midway), done, failed (tried again from next_at on) or given-up (only --retry-failed tries it again).';
COMMENT ON COLUMN backfills.attempts IS 'Times it was begun.';
COMMENT ON COLUMN backfills.failures IS 'Attempts in a row that failed.';
COMMENT ON COLUMN backfills.n_listed IS 'Links found that can be of those days; pages, of a file.';
COMMENT ON COLUMN backfills.n_fetched IS 'Pages asked for or taken. Those of a batch that a crash lost do not count.';
COMMENT ON COLUMN backfills.n_articles IS 'Articles read; what two parts list is counted at the one that took it.';
COMMENT ON COLUMN backfills.n_failed IS 'Pages that could not be had at the last attempt.';
COMMENT ON COLUMN backfills.reason IS 'Why it is not done.';
COMMENT ON COLUMN backfills.next_at IS 'When a failed part may be tried again (UTC).';
COMMENT ON COLUMN backfills.updated_at IS 'When the row last changed (UTC).';
