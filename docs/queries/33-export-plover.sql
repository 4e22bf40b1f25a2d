-- Events in PLOVER and CAMEO columns, with the addresses of their accounts.
select e.event_id, e.start_date as event_date, e.event_type, e.mode, e.cameo_code,
       case e.mode when 'visit' then 4 when 'third-party' then 1 when 'multilateral' then 4 when 'phone' then 1.5
           when 'video' then 1.5 else 2.5 end as intensity,
       e.contexts, e.sides as actors, e.host as recipient, e.place, e.country, list(distinct r.url order by r.url) as sources
from events e join readouts r using (event_id)
group by all order by event_date, e.event_id
