-- A readout whose document is of another story now may be joined otherwise.

INSERT INTO affected_readout
SELECT version_id
FROM store.readout
WHERE document_id IN (FROM moved_document) AND version_id NOT IN (FROM affected_readout);
