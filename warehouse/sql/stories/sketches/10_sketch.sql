-- The sketches of the dirty documents are replaced, and what they make or unmake as stock is found: a phrase or line
-- that an outlet prints in several documents on several days, within the five days (a bucket) of a document and the
-- five before and after. Takes `dirty_document` and `new_sketch`.

CREATE OR REPLACE TEMP TABLE old_sketch AS
FROM store.sketch
SEMI JOIN (FROM asked_sketch SEMI JOIN dirty_document USING (document_id)) USING (document_id, dated_at);

DELETE FROM store.sketch
WHERE dated_at IN (SELECT dated_at FROM old_sketch) AND document_id IN (SELECT document_id FROM old_sketch);

-- Every sketch that can matter: a status reaches one bucket, a pair one more, and the status of its other side one more.
CREATE OR REPLACE TEMP TABLE near_bucket AS
SELECT DISTINCT bucket_of(dated_at) + step AS bucket
FROM (SELECT dated_at FROM old_sketch UNION ALL SELECT dated_at FROM new_sketch)
CROSS JOIN (SELECT unnest(range(-3, 4)) AS step);

SET VARIABLE near_since = (
    SELECT DATE '1970-01-01' + CAST(min(bucket) * getvariable('bucket_days') AS INTEGER) FROM near_bucket
);
SET VARIABLE near_until = (
    SELECT DATE '1970-01-01' + CAST((max(bucket) + 1) * getvariable('bucket_days') AS INTEGER) FROM near_bucket
);

CREATE OR REPLACE TEMP VIEW stored_sketch AS
SELECT *, day_of(dated_at) AS day, bucket_of(dated_at) AS bucket
FROM store.sketch
WHERE dated_at BETWEEN getvariable('near_since') AND getvariable('near_until') AND bucket IN (FROM near_bucket);

-- These as they were before and are after this load. Their hashes and lines are looked up where they are.
CREATE OR REPLACE TEMP VIEW changing_sketch AS
SELECT *, true AS before, true AS after FROM stored_sketch
UNION ALL BY NAME
SELECT *, day_of(dated_at) AS day, bucket_of(dated_at) AS bucket
FROM (
    SELECT *, true AS before, false AS after FROM old_sketch
    UNION ALL BY NAME SELECT *, false AS before, true AS after FROM new_sketch
);

CREATE OR REPLACE TEMP TABLE touched_hash AS
SELECT DISTINCT unnest(hashes) AS hash FROM (SELECT hashes FROM old_sketch UNION ALL SELECT hashes FROM new_sketch);

CREATE OR REPLACE TEMP TABLE near_hash AS
SELECT *
FROM (
    SELECT document_id, dated_at, unnest(hashes) AS hash, outlet, page, day, bucket, before, after FROM changing_sketch
)
WHERE hash IN (FROM touched_hash);

CREATE OR REPLACE TEMP TABLE touched_line AS
SELECT DISTINCT unnest(lines) AS line, outlet
FROM (SELECT lines, outlet FROM old_sketch UNION ALL SELECT lines, outlet FROM new_sketch);

CREATE OR REPLACE TEMP TABLE near_line AS
SELECT *
FROM (SELECT document_id, unnest(lines) AS line, outlet, page, day, bucket, before, after FROM changing_sketch)
SEMI JOIN touched_line USING (line, outlet);

-- From here on `stored_sketch` is what is near after this load.
INSERT INTO store.sketch BY NAME FROM new_sketch ORDER BY dated_at, document_id, stamp;
