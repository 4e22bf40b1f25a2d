-- Pairs within 72 hours that are worth comparing, of one text or with fresh shingles in common; and their pages.

CREATE OR REPLACE TEMP TABLE compared_sketch AS
SELECT document_id, dated_at, page, key FROM stored_sketch WHERE document_id IN (FROM compared_document);

CREATE OR REPLACE TEMP TABLE asking AS
SELECT document_id, dated_at, bucket, hash
FROM (FROM near_hash WHERE after AND document_id IN (FROM compared_document))
ANTI JOIN stock_hash USING (hash, bucket);

CREATE OR REPLACE TEMP TABLE near_pair AS
WITH fresh AS (
    SELECT document_id, dated_at, hash FROM (FROM near_hash WHERE after) ANTI JOIN stock_hash USING (hash, bucket)
),
alike AS (
    SELECT least(q.document_id, f.document_id) AS a, greatest(q.document_id, f.document_id) AS b
    FROM asking AS q
    JOIN fresh AS f ON f.hash = q.hash AND f.document_id <> q.document_id
        AND f.dated_at BETWEEN q.dated_at - getvariable('copy_window') AND q.dated_at + getvariable('copy_window')
    GROUP BY 1, 2
    HAVING count(DISTINCT q.hash) >= getvariable('shared')
)
FROM alike
UNION
SELECT least(q.document_id, n.document_id), greatest(q.document_id, n.document_id)
FROM compared_sketch AS q
JOIN stored_sketch AS n ON n.key = q.key AND n.document_id <> q.document_id
    AND n.dated_at BETWEEN q.dated_at - getvariable('copy_window') AND q.dated_at + getvariable('copy_window');

CREATE OR REPLACE TEMP TABLE wanted_page AS
SELECT page FROM stored_sketch
WHERE document_id IN (FROM compared_document UNION SELECT a FROM near_pair UNION SELECT b FROM near_pair)
UNION SELECT page FROM old_sketch;

CREATE OR REPLACE TEMP TABLE page_sketch AS
SELECT document_id, stamp, dated_at, outlet, page, hashes, lines FROM new_sketch LIMIT 0;
