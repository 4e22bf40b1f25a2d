-- Edges of the compared documents, made anew.

CREATE OR REPLACE TEMP TABLE edge_time AS
SELECT dated_at FROM compared_sketch
UNION ALL SELECT dated_at FROM old_sketch
UNION ALL SELECT dated_at FROM new_edge;

SET VARIABLE edge_since = (SELECT min(dated_at) - 2 * getvariable('copy_window') FROM edge_time);
SET VARIABLE edge_until = (SELECT max(dated_at) + getvariable('copy_window') FROM edge_time);

-- An edge is of the time of its earlier document, but for the pages that were the same after years.
CREATE OR REPLACE TEMP TABLE old_edge AS
FROM store.edge
WHERE dated_at BETWEEN getvariable('edge_since') AND getvariable('edge_until')
    AND (a IN (FROM compared_document) OR b IN (FROM compared_document))
UNION ALL
FROM store.edge
WHERE relation = 'page' AND dated_at NOT BETWEEN getvariable('edge_since') AND getvariable('edge_until')
    AND (a IN (FROM compared_document) OR b IN (FROM compared_document));

CREATE OR REPLACE TEMP TABLE lost_edge AS FROM old_edge EXCEPT FROM new_edge;

CREATE OR REPLACE TEMP TABLE found_edge AS FROM new_edge EXCEPT FROM old_edge;

DELETE FROM store.edge
WHERE dated_at IN (SELECT dated_at FROM lost_edge) AND a IN (SELECT a FROM lost_edge)
    AND (a, b) IN (SELECT (a, b) FROM lost_edge);

INSERT INTO store.edge BY NAME FROM found_edge ORDER BY dated_at, a, b;
