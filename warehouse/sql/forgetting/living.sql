-- The wordings of an outlet but for those of the `wanted` documents, the newest first.
SELECT t.blocks
FROM store.version AS v
JOIN store.document AS d ON d.document_id = v.document_id
JOIN store.version_text AS t ON t.version_id = v.version_id
WHERE d.outlet_id = $outlet AND v.document_id NOT IN (FROM wanted)
ORDER BY v.dated_at DESC, v.version_id;
