SELECT m.story_id
FROM store.story_member AS m
JOIN store.version AS v ON v.document_id = m.document_id AND NOT v.superseded
GROUP BY m.story_id
HAVING m.story_id <> 's' || substr(min_by(m.document_id, row(v.dated_at, m.document_id)), 2);
