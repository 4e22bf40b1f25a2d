-- A random sample of statements for blind coding, the same for the same seed.
select s.readout_id, s.seq, s.speaker, s.verb, s.text, r.url
from statements s join readouts r using (readout_id)
order by hash(s.readout_id, s.seq, 20260302) limit 100
