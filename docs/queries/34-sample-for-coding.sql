-- A random sample of statements for blind coding, the same for the same seed. A text counts once, however many
-- carried it.
with texts as (select distinct on (coalesce(story_id, document_id)) * from readouts where is_current
          order by coalesce(story_id, document_id), role = 'origin' desc, published_on, readout_id)
select s.readout_id, s.seq, s.speaker, s.verb, s.text, r.url
from statements s join texts r using (readout_id)
order by hash(s.readout_id, s.seq, 20260302) limit 100
