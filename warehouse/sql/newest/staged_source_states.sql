-- Of two states of one source the later counts, as in load/70_source_state.sql.
FROM staged_source_states AS n
QUALIFY row_number() OVER (
    PARTITION BY source_id ORDER BY checked_at <= getvariable('latest') DESC, checked_at DESC, n::VARCHAR DESC
) = 1;
