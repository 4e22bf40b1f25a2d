CREATE VIEW carriers AS
WITH wordings AS (
    SELECT document_id, list(DISTINCT story_key) AS keys, min(published_at) AS first_published_at
    FROM store.version
    WHERE NOT superseded
    GROUP BY document_id
)
SELECT
    s.story_id, d.document_id, d.outlet_id,
    CASE
        WHEN d.document_id = s.lead_document_id AND s.origin_from <> 'source line' THEN 'origin'
        WHEN list_has_any(w.keys, l.keys) THEN 'identical'
        ELSE 'version'
    END AS relation,
    d.url, d.title,
    lower(regexp_replace(d.title, '[^\p{L}\p{M}\p{N}]+', '', 'g'))
        <> lower(regexp_replace(s.title, '[^\p{L}\p{M}\p{N}]+', '', 'g')) AS headline_changed,
    d.origin, d.role, w.first_published_at AS published_at, d.published_on,
    date_diff('minute', l.first_published_at, w.first_published_at) AS lag_minutes,
    d.n_words, d.n_versions, d.gone_at
FROM stories AS s
JOIN documents AS d ON d.story_id = s.story_id
JOIN wordings AS w ON w.document_id = d.document_id
JOIN wordings AS l ON l.document_id = s.lead_document_id;
COMMENT ON VIEW carriers IS 'Who carried a story: one row a document.';
COMMENT ON COLUMN carriers.story_id IS 'The story.';
COMMENT ON COLUMN carriers.document_id IS 'The document.';
COMMENT ON COLUMN carriers.outlet_id IS 'Outlet whose page it is.';
COMMENT ON COLUMN carriers.relation IS 'To the story''s text: origin (the agency''s own page, or the earliest where nobody names a writer), identical (letter by letter, in some wording), version. A story known from carriers alone has no origin row.';
COMMENT ON COLUMN carriers.url IS 'Address at which it was read.';
COMMENT ON COLUMN carriers.title IS 'Its current title.';
COMMENT ON COLUMN carriers.headline_changed IS 'Whether the title differs from the story''s in more than case and punctuation.';
COMMENT ON COLUMN carriers.origin IS 'Origin it names: an id of the lexicon, else the name as printed.';
COMMENT ON COLUMN carriers.role IS 'What it says of itself: origin, carrier, citation or unknown.';
COMMENT ON COLUMN carriers.published_at IS 'When it says it was first published (UTC); null when it gives no hour.';
COMMENT ON COLUMN carriers.published_on IS 'The day it says, in the zone of the page or outlet.';
COMMENT ON COLUMN carriers.lag_minutes IS 'Minutes after the lead document; null unless both give an hour; negative when it was earlier.';
COMMENT ON COLUMN carriers.n_words IS 'Words of its current text.';
COMMENT ON COLUMN carriers.n_versions IS 'Wordings it was seen to have.';
COMMENT ON COLUMN carriers.gone_at IS 'When it was first seen to be gone (UTC).';
