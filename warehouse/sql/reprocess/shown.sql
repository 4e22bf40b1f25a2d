-- How lists show the `wanted` pages: of several, the list by which the page was found, then the first to name it.
SELECT
    w.fetch_id, s.source_id, s.outlet_id, s.url, s.canonical_url, s.last_seen_at AS seen_at, s.position, s.via, s.title,
    s.summary, s.published_raw, s.published_at, s.origin_name, s.lang, s.guid
FROM wanted AS w
JOIN store.sighting AS s ON s.url = w.url OR s.document_id = w.document_id
QUALIFY row_number() OVER (
    PARTITION BY w.fetch_id ORDER BY s.via IS DISTINCT FROM w.via, s.url <> w.url, s.first_seen_at, s.source_id
) = 1;
