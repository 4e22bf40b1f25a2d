-- Which outlets ran the text of each two-sided contact, when, and how far it was kept. Word counts tell of cuts;
-- which paragraphs they were is seen by `readouts story`.
select distinct e.event_id, e.start_date, c.outlet_id, c.relation, c.lag_minutes, c.n_words,
       c.n_words - max(c.n_words) over (partition by c.story_id) as words_less
from events e join readouts r using (event_id) join carriers c on c.story_id = r.story_id
order by e.start_date, e.event_id, c.lag_minutes
