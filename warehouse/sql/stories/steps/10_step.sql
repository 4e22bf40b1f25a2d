-- The steps from one wording to the next of the pages of documents, by fetch; documents with ids of their own may
-- share a page. Takes `asked_version`, `asked_sketch` and `new_sketch`. `edits` walks the same steps.

CREATE OR REPLACE TEMP TABLE step_time AS
SELECT page, dated_at
FROM (
    SELECT page, dated_at FROM store.sketch
    WHERE page IN (SELECT page FROM asked_sketch UNION SELECT page FROM new_sketch)
    UNION ALL SELECT page, dated_at FROM asked_sketch SEMI JOIN dirty_document USING (document_id)
)
QUALIFY count(*) OVER (PARTITION BY page) > 1;

-- A page is known by a number here: of those that have, or had until now, several documents the URLs are looked at.
CREATE OR REPLACE TEMP TABLE crowded_time AS
SELECT document_id, dated_at
FROM (
    SELECT document_id, dated_at, page FROM store.sketch SEMI JOIN step_time USING (page, dated_at)
    UNION SELECT document_id, dated_at, page FROM asked_sketch
)
QUALIFY min(document_id) OVER (PARTITION BY page) <> max(document_id) OVER (PARTITION BY page);

CREATE OR REPLACE TEMP TABLE crowded_page AS
SELECT document_id, canonical_url
FROM store.document WHERE document_id IN (SELECT document_id FROM crowded_time);

CREATE OR REPLACE TEMP TABLE step_version AS
WITH found AS (
    FROM asked_version
    UNION
    SELECT document_id, version_id, dated_at FROM store.version SEMI JOIN crowded_time USING (document_id, dated_at)
)
SELECT f.version_id, f.dated_at, coalesce(p.canonical_url, f.document_id) AS page
FROM found AS f
LEFT JOIN crowded_page AS p ON p.document_id = f.document_id
QUALIFY count(*) OVER (PARTITION BY coalesce(p.canonical_url, f.document_id)) > 1;

CREATE OR REPLACE TEMP TABLE step AS
SELECT DISTINCT before_id AS from_id, version_id AS to_id
FROM (
    SELECT
        f.version_id,
        lag(f.version_id) OVER (PARTITION BY v.page ORDER BY f.fetched_at, f.fetch_id) AS before_id
    FROM store.fetch AS f
    JOIN step_version AS v ON v.version_id = f.version_id
)
WHERE before_id <> version_id;
