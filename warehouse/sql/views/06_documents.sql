CREATE VIEW documents AS
WITH latest AS (
    SELECT document_id, max_by(version_id, row(fetched_at, fetch_id)) AS version_id, max(fetched_at) AS last_read_at
    FROM store.fetch
    WHERE version_id IS NOT NULL
    GROUP BY document_id
),
wordings AS (
    SELECT document_id, count(*) AS n_versions FROM store.version WHERE NOT superseded GROUP BY document_id
),
checks AS (
    -- A page may be asked for under an address that leads to another document: the wording says which.
    SELECT
        coalesce(v.document_id, p.document_id) AS document_id,
        max(p.checked_at) AS last_checked_at,
        bool_and(p.outcome = 'gone' OR coalesce(p.verdict = 'soft-404', false)) AS is_gone,
        max_by(p.status, p.checked_at) AS status
    FROM store.page_state AS p
    LEFT JOIN store.version AS v ON v.version_id = p.version_id
    GROUP BY ALL
),
absences AS (
    SELECT f.document_id, min(f.fetched_at) AS gone_at
    FROM store.fetch AS f
    JOIN latest ON latest.document_id = f.document_id
    WHERE f.fetched_at > latest.last_read_at AND (f.outcome = 'gone' OR f.verdict = 'soft-404')
    GROUP BY f.document_id
)
SELECT
    d.document_id, d.canonical_url, d.url, d.host, d.outlet_id, v.lang, d.via,
    v.version_id, v.title,
    v.published_at, v.published_on, v.published_precision, v.published_method, v.dated_at,
    coalesce(v.origin_agency, v.origin_name) AS origin, v.origin_agency, v.origin_name, v.origin_role AS role,
    v.n_words, m.story_id, w.n_versions,
    d.first_fetched_at,
    greatest(c.last_checked_at, latest.last_read_at) AS last_checked_at,
    CASE WHEN c.is_gone AND c.last_checked_at > latest.last_read_at THEN coalesce(a.gone_at, c.last_checked_at) END
        AS gone_at,
    CASE WHEN c.is_gone AND c.last_checked_at > latest.last_read_at THEN c.status END AS gone_status
FROM store.document AS d
JOIN latest ON latest.document_id = d.document_id
JOIN store.version AS v ON v.version_id = latest.version_id
JOIN wordings AS w ON w.document_id = d.document_id
LEFT JOIN store.story_member AS m ON m.document_id = d.document_id
LEFT JOIN checks AS c ON c.document_id = d.document_id
LEFT JOIN absences AS a ON a.document_id = d.document_id;
COMMENT ON VIEW documents IS 'Pages that hold an article: one row a canonical URL, in its current wording.';
COMMENT ON COLUMN documents.document_id IS 'Hash of the canonical URL.';
COMMENT ON COLUMN documents.canonical_url IS 'The spelling under which it is known: an identity, not an address.';
COMMENT ON COLUMN documents.url IS 'Address at which it was read.';
COMMENT ON COLUMN documents.host IS 'Host of the canonical URL.';
COMMENT ON COLUMN documents.outlet_id IS 'Outlet whose page it is; null when the host belongs to none.';
COMMENT ON COLUMN documents.lang IS 'Language.';
COMMENT ON COLUMN documents.via IS 'How it was found: feed, index, sitemap, ids, wayback, warc or import.';
COMMENT ON COLUMN documents.version_id IS 'Its current wording: that of the last fetch that could be read.';
COMMENT ON COLUMN documents.title IS 'Title, without the site''s name.';
COMMENT ON COLUMN documents.published_at IS 'When the page says it was published (UTC); null when only a day is known.';
COMMENT ON COLUMN documents.published_on IS 'The day it says, in the zone of the page or outlet.';
COMMENT ON COLUMN documents.published_precision IS 'second, minute, hour, day or month.';
COMMENT ON COLUMN documents.published_method IS 'Where the date was read.';
COMMENT ON COLUMN documents.dated_at IS 'Printed time, else printed day, else first fetch; never after the first fetch (UTC). For ordering.';
COMMENT ON COLUMN documents.origin IS 'Who wrote the text first: an id of the lexicon, else the name as printed.';
COMMENT ON COLUMN documents.origin_agency IS 'Who wrote the text first, as an id of the lexicon.';
COMMENT ON COLUMN documents.origin_name IS 'Who wrote the text first, as printed.';
COMMENT ON COLUMN documents.role IS 'This page to its text: origin, carrier, citation or unknown.';
COMMENT ON COLUMN documents.n_words IS 'Words of the text; a Chinese character counts as one.';
COMMENT ON COLUMN documents.story_id IS 'Story it tells.';
COMMENT ON COLUMN documents.n_versions IS 'Wordings it was seen to have.';
COMMENT ON COLUMN documents.first_fetched_at IS 'When it was first fetched (UTC).';
COMMENT ON COLUMN documents.last_checked_at IS 'When it was last asked for (UTC).';
COMMENT ON COLUMN documents.gone_at IS 'When it was first seen to be gone (UTC): 404, 410, or a page that says so; null while it stands.';
COMMENT ON COLUMN documents.gone_status IS 'HTTP status of the last answer, where it is gone.';
