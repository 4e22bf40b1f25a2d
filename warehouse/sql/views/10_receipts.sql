CREATE VIEW receipts AS
SELECT
    v.version_id, v.document_id,
    r.field, r.value, r.method, r.rule, r.evidence, r.chosen, r.reason
FROM store.version AS v
JOIN (SELECT version_id, unnest(receipts) AS r FROM store.version_text) AS t ON t.version_id = v.version_id
WHERE NOT v.superseded;
COMMENT ON VIEW receipts IS 'Where every extracted value came from, with the rival values.';
COMMENT ON COLUMN receipts.version_id IS 'The wording.';
COMMENT ON COLUMN receipts.document_id IS 'Its document.';
COMMENT ON COLUMN receipts.field IS 'title, published, origin, author, editor, dateline, body, lang, canonical_url or verdict.';
COMMENT ON COLUMN receipts.value IS 'The value; null where nothing was found.';
COMMENT ON COLUMN receipts.method IS 'Where it was read: meta, json-ld, source-line, dateline, url, feed, ...';
COMMENT ON COLUMN receipts.rule IS 'Rule that fired.';
COMMENT ON COLUMN receipts.evidence IS 'Text it was read from.';
COMMENT ON COLUMN receipts.chosen IS 'Whether it won over its rivals.';
COMMENT ON COLUMN receipts.reason IS 'Why it was chosen or passed over, or why nothing was found.';
