-- A forgotten document, or one of a forgotten outlet, in any table that holds its text or what was made of it.
WITH gone AS (
    SELECT forgotten_id AS document_id FROM store.forgotten WHERE outlet_id IS NULL
    UNION
    SELECT document_id FROM store.document
    WHERE outlet_id IN (SELECT outlet_id FROM store.forgotten WHERE outlet_id IS NOT NULL)
)
SELECT 'document' AS table_name, document_id FROM store.document WHERE document_id IN (FROM gone)
UNION ALL SELECT 'version', document_id FROM store.version WHERE document_id IN (FROM gone)
UNION ALL SELECT 'readout', document_id FROM store.readout WHERE document_id IN (FROM gone)
UNION ALL SELECT 'sighting', document_id FROM store.sighting WHERE document_id IN (FROM gone)
UNION ALL SELECT 'sighting', document_id FROM store.sighting
    WHERE outlet_id IN (SELECT outlet_id FROM store.forgotten WHERE outlet_id IS NOT NULL)
UNION ALL SELECT 'sketch', document_id FROM store.sketch WHERE document_id IN (FROM gone)
UNION ALL SELECT 'story_member', document_id FROM store.story_member WHERE document_id IN (FROM gone)
UNION ALL SELECT 'carrier', document_id FROM store.carrier WHERE document_id IN (FROM gone)
UNION ALL SELECT 'fetch', document_id FROM store.fetch
    WHERE document_id IN (FROM gone) AND (version_id IS NOT NULL OR archive_file IS NOT NULL);
