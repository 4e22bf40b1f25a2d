-- How many fetches archived.sql finds in all, by the extractor that read them last.
SELECT coalesce(f.extractor, 'none') AS extractor, count(*) AS n
FROM store.fetch AS f
LEFT JOIN store.version AS v ON v.version_id = f.version_id
WHERE f.purpose = 'page' AND f.outcome = 'ok' AND f.archive_file IS NOT NULL
    AND ($again OR f.extractor IS DISTINCT FROM $extractor)
    AND coalesce(v.published_on, CAST(f.fetched_at AS DATE)) BETWEEN $since AND $until
GROUP BY ALL
ORDER BY ALL;
