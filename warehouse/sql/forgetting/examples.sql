-- Lines of learned furniture whose kept example stands in one of the `wanted` documents.
SELECT l.line_id, l.outlet_id, l.mask
FROM store.furniture_line AS l
WHERE row(l.outlet_id, l.example) IN (
    SELECT row(b.outlet_id, b.block.text)
    FROM (
        SELECT d.outlet_id, unnest(t.blocks) AS block
        FROM store.version AS v
        JOIN store.document AS d ON d.document_id = v.document_id
        JOIN store.version_text AS t ON t.version_id = v.version_id
        WHERE v.document_id IN (FROM wanted) AND d.outlet_id IS NOT NULL
    ) AS b
)
ORDER BY ALL;
