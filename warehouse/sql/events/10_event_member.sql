MERGE INTO store.event_member AS t
USING new_event_member AS s
ON t.version_id = s.version_id
WHEN MATCHED
    AND row(t.event_id, t.joined_to, t.evidence) IS DISTINCT FROM row(s.event_id, s.joined_to, s.evidence)
    THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

-- What is a readout no more.
DELETE FROM store.event_member
WHERE version_id IN (FROM affected_readout) AND version_id NOT IN (SELECT version_id FROM new_event_member);
