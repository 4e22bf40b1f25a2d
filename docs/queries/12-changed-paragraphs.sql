-- Readouts whose wording changed after publication: how long after, and how many words.
select e.outlet_id, e.url, e.noticed_at, date_diff('minute', d.published_at, e.noticed_at) as minutes_after,
       e.title_changed, e.text_changed, e.words_after - e.words_before as words, e.title_before, e.title_after
from edits e join documents d using (document_id)
where e.document_id in (select document_id from readouts) order by e.noticed_at
