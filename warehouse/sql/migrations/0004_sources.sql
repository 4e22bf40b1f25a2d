-- What adapts the pace to a source, and what its health is told from.

ALTER TABLE store.source_state ADD COLUMN url VARCHAR;
ALTER TABLE store.source_state ADD COLUMN answered_at TIMESTAMP;
ALTER TABLE store.source_state ADD COLUMN strikes DOUBLE DEFAULT 0;
ALTER TABLE store.source_state ADD COLUMN refusals BIGINT DEFAULT 0;
ALTER TABLE store.source_state ADD COLUMN gone_at TIMESTAMP;
ALTER TABLE store.source_state ADD COLUMN moved_to VARCHAR;
ALTER TABLE store.source_state ADD COLUMN moves BIGINT DEFAULT 0;
ALTER TABLE store.source_state ADD COLUMN interval_s BIGINT;
ALTER TABLE store.source_state ADD COLUMN n_known BIGINT;
ALTER TABLE store.source_state ADD COLUMN n_dated BIGINT;

-- The best that is known of the time before: a source without failures answered when it was last asked.
UPDATE store.source_state SET strikes = failures;
UPDATE store.source_state SET answered_at = CASE WHEN health IN ('ok', 'unchanged', 'empty') THEN checked_at ELSE changed_at END;

COMMENT ON COLUMN store.source_state.url IS 'The configured address this state belongs to; with another, it does not count.';
COMMENT ON COLUMN store.source_state.answered_at IS 'When it last answered as it should, changed or not (UTC).';
COMMENT ON COLUMN store.source_state.strikes IS 'Failures in a row by weight: hard 1, soft .5, passing .25.';
COMMENT ON COLUMN store.source_state.refusals IS 'Refusals (401, 403, 451) in a row.';
COMMENT ON COLUMN store.source_state.gone_at IS 'When it said that it is gone for good (410, UTC): it is not asked any more.';
COMMENT ON COLUMN store.source_state.moved_to IS 'Where it redirects for good (301, 308).';
COMMENT ON COLUMN store.source_state.moves IS 'Answers in a row from there; from the third on it is asked at moved_to.';
COMMENT ON COLUMN store.source_state.interval_s IS 'Seconds between two polls, as adapted to its rhythm.';
COMMENT ON COLUMN store.source_state.n_known IS 'Of the items it listed, those that were known before.';
COMMENT ON COLUMN store.source_state.n_dated IS 'Of the items it listed, those with an instant of publication.';
