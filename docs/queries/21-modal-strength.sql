-- Modal words of statements by context and year. A statement counts in each context of its readout.
select context, year(r.published_on) as year, s.modality, count(*) as n
from statements s join readouts r using (readout_id), unnest(r.contexts) as c(context)
where s.modality is not null group by all order by context, year, n desc
