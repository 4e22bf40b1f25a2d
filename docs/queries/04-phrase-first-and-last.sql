-- First and last day of a phrase by outlet and language. A first day is the first we hold, not the first there
-- was.
select p.phrase_id, r.outlet_id, r.lang, min(r.published_on) as first_on, max(r.published_on) as last_on,
       count(distinct r.document_id) as n
from phrase_hits p join readouts r using (readout_id)
group by all order by p.phrase_id, first_on
