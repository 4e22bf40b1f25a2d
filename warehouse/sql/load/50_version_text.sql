-- Texts follow their wordings. Delete and insert by id, since a MERGE would read every text of the table.

CREATE OR REPLACE TEMP TABLE new_version_text AS
SELECT n.version_id, n.text, n.blocks, n.receipts, n.reading_sha256
FROM staged_readings AS n
JOIN store.version AS v ON v.version_id = n.version_id AND v.reading_sha256 = n.reading_sha256
WHERE n.verdict = 'article'
    AND NOT EXISTS (
        FROM store.version_text AS t WHERE t.version_id = n.version_id AND t.reading_sha256 = n.reading_sha256
    )
QUALIFY row_number() OVER (PARTITION BY n.version_id) = 1;

DELETE FROM store.version_text WHERE version_id IN (SELECT version_id FROM new_version_text);

INSERT INTO store.version_text BY NAME FROM new_version_text;
