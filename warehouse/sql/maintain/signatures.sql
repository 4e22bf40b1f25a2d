-- One value an outlet that changes when any of its readings does.
SELECT
    d.outlet_id,
    count(*) || '-' || bit_xor(hash(v.version_id, v.reading_sha256)) AS readings
FROM store.version AS v
JOIN store.document AS d ON d.document_id = v.document_id
WHERE NOT v.superseded AND d.outlet_id IS NOT NULL
GROUP BY d.outlet_id
ORDER BY d.outlet_id;
