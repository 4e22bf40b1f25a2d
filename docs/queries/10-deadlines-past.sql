-- Promises whose deadline has passed, with no later contact of the same sides. A contact is no proof that the
-- promise was kept, nor its absence that it was not.
with last_seen as (select sides, max(start_date) as last_contact from events group by sides)
select distinct c.event_id, e.sides, c.item, c.deadlines, c.deadline
from commitments c join events e using (event_id) join last_seen l on l.sides = e.sides
where c.deadline < current_date and l.last_contact <= e.end_date
order by c.deadline, c.event_id, c.item
