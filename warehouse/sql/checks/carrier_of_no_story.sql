-- One row a document, compared with a document of its own story.
SELECT m.document_id
FROM store.story_member AS m
LEFT JOIN store.carrier AS c ON c.document_id = m.document_id
LEFT JOIN store.story_member AS l ON l.document_id = coalesce(c.against_id, c.document_id)
WHERE l.story_id IS DISTINCT FROM m.story_id
UNION ALL
SELECT document_id FROM store.carrier WHERE document_id NOT IN (SELECT document_id FROM store.story_member);
