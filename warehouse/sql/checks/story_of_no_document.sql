SELECT document_id FROM store.story_member
WHERE document_id NOT IN (SELECT document_id FROM store.version WHERE NOT superseded);
