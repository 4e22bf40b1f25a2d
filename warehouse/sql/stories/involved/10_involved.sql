-- All pairs worth comparing: of one page as well. Takes `page_sketch`.

CREATE OR REPLACE TEMP TABLE candidate_pair AS
FROM near_pair
UNION
SELECT least(q.document_id, s.document_id), greatest(q.document_id, s.document_id)
FROM (SELECT document_id, page FROM near_sketch WHERE after AND document_id IN (FROM compared_document)) AS q
JOIN page_sketch AS s ON s.page = q.page AND s.document_id <> q.document_id;

-- Everything known of the documents of those pairs but their texts: one row a wording.

CREATE OR REPLACE TEMP TABLE involved_document AS
SELECT a AS document_id FROM candidate_pair UNION SELECT b FROM candidate_pair;

CREATE OR REPLACE TEMP TABLE involved_sketch AS
SELECT
    *, date_diff('day', DATE '1970-01-01', dated_at) // getvariable('bucket_days') AS bucket,
    row_number() OVER () AS n
FROM page_sketch WHERE document_id IN (FROM involved_document);

CREATE OR REPLACE TEMP TABLE stock_of_sketch AS
WITH held AS (
    SELECT n, bucket, unnest(hashes) AS hash FROM involved_sketch
),
often AS (
    SELECT hash, outlet, page, day, bucket
    FROM (SELECT unnest(hashes) AS hash, outlet, page, day, bucket FROM stored_sketch)
    WHERE hash IN (SELECT hash FROM held)
    QUALIFY count(*) OVER (PARTITION BY hash, outlet) >= getvariable('stock_documents')
),
stock AS (
    SELECT DISTINCT hash, bucket
    FROM (
        SELECT hash, bucket + step AS bucket
        FROM often CROSS JOIN (SELECT unnest([-1, 0, 1]) AS step)
        GROUP BY hash, outlet, bucket + step
        HAVING count(DISTINCT page) >= getvariable('stock_documents')
            AND count(DISTINCT day) >= getvariable('stock_days')
    )
)
SELECT n, list(hash) AS stock FROM held SEMI JOIN stock USING (hash, bucket) GROUP BY n;

CREATE OR REPLACE TEMP TABLE furniture_of_sketch AS
WITH held AS (
    SELECT n, outlet, bucket, unnest(lines) AS line FROM involved_sketch
),
often AS (
    SELECT s.*
    FROM (SELECT unnest(lines) AS line, outlet, page, day, bucket FROM near_sketch WHERE after) AS s
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
