-- Feeds on staged_partitions.
-- A part of a backfill only moves on, by steps: rows may be loaded in any order and however often.

MERGE INTO store.backfill AS t
USING (
    FROM staged_partitions AS n
    QUALIFY row_number() OVER (PARTITION BY partition_id ORDER BY step DESC, n::VARCHAR DESC) = 1
) AS s
ON t.partition_id = s.partition_id
WHEN MATCHED AND s.step > t.step THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;
