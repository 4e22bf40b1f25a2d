-- Documents whose story may be another now: those that were compared, or whose edges changed. What was or is in a
-- story with them is reached by edges: on the way to it either all edges are still there, or the last that is lost
-- leads away from one of these.

CREATE OR REPLACE TEMP TABLE affected_document AS
FROM compared_document
UNION SELECT a FROM lost_edge UNION SELECT b FROM lost_edge
UNION SELECT a FROM found_edge UNION SELECT b FROM found_edge;
