CREATE VIEW sources AS
SELECT
    s.source_id, s.outlet_id, s.kind, s.url, s.use, s.interval_minutes, s.enabled, s.configured,
    t.health, t.reason, t.failures, t.status, t.checked_at, t.next_at, t.changed_at, t.n_items, t.newest_item_at,
    t.parser, t.answered_at, t.strikes, t.refusals, t.gone_at, t.moved_to, t.moves,
    round(t.interval_s / 60, 1) AS adapted_minutes, t.n_known, t.n_dated
FROM store.source AS s
LEFT JOIN store.source_state AS t ON t.source_id = s.source_id AND coalesce(t.url, s.url) = s.url;
COMMENT ON VIEW sources IS 'Places where outlets list what they published, with what was found there last.';
COMMENT ON COLUMN sources.source_id IS 'Id, such as tass_en/all.';
COMMENT ON COLUMN sources.outlet_id IS 'Outlet it belongs to.';
COMMENT ON COLUMN sources.kind IS 'feed, index, sitemap or ids (pages with numbers).';
COMMENT ON COLUMN sources.url IS 'Address that is asked.';
COMMENT ON COLUMN sources.use IS 'poll, archive (backfills only) or both.';
COMMENT ON COLUMN sources.interval_minutes IS 'Minutes between two polls.';
COMMENT ON COLUMN sources.enabled IS 'Whether it is asked.';
COMMENT ON COLUMN sources.configured IS 'Whether it is still in config/outlets.';
COMMENT ON COLUMN sources.health IS 'ok, unchanged, empty, wrong-type, failing or gone; null when it was never asked.';
COMMENT ON COLUMN sources.reason IS 'Why it is not ok.';
COMMENT ON COLUMN sources.failures IS 'Failures in a row.';
COMMENT ON COLUMN sources.status IS 'HTTP status of the last answer.';
COMMENT ON COLUMN sources.checked_at IS 'When it was last asked (UTC).';
COMMENT ON COLUMN sources.next_at IS 'When it is due again (UTC).';
COMMENT ON COLUMN sources.changed_at IS 'When its body last differed (UTC).';
COMMENT ON COLUMN sources.n_items IS 'Items it listed.';
COMMENT ON COLUMN sources.newest_item_at IS 'Date of the newest item it listed (UTC).';
COMMENT ON COLUMN sources.parser IS 'Version of the code that read it.';
COMMENT ON COLUMN sources.answered_at IS 'When it last answered as it should, changed or not (UTC).';
COMMENT ON COLUMN sources.strikes IS 'Failures in a row by weight: hard 1, soft .5, passing .25.';
COMMENT ON COLUMN sources.refusals IS 'Refusals (401, 403, 451, a robots.txt that says no) in a row.';
COMMENT ON COLUMN sources.gone_at IS 'When it said that it is gone for good (410, UTC): it is not asked any more.';
COMMENT ON COLUMN sources.moved_to IS 'Where it redirects for good (301, 308).';
COMMENT ON COLUMN sources.moves IS 'Answers in a row from there; from the third on it is asked at moved_to.';
COMMENT ON COLUMN sources.adapted_minutes IS 'Minutes between two polls, as adapted to its rhythm.';
COMMENT ON COLUMN sources.n_known IS 'Of the items it listed, those that were known before.';
COMMENT ON COLUMN sources.n_dated IS 'Of the items it listed, those with an instant of publication.';
