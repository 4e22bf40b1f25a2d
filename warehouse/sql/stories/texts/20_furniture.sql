-- The lines of those texts that their outlets repeat at the time.

CREATE OR REPLACE TEMP TABLE member_line AS
SELECT
    document_id, outlet, bucket_of(dated_at) AS bucket,
    unnest(lines) AS line
FROM affected_sketch
WHERE document_id IN (SELECT document_id FROM member_version WHERE shared);

SET VARIABLE line_since = (
    SELECT DATE '1970-01-01' + CAST((min(bucket) - 1) * getvariable('bucket_days') AS INTEGER) FROM member_line
);
SET VARIABLE line_until = (
    SELECT DATE '1970-01-01' + CAST((max(bucket) + 2) * getvariable('bucket_days') AS INTEGER) FROM member_line
);

CREATE OR REPLACE TEMP VIEW member_sketch AS
SELECT *, day_of(dated_at) AS day, bucket_of(dated_at) AS bucket
FROM store.sketch
WHERE dated_at BETWEEN getvariable('line_since') AND getvariable('line_until');

CREATE OR REPLACE TEMP TABLE furniture_of_member AS
SELECT document_id, list(DISTINCT line) AS furniture
FROM member_line
SEMI JOIN repeated_line('member_line', 'member_sketch') USING (line, outlet, bucket)
GROUP BY document_id;
