-- One row a readout and head of delegation; a person is known by the lexicon's id, else by side and last name. Takes
-- the first and last day on which a contact may have begun.

CREATE OR REPLACE TEMP TABLE event_head AS
SELECT
    r.version_id, r.issuer, r.lang, d.host, d.document_id, m.story_id, r.start_date, r.end_date, r.country,
    CASE WHEN r.mode IN ('phone', 'video') THEN 'by wire' WHEN r.mode = 'letter' THEN 'by letter' ELSE 'in person' END
        AS medium,
    p.side, r.sides,
    coalesce(p.person_id, p.side || ':' || lower(strip_accents(string_split(trim(p.name), ' ')[-1]))) AS person
FROM (
    SELECT
        version_id, document_id, coalesce(issuer, document_id) AS issuer, lang, start_date, end_date, country, mode,
        list_sort(list_distinct(list_transform(
            list_filter(participants, lambda x: x.role = 'head' AND x.side IS NOT NULL), lambda x: x.side
        ))) AS sides,
        unnest(participants) AS p
    FROM store.readout
    WHERE is_readout AND start_date BETWEEN $1 AND $2
        AND version_id IN (SELECT version_id FROM store.version WHERE NOT superseded)
        AND version_id NOT IN (SELECT version_id FROM store.event_split)
) AS r
JOIN store.document AS d ON d.document_id = r.document_id
LEFT JOIN store.story_member AS m ON m.document_id = r.document_id
WHERE p.side IS NOT NULL AND p.role = 'head';
