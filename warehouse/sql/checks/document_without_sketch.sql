SELECT version_id FROM store.version ANTI JOIN store.sketch USING (document_id) WHERE NOT superseded;
