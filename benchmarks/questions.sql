-- A warehouse of $n documents for bench_questions.py, made in place. One in ten is a readout, as an outlet of news prints
-- them; one in fifty was revised; a story has four documents; two sides in three events of ten. No two runs differ.

CREATE TEMP MACRO day_of(i) AS DATE '2015-01-01' + CAST(i * 4000 // getvariable('n') AS INTEGER);
CREATE TEMP MACRO time_of(i) AS CAST(day_of(i) AS TIMESTAMP) + to_minutes(CAST(hash(i) % 1440 AS BIGINT));
CREATE TEMP MACRO pick(things, i) AS things[1 + CAST(i % len(things) AS BIGINT)];
CREATE TEMP MACRO doc(i) AS printf('d%015d', i);
CREATE TEMP MACRO ver(i, k) AS printf('v%013d-%d', i, k);

CREATE TEMP TABLE outlet_list AS
SELECT list(outlet_id ORDER BY outlet_id) AS ids FROM store.outlet WHERE configured;
SET VARIABLE outlets = (SELECT ids FROM outlet_list);
SET VARIABLE states = ['USA', 'RUS', 'CHN', 'FRA', 'DEU', 'IND', 'IRN', 'TUR', 'JPN', 'KOR', 'BRA', 'EGY', 'KAZ', 'PAK', 'GBR', 'NOR'];
SET VARIABLE verbs = ['stress', 'note', 'say', 'welcome', 'urge', 'thank', 'emphasize', 'point out', 'reiterate', 'warn'];
SET VARIABLE topics = ['bilateral relations', 'Ukraine', 'Taiwan question', 'trade', 'Middle East', 'Iran', 'climate', 'energy', 'visas',
    'Korean Peninsula', 'migration', 'artificial intelligence', 'counternarcotics', 'South China Sea', 'fisheries', 'tourism'];
SET VARIABLE phrases = ['one-china-principle', 'win-win-cooperation', 'core-interests', 'rules-based-order', 'free-open-indo-pacific',
    'strategic-partnership', 'taiwan-question', 'multipolar-world'];

INSERT INTO store.document
SELECT doc(i), 'https://h' || i % 60 || '.example/' || i, 'https://h' || i % 60 || '.example/' || i, 'h' || i % 60 || '.example',
    pick(getvariable('outlets'), i), pick(['en', 'zh', 'ru'], i), 'feed', time_of(i) + INTERVAL 30 MINUTE, printf('f%d-0', i), time_of(i)
FROM range(getvariable('n')) AS t(i);

CREATE TEMP TABLE wording AS
SELECT i, 0 AS k FROM range(getvariable('n')) AS t(i)
UNION ALL SELECT i, 1 FROM range(getvariable('n')) AS t(i) WHERE i % 50 = 7;

INSERT INTO store.version
SELECT ver(i, k), doc(i), 'Headline ' || i // 4 || CASE WHEN i % 9 = 0 THEN ' and more' ELSE '' END, md5(ver(i, k)), md5(CAST(i // 4 AS VARCHAR)),
    time_of(i), time_of(i), day_of(i), 'minute', NULL, 'meta', NULL, pick(['origin', 'carrier', 'carrier', 'carrier'], i),
    CASE WHEN i % 4 > 0 THEN pick(['xinhua', 'tass', 'afp', 'yonhap'], i // 4) END, NULL, NULL, 'line', NULL, NULL, NULL, NULL, NULL, [], [],
    NULL, pick(['en', 'zh', 'ru'], i), 8, 200 + i % 400, 'pages/1', time_of(i) + INTERVAL 30 MINUTE + k * INTERVAL 1 DAY,
    time_of(i) + INTERVAL 2 HOUR + k * INTERVAL 1 DAY, printf('f%d-%d', i, k), NULL, NULL, md5(ver(i, k)), time_of(i), false
FROM wording;

INSERT INTO store.version_text
SELECT ver(i, k), 'Two sentences stand for a text. This one has the number ' || i || '.', [], [], md5(ver(i, k)), time_of(i) FROM wording;

INSERT INTO store.fetch (fetch_id, url, purpose, fetched_at, outcome, via, status, n_bytes, document_id, version_id, verdict, extractor, read_at)
SELECT printf('f%d-%d', i, k), 'https://h' || i % 60 || '.example/' || i, 'page', time_of(i) + INTERVAL 30 MINUTE + k * INTERVAL 1 DAY, 'ok', 'feed',
    200, 40000, doc(i), ver(i, k), 'article', 'pages/1', time_of(i)
FROM wording
UNION ALL
SELECT printf('f%d-9', i), 'https://h' || i % 60 || '.example/' || i, 'page', time_of(i) + INTERVAL 9 DAY, 'gone', 'feed', 404, 0, doc(i), NULL, NULL,
    NULL, NULL
FROM range(getvariable('n')) AS t(i) WHERE i % 200 = 3;

INSERT INTO store.page_state (document_id, url, checked_at, outcome, verdict, failures, status, version_id)
SELECT doc(i), 'https://h' || i % 60 || '.example/' || i, time_of(i) + INTERVAL 10 DAY, CASE WHEN i % 200 = 3 THEN 'gone' ELSE 'ok' END,
    CASE WHEN i % 200 = 3 THEN NULL ELSE 'article' END, 0, CASE WHEN i % 200 = 3 THEN 404 ELSE 200 END, ver(i, 0)
FROM range(getvariable('n')) AS t(i);

INSERT INTO store.sighting
SELECT s.source_id, doc(i), s.outlet_id, 'https://h.example/' || i, 'https://h.example/' || i, 'Headline ' || i, NULL, NULL, time_of(i), NULL,
    'en', NULL, 'feed', 0, time_of(i) + INTERVAL 10 MINUTE, time_of(i) + INTERVAL 1 DAY
FROM range(getvariable('n')) AS t(i)
JOIN (SELECT source_id, outlet_id, row_number() OVER (ORDER BY source_id) - 1 AS no, count(*) OVER () AS n FROM store.source) AS s
    ON s.no = i % s.n;

INSERT INTO store.source_state (source_id, checked_at, next_at, health, failures, changed_at, n_items, newest_item_at)
SELECT source_id, max(first_seen_at), max(first_seen_at) + INTERVAL 1 HOUR, 'ok', 0, max(first_seen_at), 20, max(published_at)
FROM store.sighting GROUP BY source_id;

INSERT INTO store.story_member SELECT doc(i), doc(i - i % 4), CAST(time_of(i) AS DATE) FROM range(getvariable('n')) AS t(i);
INSERT INTO store.carrier
SELECT doc(i), doc(i - i % 4), CASE i % 4 WHEN 0 THEN 'origin' WHEN 1 THEN 'identical' WHEN 2 THEN 'trimmed' ELSE 'expanded' END,
    100 - 9 * (i % 4), 5 * (i % 4), i % 3, i % 2, CASE WHEN i % 4 > 0 THEN doc(i - i % 4) END, 0.8, 'text', [],
    CAST(time_of(i) AS DATE)
FROM range(getvariable('n')) AS t(i);
INSERT INTO store.version_change
SELECT ver(i, 0), ver(i, 1), ['wording'], 1 FROM wording WHERE k = 1;
INSERT INTO store.batch (batch_id, run_id, run_kind, params, started_at, label, loaded_at, n_documents, n_sightings, n_fetches, n_readings,
    n_source_states, n_page_states)
SELECT 'b1', 'r1', 'import', '{}', max(fetched_at), 'all', max(fetched_at), 0, 0, 0, 0, 0, 0 FROM store.fetch;

-- Every tenth document is a readout of event e; of three events in ten the next readout is the other side's account.
CREATE TEMP TABLE telling AS
SELECT i, i // 10 AS r, CASE WHEN (i // 10) % 13 IN (1, 3, 5) THEN i // 10 - 1 ELSE i // 10 END AS e,
    (i // 10) % 13 IN (1, 3, 5) AS is_other
FROM range(getvariable('n')) AS t(i) WHERE i % 10 = 0;

INSERT INTO store.readout
SELECT ver(i, 0), doc(i), time_of(i), md5(doc(i)), 'readouts/1', true, 'readout', 'contact:met', 'tells of a contact',
    CASE WHEN is_other THEN b ELSE a END, pick(['en', 'zh', 'ru'], i), 'CONSULT', pick(['phone', 'visit', NULL, 'third-party', 'phone', 'video'], e),
    pick(['phone call', 'talks', 'meeting', 'talks', 'phone call', 'video call'], e), day_of(e * 10), day_of(e * 10), 'day', 'text',
    CASE WHEN e % 6 IN (1, 3) THEN pick(['Vienna', 'Geneva', 'Bangkok', 'Paris'], e // 6) END, 'text',
    CASE WHEN e % 6 IN (1, 3) THEN pick(['AUT', 'CHE', 'THA', 'FRA'], e // 6) END, CASE WHEN e % 6 = 1 THEN a END, 'hosted',
    CASE WHEN e % 5 = 0 THEN b END, NULL, [pick(['military', 'economic', 'nuclear', 'climate'], e)], 8, 200 + i % 300,
    [{'order': 1, 'name': 'Person ' || a || e % 40, 'person_id': CASE WHEN e % 3 = 0 THEN 'wang-yi' END, 'side': a, 'titles': ['Minister'],
        'role': 'head', 'host_guest': 'unknown', 'paragraph': 1, 'start': 0, 'end': 9},
     {'order': 2, 'name': 'Person ' || b || e % 30, 'person_id': NULL, 'side': b, 'titles': ['Minister'], 'role': 'head', 'host_guest': 'unknown',
        'paragraph': 1, 'start': 20, 'end': 29},
     {'order': 3, 'name': 'Aide ' || b || e % 25, 'person_id': NULL, 'side': b, 'titles': ['Aide'], 'role': 'delegate', 'host_guest': 'unknown',
        'paragraph': 2, 'start': 20, 'end': 29}],
    list_transform(range(4), lambda s: {'seq': s + 1, 'speaker': 'Person', 'side': CASE WHEN s % 2 = 0 THEN a ELSE b END,
        'verb': pick(getvariable('verbs'), r + s * 3), 'verb_class': 'say', 'modality': CASE WHEN s = 1 THEN 'should' END,
        'text': 'The minister stressed that thing number ' || r, 'paragraph': 1 + s, 'start': 0, 'end': 40, 'rule': 'subject:name'}),
    CASE WHEN r % 3 = 0 THEN [{'seq': 1, 'actor': 'both', 'verb': 'agree', 'items': ['hold talks no. ' || r, 'open a line'], 'deadlines': ['in May'],
        'deadline_dates': [day_of(e * 10) + 90], 'text': 'hold talks', 'paragraph': 6, 'start': 0, 'end': 10, 'rule': 'subject:joint'}] ELSE [] END,
    list_transform(range(3), lambda s: {'seq': s + 1, 'text': pick(getvariable('topics'), r + s * 5), 'paragraph': 5, 'start': 0, 'end': 9,
        'rule': 'topic:verb'}),
    CASE WHEN r % 4 = 0 THEN [{'seq': 1, 'word': pick(['candid', 'constructive', 'cordial'], r // 4), 'paragraph': 1, 'start': 0, 'end': 6}]
        ELSE [] END,
    list_transform(range(r % 3), lambda s: {'phrase_id': pick(getvariable('phrases'), r + s), 'family': 'x', 'text': 'phrase', 'canonical': true,
        'paragraph': 3, 'start': 0, 'end': 6}),
    list_transform(range(6), lambda s: {'field': 'event.' || s, 'value': 'x', 'rule': 'date:today', 'paragraph': 1, 'start': 0, 'end': 5,
        'reason': NULL})
FROM (SELECT *, pick(getvariable('states'), e) AS a, pick(getvariable('states'), e // 16 + 1 + e) AS b FROM telling);

INSERT INTO store.event_member
SELECT ver(i, 0), printf('e%015d', e), CASE WHEN is_other THEN ver((i // 10 - 1) * 10, 0) END, CASE WHEN is_other THEN 'same people and day' END
FROM telling;
