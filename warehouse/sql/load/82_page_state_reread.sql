-- Feeds on read_fetches.
-- A state names the wording and the verdict of the fetch it tells of: a later reading of that fetch changes both.

MERGE INTO store.page_state AS t
USING (
    SELECT url, fetched_at, version_id, verdict
    FROM store.fetch
    WHERE read_at IS NOT NULL AND fetch_id IN (SELECT fetch_id FROM staged_fetches WHERE read_at IS NOT NULL)
    QUALIFY row_number() OVER (PARTITION BY url, fetched_at ORDER BY read_at DESC, fetch_id) = 1
) AS s
ON t.url = s.url AND t.checked_at = s.fetched_at AND t.outcome = 'ok'
WHEN MATCHED AND row(t.version_id, t.verdict) IS DISTINCT FROM row(s.version_id, s.verdict)
    THEN UPDATE SET version_id = s.version_id, verdict = s.verdict
RETURNING merge_action;
