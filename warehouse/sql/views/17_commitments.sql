CREATE VIEW commitments AS
SELECT
    r.version_id AS readout_id, m.event_id, r.issuer, x.seq, x.actor, x.verb, item_no, x.items[item_no] AS item,
    x.text, x.deadlines, list_max(x.deadline_dates) AS deadline, x.paragraph, x."start" AS start_char,
    x."end" AS end_char, x.rule
FROM (
    SELECT version_id, document_id, issuer, x, unnest(range(1, len(x.items) + 1)) AS item_no
    FROM (SELECT version_id, document_id, issuer, unnest(commitments) AS x FROM store.readout WHERE is_readout)
) AS r
JOIN store.version AS v ON v.version_id = r.version_id AND NOT v.superseded
LEFT JOIN store.event_member AS m ON m.version_id = r.version_id;
COMMENT ON VIEW commitments IS 'What was promised: one row an action.';
COMMENT ON COLUMN commitments.readout_id IS 'The readout.';
COMMENT ON COLUMN commitments.event_id IS 'The contact.';
COMMENT ON COLUMN commitments.issuer IS 'The side whose account it is.';
COMMENT ON COLUMN commitments.seq IS 'Number of the promise in the readout.';
COMMENT ON COLUMN commitments.actor IS 'both, a side, or a name.';
COMMENT ON COLUMN commitments.verb IS 'agree, commit, pledge ...';
COMMENT ON COLUMN commitments.item_no IS 'Number of the action in the promise, from 1.';
COMMENT ON COLUMN commitments.item IS 'The action.';
COMMENT ON COLUMN commitments.text IS 'The whole promise.';
COMMENT ON COLUMN commitments.deadlines IS 'Deadlines of the promise, as printed.';
COMMENT ON COLUMN commitments.deadline IS 'The last day they can mean; null where they name none.';
COMMENT ON COLUMN commitments.paragraph IS 'Paragraph, from 1.';
COMMENT ON COLUMN commitments.start_char IS 'Where in the paragraph it begins.';
COMMENT ON COLUMN commitments.end_char IS 'Where it ends.';
COMMENT ON COLUMN commitments.rule IS 'How the actor was found.';
