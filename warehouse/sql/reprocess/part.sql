-- The fetch of a further page of an article: the first one since the page itself was fetched.
SELECT
    url, purpose, fetched_at, outcome, via, final_url, status, reason, content_type, n_bytes, body_sha256, etag,
    last_modified, retry_after_s, elapsed_ms, archive_file, archive_offset
FROM store.fetch
WHERE purpose = 'part' AND outcome = 'ok' AND archive_file IS NOT NULL AND url = $url
    AND fetched_at BETWEEN CAST($since AS TIMESTAMP) AND CAST($since AS TIMESTAMP) + INTERVAL 1 DAY
ORDER BY fetched_at, fetch_id
LIMIT 1;
