SELECT version_id FROM store.version ANTI JOIN store.version_text USING (version_id, reading_sha256);
