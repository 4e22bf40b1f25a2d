CREATE VIEW edits AS
WITH readings AS (
    SELECT
        document_id, version_id, fetched_at,
        lag(version_id) OVER steps AS before_id,
        lag(fetched_at) OVER steps AS before_at
    FROM store.fetch
    WHERE version_id IS NOT NULL
    WINDOW steps AS (PARTITION BY document_id ORDER BY fetched_at, fetch_id)
)
SELECT
    r.document_id, d.outlet_id, d.url,
    r.before_id AS from_version_id, r.version_id AS to_version_id,
    r.before_at AS last_seen_before_at, r.fetched_at AS noticed_at,
    a.title <> b.title AS title_changed,
    a.text_sha256 <> b.text_sha256 AS text_changed,
    a.title AS title_before, b.title AS title_after,
    a.n_words AS words_before, b.n_words AS words_after
FROM readings AS r
JOIN store.document AS d ON d.document_id = r.document_id
JOIN store.version AS a ON a.version_id = r.before_id
JOIN store.version AS b ON b.version_id = r.version_id
WHERE r.version_id <> r.before_id;
COMMENT ON VIEW edits IS 'Changes of a document''s wording between two fetches, one row each; a change undone is a second row.';
COMMENT ON COLUMN edits.document_id IS 'The document.';
COMMENT ON COLUMN edits.outlet_id IS 'Outlet whose page it is.';
COMMENT ON COLUMN edits.url IS 'Address at which it was read.';
COMMENT ON COLUMN edits.from_version_id IS 'Wording before.';
COMMENT ON COLUMN edits.to_version_id IS 'Wording after.';
COMMENT ON COLUMN edits.last_seen_before_at IS 'Last fetch before the change (UTC): it was made after this,';
COMMENT ON COLUMN edits.noticed_at IS 'and before this, the first fetch after it (UTC).';
COMMENT ON COLUMN edits.title_changed IS 'Whether the title differs.';
COMMENT ON COLUMN edits.text_changed IS 'Whether the text differs.';
COMMENT ON COLUMN edits.title_before IS 'Title before.';
COMMENT ON COLUMN edits.title_after IS 'Title after.';
COMMENT ON COLUMN edits.words_before IS 'Words of the text before.';
COMMENT ON COLUMN edits.words_after IS 'Words of the text after.';
