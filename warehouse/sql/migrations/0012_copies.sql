-- Copies that name fewer than two sides go with the account of their story that names them. Events are made anew with
-- the parse of a text: maintenance parses what no parser of today has read.

UPDATE store.readout SET parser = 'before 0012' WHERE is_readout;

COMMENT ON COLUMN store.event_member.evidence IS 'The people, days and medium that both give, or the story whose text both carry.';
