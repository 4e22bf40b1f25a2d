MERGE INTO store.story_alias AS t
USING new_story_alias AS s
ON t.old_id = s.old_id
WHEN MATCHED AND t.new_id <> s.new_id THEN UPDATE SET new_id = s.new_id
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

-- An older name leads straight to the newest one,
MERGE INTO store.story_alias AS t
USING new_story_alias AS s
ON t.new_id = s.old_id
WHEN MATCHED THEN UPDATE SET new_id = s.new_id
RETURNING merge_action;

-- and a name that is in use again is no alias.
DELETE FROM store.story_alias WHERE old_id IN (SELECT story_id FROM new_story_member);

-- What a name led to may be gone altogether: its documents proved to be no articles.
DELETE FROM store.story_alias WHERE new_id IN (SELECT story_id FROM gone_story);
