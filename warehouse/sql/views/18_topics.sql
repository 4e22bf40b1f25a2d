CREATE VIEW topics AS
SELECT
    r.version_id AS readout_id, m.event_id, r.issuer, r.lang, x.seq, x.text AS topic, x.paragraph,
    x."start" AS start_char, x."end" AS end_char, x.rule
FROM (SELECT version_id, document_id, issuer, lang, unnest(topics) AS x FROM store.readout WHERE is_readout) AS r
JOIN store.version AS v ON v.version_id = r.version_id AND NOT v.superseded
LEFT JOIN store.event_member AS m ON m.version_id = r.version_id;
COMMENT ON VIEW topics IS 'What was discussed, in printed order.';
COMMENT ON COLUMN topics.readout_id IS 'The readout.';
COMMENT ON COLUMN topics.event_id IS 'The contact.';
COMMENT ON COLUMN topics.issuer IS 'The side whose account it is.';
COMMENT ON COLUMN topics.lang IS 'Language.';
COMMENT ON COLUMN topics.seq IS 'From 1.';
COMMENT ON COLUMN topics.topic IS 'As printed, shortened to its head.';
COMMENT ON COLUMN topics.paragraph IS 'Paragraph, from 1.';
COMMENT ON COLUMN topics.start_char IS 'Where in the paragraph it begins.';
COMMENT ON COLUMN topics.end_char IS 'Where it ends.';
COMMENT ON COLUMN topics.rule IS 'How it was found.';
