-- What is configured now; what no longer is stays known, since documents point to it.

MERGE INTO store.outlet AS t
USING configured_outlets AS s
ON t.outlet_id = s.outlet_id
WHEN MATCHED AND s::VARCHAR IS DISTINCT FROM t::VARCHAR THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
WHEN NOT MATCHED BY SOURCE AND t.configured THEN UPDATE SET configured = false
RETURNING merge_action;
