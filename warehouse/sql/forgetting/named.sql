-- Documents that an address (in one of its `spellings`) stands for, with the address under which they are known.
SELECT document_id, canonical_url FROM store.document
WHERE canonical_url IN (FROM spellings) OR url IN (FROM spellings) OR document_id IN (FROM spellings)
UNION
SELECT document_id, canonical_url FROM store.sighting
WHERE canonical_url IN (FROM spellings) OR url IN (FROM spellings)
UNION
SELECT d.document_id, d.canonical_url
FROM store.url_alias AS a JOIN store.document AS d ON d.canonical_url = a.to_url
WHERE a.from_url IN (FROM spellings)
UNION
SELECT d.document_id, d.canonical_url
FROM store.fetch AS f
JOIN store.version AS v ON v.version_id = f.version_id
JOIN store.document AS d ON d.document_id = v.document_id
WHERE f.purpose = 'page' AND (f.url IN (FROM spellings) OR f.final_url IN (FROM spellings))
UNION
SELECT d.document_id, d.canonical_url
FROM store.version AS v JOIN store.document AS d ON d.document_id = v.document_id
WHERE v.version_id IN (FROM spellings)
ORDER BY ALL;
