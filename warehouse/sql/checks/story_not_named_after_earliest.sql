SELECT m.story_id
FROM store.story_member AS m
JOIN store.version AS v ON v.document_id = m.document_id AND NOT v.superseded
GROUP BY m.story_id
HAVING m.story_id <> 's' || min_by(
    CASE WHEN regexp_full_match(m.document_id, 'd[0-9a-f]{20}') THEN substr(m.document_id, 2) ELSE '-' || m.document_id END,
    row(v.dated_at, m.document_id)
);
