-- What is stock now, among what the compared documents hold.

CREATE OR REPLACE TEMP TABLE stock_hash AS
WITH asked AS (
    SELECT DISTINCT unnest(hashes) AS hash
    FROM near_sketch WHERE after AND document_id IN (FROM compared_document)
),
often AS (
    SELECT hash, outlet, page, day, bucket
    FROM (SELECT unnest(hashes) AS hash, outlet, page, day, bucket FROM near_sketch WHERE after)
    WHERE hash IN (FROM asked)
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
