-- Every wording of an outlet's documents that counts, with its blocks.
SELECT t.version_id, t.blocks
FROM store.version AS v
JOIN store.document AS d ON d.document_id = v.document_id
JOIN store.version_text AS t ON t.version_id = v.version_id
WHERE d.outlet_id = $outlet AND NOT v.superseded
ORDER BY t.version_id;
