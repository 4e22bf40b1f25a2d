-- What texts say of meetings and calls, and which texts tell of the same one. A readout is kept whole in one row, its
-- lists as they are: it is written and replaced as one, and the views lay the lists out.

ALTER TABLE store.batch ADD COLUMN n_parsed BIGINT DEFAULT 0;
COMMENT ON COLUMN store.batch.n_parsed IS 'Staged rows: wordings parsed for readouts.';

CREATE TABLE store.readout (
    version_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    read_at TIMESTAMP NOT NULL,
    parsed_sha256 VARCHAR NOT NULL,
    parser VARCHAR NOT NULL,
    is_readout BOOLEAN NOT NULL,
    kind VARCHAR,
    rule VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    issuer VARCHAR,
    lang VARCHAR,
    event_type VARCHAR,
    mode VARCHAR,
    format VARCHAR,
    start_date DATE,
    end_date DATE,
    date_precision VARCHAR,
    date_source VARCHAR,
    place VARCHAR,
    place_from VARCHAR,
    country VARCHAR,
    host VARCHAR,
    host_guest VARCHAR,
    initiator VARCHAR,
    sidelines_of VARCHAR,
    contexts VARCHAR[] NOT NULL,
    n_paragraphs BIGINT NOT NULL,
    n_words BIGINT NOT NULL,
    participants STRUCT(
        "order" BIGINT, name VARCHAR, person_id VARCHAR, side VARCHAR, titles VARCHAR[], "role" VARCHAR,
        host_guest VARCHAR, paragraph BIGINT, "start" BIGINT, "end" BIGINT
    )[] NOT NULL,
    statements STRUCT(
        seq BIGINT, speaker VARCHAR, side VARCHAR, verb VARCHAR, verb_class VARCHAR, modality VARCHAR, "text" VARCHAR,
        paragraph BIGINT, "start" BIGINT, "end" BIGINT, "rule" VARCHAR
    )[] NOT NULL,
    commitments STRUCT(
        seq BIGINT, actor VARCHAR, verb VARCHAR, items VARCHAR[], deadlines VARCHAR[], deadline_dates DATE[],
        "text" VARCHAR, paragraph BIGINT, "start" BIGINT, "end" BIGINT, "rule" VARCHAR
    )[] NOT NULL,
    topics STRUCT(
        seq BIGINT, "text" VARCHAR, paragraph BIGINT, "start" BIGINT, "end" BIGINT, "rule" VARCHAR
    )[] NOT NULL,
    tone STRUCT(seq BIGINT, word VARCHAR, paragraph BIGINT, "start" BIGINT, "end" BIGINT)[] NOT NULL,
    phrases STRUCT(
        phrase_id VARCHAR, "family" VARCHAR, "text" VARCHAR, canonical BOOLEAN, paragraph BIGINT, "start" BIGINT,
        "end" BIGINT
    )[] NOT NULL,
    marks STRUCT(
        field VARCHAR, "value" VARCHAR, "rule" VARCHAR, paragraph BIGINT, "start" BIGINT, "end" BIGINT, reason VARCHAR
    )[] NOT NULL
);
COMMENT ON TABLE store.readout IS 'The verdict on every wording, and what it says where it is a readout.';
COMMENT ON COLUMN store.readout.version_id IS 'The wording.';
COMMENT ON COLUMN store.readout.document_id IS 'Its document.';
COMMENT ON COLUMN store.readout.read_at IS 'Start of the run that parsed it (UTC): the later of two parses counts.';
COMMENT ON COLUMN store.readout.parsed_sha256 IS 'Hash of everything parsed.';
COMMENT ON COLUMN store.readout.parser IS 'Name and version of the parser.';
COMMENT ON COLUMN store.readout.is_readout IS 'Whether it is a readout.';
COMMENT ON COLUMN store.readout.kind IS 'readout, joint-statement, wire-report or transcript; null for what is none.';
COMMENT ON COLUMN store.readout.rule IS 'The rule that decided.';
COMMENT ON COLUMN store.readout.reason IS 'The verdict in words.';
COMMENT ON COLUMN store.readout.issuer IS 'The side whose account it is.';
COMMENT ON COLUMN store.readout.lang IS 'Language it was read in.';
COMMENT ON COLUMN store.readout.event_type IS 'PLOVER event type.';
COMMENT ON COLUMN store.readout.mode IS 'PLOVER mode: visit, third-party, multilateral, phone, video, letter; null for a plain meeting.';
COMMENT ON COLUMN store.readout.format IS 'As printed: talks, meeting, phone call and so on.';
COMMENT ON COLUMN store.readout.start_date IS 'First day of the contact.';
COMMENT ON COLUMN store.readout.end_date IS 'Last day of the contact.';
COMMENT ON COLUMN store.readout.date_precision IS 'day, range or month.';
COMMENT ON COLUMN store.readout.date_source IS 'Where the day was found: text, caption, dateline or pubdate.';
COMMENT ON COLUMN store.readout.place IS 'Place, as printed.';
COMMENT ON COLUMN store.readout.place_from IS 'Where the place was found: text, title, caption or dateline.';
COMMENT ON COLUMN store.readout.country IS 'ISO 3166-1 alpha-3 of the place.';
COMMENT ON COLUMN store.readout.host IS 'The side at home.';
COMMENT ON COLUMN store.readout.host_guest IS 'hosted, neutral, unknown or n/a.';
COMMENT ON COLUMN store.readout.initiator IS 'The side that asked for the contact.';
COMMENT ON COLUMN store.readout.sidelines_of IS 'What it was on the margins of.';
COMMENT ON COLUMN store.readout.contexts IS 'PLOVER contexts.';
COMMENT ON COLUMN store.readout.n_paragraphs IS 'Paragraphs read.';
COMMENT ON COLUMN store.readout.n_words IS 'Words; characters in Chinese.';
COMMENT ON COLUMN store.readout.participants IS 'Who took part.';
COMMENT ON COLUMN store.readout.statements IS 'Who said what.';
COMMENT ON COLUMN store.readout.commitments IS 'What was promised.';
COMMENT ON COLUMN store.readout.topics IS 'What was discussed.';
COMMENT ON COLUMN store.readout.tone IS 'Adjectives said of the contact.';
COMMENT ON COLUMN store.readout.phrases IS 'Set phrases.';
COMMENT ON COLUMN store.readout.marks IS 'Receipts of the values.';

CREATE TABLE store.event_member (
    version_id VARCHAR NOT NULL,
    event_id VARCHAR NOT NULL,
    joined_to VARCHAR,
    evidence VARCHAR
);
COMMENT ON TABLE store.event_member IS 'Which readouts tell of the same contact. Derived anew when readouts change.';
COMMENT ON COLUMN store.event_member.version_id IS 'The readout.';
COMMENT ON COLUMN store.event_member.event_id IS 'The event: hash of its earliest readout.';
COMMENT ON COLUMN store.event_member.joined_to IS 'Another readout of the event that it was joined to; null where it stands alone.';
COMMENT ON COLUMN store.event_member.evidence IS 'Why: the people, days and medium that both give.';

CREATE TABLE store.event_split (
    version_id VARCHAR NOT NULL,
    split_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE store.event_split IS 'Readouts that a person has taken out of an event: they are joined to none.';
COMMENT ON COLUMN store.event_split.version_id IS 'The readout.';
COMMENT ON COLUMN store.event_split.split_at IS 'When (UTC).';
