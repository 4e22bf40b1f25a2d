-- What is stored of the `asked_document`s, and when it came out. Tables are read from end to end here: all
-- that follows asks with the times found here, and of a table only what is of those times is read.

CREATE OR REPLACE TEMP TABLE asked_version AS
SELECT document_id, version_id, dated_at
FROM store.version WHERE document_id IN (SELECT document_id FROM asked_document);

CREATE OR REPLACE TEMP TABLE asked_sketch AS
SELECT document_id, stamp, dated_at, page, algo_version
FROM store.sketch WHERE document_id IN (SELECT document_id FROM asked_document);
