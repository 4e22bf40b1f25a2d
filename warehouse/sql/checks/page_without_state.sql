-- What was fetched for a document and answered must be known as asked for, or it is fetched again and again.
SELECT f.fetch_id
FROM store.fetch AS f
WHERE f.purpose = 'page' AND f.outcome = 'ok' AND f.via IN ('feed', 'index', 'sitemap') AND f.version_id IS NOT NULL
    AND f.document_id NOT IN (SELECT document_id FROM store.page_state)
    AND f.version_id NOT IN (SELECT version_id FROM store.page_state WHERE version_id IS NOT NULL);
