CREATE OR REPLACE TEMP TABLE lost_carrier AS FROM old_carrier EXCEPT FROM new_carrier;

CREATE OR REPLACE TEMP TABLE found_carrier AS FROM new_carrier EXCEPT FROM old_carrier;

DELETE FROM store.carrier
WHERE dated_on IN (SELECT dated_on FROM lost_carrier) AND document_id IN (SELECT document_id FROM lost_carrier);

INSERT INTO store.carrier BY NAME FROM found_carrier ORDER BY dated_on, document_id;
