-- Share of calls among contacts by pair, before and after 2020.
select sides, start_date >= date '2020-01-01' as from_2020, count(*) as n,
       round(avg((mode in ('phone', 'video'))::int), 2) as share_by_wire
from events where len(sides) = 2 group by all order by sides, from_2020
