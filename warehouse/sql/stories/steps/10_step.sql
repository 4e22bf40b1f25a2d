-- The steps from one wording to the next of the pages of documents, by fetch; documents with ids of their own may
-- share a page. Takes `asked_document`. `edits` walks the same steps.

CREATE OR REPLACE TEMP TABLE step_version AS
WITH asked_page AS (
    SELECT document_id, canonical_url FROM store.document
    WHERE canonical_url IN (
        SELECT canonical_url FROM store.document WHERE document_id IN (SELECT document_id FROM asked_document)
    )
)
SELECT v.version_id, p.canonical_url
FROM asked_page AS p
JOIN store.version AS v ON v.document_id = p.document_id
QUALIFY count(*) OVER (PARTITION BY p.canonical_url) > 1;

CREATE OR REPLACE TEMP TABLE step AS
SELECT DISTINCT before_id AS from_id, version_id AS to_id
FROM (
    SELECT
        f.version_id,
        lag(f.version_id) OVER (PARTITION BY v.canonical_url ORDER BY f.fetched_at, f.fetch_id) AS before_id
    FROM store.fetch AS f
    JOIN step_version AS v ON v.version_id = f.version_id
)
WHERE before_id <> version_id;

CREATE OR REPLACE TEMP TABLE unclassed_step AS
SELECT
    s.from_id, s.to_id, a.title AS title_before, ta.text AS text_before, b.title AS title_after, tb.text AS text_after
FROM (
    SELECT DISTINCT from_id, to_id FROM step
    ANTI JOIN (
        SELECT from_version_id AS from_id, to_version_id AS to_id FROM store.version_change
        WHERE algo_version = getvariable('algo_version')
    ) USING (from_id, to_id)
) AS s
JOIN store.version AS a ON a.version_id = s.from_id
JOIN store.version AS b ON b.version_id = s.to_id
JOIN store.version_text AS ta ON ta.version_id = s.from_id
JOIN store.version_text AS tb ON tb.version_id = s.to_id;
