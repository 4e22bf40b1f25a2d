-- The same day joins; a day apart joins the accounts of two issuers (a call across the date line, an account printed
-- the next morning), and only where neither has an account of the other that is nearer: leaders who speak on two
-- days running have spoken twice.

CREATE OR REPLACE TEMP TABLE event_edge AS
SELECT one, other, evidence
FROM (
    SELECT
        a.version_id AS one, b.version_id AS other, any_value(a.issuer) AS issuer_one,
        any_value(b.issuer) AS issuer_other,
        any_value(greatest(0, b.start_date - a.end_date, a.start_date - b.end_date)) AS apart,
        'people: ' || string_agg(DISTINCT a.person, ', ' ORDER BY a.person) || '; days: '
            || any_value(a.start_date) || ' and ' || any_value(b.start_date) || '; ' || any_value(a.medium) AS evidence
    FROM event_head AS a
    JOIN event_head AS b
        ON a.person = b.person AND a.version_id < b.version_id AND a.medium = b.medium AND a.sides = b.sides
        AND b.start_date <= a.end_date + 1 AND a.start_date <= b.end_date + 1
        AND (a.country IS NULL OR b.country IS NULL OR a.country = b.country)
        -- One house has one account of a contact: two texts of it tell of two, such as the meetings of one visit.
        AND NOT (
            a.host = b.host AND a.issuer = b.issuer AND a.lang = b.lang AND a.document_id <> b.document_id
            AND a.story_id IS DISTINCT FROM b.story_id
        )
    GROUP BY a.version_id, b.version_id
    HAVING count(DISTINCT a.side) >= 2
)
WHERE apart = 0 OR issuer_one <> issuer_other
QUALIFY apart = min(apart) OVER (PARTITION BY one, issuer_other)
    AND apart = min(apart) OVER (PARTITION BY other, issuer_one);
