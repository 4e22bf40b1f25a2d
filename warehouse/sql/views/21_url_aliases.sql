CREATE VIEW url_aliases AS
SELECT
    a.from_url, a.to_url, a.kind, a.evidence, a.outlet_id, d.document_id, a.first_seen_at, a.last_seen_at
FROM store.url_alias AS a
LEFT JOIN store.document AS d ON d.canonical_url = a.to_url;
COMMENT ON VIEW url_aliases IS 'Addresses under which a document stands beside its canonical one: twins, moved hosts, redirects.';
COMMENT ON COLUMN url_aliases.from_url IS 'The other address, canonical in its spelling.';
COMMENT ON COLUMN url_aliases.to_url IS 'Canonical URL of the document.';
COMMENT ON COLUMN url_aliases.kind IS 'amp, mobile, print, host-move, redirect or canonical-link.';
COMMENT ON COLUMN url_aliases.evidence IS 'Rule or answer that says so.';
COMMENT ON COLUMN url_aliases.outlet_id IS 'Outlet whose page it is; null when the host belongs to none.';
COMMENT ON COLUMN url_aliases.document_id IS 'The document, where one was read.';
COMMENT ON COLUMN url_aliases.first_seen_at IS 'When it was first met (UTC).';
COMMENT ON COLUMN url_aliases.last_seen_at IS 'When it was last met (UTC).';
