-- The newest documents of an outlet, each in its newest wording.
SELECT v.document_id, CAST(v.dated_at AS DATE) AS day, t.blocks
FROM (
    SELECT version_id, document_id, dated_at
    FROM store.version
    WHERE NOT superseded AND document_id IN (SELECT document_id FROM store.document WHERE outlet_id = $outlet)
    QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY last_fetched_at DESC, version_id) = 1
    ORDER BY dated_at DESC, document_id
    LIMIT $most
) AS v
JOIN store.version_text AS t ON t.version_id = v.version_id
ORDER BY v.document_id;
