CREATE VIEW sightings AS
SELECT
    source_id, outlet_id, document_id, url, canonical_url, title, summary, published_raw, published_at, origin_name,
    lang, guid, via, position, first_seen_at, last_seen_at
FROM store.sighting;
COMMENT ON VIEW sightings IS 'Documents as sources list them: one row a source and document, as last seen there.';
COMMENT ON COLUMN sightings.source_id IS 'The source.';
COMMENT ON COLUMN sightings.outlet_id IS 'Outlet of the source.';
COMMENT ON COLUMN sightings.document_id IS 'The document the link leads to; it may not have been fetched.';
COMMENT ON COLUMN sightings.url IS 'The link as printed, made absolute.';
COMMENT ON COLUMN sightings.canonical_url IS 'The spelling under which the document is known.';
COMMENT ON COLUMN sightings.title IS 'Title in the list.';
COMMENT ON COLUMN sightings.summary IS 'Summary in the list, as plain text.';
COMMENT ON COLUMN sightings.published_raw IS 'Date in the list, as printed.';
COMMENT ON COLUMN sightings.published_at IS 'That date (UTC), where it was printed with a zone.';
COMMENT ON COLUMN sightings.origin_name IS 'Who wrote it, as the list says.';
COMMENT ON COLUMN sightings.lang IS 'Language, as the list says.';
COMMENT ON COLUMN sightings.guid IS 'The list''s own id of the item.';
COMMENT ON COLUMN sightings.via IS 'feed, index, sitemap, wayback, warc or import.';
COMMENT ON COLUMN sightings.position IS 'Place in the list, from 0.';
COMMENT ON COLUMN sightings.first_seen_at IS 'When the source was first seen to list it (UTC).';
COMMENT ON COLUMN sightings.last_seen_at IS 'When the source was last seen to list it (UTC).';
