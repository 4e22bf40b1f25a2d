-- The steps that have no class yet, with their texts.

CREATE OR REPLACE TEMP TABLE step_text AS
SELECT v.version_id, v.title, t.text
FROM (SELECT version_id, title FROM store.version SEMI JOIN step_version USING (version_id, dated_at)) AS v
JOIN (SELECT version_id, text FROM store.version_text SEMI JOIN step_version USING (version_id, dated_at)) AS t
    ON t.version_id = v.version_id;

CREATE OR REPLACE TEMP TABLE unclassed_step AS
SELECT
    s.from_id, s.to_id, a.title AS title_before, a.text AS text_before, b.title AS title_after, b.text AS text_after
FROM (
    SELECT DISTINCT from_id, to_id FROM step
    ANTI JOIN (
        SELECT from_version_id AS from_id, to_version_id AS to_id FROM store.version_change
        WHERE algo_version = getvariable('algo_version')
    ) USING (from_id, to_id)
) AS s
JOIN step_text AS a ON a.version_id = s.from_id
JOIN step_text AS b ON b.version_id = s.to_id;
