-- What the involved sketches hold of stock and furniture.

CREATE OR REPLACE TEMP TABLE stock_of_sketch AS
SELECT n, list(hash) AS stock
FROM (SELECT n, bucket, unnest(hashes) AS hash FROM involved_sketch)
SEMI JOIN stock_hash USING (hash, bucket)
GROUP BY n;

CREATE OR REPLACE TEMP TABLE held_line AS
SELECT n, outlet, bucket, unnest(lines) AS line FROM involved_sketch;

CREATE OR REPLACE TEMP VIEW wanted_sketch AS FROM stored_sketch WHERE bucket IN (FROM wanted_bucket);

CREATE OR REPLACE TEMP TABLE furniture_of_sketch AS
SELECT n, list(line) AS furniture
FROM held_line
SEMI JOIN repeated_line('held_line', 'wanted_sketch') USING (line, outlet, bucket)
GROUP BY n;
