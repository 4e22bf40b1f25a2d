-- What is stored of the stories of the affected documents: of the day on which the earliest wording of each came out,
-- of those that it had before.

CREATE OR REPLACE TEMP TABLE former_day AS
SELECT document_id, CAST(min(dated_at) AS DATE) AS dated_on
FROM (
    SELECT document_id, dated_at FROM affected_sketch ANTI JOIN dirty_document USING (document_id)
    UNION ALL SELECT document_id, dated_at FROM old_sketch
)
GROUP BY document_id;

CREATE OR REPLACE TEMP TABLE old_story_member AS
FROM store.story_member SEMI JOIN former_day USING (document_id, dated_on);

CREATE OR REPLACE TEMP TABLE old_carrier AS
FROM store.carrier SEMI JOIN former_day USING (document_id, dated_on);
