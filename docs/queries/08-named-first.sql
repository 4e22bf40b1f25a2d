-- Who is named first, with what title, and where an outlet's titles for one person differ over time.
select coalesce(p.person_id, p.name) as person, r.outlet_id, r.published_on, p.titles, p."order" = 1 as named_first,
       p.titles is distinct from lag(p.titles) over (
           partition by coalesce(p.person_id, p.name), r.outlet_id order by r.published_on, r.readout_id) as title_changed
from participants p join readouts r using (readout_id)
order by person, r.outlet_id, r.published_on
