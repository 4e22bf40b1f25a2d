-- Place of an issue in the list of topics of each account. A text counts once, however many carried it.
with texts as (select distinct on (coalesce(story_id, document_id)) * from readouts where is_current
          order by coalesce(story_id, document_id), role = 'origin' desc, published_on, readout_id)
select r.event_id, r.issuer, r.published_on, t.seq, r.topics, t.topic
from topics t join texts r using (readout_id)
where regexp_matches(t.topic, 'Taiwan|Ukrain|Iran|台湾|乌克兰|Украин|Иран')
order by r.published_on, t.seq
