-- What lists named against what is stored, by outlet and day.
select s.outlet_id, s.first_seen_at::date as day, count(distinct s.document_id) as listed,
       count(distinct d.document_id) as stored
from sightings s left join documents d using (document_id)
group by all order by s.outlet_id, day
