-- What is not looked up yet: the hashes of documents that a flipped phrase or line made compared.

CREATE OR REPLACE TEMP TABLE wanted_hash AS
SELECT unnest(hashes) AS hash FROM stored_sketch
WHERE document_id IN (FROM compared_document EXCEPT FROM dirty_document)
EXCEPT FROM touched_hash;

CREATE OR REPLACE TEMP TABLE wanted_bucket AS FROM near_bucket;
