-- All that is known of every fetch that reads like one of the `wanted` wordings.
SELECT
    f.url, f.purpose, f.fetched_at, f.outcome, f.via, f.final_url, f.status, f.reason, f.content_type, f.n_bytes,
    f.body_sha256, f.etag, f.last_modified, f.retry_after_s, f.elapsed_ms, f.archive_file, f.archive_offset,
    d.canonical_url, d.host, d.outlet_id, d.url AS document_url, d.fetch_id = f.fetch_id AS is_first,
    v.* EXCLUDE (archive_file, archive_offset), t.blocks, t.receipts
FROM store.fetch AS f
JOIN store.version AS v ON v.version_id = f.version_id
JOIN store.document AS d ON d.document_id = v.document_id
JOIN store.version_text AS t ON t.version_id = v.version_id
WHERE f.version_id IN (SELECT version_id FROM wanted)
ORDER BY f.fetched_at, f.fetch_id;
