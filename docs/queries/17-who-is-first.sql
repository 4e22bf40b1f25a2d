-- Minutes from the first copy of a story to each carrier's, and who is first most often.
select outlet_id, count(*) as n, median(lag_minutes) as median_minutes, count(*) filter (lag_minutes = 0) as first
from carriers where lag_minutes is not null
group by outlet_id order by median_minutes
