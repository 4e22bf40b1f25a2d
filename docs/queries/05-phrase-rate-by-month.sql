-- Readouts with a phrase per 1,000, by month, with the denominator; months without it show nought. Set the
-- phrase in the first line. A text counts once, however many carried it.
with wanted as (select 'one-china-principle' as phrase_id),
texts as (select distinct on (coalesce(story_id, document_id)) * from readouts where is_current
          order by coalesce(story_id, document_id), role = 'origin' desc, published_on, readout_id)
select date_trunc('month', r.published_on) as month, count(distinct r.readout_id) as n_readouts,
       count(distinct p.readout_id) as n_with,
       round(1000.0 * count(distinct p.readout_id) / count(distinct r.readout_id), 1) as per_1000
from texts r left join phrase_hits p on p.readout_id = r.readout_id and p.phrase_id in (from wanted)
where r.published_on is not null group by month order by month
