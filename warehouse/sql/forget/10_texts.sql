-- Everything that holds text of the `forgotten_document`s or was made from it. What is derived is mended after this.

CREATE OR REPLACE TEMP TABLE forgotten_version AS
SELECT version_id FROM store.version WHERE document_id IN (FROM forgotten_document);

DELETE FROM store.version_text WHERE version_id IN (FROM forgotten_version);
DELETE FROM store.version_change
WHERE from_version_id IN (FROM forgotten_version) OR to_version_id IN (FROM forgotten_version);
DELETE FROM store.readout
WHERE version_id IN (FROM forgotten_version) OR document_id IN (FROM forgotten_document);
DELETE FROM store.event_split WHERE version_id IN (FROM forgotten_version);
DELETE FROM store.version WHERE version_id IN (FROM forgotten_version);
DELETE FROM store.document WHERE document_id IN (FROM forgotten_document);
DELETE FROM store.sighting
WHERE document_id IN (FROM forgotten_document) OR outlet_id IN (FROM forgotten_outlet);
DELETE FROM store.page_state
WHERE document_id IN (FROM forgotten_document) OR version_id IN (FROM forgotten_version);
