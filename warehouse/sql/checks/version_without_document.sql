SELECT version_id FROM store.version ANTI JOIN store.document USING (document_id);
