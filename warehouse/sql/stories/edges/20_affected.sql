-- Documents whose story may be another now: those that were compared, or whose edges changed, with the stories they were in.

CREATE OR REPLACE TEMP TABLE affected_document AS
WITH changed AS (
    SELECT document_id FROM compared_document
    UNION SELECT a FROM lost_edge UNION SELECT b FROM lost_edge
    UNION SELECT a FROM found_edge UNION SELECT b FROM found_edge
)
FROM changed
UNION
SELECT document_id FROM store.story_member WHERE story_id IN (
    SELECT story_id FROM store.story_member WHERE document_id IN (FROM changed)
);
