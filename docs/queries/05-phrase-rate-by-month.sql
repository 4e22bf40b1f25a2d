-- Readouts with a phrase per 1,000, by month, with the denominator; months without it show nought. Set the
-- phrase in the first line.
with wanted as (select 'one-china-principle' as phrase_id),
months as (select date_trunc('month', published_on) as month, count(*) as n_readouts from readouts
           where published_on is not null group by all)
select m.month, m.n_readouts, count(distinct p.readout_id) as n_with,
       round(1000.0 * count(distinct p.readout_id) / any_value(m.n_readouts), 1) as per_1000
from months m
left join readouts r on date_trunc('month', r.published_on) = m.month
left join phrase_hits p on p.readout_id = r.readout_id and p.phrase_id in (from wanted)
group by m.month, m.n_readouts order by m.month
