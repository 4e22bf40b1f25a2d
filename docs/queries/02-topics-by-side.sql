-- Topics that only one account names. Wording differs between sides and languages: read the lists, do not count
-- them.
select event_id, side_a, side_b, round(words_a / words_b, 2) as word_ratio,
       list_filter(topics_a, lambda t: not list_contains(topics_b, t)) as only_a,
       list_filter(topics_b, lambda t: not list_contains(topics_a, t)) as only_b,
       list_intersect(topics_a, topics_b) as both
from two_sides order by event_id
