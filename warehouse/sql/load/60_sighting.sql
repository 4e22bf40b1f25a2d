-- Feeds on staged_sightings.
-- One row a source and document: first and last time seen, the rest as last seen. A list that names a document
-- twice at one time means the upper place.

CREATE OR REPLACE TEMP TABLE new_sighting AS
SELECT
    n.* EXCLUDE (seen_at),
    least(min(n.seen_at) OVER same, t.first_seen_at) AS first_seen_at,
    max(n.seen_at) OVER same AS last_seen_at
FROM staged_sightings AS n
LEFT JOIN store.sighting AS t ON t.source_id = n.source_id AND t.document_id = n.document_id
WINDOW same AS (PARTITION BY n.source_id, n.document_id)
QUALIFY row_number() OVER (
    PARTITION BY n.source_id, n.document_id
    ORDER BY
        n.seen_at DESC, n.position, n.url, n.title, n.summary, n.published_raw, n.published_at, n.origin_name, n.lang,
        n.guid, n.via, n.outlet_id
) = 1;

MERGE INTO store.sighting AS t
USING new_sighting AS s
ON t.source_id = s.source_id AND t.document_id = s.document_id
WHEN MATCHED
    AND row(
        -epoch_us(s.last_seen_at), s.position, s.url, s.title, s.summary, s.published_raw, s.published_at,
        s.origin_name, s.lang, s.guid, s.via, s.outlet_id
    ) < row(
        -epoch_us(t.last_seen_at), t.position, t.url, t.title, t.summary, t.published_raw, t.published_at,
        t.origin_name, t.lang, t.guid, t.via, t.outlet_id
    ) THEN UPDATE BY NAME
WHEN MATCHED AND s.first_seen_at < t.first_seen_at THEN UPDATE SET first_seen_at = s.first_seen_at
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;
