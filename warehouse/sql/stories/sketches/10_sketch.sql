-- The sketches of the dirty documents are replaced, and what they make or unmake as stock is found: a phrase or line
-- that an outlet prints in several documents on several days, within the ten days (a bucket) of a document and the
-- ten before and after. Takes `dirty_document` and `new_sketch`.

CREATE OR REPLACE TEMP TABLE old_sketch AS
FROM store.sketch WHERE document_id IN (SELECT document_id FROM dirty_document);

DELETE FROM store.sketch WHERE document_id IN (SELECT document_id FROM old_sketch);

INSERT INTO store.sketch BY NAME FROM new_sketch ORDER BY dated_at, document_id, stamp;

-- Every sketch that can matter: a status reaches one bucket, a pair one more, and the status of its other side one more.
CREATE OR REPLACE TEMP TABLE near_bucket AS
SELECT DISTINCT date_diff('day', DATE '1970-01-01', dated_at) // getvariable('bucket_days') + step AS bucket
FROM (SELECT dated_at FROM old_sketch UNION ALL SELECT dated_at FROM new_sketch)
CROSS JOIN (SELECT unnest(range(-3, 4)) AS step);

CREATE OR REPLACE TEMP TABLE near_sketch AS
WITH reach AS (
    SELECT
        DATE '1970-01-01' + CAST(min(bucket) * getvariable('bucket_days') AS INTEGER) AS since,
        DATE '1970-01-01' + CAST((max(bucket) + 1) * getvariable('bucket_days') AS INTEGER) AS until
    FROM near_bucket
),
all_sketches AS (
    SELECT
        *, true AS after,
        document_id NOT IN (SELECT document_id FROM dirty_document) AS before
    FROM store.sketch
    WHERE dated_at BETWEEN (SELECT since FROM reach) AND (SELECT until FROM reach)
    UNION ALL
    SELECT *, false AS after, true AS before FROM old_sketch
)
SELECT
    document_id, dated_at, outlet, page, key, hashes, lines, before, after,
    date_diff('day', DATE '1970-01-01', dated_at) AS day,
    date_diff('day', DATE '1970-01-01', dated_at) // getvariable('bucket_days') AS bucket
FROM all_sketches
WHERE date_diff('day', DATE '1970-01-01', dated_at) // getvariable('bucket_days') IN (FROM near_bucket);
