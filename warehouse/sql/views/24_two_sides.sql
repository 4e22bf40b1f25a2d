CREATE VIEW two_sides AS
WITH longest AS (
    -- Of the accounts of one side, the longest: the others are cuts of it, or copies.
    SELECT e.event_id, e.side AS issuer, max_by(r.version_id, row(r.n_words, r.version_id)) AS version_id
    FROM event_readouts AS e
    JOIN store.readout AS r ON r.version_id = e.readout_id AND r.is_readout AND r.issuer IS NOT NULL
    GROUP BY e.event_id, e.side
),
-- Most events have one account; lists are laid out of those that have more.
told_twice AS (SELECT event_id FROM longest GROUP BY event_id HAVING count(*) > 1),
account AS (
    SELECT
        l.event_id, r.version_id AS readout_id, l.issuer, r.lang, r.n_words, len(r.statements) AS n_statements,
        len(r.commitments) AS n_commitments, list_transform(r.tone, lambda t: t.word) AS tone,
        list_transform(r.topics, lambda t: t.text) AS topics,
        list_distinct(list_transform(r.phrases, lambda p: p.phrase_id)) AS phrases,
        list_transform(r.participants, lambda p: coalesce(p.person_id, p.name)) AS people
    FROM longest AS l
    SEMI JOIN told_twice AS t ON t.event_id = l.event_id
    JOIN store.readout AS r ON r.version_id = l.version_id
)
SELECT
    a.event_id, a.issuer AS side_a, b.issuer AS side_b, a.readout_id AS readout_a, b.readout_id AS readout_b,
    a.lang AS lang_a, b.lang AS lang_b, a.n_words AS words_a, b.n_words AS words_b,
    a.n_statements AS statements_a, b.n_statements AS statements_b, a.n_commitments AS commitments_a,
    b.n_commitments AS commitments_b, a.tone AS tone_a, b.tone AS tone_b, a.topics AS topics_a, b.topics AS topics_b,
    list_filter(a.phrases, lambda p: NOT list_contains(b.phrases, p)) AS phrases_only_a,
    list_filter(b.phrases, lambda p: NOT list_contains(a.phrases, p)) AS phrases_only_b,
    list_filter(a.people, lambda p: NOT list_contains(b.people, p)) AS people_only_a,
    list_filter(b.people, lambda p: NOT list_contains(a.people, p)) AS people_only_b,
    a.people AS people_a, b.people AS people_b
FROM account AS a
JOIN account AS b ON a.event_id = b.event_id AND a.issuer < b.issuer;
COMMENT ON VIEW two_sides IS 'What one side says of a contact and the other does not: one row a pair of sides.';
COMMENT ON COLUMN two_sides.event_id IS 'The contact.';
COMMENT ON COLUMN two_sides.side_a IS 'The side that comes first by its code.';
COMMENT ON COLUMN two_sides.side_b IS 'The other.';
COMMENT ON COLUMN two_sides.readout_a IS 'The longest account of side A.';
COMMENT ON COLUMN two_sides.readout_b IS 'The longest account of side B.';
COMMENT ON COLUMN two_sides.lang_a IS 'Language of A.';
COMMENT ON COLUMN two_sides.lang_b IS 'Language of B.';
COMMENT ON COLUMN two_sides.words_a IS 'Words of A.';
COMMENT ON COLUMN two_sides.words_b IS 'Words of B.';
COMMENT ON COLUMN two_sides.statements_a IS 'Statements in A.';
COMMENT ON COLUMN two_sides.statements_b IS 'Statements in B.';
COMMENT ON COLUMN two_sides.commitments_a IS 'Promises in A.';
COMMENT ON COLUMN two_sides.commitments_b IS 'Promises in B.';
COMMENT ON COLUMN two_sides.tone_a IS 'Adjectives of A.';
COMMENT ON COLUMN two_sides.tone_b IS 'Adjectives of B.';
COMMENT ON COLUMN two_sides.topics_a IS 'Topics of A, in its order.';
COMMENT ON COLUMN two_sides.topics_b IS 'Topics of B, in its order.';
COMMENT ON COLUMN two_sides.phrases_only_a IS 'Set phrases that only A uses.';
COMMENT ON COLUMN two_sides.phrases_only_b IS 'Set phrases that only B uses.';
COMMENT ON COLUMN two_sides.people_only_a IS 'People whom only A names.';
COMMENT ON COLUMN two_sides.people_only_b IS 'People whom only B names.';
COMMENT ON COLUMN two_sides.people_a IS 'People in As order.';
COMMENT ON COLUMN two_sides.people_b IS 'People in Bs order.';
