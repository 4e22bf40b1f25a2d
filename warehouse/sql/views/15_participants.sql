CREATE VIEW participants AS
SELECT
    r.version_id AS readout_id, m.event_id, x."order", x.name, x.person_id, x.side, x.titles, x.role, x.host_guest,
    x.paragraph, x."start" AS start_char, x."end" AS end_char
FROM (SELECT version_id, document_id, issuer, lang, unnest(participants) AS x FROM store.readout WHERE is_readout) AS r
JOIN store.version AS v ON v.version_id = r.version_id AND NOT v.superseded
LEFT JOIN store.event_member AS m ON m.version_id = r.version_id;
COMMENT ON VIEW participants IS 'Who took part, as each readout names them.';
COMMENT ON COLUMN participants.readout_id IS 'The readout.';
COMMENT ON COLUMN participants.event_id IS 'The contact.';
COMMENT ON COLUMN participants."order" IS 'From 1, in order of mention.';
COMMENT ON COLUMN participants.name IS 'The fullest form printed.';
COMMENT ON COLUMN participants.person_id IS 'Id in the lexicon of people.';
COMMENT ON COLUMN participants.side IS 'ISO 3166-1 alpha-3, or an organisation.';
COMMENT ON COLUMN participants.titles IS 'As printed.';
COMMENT ON COLUMN participants.role IS 'head or delegate.';
COMMENT ON COLUMN participants.host_guest IS 'host, guest, neutral or unknown.';
COMMENT ON COLUMN participants.paragraph IS 'Where: from 1; 0 is the title.';
COMMENT ON COLUMN participants.start_char IS 'Where in the paragraph it begins.';
COMMENT ON COLUMN participants.end_char IS 'Where it ends.';
