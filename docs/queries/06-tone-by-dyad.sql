-- Adjective runs by pair of sides over time, and pairs whose accounts differ. Only adjectives said of the
-- contact itself.
select e.start_date, e.sides, r.issuer, r.tone,
       count(distinct r.tone) over (partition by e.event_id) > 1 as sides_differ
from events e join readouts r using (event_id)
where len(r.tone) > 0 order by e.sides, e.start_date
