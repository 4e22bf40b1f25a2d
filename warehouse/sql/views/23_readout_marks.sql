CREATE VIEW readout_marks AS
SELECT
    r.version_id AS readout_id, x.field, x.value, x.rule, x.paragraph, x."start" AS start_char, x."end" AS end_char,
    x.reason
FROM (SELECT version_id, unnest(marks) AS x FROM store.readout WHERE is_readout) AS r
JOIN store.version AS v ON v.version_id = r.version_id AND NOT v.superseded;
COMMENT ON VIEW readout_marks IS 'Receipts of what a readout says: the rule that found a value and where, or why it is unknown.';
COMMENT ON COLUMN readout_marks.readout_id IS 'The readout.';
COMMENT ON COLUMN readout_marks.field IS 'Such as event.place.';
COMMENT ON COLUMN readout_marks.value IS 'The value; null for what is unknown.';
COMMENT ON COLUMN readout_marks.rule IS 'The rule.';
COMMENT ON COLUMN readout_marks.paragraph IS 'From 1; 0 is the title, -1 a caption or dateline.';
COMMENT ON COLUMN readout_marks.start_char IS 'Where in the paragraph it begins.';
COMMENT ON COLUMN readout_marks.end_char IS 'Where it ends.';
COMMENT ON COLUMN readout_marks.reason IS 'Why it is unknown, or was chosen.';
