-- Promises whose deadline has passed, with no later contact of the same sides. A contact is no proof that the
-- promise was kept, nor its absence that it was not.
select c.event_id, e.sides, c.item, c.deadlines, c.deadline
from commitments c join events e using (event_id)
where c.deadline < current_date
    and not exists (select 1 from events later where later.start_date > e.end_date and later.sides = e.sides)
order by c.deadline
