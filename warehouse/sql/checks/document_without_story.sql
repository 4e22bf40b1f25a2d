SELECT DISTINCT document_id FROM store.version ANTI JOIN store.story_member USING (document_id) WHERE NOT superseded;
