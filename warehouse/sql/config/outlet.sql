-- What is configured now; what no longer is stays known, since documents point to it. In two steps: DuckDB 1.5 crashes
-- now and then in a MERGE that compares whole rows, returns its actions and has NOT MATCHED BY SOURCE.

MERGE INTO store.outlet AS t
USING configured_outlets AS s
ON t.outlet_id = s.outlet_id
WHEN MATCHED AND s::VARCHAR IS DISTINCT FROM t::VARCHAR THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

MERGE INTO store.outlet AS t
USING (
    SELECT outlet_id FROM store.outlet WHERE configured AND outlet_id NOT IN (SELECT outlet_id FROM configured_outlets)
) AS s
ON t.outlet_id = s.outlet_id
WHEN MATCHED THEN UPDATE SET configured = false
RETURNING merge_action;
