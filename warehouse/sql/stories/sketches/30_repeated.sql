-- Furniture: of the lines `asked` about (line, outlet, bucket), those that their outlets repeat at the time, by the
-- sketches of `near`. Both are names of tables.

CREATE OR REPLACE TEMP MACRO repeated_line(asked, near) AS TABLE
WITH often AS (
    SELECT s.*
    FROM (SELECT unnest(lines) AS line, outlet, page, day, bucket FROM query_table(near)) AS s
    SEMI JOIN query_table(asked) USING (line, outlet)
    QUALIFY count(*) OVER (PARTITION BY line, outlet) >= getvariable('stock_documents')
)
SELECT line, outlet, bucket + step AS bucket
FROM often CROSS JOIN (SELECT unnest([-1, 0, 1]) AS step)
GROUP BY line, outlet, bucket + step
HAVING is_stock(count(DISTINCT page), count(DISTINCT day));
