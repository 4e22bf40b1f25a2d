-- Documents that hold a phrase or line which became stock, or is stock no more, by what came in.

CREATE OR REPLACE TEMP TABLE flipped_hash AS
WITH often AS (
    SELECT hash, outlet, page, day, bucket, before, after
    FROM near_hash
    QUALIFY count(*) OVER (PARTITION BY hash, outlet) >= getvariable('stock_documents')
),
judged AS (
    SELECT
        hash, bucket + step AS bucket,
        is_stock(count(DISTINCT page) FILTER (before), count(DISTINCT day) FILTER (before)) AS was,
        is_stock(count(DISTINCT page) FILTER (after), count(DISTINCT day) FILTER (after)) AS now
    FROM often CROSS JOIN (SELECT unnest([-1, 0, 1]) AS step)
    GROUP BY hash, outlet, bucket + step
)
SELECT hash, bucket FROM judged GROUP BY hash, bucket HAVING bool_or(was) <> bool_or(now);

CREATE OR REPLACE TEMP TABLE flipped_line AS
WITH often AS (
    SELECT line, outlet, page, day, bucket, before, after
    FROM near_line
    QUALIFY count(*) OVER (PARTITION BY line, outlet) >= getvariable('stock_documents')
)
SELECT line, outlet, bucket + step AS bucket
FROM often CROSS JOIN (SELECT unnest([-1, 0, 1]) AS step)
GROUP BY line, outlet, bucket + step
HAVING
    is_stock(count(DISTINCT page) FILTER (before), count(DISTINCT day) FILTER (before))
    <> is_stock(count(DISTINCT page) FILTER (after), count(DISTINCT day) FILTER (after));

CREATE OR REPLACE TEMP TABLE compared_document AS
SELECT document_id FROM dirty_document
UNION
SELECT document_id
FROM (FROM near_hash WHERE after)
SEMI JOIN flipped_hash USING (hash, bucket)
UNION
SELECT document_id
FROM (FROM near_line WHERE after)
SEMI JOIN flipped_line USING (line, outlet, bucket);
