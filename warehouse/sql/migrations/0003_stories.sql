-- Stories of copies, cuts and revisions: what finds them (sketches), what was found (edges), what follows from it
-- (carriers, classes of changes). Everything here can be made anew from the stored texts.

CREATE TABLE store.sketch (
    document_id VARCHAR NOT NULL,
    stamp UBIGINT NOT NULL,
    dated_at TIMESTAMP NOT NULL,
    outlet VARCHAR NOT NULL,
    page UINTEGER NOT NULL,
    key UINTEGER,
    hashes UINTEGER[] NOT NULL,
    lines UINTEGER[] NOT NULL,
    algo_version SMALLINT NOT NULL
);
COMMENT ON TABLE store.sketch IS 'A few hashes of every wording, by which its copies are found; appended to as documents come in.';
COMMENT ON COLUMN store.sketch.document_id IS 'The document.';
COMMENT ON COLUMN store.sketch.stamp IS 'Hash of the wording and of what else the row was made from.';
COMMENT ON COLUMN store.sketch.dated_at IS 'When the wording came out, as in store.version (UTC).';
COMMENT ON COLUMN store.sketch.outlet IS 'Outlet of the document, else its host.';
COMMENT ON COLUMN store.sketch.page IS 'Hash of the canonical URL.';
COMMENT ON COLUMN store.sketch.key IS 'First digits of the story key.';
COMMENT ON COLUMN store.sketch.hashes IS 'Sampled shingles of five words.';
COMMENT ON COLUMN store.sketch.lines IS 'Lines at the edges of the text, dates masked: furniture repeats in them.';
COMMENT ON COLUMN store.sketch.algo_version IS 'Version of the code that made it.';

CREATE TABLE store.edge (
    a VARCHAR NOT NULL,
    b VARCHAR NOT NULL,
    dated_at TIMESTAMP NOT NULL,
    relation VARCHAR NOT NULL,
    a_in_b FLOAT NOT NULL,
    b_in_a FLOAT NOT NULL,
    fresh FLOAT NOT NULL,
    numbers FLOAT NOT NULL,
    shared INTEGER NOT NULL,
    algo_version SMALLINT NOT NULL
);
COMMENT ON TABLE store.edge IS 'What two documents have in common: facts about their texts, whatever story they are put into.';
COMMENT ON COLUMN store.edge.a IS 'The document with the lower id.';
COMMENT ON COLUMN store.edge.b IS 'The other.';
COMMENT ON COLUMN store.edge.dated_at IS 'When the earlier of the two came out (UTC).';
COMMENT ON COLUMN store.edge.relation IS 'identical (letter by letter), page (one URL), copy, probable (not joined), or weak (an overlap).';
COMMENT ON COLUMN store.edge.a_in_b IS 'Share of the shingles of a that b has, furniture left out.';
COMMENT ON COLUMN store.edge.b_in_a IS 'Share of the shingles of b that a has, furniture left out.';
COMMENT ON COLUMN store.edge.fresh IS 'The same of the shorter text, for sampled shingles that are no stock phrase.';
COMMENT ON COLUMN store.edge.numbers IS 'Share of the numbers of the shorter text that the other has.';
COMMENT ON COLUMN store.edge.shared IS 'Shingles that both have.';
COMMENT ON COLUMN store.edge.algo_version IS 'Version of the code that compared them.';

CREATE TABLE store.carrier (
    document_id VARCHAR NOT NULL,
    against_id VARCHAR NOT NULL,
    relation VARCHAR NOT NULL,
    pct_kept DOUBLE,
    pct_own DOUBLE,
    paragraphs_dropped BIGINT,
    paragraphs_added BIGINT,
    source_id VARCHAR,
    source_confidence DOUBLE,
    source_from VARCHAR,
    contains VARCHAR[] NOT NULL
);
COMMENT ON TABLE store.carrier IS 'What each document did with the text of its story; derived from the texts and edges.';
COMMENT ON COLUMN store.carrier.document_id IS 'The document.';
COMMENT ON COLUMN store.carrier.against_id IS 'The document of its story that it was compared with: the agency''s own, else the earliest.';
COMMENT ON COLUMN store.carrier.relation IS 'origin, identical, trimmed, expanded, merged, rewritten, or digest contains.';
COMMENT ON COLUMN store.carrier.pct_kept IS 'Percent of that document''s text that it has.';
COMMENT ON COLUMN store.carrier.pct_own IS 'Percent of its own text that is not in that document.';
COMMENT ON COLUMN store.carrier.paragraphs_dropped IS 'Paragraphs of that document that it has not.';
COMMENT ON COLUMN store.carrier.paragraphs_added IS 'Paragraphs of its own that are not in that document.';
COMMENT ON COLUMN store.carrier.source_id IS 'Document it was most likely taken from.';
COMMENT ON COLUMN store.carrier.source_confidence IS 'How likely, from 0 to 1, by rule.';
COMMENT ON COLUMN store.carrier.source_from IS 'Rule: source line, text, or earliest.';
COMMENT ON COLUMN store.carrier.contains IS 'Documents of other stories whose text it holds: those of a digest, or of a merged report.';

CREATE TABLE store.version_change (
    from_version_id VARCHAR NOT NULL,
    to_version_id VARCHAR NOT NULL,
    classes VARCHAR[] NOT NULL,
    algo_version SMALLINT NOT NULL
);
COMMENT ON TABLE store.version_change IS 'Of what kind the difference of two wordings of one page is.';
COMMENT ON COLUMN store.version_change.from_version_id IS 'Wording before.';
COMMENT ON COLUMN store.version_change.to_version_id IS 'Wording after.';
COMMENT ON COLUMN store.version_change.classes IS 'headline, typo, number, name, wording, paragraph added, paragraph removed, typesetting.';
COMMENT ON COLUMN store.version_change.algo_version IS 'Version of the code that classed it.';
