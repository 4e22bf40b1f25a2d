-- Lines as a round of learning left them. A person's decision is no business of the round: it stays.
-- Lines that this round did not find again are retired by the caller, as rows like the others.

MERGE INTO store.furniture_line AS t
USING new_furniture_line AS s
ON t.line_id = s.line_id
WHEN MATCHED
    AND row(s.example, s.n_documents, s.n_days, s.share, s.first_day, s.last_day, s.state, s.reason, s.active, s.learner)
        IS DISTINCT FROM
        row(t.example, t.n_documents, t.n_days, t.share, t.first_day, t.last_day, t.state, t.reason, t.active, t.learner)
    THEN UPDATE SET
        example = s.example, n_documents = s.n_documents, n_days = s.n_days, share = s.share,
        first_day = s.first_day, last_day = s.last_day, state = s.state, reason = s.reason, active = s.active,
        learner = s.learner
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;
