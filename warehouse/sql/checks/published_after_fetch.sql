-- More than a day: a wrong zone is less than that, and a wrong year is more.
SELECT version_id FROM store.version
WHERE published_at > first_fetched_at + INTERVAL 1 DAY OR published_on > CAST(first_fetched_at AS DATE) + 1;
