SELECT * FROM (
    SELECT 'outlet' AS table_name, outlet_id AS key FROM store.outlet
    UNION ALL SELECT 'source', source_id FROM store.source
    UNION ALL SELECT 'source_state', source_id FROM store.source_state
    UNION ALL SELECT 'sighting', source_id || ' ' || document_id FROM store.sighting
    UNION ALL SELECT 'fetch', fetch_id FROM store.fetch
    UNION ALL SELECT 'page_state', document_id FROM store.page_state
    UNION ALL SELECT 'document', document_id FROM store.document
    UNION ALL SELECT 'version', version_id FROM store.version
    UNION ALL SELECT 'version_text', version_id FROM store.version_text
    UNION ALL SELECT 'story_member', document_id FROM store.story_member
    UNION ALL SELECT 'story_alias', old_id FROM store.story_alias
    UNION ALL SELECT 'furniture_line', line_id FROM store.furniture_line
    UNION ALL SELECT 'furniture_state', outlet_id FROM store.furniture_state
    UNION ALL SELECT 'url_alias', from_url || ' ' || to_url FROM store.url_alias
    UNION ALL SELECT 'carrier', document_id FROM store.carrier
    UNION ALL SELECT 'sketch', document_id || ' ' || stamp FROM store.sketch
    UNION ALL SELECT 'version_change', from_version_id || ' ' || to_version_id FROM store.version_change
    UNION ALL SELECT 'batch', batch_id FROM store.batch
    UNION ALL SELECT 'readout', version_id FROM store.readout
    UNION ALL SELECT 'event_member', version_id FROM store.event_member
    UNION ALL SELECT 'event_split', version_id FROM store.event_split
    UNION ALL SELECT 'backfill', partition_id FROM store.backfill
    UNION ALL SELECT 'forgotten', forgotten_id FROM store.forgotten
    UNION ALL SELECT 'erasure', archive_file || ' ' || archive_offset FROM store.erasure
    UNION ALL SELECT 'schema_version', version::VARCHAR FROM store.schema_version
)
GROUP BY table_name, key
HAVING count(*) > 1;
