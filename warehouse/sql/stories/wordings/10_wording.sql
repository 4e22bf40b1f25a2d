-- The wordings that documents had at times, and their pages. Takes `wording_time`: document_id, dated_at.

CREATE OR REPLACE TEMP TABLE wording AS
SELECT document_id, version_id, dated_at, story_key, origin_role, origin_agency, first_fetched_at
FROM store.version
SEMI JOIN wording_time USING (document_id, dated_at)
WHERE NOT superseded;

-- A document was first fetched when its first wording was;
CREATE OR REPLACE TEMP TABLE wording_page AS
SELECT document_id, outlet_id, host, canonical_url
FROM store.document
SEMI JOIN (SELECT document_id, min(first_fetched_at) AS first_fetched_at FROM wording GROUP BY document_id)
    USING (document_id, first_fetched_at);

-- where that one is superseded, it is not among these, and the whole table is searched.
INSERT INTO wording_page
SELECT document_id, outlet_id, host, canonical_url
FROM store.document
WHERE document_id IN (SELECT document_id FROM wording ANTI JOIN wording_page USING (document_id));
