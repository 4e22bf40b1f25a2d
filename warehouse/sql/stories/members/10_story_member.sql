-- `target` is the row that the document has already.
MERGE INTO store.story_member AS t
USING new_story_member AS s
ON t.rowid = s.target
WHEN MATCHED AND t.story_id <> s.story_id THEN UPDATE SET story_id = s.story_id
WHEN NOT MATCHED THEN INSERT (document_id, story_id) VALUES (s.document_id, s.story_id)
RETURNING merge_action;

-- Documents without a wording left: what seemed an article is none.
DELETE FROM store.story_member WHERE rowid IN (SELECT target FROM lost_story_member);
