-- As outlet.sql.

MERGE INTO store.source AS t
USING configured_sources AS s
ON t.source_id = s.source_id
WHEN MATCHED AND s::VARCHAR IS DISTINCT FROM t::VARCHAR THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
WHEN NOT MATCHED BY SOURCE AND t.configured THEN UPDATE SET configured = false
RETURNING merge_action;
