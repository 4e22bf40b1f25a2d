-- Reporting verbs by side of the speaker and year.
select s.side, year(r.published_on) as year, s.verb_class, s.verb, count(*) as n
from statements s join readouts r using (readout_id)
where s.side is not null group by all order by s.side, year, n desc
