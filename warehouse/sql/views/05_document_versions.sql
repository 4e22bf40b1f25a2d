CREATE VIEW document_versions AS
WITH latest AS (
    -- What the last fetch that could be read says; of two at one time, the higher id, so that the answer is one.
    SELECT document_id, max_by(version_id, row(fetched_at, fetch_id)) AS version_id
    FROM store.fetch
    WHERE version_id IS NOT NULL
    GROUP BY document_id
)
SELECT
    v.version_id, v.document_id,
    row_number() OVER (PARTITION BY v.document_id ORDER BY v.first_fetched_at, v.version_id) AS version_no,
    latest.version_id IS NOT NULL AS is_current,
    v.title, t.text, v.text_sha256,
    v.published_at, v.published_on, v.published_precision, v.published_method, v.published_raw,
    v.published_zone_assumed, v.dated_at,
    v.origin_role AS role, v.origin_agency, v.origin_name, v.origin_line, v.origin_method, v.origin_reason,
    v.dateline_raw, v.dateline_place, v.dateline_date, v.dateline_agency, v.dateline_reporters, v.authors, v.editor,
    v.lang, v.n_paragraphs, v.n_words, v.extractor, v.first_fetched_at, v.last_fetched_at, v.archive_file,
    v.archive_offset
FROM store.version AS v
JOIN store.version_text AS t ON t.version_id = v.version_id
LEFT JOIN latest ON latest.version_id = v.version_id
WHERE NOT v.superseded;
COMMENT ON VIEW document_versions IS 'Every wording a document was seen to have, with its text.';
COMMENT ON COLUMN document_versions.version_id IS 'Hash of the document, title and text.';
COMMENT ON COLUMN document_versions.document_id IS 'The document.';
COMMENT ON COLUMN document_versions.version_no IS 'From 1, in the order in which the wordings were first fetched.';
COMMENT ON COLUMN document_versions.is_current IS 'Whether the last fetch that could be read had this wording.';
COMMENT ON COLUMN document_versions.title IS 'Title, without the site''s name.';
COMMENT ON COLUMN document_versions.text IS 'Body text, paragraphs parted by a blank line.';
COMMENT ON COLUMN document_versions.text_sha256 IS 'SHA-256 of the text.';
COMMENT ON COLUMN document_versions.published_at IS 'When the page says it was published (UTC); null when only a day is known.';
COMMENT ON COLUMN document_versions.published_on IS 'The day it says, in the zone of the page or outlet.';
COMMENT ON COLUMN document_versions.published_precision IS 'second, minute, hour, day or month.';
COMMENT ON COLUMN document_versions.published_method IS 'Where the date was read.';
COMMENT ON COLUMN document_versions.published_raw IS 'The date as printed.';
COMMENT ON COLUMN document_versions.published_zone_assumed IS 'Zone assumed for it; null when the page printed one.';
COMMENT ON COLUMN document_versions.dated_at IS 'Printed time, else printed day, else first fetch; never after the first fetch (UTC). For ordering.';
COMMENT ON COLUMN document_versions.role IS 'This page to its text: origin, carrier, citation or unknown.';
COMMENT ON COLUMN document_versions.origin_agency IS 'Who wrote the text first, as an id of the lexicon.';
COMMENT ON COLUMN document_versions.origin_name IS 'Who wrote the text first, as printed.';
COMMENT ON COLUMN document_versions.origin_line IS 'The source line as printed.';
COMMENT ON COLUMN document_versions.origin_method IS 'Where the origin was read.';
COMMENT ON COLUMN document_versions.origin_reason IS 'Why this origin, or why none.';
COMMENT ON COLUMN document_versions.dateline_raw IS 'The dateline as printed.';
COMMENT ON COLUMN document_versions.dateline_place IS 'Its place.';
COMMENT ON COLUMN document_versions.dateline_date IS 'Its date, as printed.';
COMMENT ON COLUMN document_versions.dateline_agency IS 'Its agency.';
COMMENT ON COLUMN document_versions.dateline_reporters IS 'Reporters it names.';
COMMENT ON COLUMN document_versions.authors IS 'Names of the authors.';
COMMENT ON COLUMN document_versions.editor IS 'Editor named at the foot of the page.';
COMMENT ON COLUMN document_versions.lang IS 'Language.';
COMMENT ON COLUMN document_versions.n_paragraphs IS 'Paragraphs of the text.';
COMMENT ON COLUMN document_versions.n_words IS 'Words of the text; a Chinese character counts as one.';
COMMENT ON COLUMN document_versions.extractor IS 'Name and version of the code that read it.';
COMMENT ON COLUMN document_versions.first_fetched_at IS 'First fetch with this wording (UTC).';
COMMENT ON COLUMN document_versions.last_fetched_at IS 'Last fetch with this wording (UTC); it may have stood longer.';
COMMENT ON COLUMN document_versions.archive_file IS 'WARC file that holds it, below the archive folder.';
COMMENT ON COLUMN document_versions.archive_offset IS 'Byte in that file where its record starts.';
