CREATE VIEW edits AS
WITH events AS (
    -- Readings, and answers that there is nothing, of every page; documents with ids of their own may share one.
    SELECT
        d.canonical_url, f.document_id, f.version_id, f.fetched_at, f.fetch_id,
        CASE WHEN f.version_id IS NULL THEN CASE WHEN f.outcome = 'gone' THEN 'gone' ELSE 'soft-404' END END AS absence
    FROM store.fetch AS f
    JOIN store.document AS d ON d.document_id = f.document_id
    WHERE f.version_id IS NOT NULL OR (f.purpose = 'page' AND (f.outcome = 'gone' OR f.verdict = 'soft-404'))
),
steps AS (
    SELECT
        *,
        last_value(version_id IGNORE NULLS) OVER (
            PARTITION BY canonical_url ORDER BY fetched_at, fetch_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS before_id,
        lag(fetched_at) OVER pages AS before_at,
        lag(absence) OVER pages AS absence_before
    FROM events
    WINDOW pages AS (PARTITION BY canonical_url ORDER BY fetched_at, fetch_id)
)
SELECT
    s.document_id, d.outlet_id, d.url,
    s.before_id AS from_version_id, s.version_id AS to_version_id,
    s.before_at AS last_seen_before_at, s.fetched_at AS noticed_at,
    coalesce(a.title <> b.title, false) AS title_changed,
    coalesce(a.text_sha256 <> b.text_sha256, false) AS text_changed,
    a.title AS title_before, b.title AS title_after,
    a.n_words AS words_before, b.n_words AS words_after,
    CASE
        WHEN s.absence IS NOT NULL THEN [s.absence]
        WHEN s.absence_before IS NOT NULL THEN list_concat(['came back'], coalesce(c.classes, []))
        ELSE coalesce(c.classes, [])
    END AS classes
FROM steps AS s
JOIN store.document AS d ON d.document_id = s.document_id
JOIN store.version AS a ON a.version_id = s.before_id
LEFT JOIN store.version AS b ON b.version_id = s.version_id
LEFT JOIN store.version_change AS c ON c.from_version_id = s.before_id AND c.to_version_id = s.version_id
WHERE (s.absence IS NULL AND (s.version_id <> s.before_id OR s.absence_before IS NOT NULL))
    OR (s.absence IS NOT NULL AND s.absence_before IS NULL);
COMMENT ON VIEW edits IS 'Changes of a page between two fetches, one row each: another wording, gone, came back; a change undone is a second row.';
COMMENT ON COLUMN edits.document_id IS 'The document.';
COMMENT ON COLUMN edits.outlet_id IS 'Outlet whose page it is.';
COMMENT ON COLUMN edits.url IS 'Address at which it was read.';
COMMENT ON COLUMN edits.from_version_id IS 'Wording before.';
COMMENT ON COLUMN edits.to_version_id IS 'Wording after; null when the page was gone.';
COMMENT ON COLUMN edits.last_seen_before_at IS 'Last fetch before the change (UTC): it was made after this,';
COMMENT ON COLUMN edits.noticed_at IS 'and before this, the first fetch after it (UTC).';
COMMENT ON COLUMN edits.title_changed IS 'Whether the title differs.';
COMMENT ON COLUMN edits.text_changed IS 'Whether the text differs.';
COMMENT ON COLUMN edits.title_before IS 'Title before.';
COMMENT ON COLUMN edits.title_after IS 'Title after; null when the page was gone.';
COMMENT ON COLUMN edits.words_before IS 'Words of the text before.';
COMMENT ON COLUMN edits.words_after IS 'Words of the text after; null when the page was gone.';
COMMENT ON COLUMN edits.classes IS 'Kinds of change: headline, number, name, typo, wording, paragraph added, paragraph removed, typesetting; gone, soft-404, came back.';
