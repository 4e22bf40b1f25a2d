-- Feeds on staged_readings, staged_parsed, read_fetches.
-- Wordings, chosen like documents: earliest fetch, latest reading of it.

-- When the stored wordings of these documents came out: of the tables of wordings, and of what is made from them, only
-- what is of that time is read after this.
CREATE OR REPLACE TEMP TABLE stored_version AS
SELECT document_id, version_id, dated_at, last_fetched_at
FROM store.version
WHERE document_id IN (
    SELECT document_id FROM staged_readings WHERE verdict = 'article' UNION SELECT document_id FROM replaced_version
);

SET VARIABLE stored_since = (SELECT min(dated_at) FROM stored_version);
SET VARIABLE stored_until = (SELECT max(dated_at) FROM stored_version);

CREATE OR REPLACE TEMP TABLE new_version AS
SELECT
    n.* EXCLUDE (verdict, canonical_url, url, host, outlet_id, via, text, blocks, receipts, fetched_at),
    n.fetched_at AS first_fetched_at,
    greatest(max(n.fetched_at) OVER (PARTITION BY n.version_id), t.last_fetched_at) AS last_fetched_at
FROM staged_readings AS n
LEFT JOIN stored_version AS t ON t.version_id = n.version_id
WHERE n.verdict = 'article'
QUALIFY row_number() OVER (
    PARTITION BY n.version_id ORDER BY n.fetched_at, n.fetch_id, n.read_at DESC, n.reading_sha256
) = 1;

MERGE INTO store.version AS t
USING new_version AS s
ON t.version_id = s.version_id AND t.dated_at BETWEEN getvariable('stored_since') AND getvariable('stored_until')
WHEN MATCHED
    AND row(s.first_fetched_at, s.fetch_id, -epoch_us(s.read_at), s.reading_sha256)
        < row(t.first_fetched_at, t.fetch_id, -epoch_us(t.read_at), t.reading_sha256)
    AND row(s.fetch_id, s.reading_sha256) <> row(t.fetch_id, t.reading_sha256)
    THEN UPDATE BY NAME
WHEN MATCHED AND s.last_fetched_at > t.last_fetched_at THEN UPDATE SET last_fetched_at = s.last_fetched_at
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

UPDATE store.version AS t
SET read_at = s.read_at
FROM new_version AS s
WHERE t.version_id = s.version_id AND t.dated_at BETWEEN getvariable('stored_since') AND getvariable('stored_until')
    AND t.fetch_id = s.fetch_id AND t.reading_sha256 = s.reading_sha256 AND s.read_at > t.read_at;

-- The same for all of this load, which may have come out, or be said to have come out, at other times.
CREATE OR REPLACE TEMP TABLE touched_time AS
SELECT dated_at FROM stored_version UNION ALL SELECT dated_at FROM new_version;

SET VARIABLE touched_since = (SELECT min(dated_at) FROM touched_time);
SET VARIABLE touched_until = (SELECT max(dated_at) FROM touched_time);
