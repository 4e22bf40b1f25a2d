-- Carriers of the affected documents, made anew: those that are as they were stay.

CREATE OR REPLACE TEMP TABLE old_carrier AS
SELECT *, rowid AS target FROM store.carrier
WHERE rowid IN (SELECT rowid FROM store.carrier WHERE document_id IN (FROM affected_document));

CREATE OR REPLACE TEMP TABLE found_carrier AS
FROM new_carrier EXCEPT SELECT * EXCLUDE (target) FROM old_carrier;

DELETE FROM store.carrier WHERE rowid IN (
    SELECT target FROM old_carrier
    WHERE document_id IN (SELECT document_id FROM found_carrier)
        OR document_id NOT IN (SELECT document_id FROM new_carrier)
);

INSERT INTO store.carrier BY NAME FROM found_carrier ORDER BY document_id;
