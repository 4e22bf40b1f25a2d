MERGE INTO store.furniture_state AS t
USING new_furniture_state AS s
ON t.outlet_id = s.outlet_id
WHEN MATCHED AND t.signature <> s.signature THEN UPDATE SET signature = s.signature
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;
