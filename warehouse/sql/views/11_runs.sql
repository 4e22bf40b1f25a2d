CREATE VIEW runs AS
SELECT
    run_id, run_kind AS kind, started_at, max(loaded_at) AS loaded_at, params,
    count(*) AS n_batches,
    CAST(sum(n_documents) AS BIGINT) AS n_documents,
    CAST(sum(n_sightings) AS BIGINT) AS n_sightings,
    CAST(sum(n_fetches) AS BIGINT) AS n_fetches,
    CAST(sum(n_readings) AS BIGINT) AS n_readings
FROM store.batch
GROUP BY run_id, run_kind, started_at, params;
COMMENT ON VIEW runs IS 'Calls of the pipeline whose batches were loaded.';
COMMENT ON COLUMN runs.run_id IS 'Hash of the kind, start and parameters.';
COMMENT ON COLUMN runs.kind IS 'poll, backfill, reprocess, import or maintain.';
COMMENT ON COLUMN runs.started_at IS 'When it started (UTC).';
COMMENT ON COLUMN runs.loaded_at IS 'When the last of its batches was loaded (UTC).';
COMMENT ON COLUMN runs.params IS 'What it was asked to do, as JSON.';
COMMENT ON COLUMN runs.n_batches IS 'Batches loaded.';
COMMENT ON COLUMN runs.n_documents IS 'Documents read, new or known; one read in two batches counts twice.';
COMMENT ON COLUMN runs.n_sightings IS 'Links seen.';
COMMENT ON COLUMN runs.n_fetches IS 'Requests.';
COMMENT ON COLUMN runs.n_readings IS 'Pages read, articles or not.';
