-- The pages of the affected documents, and which of them are not looked up yet.

CREATE OR REPLACE TEMP TABLE affected_page AS
SELECT document_id, page FROM stored_sketch WHERE document_id IN (FROM affected_document)
UNION SELECT document_id, page FROM old_sketch WHERE document_id IN (FROM affected_document)
UNION SELECT document_id, page FROM involved_sketch WHERE document_id IN (FROM affected_document);

CREATE OR REPLACE TEMP TABLE wanted_page AS
SELECT page FROM affected_page EXCEPT SELECT page FROM page_sketch;
