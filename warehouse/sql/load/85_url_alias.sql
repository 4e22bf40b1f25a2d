-- Feeds on staged_aliases.
-- One row an address and the canonical URL it leads to: first and last time met, the rest as first met.

CREATE OR REPLACE TEMP TABLE new_url_alias AS
SELECT
    from_url, to_url, kind, evidence, outlet_id,
    min(seen_at) OVER same AS first_seen_at,
    max(seen_at) OVER same AS last_seen_at
FROM staged_aliases
WINDOW same AS (PARTITION BY from_url, to_url)
QUALIFY row_number() OVER (PARTITION BY from_url, to_url ORDER BY seen_at, kind, evidence, outlet_id) = 1;

MERGE INTO store.url_alias AS t
USING new_url_alias AS s
ON t.from_url = s.from_url AND t.to_url = s.to_url
WHEN MATCHED AND row(s.first_seen_at, s.kind, s.evidence) < row(t.first_seen_at, t.kind, t.evidence) THEN UPDATE SET
    kind = s.kind, evidence = s.evidence, outlet_id = s.outlet_id, first_seen_at = s.first_seen_at,
    last_seen_at = greatest(s.last_seen_at, t.last_seen_at)
WHEN MATCHED AND s.last_seen_at > t.last_seen_at THEN UPDATE SET last_seen_at = s.last_seen_at
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;
