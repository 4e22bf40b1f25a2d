-- The log of requests stays, without what was read of them; where their records lie is handed to the eraser.

CREATE OR REPLACE TEMP TABLE cleared_fetch AS
SELECT fetch_id, archive_file, archive_offset
FROM store.fetch
WHERE fetch_id IN (FROM forgotten_fetch) OR document_id IN (FROM forgotten_document)
    OR version_id IN (FROM forgotten_version);

INSERT INTO store.erasure (archive_file, archive_offset)
SELECT DISTINCT archive_file, archive_offset
FROM cleared_fetch
WHERE archive_file IS NOT NULL
    AND row(archive_file, archive_offset) NOT IN (SELECT row(archive_file, archive_offset) FROM store.erasure);

UPDATE store.fetch SET
    version_id = NULL, verdict = NULL, extractor = NULL, read_at = NULL, archive_file = NULL, archive_offset = NULL,
    body_sha256 = NULL, etag = NULL
WHERE fetch_id IN (SELECT fetch_id FROM cleared_fetch);
