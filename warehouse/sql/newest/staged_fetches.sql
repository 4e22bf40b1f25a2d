-- Of two readings of one fetch the later counts.
FROM staged_fetches
QUALIFY row_number() OVER (
    PARTITION BY fetch_id
    ORDER BY coalesce(read_at, '-infinity') DESC, coalesce(version_id, '') DESC, via, document_id
) = 1;
