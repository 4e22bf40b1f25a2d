-- Adjective runs by pair of sides over time, and pairs whose accounts differ. Only adjectives said of the
-- contact itself; a text counts once, however many carried it.
with texts as (select distinct on (coalesce(story_id, document_id)) * from readouts where is_current
          order by coalesce(story_id, document_id), role = 'origin' desc, published_on, readout_id)
select e.start_date, e.sides, r.issuer, r.tone,
       e.event_id in (select event_id from two_sides where list_sort(tone_a) <> list_sort(tone_b)) as sides_differ
from events e join texts r using (event_id)
where len(r.tone) > 0 order by e.sides, e.start_date, r.issuer
