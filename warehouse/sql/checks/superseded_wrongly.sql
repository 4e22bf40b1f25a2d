SELECT version_id FROM store.version
WHERE superseded = (version_id IN (SELECT version_id FROM store.fetch WHERE version_id IS NOT NULL));
