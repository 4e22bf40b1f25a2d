CREATE VIEW source_health AS
WITH now AS (SELECT max(loaded_at) AS at FROM store.batch)
SELECT
    s.source_id, s.outlet_id,
    CASE
        WHEN NOT s.enabled OR NOT s.configured THEN 'off'
        WHEN s.checked_at IS NULL THEN 'never asked'
        WHEN s.health NOT IN ('ok', 'unchanged') THEN s.health
        WHEN s.newest_item_at < now.at - INTERVAL 14 DAYS THEN 'silent'
        WHEN s.use <> 'archive' AND s.next_at < now.at - INTERVAL 1 DAY THEN 'overdue'
        ELSE 'ok'
    END AS state,
    s.reason, s.failures, s.checked_at, s.next_at, s.changed_at, s.newest_item_at,
    date_diff('day', s.newest_item_at, now.at) AS days_silent,
    s.n_items
FROM sources AS s
CROSS JOIN now;
COMMENT ON VIEW source_health IS 'How each source does, as of the last load.';
COMMENT ON COLUMN source_health.source_id IS 'The source.';
COMMENT ON COLUMN source_health.outlet_id IS 'Outlet it belongs to.';
COMMENT ON COLUMN source_health.state IS 'ok; empty, wrong-type, failing or gone; silent (nothing new for 14 days); overdue (a day late); never asked; off.';
COMMENT ON COLUMN source_health.reason IS 'Why it is not ok.';
COMMENT ON COLUMN source_health.failures IS 'Failures in a row.';
COMMENT ON COLUMN source_health.checked_at IS 'When it was last asked (UTC).';
COMMENT ON COLUMN source_health.next_at IS 'When it is due again (UTC).';
COMMENT ON COLUMN source_health.changed_at IS 'When its body last differed (UTC).';
COMMENT ON COLUMN source_health.newest_item_at IS 'Date of the newest item it listed (UTC).';
COMMENT ON COLUMN source_health.days_silent IS 'Days from that item to the last load.';
COMMENT ON COLUMN source_health.n_items IS 'Items it listed.';
