MERGE INTO store.version_change AS t
USING new_version_change AS s
ON t.from_version_id = s.from_version_id AND t.to_version_id = s.to_version_id
WHEN MATCHED AND t::VARCHAR <> s::VARCHAR THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

-- A step between wordings that no longer follow each other (an earlier fetch came in between) is none.
DELETE FROM store.version_change
WHERE from_version_id IN (SELECT version_id FROM step_version)
    AND (from_version_id, to_version_id) NOT IN (SELECT (from_id, to_id) FROM step);
