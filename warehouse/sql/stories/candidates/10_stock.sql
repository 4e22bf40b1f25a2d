-- What is stock now, among what the compared documents hold.

CREATE OR REPLACE TEMP TABLE near_asked AS
WITH asked AS (
    SELECT DISTINCT unnest(hashes) AS hash
    FROM near_sketch WHERE after AND document_id IN (FROM compared_document)
)
SELECT *
FROM (SELECT document_id, dated_at, outlet, page, day, bucket, unnest(hashes) AS hash FROM near_sketch WHERE after)
WHERE hash IN (FROM asked);

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
