-- Accounts in which only one side speaks, beside those in which both do.
select r.issuer, year(r.published_on) as year, count(*) as n,
       count(*) filter (not exists (select 1 from statements s where s.readout_id = r.readout_id
                                    and s.side is not null and s.side <> r.issuer)) as counterpart_silent
from readouts r where r.issuer is not null and r.n_statements > 0
group by all order by r.issuer, year
