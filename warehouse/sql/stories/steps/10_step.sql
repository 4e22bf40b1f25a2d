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
