-- Accounts in which only one side speaks, beside those in which both do. A text counts once, however many carried it.
with texts as (select distinct on (coalesce(story_id, document_id)) * from readouts where is_current
          order by coalesce(story_id, document_id), role = 'origin' desc, published_on, readout_id)
select r.issuer, year(r.published_on) as year, count(*) as n,
       count(*) filter (not exists (select 1 from statements s where s.readout_id = r.readout_id
                                    and s.side is not null and s.side <> r.issuer)) as counterpart_silent
from texts r where r.issuer is not null and r.n_statements > 0
group by all order by r.issuer, year
