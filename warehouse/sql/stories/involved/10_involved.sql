-- All pairs worth comparing: of one page as well. Takes `page_sketch`.

CREATE OR REPLACE TEMP TABLE candidate_pair AS
FROM near_pair
UNION
SELECT least(q.document_id, s.document_id), greatest(q.document_id, s.document_id)
FROM compared_sketch AS q
JOIN page_sketch AS s ON s.page = q.page AND s.document_id <> q.document_id;

-- Everything known of the documents of those pairs but their texts: one row a wording.

CREATE OR REPLACE TEMP TABLE involved_document AS
SELECT a AS document_id FROM candidate_pair UNION SELECT b FROM candidate_pair;

CREATE OR REPLACE TEMP TABLE involved_sketch AS
SELECT
    *, bucket_of(dated_at) AS bucket,
    row_number() OVER () AS n
FROM page_sketch WHERE document_id IN (FROM involved_document);

CREATE OR REPLACE TEMP TABLE wanted_hash AS
SELECT unnest(hashes) AS hash FROM involved_sketch EXCEPT SELECT hash FROM near_hash;

CREATE OR REPLACE TEMP TABLE wanted_bucket AS
SELECT DISTINCT bucket + step AS bucket FROM involved_sketch CROSS JOIN (SELECT unnest([-1, 0, 1]) AS step);
