-- All sketches of the `wanted_page`s are added to `page_sketch`: every wording of their documents, and of others with the
-- same address, which may come again after years. A page is a number here: two narrow columns of the table are read to
-- find them, and the wide ones only of their times.

CREATE OR REPLACE TEMP TABLE page_time AS
SELECT DISTINCT page, dated_at FROM store.sketch WHERE page IN (FROM wanted_page);

INSERT INTO page_sketch
SELECT document_id, stamp, dated_at, outlet, page, hashes, lines FROM store.sketch
SEMI JOIN page_time USING (page, dated_at);
