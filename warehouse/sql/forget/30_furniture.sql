-- Learned furniture keeps a line as printed: of a forgotten outlet all goes; of others, an example that stood in a
-- forgotten document is replaced by another document's (`new_example`), or goes with its line where none has it.

DELETE FROM store.furniture_line WHERE outlet_id IN (FROM forgotten_outlet);
DELETE FROM store.furniture_change WHERE outlet_id IN (FROM forgotten_outlet);
DELETE FROM store.furniture_state
WHERE outlet_id IN (FROM forgotten_outlet)
    OR outlet_id IN (SELECT outlet_id FROM store.furniture_line WHERE line_id IN (SELECT line_id FROM new_example));
DELETE FROM store.furniture_line WHERE line_id IN (SELECT line_id FROM new_example WHERE example IS NULL);
UPDATE store.furniture_line AS l SET example = n.example FROM new_example AS n WHERE n.line_id = l.line_id;
