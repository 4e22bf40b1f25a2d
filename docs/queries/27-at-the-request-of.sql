-- Who asked for calls, by year; most accounts do not say.
select year(start_date) as year, initiator, count(*) as n
from events where initiator is not null group by all order by year, n desc
