-- Links from archives come from no configured source.
SELECT source_id, document_id
FROM store.sighting ANTI JOIN store.source USING (source_id)
WHERE via IN ('feed', 'index', 'sitemap');
