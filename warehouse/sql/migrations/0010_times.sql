-- Rows come in by time, so those of one time lie together: with a time in it, a table is asked for a few rows of that
-- time without being read from end to end. Wordings, sketches and edges have theirs already.

ALTER TABLE store.version_text ADD COLUMN dated_at TIMESTAMP;
ALTER TABLE store.story_member ADD COLUMN dated_on DATE;
ALTER TABLE store.carrier ADD COLUMN dated_on DATE;
COMMENT ON COLUMN store.version_text.dated_at IS 'When the wording came out, as in store.version (UTC).';
COMMENT ON COLUMN store.story_member.dated_on IS 'Day on which the earliest wording of the document came out (UTC).';
COMMENT ON COLUMN store.carrier.dated_on IS 'Day on which the earliest wording of the document came out (UTC).';

UPDATE store.version_text AS t SET dated_at = v.dated_at FROM store.version AS v WHERE v.version_id = t.version_id;

CREATE TEMP TABLE earliest AS
SELECT document_id, CAST(min(dated_at) AS DATE) AS dated_on FROM store.sketch GROUP BY document_id;

UPDATE store.story_member AS t SET dated_on = e.dated_on FROM earliest AS e WHERE e.document_id = t.document_id;
UPDATE store.carrier AS t SET dated_on = e.dated_on FROM earliest AS e WHERE e.document_id = t.document_id;

-- A document without a sketch is of before there were any: it waits to be made anew, with all that is made from it.
DELETE FROM store.story_member WHERE dated_on IS NULL;
DELETE FROM store.carrier WHERE dated_on IS NULL;

DROP TABLE earliest;
