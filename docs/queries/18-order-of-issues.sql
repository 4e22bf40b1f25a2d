-- Place of an issue in the list of topics of each account.
select r.event_id, r.issuer, r.published_on, t.seq, r.topics, t.topic
from topics t join readouts r using (readout_id)
where regexp_matches(t.topic, 'Taiwan|Ukrain|Iran|台湾|乌克兰|Украин|Иран')
order by r.published_on, t.seq
