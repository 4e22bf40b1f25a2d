-- For any row: address, time of the request, hash, reader, parser, and the rule that found it.
-- A row a mark, in no order, since sorting all costs as much as finding them; `where r.readout_id = '...'` asks of one.
select r.readout_id, r.url, v.first_fetched_at, v.text_sha256, v.archive_file, v.archive_offset, v.extractor, r.parser,
       m.field, m.value, m.rule, m.reason
from readouts r join document_versions v on v.version_id = r.readout_id
join readout_marks m on m.readout_id = r.readout_id
