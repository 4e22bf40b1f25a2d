-- What the affected readouts may change: the other accounts of their stories that are near in time, and all of the
-- events that any of these is of.

INSERT INTO affected_readout
SELECT DISTINCT r.version_id
FROM store.readout AS r
JOIN store.story_member AS m ON m.document_id = r.document_id
JOIN (
    SELECT DISTINCT m.story_id, r.start_date, r.end_date
    FROM store.readout AS r
    JOIN store.story_member AS m ON m.document_id = r.document_id
    WHERE r.is_readout AND r.version_id IN (FROM affected_readout)
) AS a ON a.story_id = m.story_id AND r.start_date <= a.end_date + $near AND a.start_date <= r.end_date + $near
WHERE r.is_readout AND r.version_id NOT IN (FROM affected_readout);

INSERT INTO affected_readout
SELECT version_id
FROM store.event_member
WHERE event_id IN (SELECT event_id FROM store.event_member WHERE version_id IN (FROM affected_readout))
    AND version_id NOT IN (FROM affected_readout);
