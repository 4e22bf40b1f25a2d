-- A lead is compared with nothing. Most documents stand alone, so its own id again, which says no more, was 12 of the 250
-- bytes that a document's story takes.

ALTER TABLE store.carrier ALTER COLUMN against_id DROP NOT NULL;
UPDATE store.carrier SET against_id = NULL WHERE against_id = document_id;
COMMENT ON COLUMN store.carrier.against_id IS 'The document of its story that it was compared with: the agency''s own, else the earliest. Null for that one itself.';
