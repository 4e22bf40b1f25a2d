MERGE INTO store.story_member AS t
USING new_story_member AS s
ON t.document_id = s.document_id
WHEN MATCHED AND t.story_id <> s.story_id THEN UPDATE SET story_id = s.story_id
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

-- Documents without a wording left: what seemed an article is none.
DELETE FROM store.story_member
WHERE document_id IN (FROM affected_document) AND document_id NOT IN (SELECT document_id FROM new_story_member);
