-- Modal words of statements by context and year. A statement counts in each context of its readout, and a text once,
-- however many carried it.
with texts as (select distinct on (coalesce(story_id, document_id)) * from readouts where is_current
          order by coalesce(story_id, document_id), role = 'origin' desc, published_on, readout_id)
select context, year(r.published_on) as year, s.modality, count(*) as n
from statements s join texts r using (readout_id), unnest(r.contexts) as c(context)
where s.modality is not null group by all order by context, year, n desc
