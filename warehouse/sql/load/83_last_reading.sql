-- Feeds on staged_page_states, staged_readings, staged_parsed, read_fetches.
-- What the pages of `states` (the name of a table of states) had last been read as when those states were told.

CREATE OR REPLACE TEMP MACRO last_reading(states) AS TABLE
SELECT s.document_id, s.checked_at, f.version_id, f.verdict
FROM query_table(states) AS s
JOIN store.fetch AS f ON f.url = s.url AND f.fetched_at <= s.checked_at AND f.read_at IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY s.document_id ORDER BY f.fetched_at DESC, f.read_at DESC, f.fetch_id) = 1;
