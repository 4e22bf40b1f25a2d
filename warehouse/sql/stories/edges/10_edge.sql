-- Edges of the compared documents, made anew.

CREATE OR REPLACE TEMP TABLE reach AS
SELECT min(dated_at) - 2 * getvariable('copy_window') AS since, max(dated_at) + getvariable('copy_window') AS until
FROM (
    SELECT dated_at FROM near_sketch WHERE document_id IN (FROM compared_document)
    UNION ALL SELECT dated_at FROM new_edge
);

CREATE OR REPLACE TEMP TABLE old_edge AS
FROM store.edge
WHERE (dated_at BETWEEN (SELECT since FROM reach) AND (SELECT until FROM reach) OR relation = 'page')
    AND (a IN (FROM compared_document) OR b IN (FROM compared_document));

CREATE OR REPLACE TEMP TABLE lost_edge AS FROM old_edge EXCEPT FROM new_edge;

CREATE OR REPLACE TEMP TABLE found_edge AS FROM new_edge EXCEPT FROM old_edge;

DELETE FROM store.edge
WHERE (dated_at BETWEEN (SELECT since FROM reach) AND (SELECT until FROM reach) OR relation = 'page')
    AND (a, b) IN (SELECT (a, b) FROM lost_edge);

INSERT INTO store.edge BY NAME FROM found_edge ORDER BY dated_at, a, b;
