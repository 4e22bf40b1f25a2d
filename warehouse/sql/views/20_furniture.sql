CREATE VIEW furniture AS
SELECT
    l.line_id, l.outlet_id, l.edge, l.example, l.mask, l.active, l.state, l.reason, l.decision, l.decided_at,
    l.n_documents, l.n_days, l.share, l.first_day, l.last_day, l.learner,
    (SELECT max(c.changed_at) FROM store.furniture_change AS c WHERE c.line_id = l.line_id) AS changed_at
FROM store.furniture_line AS l;
COMMENT ON VIEW furniture IS 'Lines that outlets print around their articles, learned from many pages, and lines that were weighed and left.';
COMMENT ON COLUMN furniture.line_id IS 'Hash of outlet, edge and mask; blocks taken out name it in their rule.';
COMMENT ON COLUMN furniture.outlet_id IS 'The outlet.';
COMMENT ON COLUMN furniture.edge IS 'head or tail: where in the text it is looked for.';
COMMENT ON COLUMN furniture.example IS 'As printed, on the newest page.';
COMMENT ON COLUMN furniture.mask IS 'The line folded, numbers as 0; `label: *` stands for every line with that label.';
COMMENT ON COLUMN furniture.active IS 'Whether it is taken out of texts.';
COMMENT ON COLUMN furniture.state IS 'What the learner says: learned, candidate (weighed and left) or retired.';
COMMENT ON COLUMN furniture.reason IS 'Why.';
COMMENT ON COLUMN furniture.decision IS 'What a person says, which wins: pin or free; null when nobody did.';
COMMENT ON COLUMN furniture.decided_at IS 'When that was said (UTC).';
COMMENT ON COLUMN furniture.n_documents IS 'Documents it was seen in.';
COMMENT ON COLUMN furniture.n_days IS 'Different days of those.';
COMMENT ON COLUMN furniture.share IS 'Of the outlet''s documents from its first to its last day, the share that has it.';
COMMENT ON COLUMN furniture.first_day IS 'First day on which it was seen.';
COMMENT ON COLUMN furniture.last_day IS 'Last day on which it was seen.';
COMMENT ON COLUMN furniture.learner IS 'Name and version of the code that learned it.';
COMMENT ON COLUMN furniture.changed_at IS 'When it last came into force or was put back (UTC); null when it never was in force.';
