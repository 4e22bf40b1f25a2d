-- What is stock: what an outlet prints on several pages on several days, counted over buckets of days.

CREATE OR REPLACE TEMP MACRO is_stock(n_pages, n_days) AS
    n_pages >= getvariable('stock_documents') AND n_days >= getvariable('stock_days');

CREATE OR REPLACE TEMP MACRO day_of(dated_at) AS date_diff('day', DATE '1970-01-01', dated_at);

CREATE OR REPLACE TEMP MACRO bucket_of(dated_at) AS day_of(dated_at) // getvariable('bucket_days');
