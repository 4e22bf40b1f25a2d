-- Rows come in by time, so those of one time lie together: with a time in it, a table is asked for a few rows of that
-- time without being read from end to end. What stories are made of has its time already.

CREATE TEMP TABLE earliest AS
SELECT document_id, CAST(min(dated_at) AS DATE) AS dated_on FROM store.sketch GROUP BY document_id;

-- A document without a sketch was of before stories: it waits to be made anew, members and all.
CREATE TEMP TABLE old_member AS
SELECT m.document_id, e.dated_on, m.story_id FROM store.story_member AS m JOIN earliest AS e USING (document_id);

DROP TABLE store.story_member;

CREATE TABLE store.story_member (
    document_id VARCHAR NOT NULL,
    dated_on DATE NOT NULL,
    story_id VARCHAR NOT NULL
);
INSERT INTO store.story_member FROM old_member ORDER BY dated_on, document_id;
COMMENT ON TABLE store.story_member IS 'Which story each document tells; derived from the wordings.';
COMMENT ON COLUMN store.story_member.document_id IS 'The document.';
COMMENT ON COLUMN store.story_member.dated_on IS 'Day on which the earliest of its wordings came out (UTC).';
COMMENT ON COLUMN store.story_member.story_id IS 'The story, named after its earliest document.';

CREATE TEMP TABLE old_carrier AS
SELECT c.*, e.dated_on FROM store.carrier AS c JOIN earliest AS e USING (document_id);

DELETE FROM store.carrier;
ALTER TABLE store.carrier ADD COLUMN dated_on DATE;
INSERT INTO store.carrier BY NAME FROM old_carrier ORDER BY dated_on, document_id;
COMMENT ON COLUMN store.carrier.dated_on IS 'As in store.story_member.';

ALTER TABLE store.version_text ADD COLUMN dated_at TIMESTAMP;
UPDATE store.version_text AS t SET dated_at = v.dated_at FROM store.version AS v WHERE v.version_id = t.version_id;
COMMENT ON COLUMN store.version_text.dated_at IS 'As in store.version.';

DROP TABLE earliest;
DROP TABLE old_member;
DROP TABLE old_carrier;
