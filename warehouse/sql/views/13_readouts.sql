CREATE VIEW readouts AS
WITH latest AS (
    -- What the last fetch that could be read says, as in documents; of documents that have a readout, which are few.
    SELECT f.document_id, max_by(f.version_id, row(f.fetched_at, f.fetch_id)) AS version_id
    FROM store.fetch AS f
    SEMI JOIN (SELECT document_id FROM store.readout WHERE is_readout) AS mine ON mine.document_id = f.document_id
    WHERE f.version_id IS NOT NULL
    GROUP BY f.document_id
)
SELECT
    r.version_id AS readout_id, r.document_id, m.event_id, d.outlet_id, latest.version_id = r.version_id AS is_current,
    r.issuer, r.kind, r.lang, v.title, v.published_at, v.published_on, s.story_id, v.origin_role AS role, v.origin_agency,
    r.event_type, r.mode, r.format, r.start_date, r.end_date, r.date_precision, r.date_source, r.place, r.place_from,
    r.country, r.host, r.host_guest, r.initiator, r.sidelines_of, r.contexts,
    list_transform(r.topics, lambda t: t.text) AS topics, list_transform(r.tone, lambda t: t.word) AS tone,
    len(r.participants) AS n_participants, len(r.statements) AS n_statements, len(r.commitments) AS n_commitments,
    r.n_paragraphs, r.n_words, date_diff('day', r.end_date, v.published_on) AS lag_days, r.rule, r.reason, r.parser,
    d.url
FROM store.readout AS r
JOIN store.version AS v ON v.version_id = r.version_id AND NOT v.superseded
JOIN store.document AS d ON d.document_id = r.document_id
JOIN latest ON latest.document_id = r.document_id
LEFT JOIN store.story_member AS s ON s.document_id = r.document_id
LEFT JOIN store.event_member AS m ON m.version_id = r.version_id
WHERE r.is_readout;
COMMENT ON VIEW readouts IS 'One side''s account of a contact: one row a wording that is a readout.';
COMMENT ON COLUMN readouts.readout_id IS 'The wording: `version_id` of document_versions.';
COMMENT ON COLUMN readouts.document_id IS 'Its document.';
COMMENT ON COLUMN readouts.event_id IS 'The contact it tells of.';
COMMENT ON COLUMN readouts.outlet_id IS 'Outlet whose page it is.';
COMMENT ON COLUMN readouts.is_current IS 'Whether the document still has this wording.';
COMMENT ON COLUMN readouts.issuer IS 'The side whose account it is: ISO 3166-1 alpha-3 or an organisation.';
COMMENT ON COLUMN readouts.kind IS 'readout, joint-statement, wire-report or transcript.';
COMMENT ON COLUMN readouts.lang IS 'Language.';
COMMENT ON COLUMN readouts.title IS 'Title.';
COMMENT ON COLUMN readouts.published_at IS 'When the page says it was published (UTC).';
COMMENT ON COLUMN readouts.published_on IS 'The day it says.';
COMMENT ON COLUMN readouts.story_id IS 'The story: documents that print the same text.';
COMMENT ON COLUMN readouts.role IS 'This page to its text: origin, carrier, citation or unknown.';
COMMENT ON COLUMN readouts.origin_agency IS 'Who wrote the text first.';
COMMENT ON COLUMN readouts.event_type IS 'PLOVER event type.';
COMMENT ON COLUMN readouts.mode IS 'PLOVER mode: visit, third-party, multilateral, phone, video, letter; null for a plain meeting.';
COMMENT ON COLUMN readouts.format IS 'talks, meeting, phone call and so on.';
COMMENT ON COLUMN readouts.start_date IS 'First day of the contact.';
COMMENT ON COLUMN readouts.end_date IS 'Last day.';
COMMENT ON COLUMN readouts.date_precision IS 'day, range or month.';
COMMENT ON COLUMN readouts.date_source IS 'text, caption, dateline or pubdate.';
COMMENT ON COLUMN readouts.place IS 'Place, as printed.';
COMMENT ON COLUMN readouts.place_from IS 'text, title, caption or dateline.';
COMMENT ON COLUMN readouts.country IS 'ISO 3166-1 alpha-3 of the place.';
COMMENT ON COLUMN readouts.host IS 'The side at home.';
COMMENT ON COLUMN readouts.host_guest IS 'hosted, neutral, unknown or n/a.';
COMMENT ON COLUMN readouts.initiator IS 'The side that asked for the contact.';
COMMENT ON COLUMN readouts.sidelines_of IS 'What it was on the margins of.';
COMMENT ON COLUMN readouts.contexts IS 'What it was about, in PLOVER''s words.';
COMMENT ON COLUMN readouts.topics IS 'What was discussed, in printed order.';
COMMENT ON COLUMN readouts.tone IS 'Adjectives said of the contact, in printed order.';
COMMENT ON COLUMN readouts.n_participants IS 'People named as taking part.';
COMMENT ON COLUMN readouts.n_statements IS 'Statements.';
COMMENT ON COLUMN readouts.n_commitments IS 'Commitments.';
COMMENT ON COLUMN readouts.n_paragraphs IS 'Paragraphs.';
COMMENT ON COLUMN readouts.n_words IS 'Words; characters in Chinese.';
COMMENT ON COLUMN readouts.lag_days IS 'Days from the end of the contact to publication.';
COMMENT ON COLUMN readouts.rule IS 'The rule by which it is a readout.';
COMMENT ON COLUMN readouts.reason IS 'The verdict in words.';
COMMENT ON COLUMN readouts.parser IS 'Parser and version.';
COMMENT ON COLUMN readouts.url IS 'Address at which it was read.';
