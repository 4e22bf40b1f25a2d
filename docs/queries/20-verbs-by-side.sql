-- Reporting verbs by side of the speaker and year. A text counts once, however many carried it.
with texts as (select distinct on (coalesce(story_id, document_id)) * from readouts where is_current
          order by coalesce(story_id, document_id), role = 'origin' desc, published_on, readout_id)
select s.side, year(r.published_on) as year, s.verb_class, s.verb, count(*) as n
from statements s join texts r using (readout_id)
where s.side is not null group by all order by s.side, year, n desc
