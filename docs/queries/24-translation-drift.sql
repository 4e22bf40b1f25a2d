-- Accounts of one issuer in two languages: what differs in number. Clause by clause is for a reader.
select a.event_id, a.issuer, a.lang, b.lang as other_lang, a.n_paragraphs, b.n_paragraphs as other_paragraphs,
       a.n_statements, b.n_statements as other_statements, a.n_commitments, b.n_commitments as other_commitments
from readouts a join readouts b on a.event_id = b.event_id and a.issuer = b.issuer and a.lang < b.lang
order by a.event_id
