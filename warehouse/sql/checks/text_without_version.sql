SELECT version_id FROM store.version_text ANTI JOIN store.version USING (version_id);
