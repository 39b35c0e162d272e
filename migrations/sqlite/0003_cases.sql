-- A case whole: its clocks, its stamps, who has it. `version` counts its changes; `clocks` is JSON, each clock with the
-- rule that was in force when it began; `due_at` is the earliest that runs.
ALTER TABLE cases ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN waiting_for TEXT;
ALTER TABLE cases ADD COLUMN asked_by TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN policy TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN clocks TEXT NOT NULL DEFAULT '[]';
ALTER TABLE cases ADD COLUMN due_at INTEGER;
ALTER TABLE cases ADD COLUMN identity_asked_at INTEGER;
ALTER TABLE cases ADD COLUMN identity_reminded INTEGER NOT NULL DEFAULT 0 CHECK (identity_reminded IN (0, 1));
ALTER TABLE cases ADD COLUMN vouched_by TEXT;
ALTER TABLE cases ADD COLUMN acknowledged_at INTEGER;
ALTER TABLE cases ADD COLUMN effective_at INTEGER;
ALTER TABLE cases ADD COLUMN answered_at INTEGER;
ALTER TABLE cases ADD COLUMN reason TEXT;
ALTER TABLE cases ADD COLUMN duplicate_of TEXT;
ALTER TABLE cases ADD COLUMN assignee TEXT;
ALTER TABLE cases ADD COLUMN warned INTEGER NOT NULL DEFAULT 0;
CREATE INDEX cases_by_due ON cases (due_at, id);
CREATE INDEX cases_by_received ON cases (received_at, id);

-- What happened to a case, in order; `detail` is sealed (notes, the text of an answer) and dies with the person's data,
-- the rest stays for the response record.
CREATE TABLE case_events (
    case_id TEXT NOT NULL REFERENCES cases (id),
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    what TEXT NOT NULL,
    state_before TEXT NOT NULL,
    state_after TEXT NOT NULL,
    actor TEXT NOT NULL,
    actor_id TEXT,
    channel TEXT NOT NULL,
    detail BLOB,
    entry_index INTEGER NOT NULL,
    PRIMARY KEY (case_id, number)
) STRICT, WITHOUT ROWID;

-- Who else must be told: systems that hold data, partners it is shared with, controllers whose end users write to us.
-- The contact's address and the webhook's secret are sealed; `detail` is JSON without personal data.
CREATE TABLE parties (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    sender_id INTEGER REFERENCES senders (id),
    contact BLOB,
    url TEXT,
    secret BLOB,
    detail TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    retired_at INTEGER,
    entry_index INTEGER NOT NULL,
    UNIQUE (kind, key)
) STRICT;

-- What a party must do for a case, which cannot be done while one is open. `token_hash` is of the link it is mailed;
-- `answer` what it handed over, sealed.
CREATE TABLE case_tasks (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    party_id TEXT NOT NULL REFERENCES parties (id),
    party_kind TEXT NOT NULL,
    what TEXT NOT NULL,
    state TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    told INTEGER NOT NULL,
    next_at INTEGER,
    settled_at INTEGER,
    settled_by TEXT,
    token_hash BLOB NOT NULL UNIQUE,
    answer BLOB,
    entry_index INTEGER NOT NULL
) STRICT;
CREATE INDEX case_tasks_by_case ON case_tasks (case_id, id);
CREATE INDEX case_tasks_due ON case_tasks (state, next_at);
