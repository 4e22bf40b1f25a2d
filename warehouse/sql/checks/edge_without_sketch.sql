-- An edge or sketch of a document that has no wording, or an edge that is there twice.
SELECT a, b FROM store.edge WHERE a >= b OR a NOT IN (SELECT document_id FROM store.sketch)
UNION ALL
SELECT a, b FROM store.edge WHERE b NOT IN (SELECT document_id FROM store.sketch)
UNION ALL
SELECT a, b FROM store.edge GROUP BY a, b HAVING count(*) > 1
UNION ALL
SELECT document_id, NULL FROM store.sketch
WHERE document_id NOT IN (SELECT document_id FROM store.version WHERE NOT superseded);
