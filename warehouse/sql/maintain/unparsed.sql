-- Wordings that count and were not parsed by today's parser, in the order in which they were seen.
SELECT v.version_id
FROM store.version AS v
LEFT JOIN store.readout AS r ON r.version_id = v.version_id
WHERE NOT v.superseded AND r.parser IS DISTINCT FROM $parser
ORDER BY v.first_fetched_at, v.version_id;
