-- Headlines of one text across its carriers.
select c.story_id, s.title as first_headline, c.outlet_id, c.title, c.headline_changed
from carriers c join stories s using (story_id)
where c.headline_changed order by c.story_id, c.outlet_id
