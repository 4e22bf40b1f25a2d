-- All accounts of the events that any of the affected readouts is of.

INSERT INTO affected_readout
SELECT m.version_id
FROM store.event_member AS m
JOIN (SELECT DISTINCT event_id FROM store.event_member SEMI JOIN affected_readout USING (version_id)) USING (event_id)
WHERE m.version_id NOT IN (FROM affected_readout);
