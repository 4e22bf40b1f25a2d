-- Whether an outlet's pages should hold readouts: a ministry that stops printing them is worth a person's look.

ALTER TABLE store.outlet ADD COLUMN expects_readouts BOOLEAN DEFAULT false;
COMMENT ON COLUMN store.outlet.expects_readouts IS 'Whether readouts must be among its documents.';
