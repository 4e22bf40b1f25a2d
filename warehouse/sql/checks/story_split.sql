-- Two wordings with one key, at most 72 hours apart, in two stories.
SELECT a.document_id, b.document_id AS other_id
FROM store.version AS a
JOIN store.version AS b ON a.story_key = b.story_key AND b.document_id > a.document_id
JOIN store.story_member AS ma ON ma.document_id = a.document_id
JOIN store.story_member AS mb ON mb.document_id = b.document_id
WHERE NOT a.superseded AND NOT b.superseded AND ma.story_id <> mb.story_id
    AND abs(epoch(a.dated_at) - epoch(b.dated_at)) <= 72 * 3600;
