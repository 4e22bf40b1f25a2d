-- Archived feeds and lists that may name one of the `wanted` documents: read while a source of theirs showed it.
SELECT DISTINCT f.fetch_id, f.archive_file, f.archive_offset
FROM store.fetch AS f
JOIN (
    SELECT min(first_seen_at) AS since, max(last_seen_at) AS until FROM store.sighting WHERE document_id IN (FROM wanted)
) AS s ON f.fetched_at BETWEEN s.since - INTERVAL 1 HOUR AND s.until + INTERVAL 1 HOUR
WHERE f.purpose = 'source' AND f.outcome = 'ok' AND f.archive_file IS NOT NULL
ORDER BY ALL;
