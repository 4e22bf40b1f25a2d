-- The lines of those texts that their outlets repeat at the time.

CREATE OR REPLACE TEMP TABLE furniture_of_member AS
WITH held AS (
    SELECT
        document_id, outlet, date_diff('day', DATE '1970-01-01', dated_at) // getvariable('bucket_days') AS bucket,
        unnest(lines) AS line
    FROM store.sketch
    WHERE document_id IN (SELECT document_id FROM member_version WHERE shared)
),
reach AS (
    SELECT
        DATE '1970-01-01' + CAST((min(bucket) - 1) * getvariable('bucket_days') AS INTEGER) AS since,
        DATE '1970-01-01' + CAST((max(bucket) + 2) * getvariable('bucket_days') AS INTEGER) AS until
    FROM held
),
often AS (
    SELECT s.*
    FROM (
        SELECT
            unnest(lines) AS line, outlet, page, date_diff('day', DATE '1970-01-01', dated_at) AS day,
            date_diff('day', DATE '1970-01-01', dated_at) // getvariable('bucket_days') AS bucket
        FROM store.sketch
        WHERE dated_at BETWEEN (SELECT since FROM reach) AND (SELECT until FROM reach)
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
SELECT document_id, list(DISTINCT line) AS furniture
FROM held SEMI JOIN furniture USING (line, outlet, bucket)
GROUP BY document_id;
