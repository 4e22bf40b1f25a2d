-- Feeds on known_fetch.
-- Of two readings of one fetch the later counts, so a page that was read anew with better rules points to its new
-- wording.

MERGE INTO store.fetch AS t
USING (FROM staged_fetches WHERE fetch_id IN (SELECT fetch_id FROM known_fetch)) AS s
ON t.fetch_id = s.fetch_id
WHEN MATCHED AND (
    row(coalesce(s.read_at, '-infinity'), coalesce(s.version_id, ''))
    > row(coalesce(t.read_at, '-infinity'), coalesce(t.version_id, ''))
) THEN UPDATE SET
    document_id = s.document_id, version_id = s.version_id, verdict = s.verdict, extractor = s.extractor,
    read_at = s.read_at, via = least(s.via, t.via)
WHEN MATCHED AND (s.via < t.via OR (t.document_id IS NULL AND s.document_id IS NOT NULL)) THEN UPDATE SET
    document_id = coalesce(t.document_id, s.document_id), via = least(s.via, t.via)
RETURNING merge_action;
