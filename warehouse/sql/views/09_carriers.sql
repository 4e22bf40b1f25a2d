CREATE VIEW carriers AS
WITH wordings AS (
    SELECT document_id, min(published_at) AS first_published_at
    FROM store.version
    WHERE NOT superseded
    GROUP BY document_id
),
held AS (
    SELECT h.document_id, list(DISTINCT m.story_id ORDER BY m.story_id) AS contains_stories
    FROM (SELECT document_id, unnest(contains) AS part FROM store.carrier) AS h
    JOIN store.story_member AS m ON m.document_id = h.part
    GROUP BY h.document_id
)
SELECT
    s.story_id, d.document_id, d.outlet_id,
    CASE WHEN c.relation = 'origin' AND s.origin_from = 'source line' THEN 'identical' ELSE c.relation END AS relation,
    d.url, d.title,
    lower(regexp_replace(d.title, '[^\p{L}\p{M}\p{N}]+', '', 'g'))
        <> lower(regexp_replace(s.title, '[^\p{L}\p{M}\p{N}]+', '', 'g')) AS headline_changed,
    d.origin, d.role, w.first_published_at AS published_at, d.published_on,
    date_diff('minute', l.first_published_at, w.first_published_at) AS lag_minutes,
    d.n_words, d.n_versions, d.gone_at,
    c.pct_kept, c.pct_own, c.paragraphs_dropped, c.paragraphs_added,
    c.source_id AS source_document_id, c.source_confidence, c.source_from,
    s.origin AS story_origin, s.origin_from, coalesce(h.contains_stories, []) AS contains_stories
FROM stories AS s
JOIN documents AS d ON d.story_id = s.story_id
JOIN store.carrier AS c ON c.document_id = d.document_id
LEFT JOIN held AS h ON h.document_id = d.document_id
JOIN wordings AS w ON w.document_id = d.document_id
JOIN wordings AS l ON l.document_id = s.lead_document_id;
COMMENT ON VIEW carriers IS 'Who carried a story: one row a document.';
COMMENT ON COLUMN carriers.story_id IS 'The story.';
COMMENT ON COLUMN carriers.document_id IS 'The document.';
COMMENT ON COLUMN carriers.outlet_id IS 'Outlet whose page it is.';
COMMENT ON COLUMN carriers.relation IS 'To the story''s text: origin (the agency''s own page, or the earliest where nobody names a writer), identical, trimmed (cut, nothing of note added), expanded (all of it, and more), merged (with another story''s text), rewritten, digest contains (a digest: a story of its own). A story known from carriers alone has no origin row.';
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
COMMENT ON COLUMN carriers.pct_kept IS 'Percent of the lead document''s text that it has, furniture left out.';
COMMENT ON COLUMN carriers.pct_own IS 'Percent of its text that the lead document has not.';
COMMENT ON COLUMN carriers.paragraphs_dropped IS 'Paragraphs of the lead document that it has not.';
COMMENT ON COLUMN carriers.paragraphs_added IS 'Paragraphs of its own that the lead document has not.';
COMMENT ON COLUMN carriers.source_document_id IS 'Document it was most likely taken from; null for the first.';
COMMENT ON COLUMN carriers.source_confidence IS 'How likely, from 0 to 1: .9 by source line, .7 by text, .5 shared among equals; times the share of its text found there.';
COMMENT ON COLUMN carriers.source_from IS 'How the source is known: source line (it names the agency, whose page is here), text (it agrees with that page best), earliest (of several that agree alike).';
COMMENT ON COLUMN carriers.story_origin IS 'Who wrote the story first, as in stories.';
COMMENT ON COLUMN carriers.origin_from IS 'How that is known: agency copy, source line or earliest.';
COMMENT ON COLUMN carriers.contains_stories IS 'Other stories whose text it holds.';
