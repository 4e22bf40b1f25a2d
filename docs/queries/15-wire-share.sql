-- Share of each outlet's documents that carry an agency's text, week by week, as far as pages name their source.
with weekly as (
    select outlet_id, date_trunc('week', coalesce(published_on, first_fetched_at::date)) as week, origin_agency,
           count(*) as n
    from documents where outlet_id is not null group by all)
select *, round(n / sum(n) over (partition by outlet_id, week), 3) as share from weekly
order by outlet_id, week, n desc
