-- All sketches of the `wanted_page`s: every wording of their documents, and of others with the same address, which may
-- come again after years. A page is a number here: two narrow columns of the table are read to see whether there is
-- anything beyond the time that is looked at already.

CREATE OR REPLACE TEMP TABLE far_page AS
SELECT DISTINCT page, dated_at
FROM store.sketch
WHERE page IN (FROM wanted_page)
    AND date_diff('day', DATE '1970-01-01', dated_at) // getvariable('bucket_days') NOT IN (FROM near_bucket);

CREATE OR REPLACE TEMP TABLE page_sketch AS
SELECT document_id, stamp, dated_at, outlet, page, hashes, lines FROM stored_sketch
WHERE page IN (FROM wanted_page)
UNION ALL
SELECT document_id, stamp, dated_at, outlet, page, hashes, lines FROM store.sketch
SEMI JOIN far_page USING (page, dated_at);
