-- Whose account each outlet carries of a contact that two sides tell of. Third countries' are those whose country
-- is not among the sides; `country` is of two letters, sides are of three.
select r.event_id, e.sides, o.country, r.outlet_id, r.issuer, r.origin_agency, r.title
from readouts r join outlets o using (outlet_id) join events e using (event_id)
where r.role = 'carrier' and r.is_current and e.n_issuers > 1 order by r.event_id, r.outlet_id
