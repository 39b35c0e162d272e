-- Answers that operators wrote beforehand, and those of the built-in ones that they changed or retired. `kinds` and
-- `texts` are JSON; a text belongs to a language.
CREATE TABLE prepared_answers (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    used_for TEXT NOT NULL,
    reason TEXT,
    kinds TEXT NOT NULL,
    texts TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    retired_at INTEGER,
    entry_index INTEGER NOT NULL
) STRICT;

-- The list of cases by the due date that is shown; those without one stand last, the newest first. It has all that the
-- list's filters ask, so that no row is read that is not shown; and the same for each who has some.
CREATE INDEX cases_by_shown_due ON cases ((COALESCE(due_at, 9223372036854775807)), id DESC, state, kind, assignee, due_at);
CREATE INDEX cases_by_assignee ON cases (assignee, (COALESCE(due_at, 9223372036854775807)), id DESC, state, kind, due_at);
