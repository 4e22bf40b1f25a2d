-- Rows that are not found where their time says: loading looks nowhere else for them.
WITH earliest AS (
    SELECT document_id, CAST(min(dated_at) AS DATE) AS dated_on FROM store.sketch GROUP BY document_id
)
SELECT 'story_member' AS table_name, document_id AS key FROM store.story_member ANTI JOIN earliest USING (document_id, dated_on)
UNION ALL
SELECT 'carrier', document_id FROM store.carrier ANTI JOIN earliest USING (document_id, dated_on)
UNION ALL
SELECT 'sketch', document_id FROM store.sketch ANTI JOIN store.version USING (document_id, dated_at)
UNION ALL
SELECT 'version_text', version_id FROM store.version_text ANTI JOIN store.version USING (version_id, dated_at);
