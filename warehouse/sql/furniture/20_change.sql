-- What came into force, and what was put back.

INSERT INTO store.furniture_change BY NAME FROM new_furniture_change;
