-- Contacts that one side alone reports, by pair. We hold what we watch: a side without an outlet here is silent
-- by construction.
select sides, issuers, count(*) as n, min(start_date) as first, max(start_date) as last
from events where n_issuers = 1 and len(sides) = 2
group by all order by n desc, sides
