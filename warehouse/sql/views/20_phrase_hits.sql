CREATE VIEW phrase_hits AS
SELECT
    r.version_id AS readout_id, m.event_id, r.issuer, r.lang, x.phrase_id, x.family, x.text, x.canonical AS exact, x.paragraph,
    x."start" AS start_char, x."end" AS end_char
FROM (SELECT version_id, document_id, issuer, lang, unnest(phrases) AS x FROM store.readout WHERE is_readout) AS r
JOIN store.version AS v ON v.version_id = r.version_id AND NOT v.superseded
LEFT JOIN store.event_member AS m ON m.version_id = r.version_id;
COMMENT ON VIEW phrase_hits IS 'Where set phrases of the lexicon stand in readouts.';
COMMENT ON COLUMN phrase_hits.readout_id IS 'The readout.';
COMMENT ON COLUMN phrase_hits.event_id IS 'The contact.';
COMMENT ON COLUMN phrase_hits.issuer IS 'The side whose account it is.';
COMMENT ON COLUMN phrase_hits.lang IS 'Language.';
COMMENT ON COLUMN phrase_hits.phrase_id IS 'Id in the lexicon of phrases.';
COMMENT ON COLUMN phrase_hits.family IS 'What the phrase is about.';
COMMENT ON COLUMN phrase_hits.text IS 'As printed.';
COMMENT ON COLUMN phrase_hits.exact IS 'The canonical wording, not a variant.';
COMMENT ON COLUMN phrase_hits.paragraph IS 'Paragraph, from 1.';
COMMENT ON COLUMN phrase_hits.start_char IS 'Where in the paragraph it begins.';
COMMENT ON COLUMN phrase_hits.end_char IS 'Where it ends.';
