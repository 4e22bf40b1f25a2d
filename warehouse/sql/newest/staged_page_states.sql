-- As staged_source_states.sql.
FROM staged_page_states AS n
QUALIFY row_number() OVER (
    PARTITION BY document_id ORDER BY checked_at <= getvariable('latest') DESC, checked_at DESC, n::VARCHAR DESC
) = 1;
