-- Set phrases of one side that the other's account of the same contact does not use.
select phrase, side, count(*) as n, min(e.start_date) as first_on, max(e.start_date) as last_on
from (select event_id, side_a as side, unnest(phrases_only_a) as phrase from two_sides
      union all select event_id, side_b, unnest(phrases_only_b) from two_sides) join events e using (event_id)
group by all order by n desc, phrase
