CREATE VIEW fetches AS
SELECT
    fetch_id, url, final_url, purpose, via, fetched_at, outcome, status, reason, verdict, document_id, version_id,
    content_type, n_bytes, body_sha256, etag, last_modified, retry_after_s, elapsed_ms, archive_file, archive_offset,
    extractor
FROM store.fetch;
COMMENT ON VIEW fetches IS 'The log of requests, whatever their outcome, and what was read from each.';
COMMENT ON COLUMN fetches.fetch_id IS 'Hash of the request, its time and its answer.';
COMMENT ON COLUMN fetches.url IS 'Address that was asked.';
COMMENT ON COLUMN fetches.final_url IS 'Address after redirects.';
COMMENT ON COLUMN fetches.purpose IS 'source, page, part (a further page of an article), capture (another archive''s copy of a page) or robots.';
COMMENT ON COLUMN fetches.via IS 'How the address was found: feed, index, sitemap, ids, wayback, warc or import.';
COMMENT ON COLUMN fetches.fetched_at IS 'When the answer was given (UTC); of an archived page, when it was captured.';
COMMENT ON COLUMN fetches.outcome IS 'ok, not-modified, gone, timeout, ...: how the request ended.';
COMMENT ON COLUMN fetches.status IS 'HTTP status.';
COMMENT ON COLUMN fetches.reason IS 'In words, why it is not ok.';
COMMENT ON COLUMN fetches.verdict IS 'What the page is: article, list, soft-404, paywall, ...; null when it was not read.';
COMMENT ON COLUMN fetches.document_id IS 'Document that was asked for or read.';
COMMENT ON COLUMN fetches.version_id IS 'Wording that was read; null when no article was read.';
COMMENT ON COLUMN fetches.content_type IS 'Content-Type of the answer.';
COMMENT ON COLUMN fetches.n_bytes IS 'Bytes of body received, before decompression.';
COMMENT ON COLUMN fetches.body_sha256 IS 'SHA-256 of the body.';
COMMENT ON COLUMN fetches.etag IS 'ETag of the answer.';
COMMENT ON COLUMN fetches.last_modified IS 'Last-Modified of the answer.';
COMMENT ON COLUMN fetches.retry_after_s IS 'Seconds that the host asked us to wait.';
COMMENT ON COLUMN fetches.elapsed_ms IS 'Milliseconds the request took.';
COMMENT ON COLUMN fetches.archive_file IS 'WARC file that holds the answer, below the archive folder.';
COMMENT ON COLUMN fetches.archive_offset IS 'Byte in that file where its record starts.';
COMMENT ON COLUMN fetches.extractor IS 'Name and version of the code that read it.';
