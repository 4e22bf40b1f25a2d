-- Minutes from the first copy of a story to each carrier's, and who is first most often. Only stories that two
-- outlets have, and copies with an hour.
select c.outlet_id, count(*) as n, median(c.lag_minutes) as median_minutes, count(*) filter (c.lag_minutes = 0) as first
from carriers c join stories s using (story_id) where c.lag_minutes is not null and s.n_outlets > 1
group by c.outlet_id order by median_minutes
