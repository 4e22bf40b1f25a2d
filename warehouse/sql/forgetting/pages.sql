-- Archived pages of the `wanted` documents.
SELECT
    f.url, f.purpose, f.fetched_at, f.outcome, f.via, f.final_url, f.status, f.reason, f.content_type, f.n_bytes,
    f.body_sha256, f.etag, f.last_modified, f.retry_after_s, f.elapsed_ms, f.archive_file, f.archive_offset
FROM store.fetch AS f
LEFT JOIN store.version AS v ON v.version_id = f.version_id
WHERE coalesce(v.document_id, f.document_id) IN (FROM wanted) AND f.purpose = 'page' AND f.archive_file IS NOT NULL
ORDER BY f.archive_file, f.archive_offset;
