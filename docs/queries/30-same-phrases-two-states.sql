-- Set phrases that two states' outlets use within two days.
with hits as (select distinct p.phrase_id, o.country, r.outlet_id, r.published_on
              from phrase_hits p join readouts r using (readout_id) join outlets o using (outlet_id))
select a.phrase_id, a.outlet_id, a.published_on, b.outlet_id as other, b.published_on as other_on
from hits a join hits b on a.phrase_id = b.phrase_id and a.country < b.country
    and abs(a.published_on - b.published_on) <= 2
order by a.phrase_id, a.published_on
