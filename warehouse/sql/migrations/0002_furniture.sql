-- Furniture learned per outlet, with what was applied when; and addresses that lead to one document.

CREATE TABLE store.furniture_line (
    line_id VARCHAR NOT NULL,
    outlet_id VARCHAR NOT NULL,
    edge VARCHAR NOT NULL,
    mask VARCHAR NOT NULL,
    example VARCHAR NOT NULL,
    n_documents BIGINT NOT NULL,
    n_days BIGINT NOT NULL,
    share DOUBLE NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    state VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    decision VARCHAR,
    decided_at TIMESTAMP,
    active BOOLEAN NOT NULL,
    learner VARCHAR NOT NULL
);
COMMENT ON TABLE store.furniture_line IS 'Lines that outlets print around their articles, learned from many pages, and lines that were weighed and left.';
COMMENT ON COLUMN store.furniture_line.line_id IS 'Hash of outlet, edge and mask; blocks taken out name it in their rule.';
COMMENT ON COLUMN store.furniture_line.outlet_id IS 'The outlet.';
COMMENT ON COLUMN store.furniture_line.edge IS 'head or tail: where in the text it is looked for.';
COMMENT ON COLUMN store.furniture_line.mask IS 'The line folded, numbers as 0; `label: *` stands for every line with that label.';
COMMENT ON COLUMN store.furniture_line.example IS 'As printed, on the newest page.';
COMMENT ON COLUMN store.furniture_line.n_documents IS 'Documents it was seen in.';
COMMENT ON COLUMN store.furniture_line.n_days IS 'Different days of those.';
COMMENT ON COLUMN store.furniture_line.share IS 'Of the outlet''s documents from its first to its last day, the share that has it.';
COMMENT ON COLUMN store.furniture_line.first_day IS 'First day on which it was seen.';
COMMENT ON COLUMN store.furniture_line.last_day IS 'Last day on which it was seen.';
COMMENT ON COLUMN store.furniture_line.state IS 'What the learner says: learned, candidate (weighed and left), or retired (was one, and is not seen like that any more).';
COMMENT ON COLUMN store.furniture_line.reason IS 'Why.';
COMMENT ON COLUMN store.furniture_line.decision IS 'What a person says, which wins: pin or free; null when nobody did.';
COMMENT ON COLUMN store.furniture_line.decided_at IS 'When that was said (UTC).';
COMMENT ON COLUMN store.furniture_line.active IS 'Whether it is taken out of texts.';
COMMENT ON COLUMN store.furniture_line.learner IS 'Name and version of the code that learned it.';

CREATE TABLE store.furniture_change (
    line_id VARCHAR NOT NULL,
    outlet_id VARCHAR NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    active BOOLEAN NOT NULL,
    reason VARCHAR NOT NULL,
    learner VARCHAR NOT NULL
);
COMMENT ON TABLE store.furniture_change IS 'When each line of furniture came into force and when it was put back. Appended to.';
COMMENT ON COLUMN store.furniture_change.line_id IS 'The line.';
COMMENT ON COLUMN store.furniture_change.outlet_id IS 'Its outlet.';
COMMENT ON COLUMN store.furniture_change.changed_at IS 'When (UTC).';
COMMENT ON COLUMN store.furniture_change.active IS 'Whether it is taken out from then on.';
COMMENT ON COLUMN store.furniture_change.reason IS 'Why.';
COMMENT ON COLUMN store.furniture_change.learner IS 'Name and version of the code that learned it.';

CREATE TABLE store.furniture_state (
    outlet_id VARCHAR NOT NULL,
    signature VARCHAR NOT NULL
);
COMMENT ON TABLE store.furniture_state IS 'How far each outlet was learned: while nothing changes, it need not be looked at again.';
COMMENT ON COLUMN store.furniture_state.outlet_id IS 'The outlet.';
COMMENT ON COLUMN store.furniture_state.signature IS 'Hash of its readings, its active lines and the learner, as the last round left them.';

CREATE TABLE store.url_alias (
    from_url VARCHAR NOT NULL,
    to_url VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    evidence VARCHAR NOT NULL,
    outlet_id VARCHAR,
    first_seen_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE store.url_alias IS 'Addresses under which a document stands beside its canonical one.';
COMMENT ON COLUMN store.url_alias.from_url IS 'The other address, canonical in its spelling.';
COMMENT ON COLUMN store.url_alias.to_url IS 'Canonical URL of the document.';
COMMENT ON COLUMN store.url_alias.kind IS 'amp, mobile, print, host-move, redirect or canonical-link.';
COMMENT ON COLUMN store.url_alias.evidence IS 'Rule or answer that says so.';
COMMENT ON COLUMN store.url_alias.outlet_id IS 'Outlet whose page it is; null when the host belongs to none.';
COMMENT ON COLUMN store.url_alias.first_seen_at IS 'When it was first met (UTC).';
COMMENT ON COLUMN store.url_alias.last_seen_at IS 'When it was last met (UTC).';

ALTER TABLE store.batch ADD COLUMN n_aliases BIGINT DEFAULT 0;
COMMENT ON COLUMN store.batch.n_aliases IS 'Staged rows: other addresses of documents.';
COMMENT ON COLUMN store.batch.run_kind IS 'poll, backfill, reprocess, import or maintain.';
