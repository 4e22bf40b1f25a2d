-- Readouts that name a person as taking part, by outlet and month, with the months without. Set the person in
-- the first line.
with wanted as (select 'wang-yi' as person_id),
months as (select distinct outlet_id, date_trunc('month', published_on) as month from readouts where published_on is not null)
select m.outlet_id, m.month, count(p.readout_id) as n
from months m
left join readouts r on r.outlet_id is not distinct from m.outlet_id and date_trunc('month', r.published_on) = m.month
                    and r.is_current
left join participants p on p.readout_id = r.readout_id and p.person_id in (from wanted)
group by all order by m.outlet_id, m.month
