-- The affected documents in their current wordings. Takes `member`: document_id, and whether its story is `shared`.

CREATE OR REPLACE TEMP TABLE affected_version AS
SELECT document_id, version_id, dated_at, story_key, origin_role, origin_agency, superseded
FROM store.version
WHERE document_id IN (SELECT document_id FROM member);

CREATE OR REPLACE TEMP TABLE affected_page AS
SELECT document_id, outlet_id, host FROM store.document WHERE document_id IN (SELECT document_id FROM member);

CREATE OR REPLACE TEMP TABLE member_version AS
WITH latest AS (
    SELECT document_id, max_by(version_id, row(fetched_at, fetch_id)) AS version_id
    FROM store.fetch
    WHERE version_id IS NOT NULL AND document_id IN (SELECT document_id FROM member)
    GROUP BY document_id
),
keyed AS (
    SELECT
        v.document_id, min(v.dated_at) AS dated_at, list(DISTINCT v.story_key) AS keys,
        bool_or(o.agency IS NOT NULL AND (v.origin_role = 'origin' OR coalesce(v.origin_agency = o.agency, false)))
            AS is_own,
        max(o.agency) AS own_agency,
        max(coalesce(d.outlet_id, d.host)) AS outlet
    FROM affected_version AS v
    JOIN affected_page AS d ON d.document_id = v.document_id
    LEFT JOIN store.outlet AS o ON o.outlet_id = d.outlet_id
    WHERE NOT v.superseded
    GROUP BY v.document_id
)
SELECT
    k.document_id, k.dated_at, k.keys, k.is_own, k.own_agency, k.outlet, v.origin_agency AS named, v.version_id,
    m.shared
FROM keyed AS k
JOIN latest AS l ON l.document_id = k.document_id
JOIN affected_version AS v ON v.version_id = l.version_id
JOIN member AS m ON m.document_id = k.document_id;

-- A text that stands alone is compared with nothing.
CREATE OR REPLACE TEMP TABLE member_text AS
SELECT m.*, t.text
FROM member_version AS m
JOIN store.version_text AS t ON t.version_id = m.version_id
WHERE m.shared
UNION ALL
SELECT m.*, NULL FROM member_version AS m WHERE NOT m.shared;
