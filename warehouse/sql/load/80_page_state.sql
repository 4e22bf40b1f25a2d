-- Feeds on staged_page_states.
-- As 70_source_state.sql.

MERGE INTO store.page_state AS t
USING staged_page_states AS s
ON t.document_id = s.document_id
WHEN MATCHED AND CASE
    WHEN (s.checked_at <= (SELECT max(loaded_at) + INTERVAL 1 DAY FROM staged_batches))
        <> (t.checked_at <= (SELECT max(loaded_at) + INTERVAL 1 DAY FROM staged_batches))
    THEN s.checked_at < t.checked_at
    ELSE s.checked_at > t.checked_at OR (s.checked_at = t.checked_at AND s::VARCHAR > t::VARCHAR) END
    THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;
