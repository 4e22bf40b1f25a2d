-- A document of a shared story that no joining edge ties to another of it.
SELECT m.document_id
FROM store.story_member AS m
WHERE m.story_id IN (SELECT story_id FROM store.story_member GROUP BY story_id HAVING count(*) > 1)
    AND NOT EXISTS (
        FROM store.edge AS e
        JOIN store.story_member AS o ON o.document_id = CASE WHEN e.a = m.document_id THEN e.b ELSE e.a END
        WHERE m.document_id IN (e.a, e.b) AND e.relation IN ('identical', 'page', 'copy') AND o.story_id = m.story_id
    );
