-- Feeds on misjudged_version.
-- As 84_page_state_outdated.sql, of the states that came in before their wording proved a misreading.

CREATE OR REPLACE TEMP TABLE misread_state AS
SELECT document_id, url, checked_at
FROM store.page_state
SEMI JOIN (SELECT version_id FROM misjudged_version WHERE superseded) USING (version_id);

MERGE INTO store.page_state AS t
USING last_reading('misread_state') AS s
ON t.document_id = s.document_id AND t.checked_at = s.checked_at
WHEN MATCHED AND t.version_id IS DISTINCT FROM s.version_id THEN UPDATE SET
    version_id = s.version_id, verdict = CASE WHEN t.outcome = 'ok' THEN t.verdict ELSE s.verdict END
RETURNING merge_action;
