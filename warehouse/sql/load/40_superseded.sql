-- A wording that no fetch is read as any more was a misreading, not a revision: it is kept, and kept out of the views.

CREATE OR REPLACE TEMP TABLE judged_version AS
SELECT v.version_id, v.version_id NOT IN (SELECT version_id FROM store.fetch WHERE version_id IS NOT NULL) AS superseded
FROM (SELECT version_id FROM new_version UNION SELECT version_id FROM replaced_version) AS v;

MERGE INTO store.version AS t
USING judged_version AS s
ON t.version_id = s.version_id
WHEN MATCHED AND t.superseded <> s.superseded THEN UPDATE SET superseded = s.superseded
RETURNING merge_action;
