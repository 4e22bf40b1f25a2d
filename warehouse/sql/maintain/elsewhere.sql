-- Of each line that may be furniture (`wanted`: outlet, key, text): how many other publishers print it, and in what
-- share of the outlet's documents with it, of those whose story others carry, such a copy has it too.
WITH line AS (
    SELECT DISTINCT
        b.text, v.document_id, d.outlet_id, m.story_id, coalesce(o.publisher_group, d.outlet_id) AS publisher
    FROM (SELECT version_id, unnest(blocks) AS b FROM store.version_text)
    JOIN store.version AS v USING (version_id)
    JOIN store.document AS d ON d.document_id = v.document_id
    LEFT JOIN store.outlet AS o ON o.outlet_id = d.outlet_id
    LEFT JOIN store.story_member AS m ON m.document_id = v.document_id
    WHERE NOT v.superseded AND d.outlet_id IS NOT NULL AND b.text IN (SELECT text FROM wanted)
        AND (b.kind NOT IN ('furniture', 'header', 'caption', 'dateline') OR b.rule LIKE 'learned:%')
),
story AS (
    -- Stories that more than one publisher carries.
    SELECT m.story_id
    FROM store.story_member AS m
    JOIN store.document AS d ON d.document_id = m.document_id
    LEFT JOIN store.outlet AS o ON o.outlet_id = d.outlet_id
    GROUP BY m.story_id
    HAVING count(DISTINCT coalesce(o.publisher_group, d.outlet_id)) > 1
),
own AS (
    SELECT w.outlet_id, w.key, l.document_id, l.publisher, l.story_id, l.text
    FROM wanted AS w
    JOIN line AS l ON l.text = w.text AND l.outlet_id = w.outlet_id
),
printed AS (
    SELECT w.outlet_id, w.key, count(DISTINCT l.publisher) AS publishers
    FROM wanted AS w
    JOIN line AS l ON l.text = w.text
    LEFT JOIN store.outlet AS o ON o.outlet_id = w.outlet_id
    WHERE l.publisher <> coalesce(o.publisher_group, w.outlet_id)
    GROUP BY w.outlet_id, w.key
),
compared AS (
    SELECT
        own.outlet_id, own.key, own.document_id,
        bool_or(other.document_id IS NOT NULL) AS has_it
    FROM own
    JOIN story ON story.story_id = own.story_id
    LEFT JOIN line AS other
        ON other.story_id = own.story_id AND other.text = own.text AND other.publisher <> own.publisher
    GROUP BY own.outlet_id, own.key, own.document_id
),
carried AS (
    SELECT outlet_id, key, avg(CAST(has_it AS INTEGER)) AS carried FROM compared GROUP BY outlet_id, key
)
SELECT
    coalesce(p.outlet_id, c.outlet_id) AS outlet_id, coalesce(p.key, c.key) AS key,
    coalesce(p.publishers, 0) AS publishers, coalesce(c.carried, 0) AS carried
FROM printed AS p
FULL JOIN carried AS c ON c.outlet_id = p.outlet_id AND c.key = p.key;
