CREATE VIEW statements AS
SELECT
    r.version_id AS readout_id, m.event_id, r.issuer, x.seq, x.speaker, x.side, x.verb, x.verb_class, x.modality, x.text,
    x.paragraph, x."start" AS start_char, x."end" AS end_char, x.rule
FROM (SELECT version_id, document_id, issuer, lang, unnest(statements) AS x FROM store.readout WHERE is_readout) AS r
JOIN store.version AS v ON v.version_id = r.version_id AND NOT v.superseded
LEFT JOIN store.event_member AS m ON m.version_id = r.version_id;
COMMENT ON VIEW statements IS 'Who said what: one row a reporting verb.';
COMMENT ON COLUMN statements.readout_id IS 'The readout.';
COMMENT ON COLUMN statements.event_id IS 'The contact.';
COMMENT ON COLUMN statements.issuer IS 'The side whose account it is.';
COMMENT ON COLUMN statements.seq IS 'From 1.';
COMMENT ON COLUMN statements.speaker IS 'A name as in participants; both; or side:XXX for a state, its delegation, or an official of it whom the text does not name.';
COMMENT ON COLUMN statements.side IS 'Side of the speaker; null for both.';
COMMENT ON COLUMN statements.verb IS 'Base form; Chinese in simplified characters, whatever the text has.';
COMMENT ON COLUMN statements.verb_class IS 'say, stress, warn, demand, welcome, propose or agree.';
COMMENT ON COLUMN statements.modality IS 'must, should, will, willing or hope; null where there is none.';
COMMENT ON COLUMN statements.text IS 'The clause or sentence.';
COMMENT ON COLUMN statements.paragraph IS 'Paragraph, from 1.';
COMMENT ON COLUMN statements.start_char IS 'Where in the paragraph it begins.';
COMMENT ON COLUMN statements.end_char IS 'Where it ends.';
COMMENT ON COLUMN statements.rule IS 'How the speaker was found.';
