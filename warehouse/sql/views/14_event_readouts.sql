CREATE VIEW event_readouts AS
SELECT
    m.event_id, m.version_id AS readout_id, m.joined_to, m.evidence,
    m.version_id IN (SELECT version_id FROM store.event_split) AS is_split,
    -- A copy that names no source seems to be its carrier's own account: a text is of the side that has it first.
    first_value(r.issuer IGNORE NULLS) OVER (
        PARTITION BY m.event_id, coalesce(s.story_id, v.document_id)
        ORDER BY c.against_id IS NOT NULL, v.dated_at, m.version_id
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS side
FROM store.event_member AS m
JOIN store.version AS v ON v.version_id = m.version_id AND NOT v.superseded
LEFT JOIN store.readout AS r ON r.version_id = m.version_id
LEFT JOIN store.story_member AS s ON s.document_id = v.document_id
LEFT JOIN store.carrier AS c ON c.document_id = v.document_id;
COMMENT ON VIEW event_readouts IS 'Which readouts tell of one contact, and why they are taken for one.';
COMMENT ON COLUMN event_readouts.event_id IS 'The contact.';
COMMENT ON COLUMN event_readouts.readout_id IS 'The readout.';
COMMENT ON COLUMN event_readouts.joined_to IS 'Another readout of it that it was joined to; null where it stands alone.';
COMMENT ON COLUMN event_readouts.evidence IS 'The people, days and medium that both give, or the story whose text both carry.';
COMMENT ON COLUMN event_readouts.is_split IS 'Whether a person took it out of the event it was joined to.';
COMMENT ON COLUMN event_readouts.side IS 'Whose account it is: a copy is of the side that has its text first, whatever `readouts.issuer` takes it for.';
