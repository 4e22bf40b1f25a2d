-- The sketches of the dirty documents are replaced, and what they make or unmake as stock is found: a phrase or line
-- that an outlet prints in several documents on several days, within the ten days (a bucket) of a document and the
-- ten before and after. Takes `dirty_document` and `new_sketch`.

CREATE OR REPLACE TEMP TABLE old_sketch AS
FROM store.sketch
SEMI JOIN (FROM asked_sketch SEMI JOIN dirty_document USING (document_id)) USING (document_id, dated_at);

DELETE FROM store.sketch
WHERE dated_at IN (SELECT dated_at FROM old_sketch) AND document_id IN (SELECT document_id FROM old_sketch);

-- Every sketch that can matter: a status reaches one bucket, a pair one more, and the status of its other side one more.
CREATE OR REPLACE TEMP TABLE near_bucket AS
SELECT DISTINCT date_diff('day', DATE '1970-01-01', dated_at) // getvariable('bucket_days') + step AS bucket
FROM (SELECT dated_at FROM old_sketch UNION ALL SELECT dated_at FROM new_sketch)
CROSS JOIN (SELECT unnest(range(-3, 4)) AS step);

SET VARIABLE near_since = (
    SELECT DATE '1970-01-01' + CAST(min(bucket) * getvariable('bucket_days') AS INTEGER) FROM near_bucket
);
SET VARIABLE near_until = (
    SELECT DATE '1970-01-01' + CAST((max(bucket) + 1) * getvariable('bucket_days') AS INTEGER) FROM near_bucket
);

CREATE OR REPLACE TEMP TABLE near_sketch AS
SELECT
    document_id, stamp, dated_at, outlet, page, key, hashes, lines, before, after,
    date_diff('day', DATE '1970-01-01', dated_at) AS day,
    date_diff('day', DATE '1970-01-01', dated_at) // getvariable('bucket_days') AS bucket
FROM (
    SELECT *, true AS before, true AS after
    FROM store.sketch
    WHERE dated_at BETWEEN getvariable('near_since') AND getvariable('near_until')
    UNION ALL BY NAME SELECT *, true AS before, false AS after FROM old_sketch
    UNION ALL BY NAME SELECT *, false AS before, true AS after FROM new_sketch
)
WHERE bucket IN (FROM near_bucket);

INSERT INTO store.sketch BY NAME FROM new_sketch ORDER BY dated_at, document_id, stamp;
