-- Feeds on staged_page_states.
-- A request that brought no words leaves a state with the wording that was known when it was made. Where that had
-- proved a misreading before the state came in, the state names what its page is read as now.

CREATE OR REPLACE TEMP TABLE outdated_state AS
SELECT document_id, url, checked_at
FROM staged_page_states
SEMI JOIN (SELECT version_id FROM store.version WHERE superseded) USING (version_id);

MERGE INTO store.page_state AS t
USING last_reading('outdated_state') AS s
ON t.document_id = s.document_id AND t.checked_at = s.checked_at
WHEN MATCHED AND t.version_id IS DISTINCT FROM s.version_id THEN UPDATE SET
    version_id = s.version_id, verdict = CASE WHEN t.outcome = 'ok' THEN t.verdict ELSE s.verdict END
RETURNING merge_action;
