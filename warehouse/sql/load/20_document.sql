-- Feeds on staged_readings.
-- Documents, from their earliest fetch; of that fetch, from its latest reading. What is left to choose after that
-- (one request archived twice) is settled by the values themselves, so that the order of loading never decides.

CREATE OR REPLACE TEMP TABLE new_document AS
SELECT document_id, canonical_url, url, host, outlet_id, lang, via, fetched_at AS first_fetched_at, fetch_id, read_at
FROM staged_readings
WHERE verdict = 'article'
QUALIFY row_number() OVER (
    PARTITION BY document_id ORDER BY fetched_at, fetch_id, read_at DESC, via, url, outlet_id, lang
) = 1;

-- When those that are stored were first fetched: of the table, only what is of that time is read after this.
CREATE OR REPLACE TEMP TABLE stored_document AS
SELECT first_fetched_at FROM store.document WHERE document_id IN (SELECT document_id FROM new_document);

SET VARIABLE document_since = (SELECT min(first_fetched_at) FROM stored_document);
SET VARIABLE document_until = (SELECT max(first_fetched_at) FROM stored_document);

MERGE INTO store.document AS t
USING new_document AS s
ON t.document_id = s.document_id
    AND t.first_fetched_at BETWEEN getvariable('document_since') AND getvariable('document_until')
WHEN MATCHED
    AND row(s.first_fetched_at, s.fetch_id, -epoch_us(s.read_at), s.via, s.url, s.outlet_id, s.lang)
        < row(t.first_fetched_at, t.fetch_id, -epoch_us(t.read_at), t.via, t.url, t.outlet_id, t.lang)
    AND row(s.first_fetched_at, s.fetch_id, s.via, s.url, s.outlet_id, s.lang)
        IS DISTINCT FROM row(t.first_fetched_at, t.fetch_id, t.via, t.url, t.outlet_id, t.lang)
    THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

-- The same content, read again later: only the time of the reading moves.
UPDATE store.document AS t
SET read_at = s.read_at
FROM new_document AS s
WHERE t.document_id = s.document_id
    AND t.first_fetched_at BETWEEN getvariable('document_since') AND getvariable('document_until')
    AND t.fetch_id = s.fetch_id AND s.read_at > t.read_at
    AND row(s.via, s.url, s.outlet_id, s.lang) IS NOT DISTINCT FROM row(t.via, t.url, t.outlet_id, t.lang);
