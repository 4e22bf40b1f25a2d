-- Set phrases that two states' outlets use within two days.
with hits as (select distinct p.phrase_id, o.country, r.outlet_id, r.published_on
              from phrase_hits p join readouts r using (readout_id) join outlets o using (outlet_id)),
near as (select *, published_on + k::int as near_on from hits, unnest(range(-2, 3)) as t(k))
select a.phrase_id, a.outlet_id, a.published_on, b.outlet_id as other, b.published_on as other_on
from near a join hits b on a.phrase_id = b.phrase_id and b.published_on = a.near_on and a.country < b.country
order by a.phrase_id, a.published_on
