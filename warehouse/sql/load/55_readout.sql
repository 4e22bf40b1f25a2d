-- Feeds on staged_readings, staged_parsed, read_fetches.
-- Readouts follow their wordings; of two parses of one wording the later counts.

CREATE OR REPLACE TEMP TABLE new_readout AS
SELECT * FROM staged_parsed
QUALIFY row_number() OVER (PARTITION BY version_id ORDER BY read_at DESC, parsed_sha256 DESC) = 1;

MERGE INTO store.readout AS t
USING new_readout AS s
ON t.version_id = s.version_id
WHEN MATCHED AND s.parsed_sha256 <> t.parsed_sha256 AND row(s.read_at, s.parsed_sha256) > row(t.read_at, t.parsed_sha256)
    THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

UPDATE store.readout AS t
SET read_at = s.read_at, parser = s.parser
FROM new_readout AS s
WHERE t.version_id = s.version_id AND t.parsed_sha256 = s.parsed_sha256 AND s.read_at > t.read_at;
