CREATE VIEW sightings AS
SELECT
    s.source_id, s.outlet_id, s.document_id, s.url, s.canonical_url, s.title, s.summary, s.published_raw, s.published_at,
    s.origin_name, s.lang, s.guid, s.via, s.position, s.first_seen_at, s.last_seen_at,
    -- An answer that nothing has changed names no items, and means all of the last list.
    s.last_seen_at >= t.changed_at AS listed_now,
    CASE WHEN listed_now THEN greatest(s.last_seen_at, t.answered_at) ELSE s.last_seen_at END AS listed_until
FROM store.sighting AS s
LEFT JOIN store.source_state AS t ON t.source_id = s.source_id;
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
COMMENT ON COLUMN sightings.via IS 'feed, index, sitemap, ids, wayback, warc or import.';
COMMENT ON COLUMN sightings.position IS 'Place in the list, from 0.';
COMMENT ON COLUMN sightings.first_seen_at IS 'When the source was first seen to list it (UTC).';
COMMENT ON COLUMN sightings.last_seen_at IS 'When the source was last seen to list it (UTC).';
COMMENT ON COLUMN sightings.listed_now IS 'Whether it was in the list when the source last answered.';
COMMENT ON COLUMN sightings.listed_until IS 'When it was last known to be listed, answers that nothing has changed included (UTC).';
