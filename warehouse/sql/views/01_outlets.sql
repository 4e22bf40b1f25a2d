CREATE VIEW outlets AS
SELECT
    o.outlet_id, o.name, o.country, o.ownership, o.languages, o.timezone, o.hosts, o.agency, o.publisher_group,
    o.rights, o.enabled, o.configured, o.status, o.status_as_of,
    coalesce(d.n_documents, 0) AS n_documents,
    d.newest_document_at
FROM store.outlet AS o
LEFT JOIN (
    SELECT outlet_id, count(*) AS n_documents, max(first_fetched_at) AS newest_document_at
    FROM store.document
    WHERE document_id IN (SELECT document_id FROM store.story_member)
    GROUP BY outlet_id
) AS d ON d.outlet_id = o.outlet_id;
COMMENT ON VIEW outlets IS 'Publishers, with how much of theirs is here.';
COMMENT ON COLUMN outlets.outlet_id IS 'Id, such as xinhua_en.';
COMMENT ON COLUMN outlets.name IS 'Name.';
COMMENT ON COLUMN outlets.country IS 'ISO 3166 code of the country; ZZ for none.';
COMMENT ON COLUMN outlets.ownership IS 'state, government, state-aligned, state-funded, public, cooperative, private, igo or unverified.';
COMMENT ON COLUMN outlets.languages IS 'ISO 639 codes of the languages it publishes in.';
COMMENT ON COLUMN outlets.timezone IS 'Time zone in which an hour printed without one is read.';
COMMENT ON COLUMN outlets.hosts IS 'Domains whose pages are this outlet''s; subdomains count.';
COMMENT ON COLUMN outlets.agency IS 'The agency whose own site this is: its pages are origins, not carriers.';
COMMENT ON COLUMN outlets.publisher_group IS 'Group of outlets with one publisher.';
COMMENT ON COLUMN outlets.rights IS 'public-domain, official-text, open-licence or media-text.';
COMMENT ON COLUMN outlets.enabled IS 'Whether it is polled.';
COMMENT ON COLUMN outlets.configured IS 'Whether it still has a file in config/outlets.';
COMMENT ON COLUMN outlets.status IS 'What was known of its sources: live, stale, dead, blocked or unverified.';
COMMENT ON COLUMN outlets.status_as_of IS 'Day of that knowledge.';
COMMENT ON COLUMN outlets.n_documents IS 'Its documents here.';
COMMENT ON COLUMN outlets.newest_document_at IS 'When the newest of them was first fetched (UTC).';
