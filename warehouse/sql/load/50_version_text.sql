-- Feeds on staged_readings, staged_parsed, read_fetches.
-- Texts follow their wordings, and are of their time. Delete and insert by id: a MERGE would read every text.

CREATE OR REPLACE TEMP TABLE new_version_text AS
SELECT n.version_id, n.text, n.blocks, n.receipts, n.reading_sha256, v.dated_at
FROM staged_readings AS n
JOIN store.version AS v ON v.version_id = n.version_id AND v.reading_sha256 = n.reading_sha256
    AND v.dated_at BETWEEN getvariable('touched_since') AND getvariable('touched_until')
ANTI JOIN store.version_text AS t
    ON t.version_id = n.version_id AND t.reading_sha256 = n.reading_sha256 AND t.dated_at = v.dated_at
    AND t.dated_at BETWEEN getvariable('stored_since') AND getvariable('stored_until')
WHERE n.verdict = 'article'
QUALIFY row_number() OVER (PARTITION BY n.version_id) = 1;

DELETE FROM store.version_text
WHERE dated_at BETWEEN getvariable('stored_since') AND getvariable('stored_until')
    AND version_id IN (SELECT version_id FROM new_version_text);

INSERT INTO store.version_text BY NAME FROM new_version_text;
