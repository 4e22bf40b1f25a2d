-- What is stock now, among what the compared documents hold.

CREATE OR REPLACE TEMP TABLE asked_hash AS
SELECT DISTINCT unnest(hashes) AS hash FROM stored_sketch WHERE document_id IN (FROM compared_document);

-- Most of it was looked up when it came in; the rest is of documents that a flipped phrase made compared.
CREATE OR REPLACE TEMP TABLE near_asked AS
SELECT document_id, dated_at, outlet, page, day, bucket, hash
FROM near_touched WHERE after AND hash IN (FROM asked_hash)
UNION ALL
SELECT *
FROM (SELECT document_id, dated_at, outlet, page, day, bucket, unnest(hashes) AS hash FROM stored_sketch)
WHERE hash IN (FROM asked_hash EXCEPT FROM touched_hash);

CREATE OR REPLACE TEMP TABLE stock_hash AS
WITH often AS (
    SELECT hash, outlet, page, day, bucket
    FROM near_asked
    QUALIFY count(*) OVER (PARTITION BY hash, outlet) >= getvariable('stock_documents')
)
SELECT DISTINCT hash, bucket
FROM (
    SELECT hash, bucket + step AS bucket
    FROM often CROSS JOIN (SELECT unnest([-1, 0, 1]) AS step)
    GROUP BY hash, outlet, bucket + step
    HAVING count(DISTINCT page) >= getvariable('stock_documents')
        AND count(DISTINCT day) >= getvariable('stock_days')
);
