-- Feeds on staged_page_states.
-- As 70_source_state.sql.

MERGE INTO store.page_state AS t
USING staged_page_states AS s
ON t.document_id = s.document_id
WHEN MATCHED AND (
    row(s.checked_at <= getvariable('latest'), s.checked_at) > row(t.checked_at <= getvariable('latest'), t.checked_at)
    OR (s.checked_at = t.checked_at AND s::VARCHAR > t::VARCHAR)
)
    THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;
