-- Sources that answer but bring nothing new, and those that do not answer.
select source_id, outlet_id, state, reason, days_silent, newest_item_at, failures
from source_health where state <> 'ok' or days_silent > 3
order by days_silent desc nulls last
