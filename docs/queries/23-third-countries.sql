-- Venues in third countries: which host, how often, which pairs.
select country, count(*) as n, list(distinct sides) as pairs, list(distinct place) as places
from events where mode = 'third-party' group by country order by n desc
