-- What was forgotten for good: addresses and outlets whose texts must not come back, and what is still to be erased.

CREATE TABLE store.forgotten (
    forgotten_id VARCHAR NOT NULL,
    url VARCHAR,
    outlet_id VARCHAR,
    hosts VARCHAR[] NOT NULL,
    reason VARCHAR,
    forgotten_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE store.forgotten IS 'Tombstones: what they name is never loaded again, whoever brings it.';
COMMENT ON COLUMN store.forgotten.forgotten_id IS 'The document, or `outlet:` and the outlet.';
COMMENT ON COLUMN store.forgotten.url IS 'Address of the document; null for an outlet.';
COMMENT ON COLUMN store.forgotten.outlet_id IS 'The outlet; null for a document.';
COMMENT ON COLUMN store.forgotten.hosts IS 'Hosts of the outlet, should it be taken out of the configuration.';
COMMENT ON COLUMN store.forgotten.reason IS 'Why, as whoever asked for it put it.';
COMMENT ON COLUMN store.forgotten.forgotten_at IS 'When (UTC).';

CREATE TABLE store.erasure (
    archive_file VARCHAR NOT NULL,
    archive_offset BIGINT NOT NULL,
    n_bytes BIGINT
);
COMMENT ON TABLE store.erasure IS 'Records of the archive that are to be erased: a row goes when its record is gone from the disk.';
COMMENT ON COLUMN store.erasure.archive_file IS 'WARC file, below the archive folder.';
COMMENT ON COLUMN store.erasure.archive_offset IS 'Byte in that file where the record starts.';
COMMENT ON COLUMN store.erasure.n_bytes IS 'Its length, noted before it is overwritten; null until then.';
