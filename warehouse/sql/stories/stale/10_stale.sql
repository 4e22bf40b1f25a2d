-- Documents of which something was made by other code than today's, or was never made: what a migration left.
WITH stale AS (
    SELECT v.document_id, v.dated_at
    FROM store.version AS v
    LEFT JOIN store.sketch AS s ON s.document_id = v.document_id
    WHERE NOT v.superseded AND s.algo_version IS DISTINCT FROM getvariable('algo_version')
    UNION ALL
    SELECT v.document_id, v.dated_at
    FROM store.version_change AS c
    JOIN store.version AS v ON v.version_id = c.to_version_id
    WHERE c.algo_version <> getvariable('algo_version')
)
SELECT document_id FROM stale GROUP BY document_id ORDER BY min(dated_at), document_id;
