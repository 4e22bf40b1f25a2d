-- Feeds on staged_readings, staged_parsed, read_fetches.
-- Wordings that may lose a fetch below: whether any fetch still reads like them is looked at in 30_version.sql.
CREATE OR REPLACE TEMP TABLE replaced_version AS
SELECT DISTINCT t.version_id, t.document_id
FROM store.fetch AS t
JOIN staged_fetches AS s ON t.fetch_id = s.fetch_id
WHERE t.version_id IS NOT NULL AND s.read_at IS NOT NULL AND t.version_id IS DISTINCT FROM s.version_id;
