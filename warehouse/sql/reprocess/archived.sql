-- Fetches whose page lies in the archive, with what is stored of their reading, in the archive's own order.
SELECT
    f.fetch_id, f.url, f.purpose, f.fetched_at, f.outcome, f.via, f.final_url, f.status, f.reason, f.content_type,
    f.n_bytes, f.body_sha256, f.etag, f.last_modified, f.retry_after_s, f.elapsed_ms, f.archive_file, f.archive_offset,
    f.document_id, f.version_id, f.extractor, coalesce(f.verdict, p.verdict) AS verdict,
    d.canonical_url, v.fetch_id = f.fetch_id AS is_first, v.title, t.text, v.published_at, v.published_on,
    v.origin_role, v.origin_agency, v.origin_name, v.authors, r.is_readout
FROM (
    SELECT f.*
    FROM store.fetch AS f
    LEFT JOIN store.version AS v ON v.version_id = f.version_id
    WHERE f.purpose = 'page' AND f.outcome = 'ok' AND f.archive_file IS NOT NULL
        AND ($again OR f.extractor IS DISTINCT FROM $extractor)
        AND coalesce(v.published_on, CAST(f.fetched_at AS DATE)) BETWEEN $since AND $until
        AND row(f.archive_file, f.archive_offset) > row($file, $offset)
    ORDER BY f.archive_file, f.archive_offset
    LIMIT $most
) AS f
LEFT JOIN store.version AS v ON v.version_id = f.version_id
LEFT JOIN store.version_text AS t ON t.version_id = f.version_id
LEFT JOIN store.document AS d ON d.document_id = v.document_id
LEFT JOIN store.readout AS r ON r.version_id = f.version_id
LEFT JOIN (
    SELECT url, checked_at, any_value(verdict) AS verdict FROM store.page_state GROUP BY url, checked_at
) AS p ON p.url = f.url AND p.checked_at = f.fetched_at
ORDER BY f.archive_file, f.archive_offset;
