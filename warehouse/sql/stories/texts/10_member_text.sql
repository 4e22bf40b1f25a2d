-- The affected documents in their current wordings. Takes `wording`, `wording_page`, and `member`: document_id, and
-- whether its story is `shared`.

CREATE OR REPLACE TEMP TABLE member_version AS
WITH keyed AS (
    SELECT
        v.document_id, count(*) AS n_wordings, min(v.dated_at) AS dated_at, list(DISTINCT v.story_key) AS keys,
        bool_or(o.agency IS NOT NULL AND (v.origin_role = 'origin' OR coalesce(v.origin_agency = o.agency, false)))
            AS is_own,
        max(o.agency) AS own_agency,
        max(coalesce(d.outlet_id, d.host)) AS outlet
    FROM wording AS v
    JOIN wording_page AS d ON d.document_id = v.document_id
    LEFT JOIN store.outlet AS o ON o.outlet_id = d.outlet_id
    GROUP BY v.document_id
),
-- Of documents with several wordings, the one that the last fetch had.
latest AS (
    SELECT document_id, max_by(version_id, row(fetched_at, fetch_id)) AS version_id
    FROM store.fetch
    WHERE version_id IS NOT NULL AND document_id IN (SELECT document_id FROM keyed WHERE n_wordings > 1)
    GROUP BY document_id
)
SELECT
    k.document_id, k.dated_at, k.keys, k.is_own, k.own_agency, k.outlet, v.origin_agency AS named, v.version_id,
    v.dated_at AS wording_dated_at, m.shared
FROM keyed AS k
JOIN wording AS v ON v.document_id = k.document_id
JOIN member AS m ON m.document_id = k.document_id
LEFT JOIN latest AS l ON l.document_id = k.document_id
WHERE k.n_wordings = 1 OR v.version_id = l.version_id;

-- A text that stands alone is compared with nothing.
CREATE OR REPLACE TEMP TABLE shared_text AS
SELECT version_id, text
FROM store.version_text
SEMI JOIN (SELECT version_id, wording_dated_at AS dated_at FROM member_version WHERE shared)
    USING (version_id, dated_at);

CREATE OR REPLACE TEMP TABLE member_text AS
SELECT m.*, t.text
FROM member_version AS m
LEFT JOIN shared_text AS t ON t.version_id = m.version_id;
