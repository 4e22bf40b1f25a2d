-- The lines of those texts that their outlets repeat at the time.

CREATE OR REPLACE TEMP TABLE member_line AS
SELECT
    document_id, outlet, date_diff('day', DATE '1970-01-01', dated_at) // getvariable('bucket_days') AS bucket,
    unnest(lines) AS line
FROM affected_sketch
WHERE document_id IN (SELECT document_id FROM member_version WHERE shared);

SET VARIABLE line_since = (
    SELECT DATE '1970-01-01' + CAST((min(bucket) - 1) * getvariable('bucket_days') AS INTEGER) FROM member_line
);
SET VARIABLE line_until = (
    SELECT DATE '1970-01-01' + CAST((max(bucket) + 2) * getvariable('bucket_days') AS INTEGER) FROM member_line
);

CREATE OR REPLACE TEMP TABLE furniture_of_member AS
WITH often AS (
    SELECT s.*
    FROM (
        SELECT
            unnest(lines) AS line, outlet, page, date_diff('day', DATE '1970-01-01', dated_at) AS day,
            date_diff('day', DATE '1970-01-01', dated_at) // getvariable('bucket_days') AS bucket
        FROM store.sketch
        WHERE dated_at BETWEEN getvariable('line_since') AND getvariable('line_until')
    ) AS s
    SEMI JOIN member_line USING (line, outlet)
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
FROM member_line SEMI JOIN furniture USING (line, outlet, bucket)
GROUP BY document_id;
