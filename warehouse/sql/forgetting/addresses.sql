-- Every address under which the `wanted` documents were seen, asked for or answered.
SELECT url FROM store.document WHERE document_id IN (FROM wanted)
UNION SELECT canonical_url FROM store.document WHERE document_id IN (FROM wanted)
UNION SELECT url FROM store.sighting WHERE document_id IN (FROM wanted)
UNION SELECT url FROM store.page_state WHERE document_id IN (FROM wanted)
UNION SELECT coalesce(final_url, url) FROM store.fetch WHERE document_id IN (FROM wanted) AND purpose = 'page'
ORDER BY ALL;
