-- The ledger: a batch that is in it was loaded whole.

INSERT INTO store.batch BY NAME FROM staged_batches;
