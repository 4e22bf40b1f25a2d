-- Documents that were gone when last asked for, by outlet, with what they were about.
select d.outlet_id, d.gone_at, d.gone_status, d.title, r.topics
from documents d left join readouts r on r.document_id = d.document_id and r.is_current
where d.gone_at is not null order by d.gone_at
