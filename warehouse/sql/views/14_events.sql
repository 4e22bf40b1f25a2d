CREATE VIEW events AS
SELECT
    m.event_id,
    coalesce(min(r.start_date) FILTER (WHERE r.names_both), min(r.start_date)) AS start_date,
    coalesce(max(r.end_date) FILTER (WHERE r.names_both), max(r.end_date)) AS end_date,
    any_value(r.event_type) AS event_type,
    arg_min(r.mode, row(r.start_date, r.version_id)) FILTER (WHERE r.mode IS NOT NULL) AS mode,
    arg_min(r.format, row(r.start_date, r.version_id)) AS format,
    arg_min(r.place, row(r.start_date, r.version_id)) FILTER (WHERE r.place IS NOT NULL) AS place,
    arg_min(r.country, row(r.start_date, r.version_id)) FILTER (WHERE r.country IS NOT NULL) AS country,
    arg_min(r.host, row(r.start_date, r.version_id)) FILTER (WHERE r.host IS NOT NULL) AS host,
    arg_min(r.initiator, row(r.start_date, r.version_id)) FILTER (WHERE r.initiator IS NOT NULL) AS initiator,
    list_sort(list_distinct(flatten(list(list_filter(list_transform(r.participants, lambda p: p.side), lambda x: x IS NOT NULL))))) AS sides,
    list_sort(list_distinct(flatten(list(list_transform(
        list_filter(r.participants, lambda p: p.role = 'head'), lambda p: coalesce(p.person_id, p.name)))))) AS people,
    list_sort(list_distinct(flatten(list(r.contexts)))) AS contexts,
    list_sort(list(DISTINCT a.side) FILTER (WHERE a.side IS NOT NULL)) AS issuers,
    list_sort(list(DISTINCT r.lang)) AS langs, count(*) AS n_readouts,
    count(DISTINCT a.side) AS n_issuers,
    min(v.published_on) AS first_published_on,
    CASE arg_min(r.mode, row(r.start_date, r.version_id)) FILTER (WHERE r.mode IS NOT NULL)
        WHEN 'phone' THEN '041' WHEN 'video' THEN '041' WHEN 'visit' THEN '042' WHEN 'third-party' THEN '044'
        ELSE '040' END AS cameo_code
FROM store.event_member AS m
JOIN (
    SELECT *, len(list_distinct(list_transform(
        list_filter(participants, lambda p: p.role = 'head' AND p.side IS NOT NULL), lambda p: p.side))) > 1 AS names_both
    FROM store.readout
    WHERE is_readout
) AS r ON r.version_id = m.version_id
JOIN store.version AS v ON v.version_id = m.version_id AND NOT v.superseded
JOIN event_readouts AS a ON a.readout_id = m.version_id
GROUP BY m.event_id;
COMMENT ON VIEW events IS 'Contacts: one row a meeting, call or letter, from all readouts that tell of it. Where they differ, the earliest readout that gives a value counts.';
COMMENT ON COLUMN events.event_id IS 'Hash of its earliest readout.';
COMMENT ON COLUMN events.start_date IS 'First day that any readout gives; those that name two sides before others, which may be copies without a dateline.';
COMMENT ON COLUMN events.end_date IS 'Last day that any of these readouts gives.';
COMMENT ON COLUMN events.event_type IS 'PLOVER event type.';
COMMENT ON COLUMN events.mode IS 'PLOVER mode; null for a plain meeting.';
COMMENT ON COLUMN events.format IS 'talks, meeting, phone call and so on.';
COMMENT ON COLUMN events.place IS 'Place, as printed.';
COMMENT ON COLUMN events.country IS 'ISO 3166-1 alpha-3 of the place.';
COMMENT ON COLUMN events.host IS 'The side at home.';
COMMENT ON COLUMN events.initiator IS 'The side that asked for it.';
COMMENT ON COLUMN events.sides IS 'Sides of all who took part.';
COMMENT ON COLUMN events.people IS 'Heads of the delegations: ids of the lexicon, else names.';
COMMENT ON COLUMN events.contexts IS 'What it was about.';
COMMENT ON COLUMN events.issuers IS 'Sides that published an account of their own: a copy is of the side that has the text first.';
COMMENT ON COLUMN events.langs IS 'Languages of the accounts.';
COMMENT ON COLUMN events.n_readouts IS 'Accounts, copies counted each.';
COMMENT ON COLUMN events.n_issuers IS 'Sides that published one.';
COMMENT ON COLUMN events.first_published_on IS 'Day of the first account.';
COMMENT ON COLUMN events.cameo_code IS 'CAMEO code: 040 consult, 041 by wire, 042 visit, 044 in a third place.';
