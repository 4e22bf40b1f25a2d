-- A wording that no fetch is read as any more was a misreading, not a revision: it is kept, and kept out of the views.

CREATE OR REPLACE TEMP TABLE judged_version AS
SELECT
    version_id, rowid AS target,
    version_id NOT IN (SELECT version_id FROM store.fetch WHERE version_id IS NOT NULL) AS superseded
FROM store.version
WHERE rowid IN (
    SELECT rowid FROM store.version
    WHERE version_id IN (SELECT version_id FROM new_version UNION SELECT version_id FROM replaced_version)
);

MERGE INTO store.version AS t
USING judged_version AS s
ON t.rowid = s.target
WHEN MATCHED AND t.superseded <> s.superseded THEN UPDATE SET superseded = s.superseded
RETURNING merge_action;
