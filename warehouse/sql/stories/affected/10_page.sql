-- The pages of the affected documents.

CREATE OR REPLACE TEMP TABLE affected_page AS
SELECT document_id, page FROM near_sketch WHERE document_id IN (FROM affected_document)
UNION SELECT document_id, page FROM involved_sketch WHERE document_id IN (FROM affected_document);

CREATE OR REPLACE TEMP TABLE wanted_page AS SELECT DISTINCT page FROM affected_page;
