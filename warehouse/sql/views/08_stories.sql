CREATE VIEW stories AS
WITH members AS (
    -- Every wording of every document of a story, with whether it is the agency's own copy.
    SELECT
        m.story_id, coalesce(c.against_id, c.document_id) AS lead_document_id, v.document_id, v.version_id, v.title,
        v.dated_at, v.story_key, v.origin_role, d.outlet_id,
        o.agency AS own_agency,
        o.agency IS NOT NULL AND (v.origin_role = 'origin' OR coalesce(v.origin_agency = o.agency, false)) AS is_own,
        coalesce(v.origin_agency, v.origin_name) AS named
    FROM store.story_member AS m
    JOIN store.carrier AS c ON c.document_id = m.document_id
    JOIN store.version AS v ON v.document_id = m.document_id AND NOT v.superseded
    JOIN store.document AS d ON d.document_id = m.document_id
    LEFT JOIN store.outlet AS o ON o.outlet_id = d.outlet_id
),
named AS (
    -- The origin that most carriers name.
    SELECT story_id, arg_max(named, row(n, named)) AS named
    FROM (
        SELECT story_id, named, count(DISTINCT document_id) AS n
        FROM members
        WHERE named IS NOT NULL AND origin_role = 'carrier'
        GROUP BY story_id, named
    )
    GROUP BY story_id
),
summed AS (
    SELECT
        story_id,
        any_value(lead_document_id) AS lead_document_id,
        min_by(title, row(document_id <> lead_document_id, NOT is_own, dated_at)) AS title,
        min_by(own_agency, row(dated_at, document_id)) FILTER (is_own) AS own_agency,
        min_by(outlet_id, row(dated_at, document_id)) AS earliest_outlet_id,
        min(dated_at) AS first_published_at,
        count(DISTINCT document_id) AS n_documents,
        count(DISTINCT outlet_id) AS n_outlets,
        count(DISTINCT coalesce(story_key, version_id)) AS n_versions
    FROM members
    GROUP BY story_id
)
SELECT
    s.story_id, s.title,
    coalesce(s.own_agency, n.named, s.earliest_outlet_id) AS origin,
    CASE WHEN s.own_agency IS NOT NULL THEN 'agency copy' WHEN n.named IS NOT NULL THEN 'source line' ELSE 'earliest' END
        AS origin_from,
    s.lead_document_id, s.first_published_at, s.n_documents, s.n_outlets, s.n_versions
FROM summed AS s
LEFT JOIN named AS n ON n.story_id = s.story_id;
COMMENT ON VIEW stories IS 'Texts, whoever carried them: copies, cuts, rewrites and versions of one text are one story.';
COMMENT ON COLUMN stories.story_id IS 'Named after its earliest document; store.story_alias knows the names it had before.';
COMMENT ON COLUMN stories.title IS 'Title of the lead document.';
COMMENT ON COLUMN stories.origin IS 'Who wrote it first: an id of the lexicon, a name as printed, or (for `earliest`) an outlet.';
COMMENT ON COLUMN stories.origin_from IS 'How that is known: agency copy (its own page is here), source line (most carriers name it), earliest (nobody says).';
COMMENT ON COLUMN stories.lead_document_id IS 'The page others are compared with: the agency''s own where it is here, else the earliest.';
COMMENT ON COLUMN stories.first_published_at IS 'When the earliest wording came out (UTC): the printed time, else 00:00 of the printed day, else the first fetch. `documents` has which.';
COMMENT ON COLUMN stories.n_documents IS 'Documents that carry it.';
COMMENT ON COLUMN stories.n_outlets IS 'Outlets that carry it.';
COMMENT ON COLUMN stories.n_versions IS 'Different texts among all their wordings; punctuation and case do not count.';
