-- As asked/10_asked.sql, of what a load has brought: it knows of `stored_version`s when they came out, and sketches are
-- still as they were made from these.

CREATE OR REPLACE TEMP TABLE asked_version AS
SELECT document_id, version_id, dated_at FROM stored_version
WHERE document_id IN (SELECT document_id FROM asked_document)
UNION
SELECT document_id, version_id, dated_at FROM new_version
WHERE document_id IN (SELECT document_id FROM asked_document);

CREATE OR REPLACE TEMP TABLE asked_sketch AS
SELECT document_id, stamp, dated_at, page, algo_version
FROM store.sketch
SEMI JOIN (FROM stored_version SEMI JOIN asked_document USING (document_id)) USING (document_id, dated_at);
