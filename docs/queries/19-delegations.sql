-- Officials who appear together, and those first seen in the last 90 days of what is stored.
with seen as (select coalesce(person_id, name) as person, side, event_id, start_date
              from participants join events using (event_id))
select a.person, b.person as with_person, a.side, count(distinct a.event_id) as n,
       min(a.start_date) > (select max(start_date) - 90 from seen) as new_face
from seen a join seen b on a.event_id = b.event_id and a.side = b.side and a.person < b.person
group by all order by n desc, a.person
