MERGE INTO store.carrier AS t
USING new_carrier AS s
ON t.document_id = s.document_id
WHEN MATCHED AND t::VARCHAR <> s::VARCHAR THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

DELETE FROM store.carrier
WHERE document_id IN (FROM affected_document) AND document_id NOT IN (SELECT document_id FROM new_carrier);
