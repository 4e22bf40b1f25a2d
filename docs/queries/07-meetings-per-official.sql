-- Contacts of each official by year and counterpart. An official the lexicon lacks is counted by printed name.
select coalesce(p.person_id, p.name) as official, p.side, year(e.start_date) as year, e.format, other as counterpart,
       count(distinct e.event_id) as n
from participants p join events e using (event_id), unnest(e.sides) as s(other)
where other <> p.side group by all order by n desc, official
