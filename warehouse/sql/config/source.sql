-- As outlet.sql.

MERGE INTO store.source AS t
USING configured_sources AS s
ON t.source_id = s.source_id
WHEN MATCHED AND s::VARCHAR IS DISTINCT FROM t::VARCHAR THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

MERGE INTO store.source AS t
USING (
    SELECT source_id FROM store.source WHERE configured AND source_id NOT IN (SELECT source_id FROM configured_sources)
) AS s
ON t.source_id = s.source_id
WHEN MATCHED THEN UPDATE SET configured = false
RETURNING merge_action;
