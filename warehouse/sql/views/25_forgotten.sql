CREATE VIEW forgotten AS
SELECT url, outlet_id, forgotten_at, reason FROM store.forgotten;
COMMENT ON VIEW forgotten IS 'What was taken out for good and is never taken in again: pages and whole outlets, without their texts.';
COMMENT ON COLUMN forgotten.url IS 'Address of the page; null for an outlet.';
COMMENT ON COLUMN forgotten.outlet_id IS 'The outlet; null for a page.';
COMMENT ON COLUMN forgotten.forgotten_at IS 'When it was forgotten (UTC).';
COMMENT ON COLUMN forgotten.reason IS 'Why, as whoever asked for it put it; null when they did not say.';
