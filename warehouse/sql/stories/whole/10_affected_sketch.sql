-- Every wording of the affected documents. Takes `page_sketch`, of their pages.

CREATE OR REPLACE TEMP TABLE affected_sketch AS
SELECT document_id, dated_at, outlet, lines FROM page_sketch WHERE document_id IN (SELECT document_id FROM affected_page);

-- A story that reaches far beyond the time of what came in: the whole table is searched.
INSERT INTO affected_sketch
SELECT document_id, dated_at, outlet, lines
FROM store.sketch
WHERE document_id IN (FROM affected_document ANTI JOIN affected_page USING (document_id));
