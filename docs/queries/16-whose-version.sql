-- Whose account outlets of third countries carry for one contact.
select r.event_id, o.country, r.outlet_id, r.issuer, r.origin_agency, r.title
from readouts r join outlets o using (outlet_id) join events e using (event_id)
where r.role = 'carrier' order by r.event_id, r.outlet_id
