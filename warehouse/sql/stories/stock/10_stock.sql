-- What is stock now, of the hashes asked for: those that came in were looked up then, the `wanted_hash`es are added, as
-- far as the `wanted_bucket`s reach.

INSERT INTO near_hash BY NAME
SELECT *
FROM (
    SELECT
        document_id, dated_at, unnest(hashes) AS hash, outlet, page, day, bucket, true AS before, true AS after
    FROM stored_sketch
    WHERE bucket IN (FROM wanted_bucket)
)
WHERE hash IN (FROM wanted_hash);

CREATE OR REPLACE TEMP TABLE stock_hash AS
WITH often AS (
    SELECT hash, outlet, page, day, bucket
    FROM near_hash
    WHERE after
    QUALIFY count(*) OVER (PARTITION BY hash, outlet) >= getvariable('stock_documents')
)
SELECT DISTINCT hash, bucket
FROM (
    SELECT hash, bucket + step AS bucket
    FROM often CROSS JOIN (SELECT unnest([-1, 0, 1]) AS step)
    GROUP BY hash, outlet, bucket + step
    HAVING is_stock(count(DISTINCT page), count(DISTINCT day))
);
