-- Feeds on staged_source_states.
-- States move forward only: a batch that was staged earlier and loaded later changes nothing.

MERGE INTO store.source_state AS t
USING staged_source_states AS s
ON t.source_id = s.source_id
WHEN MATCHED AND (s.checked_at > t.checked_at OR (s.checked_at = t.checked_at AND s::VARCHAR > t::VARCHAR))
    THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;
