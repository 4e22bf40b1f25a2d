-- Pairs worth comparing: of one page, or within 72 hours and with one text, or with fresh shingles in common.

CREATE OR REPLACE TEMP TABLE asking AS
SELECT document_id, dated_at, bucket, hash
FROM (FROM near_asked WHERE document_id IN (FROM compared_document))
ANTI JOIN stock_hash USING (hash, bucket);

CREATE OR REPLACE TEMP TABLE candidate_pair AS
WITH fresh AS (
    SELECT document_id, dated_at, hash FROM near_asked ANTI JOIN stock_hash USING (hash, bucket)
),
alike AS (
    SELECT least(q.document_id, f.document_id) AS a, greatest(q.document_id, f.document_id) AS b
    FROM asking AS q
    JOIN fresh AS f ON f.hash = q.hash AND f.document_id <> q.document_id
        AND f.dated_at BETWEEN q.dated_at - getvariable('copy_window') AND q.dated_at + getvariable('copy_window')
    GROUP BY 1, 2
    HAVING count(DISTINCT q.hash) >= getvariable('shared')
),
compared AS (
    FROM near_sketch WHERE after AND document_id IN (FROM compared_document)
)
FROM alike
UNION
SELECT least(q.document_id, n.document_id), greatest(q.document_id, n.document_id)
FROM compared AS q
JOIN near_sketch AS n ON n.key = q.key AND n.document_id <> q.document_id AND n.after
    AND n.dated_at BETWEEN q.dated_at - getvariable('copy_window') AND q.dated_at + getvariable('copy_window')
UNION
SELECT least(q.document_id, s.document_id), greatest(q.document_id, s.document_id)
FROM compared AS q
JOIN store.sketch AS s ON s.page = q.page AND s.document_id <> q.document_id;
