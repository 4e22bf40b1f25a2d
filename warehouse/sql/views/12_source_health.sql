CREATE VIEW source_health AS
WITH now AS (SELECT max(loaded_at) AS at FROM store.batch),
-- When each source had something new: by its own dates, never later than we saw it. The newest 300 will do.
moments AS (
    SELECT DISTINCT source_id, date_trunc('minute', least(coalesce(published_at, first_seen_at), first_seen_at)) AS moment
    FROM store.sighting
    QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY first_seen_at DESC, position) <= 300
),
gaps AS (
    SELECT
        source_id, moment,
        epoch(moment - lag(moment) OVER (PARTITION BY source_id ORDER BY moment)) / 3600 AS hours
    FROM moments
),
-- The usual gap is the one that nine moments of ten fall into, or a shorter one: a wire's night and a ministry's
-- weekend are usual, though most gaps are minutes.
ranked AS (
    SELECT
        source_id, hours, sum(hours) OVER (PARTITION BY source_id ORDER BY hours, moment) AS so_far,
        sum(hours) OVER (PARTITION BY source_id) AS total
    FROM gaps
    WHERE hours IS NOT NULL
),
rhythm AS (
    SELECT source_id, min(hours) FILTER (so_far >= 0.9 * total) AS usual_hours, count(*) AS n_gaps
    FROM ranked
    GROUP BY source_id
),
newest AS (SELECT source_id, max(moment) AS moment FROM moments GROUP BY source_id),
first_ones AS (SELECT source_id, min(first_seen_at) AS moment FROM store.sighting GROUP BY source_id),
-- What came of the pages it listed of late.
pages AS (
    SELECT
        s.source_id, count(*) AS n_asked,
        count(*) FILTER (p.outcome = 'refused') AS n_refused,
        count(*) FILTER (p.verdict IS NOT NULL) AS n_read,
        count(*) FILTER (p.verdict = 'article') AS n_articles,
        count(r.version_id) AS n_parsed,
        count(*) FILTER (r.is_readout) AS n_readouts
    FROM store.sighting AS s
    JOIN store.page_state AS p ON p.document_id = s.document_id
    LEFT JOIN store.readout AS r ON r.version_id = p.version_id
    CROSS JOIN now
    WHERE s.first_seen_at >= now.at - INTERVAL 7 DAYS
    GROUP BY s.source_id
),
furniture AS (
    SELECT
        v.version_id, v.document_id, v.first_fetched_at,
        list_sum(list_transform(list_filter(x.blocks, lambda b: b.kind IN ('furniture', 'header')), lambda b: length(b.text)))
            / nullif(list_sum(list_transform(x.blocks, lambda b: length(b.text))), 0) AS share
    FROM store.version AS v
    JOIN store.version_text AS x ON x.version_id = v.version_id
    CROSS JOIN now
    WHERE v.first_fetched_at >= now.at - INTERVAL 31 DAYS AND NOT v.superseded
),
shares AS (
    SELECT
        s.source_id,
        median(coalesce(f.share, 0)) FILTER (f.first_fetched_at >= now.at - INTERVAL 3 DAYS) AS new_share,
        count(*) FILTER (f.first_fetched_at >= now.at - INTERVAL 3 DAYS) AS n_new,
        median(coalesce(f.share, 0)) FILTER (f.first_fetched_at < now.at - INTERVAL 3 DAYS) AS old_share,
        count(*) FILTER (f.first_fetched_at < now.at - INTERVAL 3 DAYS) AS n_old
    FROM furniture AS f
    JOIN store.sighting AS s ON s.document_id = f.document_id
    CROSS JOIN now
    GROUP BY s.source_id
),
facts AS (
    SELECT
        s.*, now.at AS now_at,
        newest.moment AS newest_at, first_ones.moment AS first_at,
        CASE WHEN rhythm.n_gaps >= 5 THEN rhythm.usual_hours END AS usual_hours,
        epoch(now.at - newest_at) / 3600 AS silent_hours,
        pages.n_asked, pages.n_refused, pages.n_read, pages.n_articles, pages.n_parsed, pages.n_readouts,
        o.expects_readouts,
        s.outlet_id IN (SELECT outlet_id FROM store.forgotten WHERE outlet_id IS NOT NULL) AS is_forgotten,
        shares.new_share, shares.old_share, shares.n_new, shares.n_old
    FROM sources AS s
    CROSS JOIN now
    LEFT JOIN store.outlet AS o ON o.outlet_id = s.outlet_id
    LEFT JOIN rhythm ON rhythm.source_id = s.source_id
    LEFT JOIN newest ON newest.source_id = s.source_id
    LEFT JOIN first_ones ON first_ones.source_id = s.source_id
    LEFT JOIN pages ON pages.source_id = s.source_id
    LEFT JOIN shares ON shares.source_id = s.source_id
),
-- The gravest first: the state of a source is its first condition.
judged AS (
    SELECT
        *,
        list_filter([
            CASE WHEN gone_at IS NOT NULL THEN 'gone' END,
            CASE
                -- One that refuses is there.
                WHEN health IN ('failing', 'gone') AND 2 * coalesce(refusals, 0) <= failures
                    AND (failures >= 10 OR failures >= 3 AND answered_at < now_at - INTERVAL 3 DAYS)
                    THEN 'dead'
            END,
            CASE
                WHEN refusals >= 3 OR n_asked >= 5 AND n_refused >= 0.5 * n_asked THEN 'refusing'
            END,
            -- Living lists answer 404 and come back: only a 410 says for good.
            CASE WHEN health NOT IN ('ok', 'unchanged') AND gone_at IS NULL THEN replace(health, 'gone', 'failing') END,
            CASE WHEN usual_hours IS NOT NULL AND silent_hours > 3 * greatest(usual_hours, 2) THEN 'frozen' END,
            CASE WHEN usual_hours IS NULL AND newest_item_at < now_at - INTERVAL 14 DAYS THEN 'silent' END,
            CASE WHEN n_read >= 5 AND n_articles < 0.5 * n_read THEN 'bodiless' END,
            CASE WHEN expects_readouts AND n_parsed >= 10 AND n_readouts = 0 THEN 'no readouts' END,
            CASE
                WHEN n_new >= 5 AND n_old >= 10 AND new_share > old_share + 0.2 THEN 'furniture'
            END,
            -- At a first poll nothing is known; later there are older sightings than those of the last list.
            CASE WHEN n_items >= 5 AND n_known = 0 AND first_at < changed_at THEN 'outrun' END,
            CASE WHEN n_items >= 5 AND n_dated < 0.5 * n_items THEN 'undated' END,
            CASE WHEN use <> 'archive' AND next_at < now_at - INTERVAL 1 DAY AND gone_at IS NULL THEN 'overdue' END
        ], lambda c: c IS NOT NULL) AS conditions
    FROM facts
)
SELECT
    source_id, outlet_id,
    CASE
        WHEN NOT enabled OR NOT configured OR is_forgotten THEN 'off'
        WHEN checked_at IS NULL THEN 'never asked'
        ELSE coalesce(conditions[1], 'ok')
    END AS state,
    reason, failures, checked_at, next_at, changed_at, newest_item_at,
    date_diff('day', newest_item_at, now_at) AS days_silent,
    n_items,
    CASE WHEN state IN ('off', 'never asked') THEN [] ELSE conditions END AS conditions,
    CASE state
        WHEN 'gone' THEN 'it said on ' || strftime(gone_at, '%Y-%m-%d') || ' that it is gone for good (410): give it another address, or remove it'
        WHEN 'dead' THEN failures || ' failures in a row' || coalesce(', no answer since ' || strftime(answered_at, '%Y-%m-%d'), ', never an answer')
            || ': look for its new address, or disable it'
        WHEN 'refusing' THEN CASE WHEN refusals >= 3 THEN refusals || ' refusals in a row' ELSE n_refused || ' of ' || n_asked || ' pages refused' END
            || ': do not evade it; write to the outlet, or disable the source'
        WHEN 'wrong-type' THEN 'what it answers is no list: look for its new address'
        WHEN 'empty' THEN 'it lists nothing: its layout or url_pattern may have changed'
        WHEN 'frozen' THEN 'nothing new for ' || round(silent_hours)::BIGINT || ' hours, usually ' || round(greatest(usual_hours, 2))::BIGINT
            || ' at most: see whether the outlet goes on elsewhere'
        WHEN 'silent' THEN 'nothing new for ' || date_diff('day', newest_item_at, now_at) || ' days: see whether the outlet goes on elsewhere'
        WHEN 'bodiless' THEN (n_read - n_articles) || ' of ' || n_read || ' pages gave no article: the layout may have changed'
        WHEN 'no readouts' THEN 'none of ' || n_parsed || ' texts of the week is a readout: the list or the layout may have changed'
        WHEN 'furniture' THEN 'furniture rose from ' || round(100 * old_share)::BIGINT || ' to ' || round(100 * new_share)::BIGINT
            || ' % of a page: the layout may have changed'
    END AS todo,
    answered_at, refusals, gone_at,
    CASE WHEN moves >= 3 THEN moved_to END AS moved_to,
    adapted_minutes,
    round(usual_hours, 1) AS usual_gap_hours, round(silent_hours, 1) AS silent_hours,
    round(n_dated / nullif(n_items, 0), 2) AS dated_share,
    round(n_articles / nullif(n_read, 0), 2) AS article_share,
    round(new_share, 2) AS furniture_share, round(old_share, 2) AS furniture_share_before
FROM judged;
COMMENT ON VIEW source_health IS 'How each source does, as of the last load.';
COMMENT ON COLUMN source_health.source_id IS 'The source.';
COMMENT ON COLUMN source_health.outlet_id IS 'Outlet it belongs to.';
COMMENT ON COLUMN source_health.state IS 'The gravest of its conditions; ok without any; never asked; off: disabled, not configured any more, or of a forgotten outlet.';
COMMENT ON COLUMN source_health.reason IS 'Why it is not ok.';
COMMENT ON COLUMN source_health.failures IS 'Failures in a row.';
COMMENT ON COLUMN source_health.checked_at IS 'When it was last asked (UTC).';
COMMENT ON COLUMN source_health.next_at IS 'When it is due again (UTC).';
COMMENT ON COLUMN source_health.changed_at IS 'When its body last differed (UTC).';
COMMENT ON COLUMN source_health.newest_item_at IS 'Date of the newest item it listed (UTC).';
COMMENT ON COLUMN source_health.days_silent IS 'Days from that item to the last load.';
COMMENT ON COLUMN source_health.n_items IS 'Items it listed.';
COMMENT ON COLUMN source_health.conditions IS 'Gravest first: gone (410), dead, refusing, wrong-type, empty, failing, frozen (nothing new for thrice its usual gap), silent (for 14 days, no gap known), bodiless (pages without articles), no readouts (where they are expected), furniture (its share jumped), outrun (all items new: some may be missed), undated, overdue (a day late).';
COMMENT ON COLUMN source_health.todo IS 'What a person can do about it; null where there is nothing to do.';
COMMENT ON COLUMN source_health.answered_at IS 'When it last answered as it should (UTC).';
COMMENT ON COLUMN source_health.refusals IS 'Refusals in a row.';
COMMENT ON COLUMN source_health.gone_at IS 'When it said that it is gone for good (410, UTC).';
COMMENT ON COLUMN source_health.moved_to IS 'Where it is asked since it moved.';
COMMENT ON COLUMN source_health.adapted_minutes IS 'Minutes between two polls, as adapted to its rhythm.';
COMMENT ON COLUMN source_health.usual_gap_hours IS 'The gap between new items that nine moments of ten fall into, or a shorter one; null below five gaps.';
COMMENT ON COLUMN source_health.silent_hours IS 'Hours from its newest item to the last load.';
COMMENT ON COLUMN source_health.dated_share IS 'Share of its items with an instant of publication.';
COMMENT ON COLUMN source_health.article_share IS 'Share of articles among the pages read that were first listed in the last 7 days.';
COMMENT ON COLUMN source_health.furniture_share IS 'Share of furniture in the text of a page, median of the last 3 days.';
COMMENT ON COLUMN source_health.furniture_share_before IS 'The same of the 28 days before.';
