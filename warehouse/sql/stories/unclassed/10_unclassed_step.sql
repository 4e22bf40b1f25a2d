-- The steps that have no class yet, with their texts.

CREATE OR REPLACE TEMP TABLE unclassed_step AS
SELECT
    s.from_id, s.to_id, a.title AS title_before, ta.text AS text_before, b.title AS title_after, tb.text AS text_after
FROM (
    SELECT DISTINCT from_id, to_id FROM step
    ANTI JOIN (
        SELECT from_version_id AS from_id, to_version_id AS to_id FROM store.version_change
        WHERE algo_version = getvariable('algo_version')
    ) USING (from_id, to_id)
) AS s
JOIN store.version AS a ON a.version_id = s.from_id
JOIN store.version AS b ON b.version_id = s.to_id
JOIN store.version_text AS ta ON ta.version_id = s.from_id
JOIN store.version_text AS tb ON tb.version_id = s.to_id;
