-- Feeds on staged_readings, staged_parsed, read_fetches.
-- A wording that no fetch is read as any more was a misreading, not a revision: it is kept, and kept out of the views.

CREATE OR REPLACE TEMP TABLE judged_version AS
SELECT version_id, true AS superseded
FROM (SELECT version_id FROM new_version UNION SELECT version_id FROM replaced_version);

UPDATE judged_version SET superseded = false
WHERE version_id IN (SELECT version_id FROM store.fetch WHERE version_id IN (SELECT version_id FROM judged_version));

-- Most are what they were: the table is not read whole to change none of it.
CREATE OR REPLACE TEMP TABLE misjudged_version AS
SELECT j.version_id, j.superseded
FROM judged_version AS j
JOIN store.version AS v ON v.version_id = j.version_id AND v.superseded <> j.superseded
WHERE v.dated_at BETWEEN getvariable('touched_since') AND getvariable('touched_until');

MERGE INTO store.version AS t
USING misjudged_version AS s
ON t.version_id = s.version_id AND t.dated_at BETWEEN getvariable('touched_since') AND getvariable('touched_until')
WHEN MATCHED THEN UPDATE SET superseded = s.superseded
RETURNING merge_action;
