-- What the affected readouts may change: the other accounts of their stories that are near in time.

CREATE OR REPLACE TEMP TABLE affected_story AS
SELECT m.story_id, r.start_date, r.end_date
FROM store.story_member AS m
JOIN (SELECT * FROM store.readout SEMI JOIN affected_readout USING (version_id) WHERE is_readout) AS r USING (document_id);

INSERT INTO affected_readout
SELECT DISTINCT r.version_id
FROM store.readout AS r
JOIN (
    SELECT m.document_id, a.start_date, a.end_date FROM store.story_member AS m JOIN affected_story AS a USING (story_id)
) AS m ON m.document_id = r.document_id AND r.start_date <= m.end_date + $near AND m.start_date <= r.end_date + $near
WHERE r.is_readout AND r.version_id NOT IN (FROM affected_readout);
