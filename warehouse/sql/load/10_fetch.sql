-- Feeds on staged_fetches.
-- The log of requests, and what each was read as. The log is appended to.

CREATE OR REPLACE TEMP TABLE known_fetch AS
SELECT fetch_id FROM store.fetch WHERE fetch_id IN (SELECT fetch_id FROM staged_fetches);

INSERT INTO store.fetch BY NAME
FROM staged_fetches WHERE fetch_id NOT IN (SELECT fetch_id FROM known_fetch);
