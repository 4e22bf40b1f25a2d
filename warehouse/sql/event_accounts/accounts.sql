-- Accounts of contacts around the affected ones, one row a readout that counts, has a day and was not taken out of its
-- event. A person is known by the lexicon's id, else by side and last name; `people` holds side and person by turns.

WITH day AS (
    SELECT DISTINCT unnest(generate_series(start_date - $reach, end_date + $reach, INTERVAL 1 DAY))::DATE AS start_date
    FROM store.readout
    WHERE is_readout AND version_id IN (FROM affected_readout)
),
account AS (
    SELECT
        version_id, document_id, issuer, lang, start_date, end_date, country, mode,
        list_filter(participants, lambda x: x.role = 'head' AND x.side IS NOT NULL) AS heads
    FROM (FROM store.readout SEMI JOIN day USING (start_date) WHERE is_readout)
    JOIN (SELECT version_id FROM store.version WHERE NOT superseded) USING (version_id)
    WHERE version_id NOT IN (SELECT version_id FROM store.event_split)
)
SELECT
    r.version_id, coalesce(r.issuer, r.document_id) AS issuer, d.host, r.lang, m.story_id, r.start_date, r.end_date,
    CASE WHEN r.mode IN ('phone', 'video') THEN 'by wire' WHEN r.mode = 'letter' THEN 'by letter' ELSE 'in person' END
        AS medium,
    r.country,
    list_sort(list_distinct(list_transform(r.heads, lambda x: x.side))) AS sides,
    flatten(list_sort(list_distinct(list_transform(r.heads, lambda x: [
        x.side,
        coalesce(x.person_id, x.side || ':' || lower(strip_accents(string_split(trim(x.name), ' ')[-1])))
    ])))) AS people
FROM account AS r
JOIN store.document AS d ON d.document_id = r.document_id
LEFT JOIN store.story_member AS m ON m.document_id = r.document_id;
