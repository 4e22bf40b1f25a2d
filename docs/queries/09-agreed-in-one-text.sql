-- Actions both sides agreed to, by whose text has them (of each side the longest); the other side may word them
-- otherwise.
select c.event_id, c.issuer, c.verb, c.item, t.side_a, t.side_b,
       case c.issuer when t.side_a then t.commitments_b else t.commitments_a end as promises_in_other_text
from commitments c join two_sides t on t.event_id = c.event_id and c.readout_id in (t.readout_a, t.readout_b)
where c.actor = 'both' order by c.event_id, c.issuer, c.seq, c.item_no
