CREATE VIEW assessments AS
SELECT r.version_id, r.document_id, r.is_readout, r.kind, r.rule, r.reason, r.parser
FROM store.readout AS r
JOIN store.version AS v ON v.version_id = r.version_id AND NOT v.superseded;
COMMENT ON VIEW assessments IS 'Whether a wording is a readout, and why.';
COMMENT ON COLUMN assessments.version_id IS 'The wording.';
COMMENT ON COLUMN assessments.document_id IS 'Its document.';
COMMENT ON COLUMN assessments.is_readout IS 'Whether it is one.';
COMMENT ON COLUMN assessments.kind IS 'readout, joint-statement, wire-report or transcript.';
COMMENT ON COLUMN assessments.rule IS 'The rule that decided.';
COMMENT ON COLUMN assessments.reason IS 'The verdict in words.';
COMMENT ON COLUMN assessments.parser IS 'Parser and version.';
