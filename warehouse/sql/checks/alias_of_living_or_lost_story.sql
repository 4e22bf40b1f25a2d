SELECT old_id, new_id FROM store.story_alias
WHERE old_id IN (SELECT story_id FROM store.story_member) OR new_id NOT IN (SELECT story_id FROM store.story_member);
