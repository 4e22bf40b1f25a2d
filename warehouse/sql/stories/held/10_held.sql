-- What the involved sketches hold of stock and furniture.

CREATE OR REPLACE TEMP TABLE stock_of_sketch AS
SELECT n, list(hash) AS stock
FROM (SELECT n, bucket, unnest(hashes) AS hash FROM involved_sketch)
SEMI JOIN stock_hash USING (hash, bucket)
GROUP BY n;

CREATE OR REPLACE TEMP TABLE furniture_of_sketch AS
WITH held AS (
    SELECT n, outlet, bucket, unnest(lines) AS line FROM involved_sketch
),
often AS (
    SELECT s.*
    FROM (
        SELECT unnest(lines) AS line, outlet, page, day, bucket
        FROM stored_sketch
        WHERE bucket IN (FROM wanted_bucket)
    ) AS s
    SEMI JOIN held USING (line, outlet)
    QUALIFY count(*) OVER (PARTITION BY line, outlet) >= getvariable('stock_documents')
),
furniture AS (
    SELECT line, outlet, bucket + step AS bucket
    FROM often CROSS JOIN (SELECT unnest([-1, 0, 1]) AS step)
    GROUP BY line, outlet, bucket + step
    HAVING count(DISTINCT page) >= getvariable('stock_documents')
        AND count(DISTINCT day) >= getvariable('stock_days')
)
SELECT n, list(line) AS furniture FROM held SEMI JOIN furniture USING (line, outlet, bucket) GROUP BY n;
