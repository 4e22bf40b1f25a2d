-- The wordings of a snapshot, numbered and with the current ones known; their texts stay where they are.
CREATE TABLE store.wording AS SELECT * EXCLUDE (text) FROM document_versions;
CREATE OR REPLACE VIEW document_versions AS
SELECT
    w.version_id, w.document_id, w.version_no, w.is_current, w.title, t.text,
    w.* EXCLUDE (version_id, document_id, version_no, is_current, title)
FROM store.wording AS w
JOIN store.version_text AS t ON t.version_id = w.version_id;
