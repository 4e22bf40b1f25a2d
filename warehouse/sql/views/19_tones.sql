CREATE VIEW tones AS
SELECT r.version_id AS readout_id, m.event_id, r.issuer, r.lang, x.seq, x.word, x.paragraph
FROM (SELECT version_id, document_id, issuer, lang, unnest(tone) AS x FROM store.readout WHERE is_readout) AS r
JOIN store.version AS v ON v.version_id = r.version_id AND NOT v.superseded
LEFT JOIN store.event_member AS m ON m.version_id = r.version_id;
COMMENT ON VIEW tones IS 'Adjectives said of the contact, in printed order.';
COMMENT ON COLUMN tones.readout_id IS 'The readout.';
COMMENT ON COLUMN tones.event_id IS 'The contact.';
COMMENT ON COLUMN tones.issuer IS 'The side whose account it is.';
COMMENT ON COLUMN tones.lang IS 'Language.';
COMMENT ON COLUMN tones.seq IS 'From 1.';
COMMENT ON COLUMN tones.word IS 'The adjective.';
COMMENT ON COLUMN tones.paragraph IS 'Paragraph, from 1.';
