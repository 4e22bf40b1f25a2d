-- Days from the end of a contact to its first account, by issuer and year. Texts that give no day of their own
-- are left out: their lag would be nought by construction.
select issuer, year(end_date) as year, count(*) as n, median(lag_days) as median_days, max(lag_days) as longest
from (select event_id, issuer, end_date, min(lag_days) as lag_days from readouts
      where date_source = 'text' group by all)
group by all order by issuer, year
