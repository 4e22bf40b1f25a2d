-- The newest archived page that was read as one of the `spellings`: a wording, a document or an address of it.
SELECT
    f.url, f.purpose, f.fetched_at, f.outcome, f.via, f.final_url, f.status, f.reason, f.content_type, f.n_bytes,
    f.body_sha256, f.etag, f.last_modified, f.retry_after_s, f.elapsed_ms, f.archive_file, f.archive_offset,
    coalesce(v.document_id, f.document_id) AS document_id
FROM store.fetch AS f
LEFT JOIN store.version AS v ON v.version_id = f.version_id
LEFT JOIN store.document AS d ON d.document_id = v.document_id
WHERE f.purpose = 'page' AND f.outcome = 'ok' AND f.archive_file IS NOT NULL AND (
    f.version_id IN (FROM spellings) OR v.document_id IN (FROM spellings) OR f.document_id IN (FROM spellings)
    OR d.canonical_url IN (FROM spellings) OR f.url IN (FROM spellings) OR f.final_url IN (FROM spellings)
)
ORDER BY f.fetched_at DESC, f.fetch_id
LIMIT 1;
