-- A case whole: its clocks, its stamps, who has it. `version` counts its changes; `clocks` is JSON, each clock with the
-- rule that was in force when it began; `due_at` is the earliest that runs.
ALTER TABLE cases ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN waiting_for TEXT COLLATE "C";
ALTER TABLE cases ADD COLUMN asked_by TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN language TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN policy TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN clocks TEXT COLLATE "C" NOT NULL DEFAULT '[]';
ALTER TABLE cases ADD COLUMN due_at BIGINT;
ALTER TABLE cases ADD COLUMN identity_asked_at BIGINT;
ALTER TABLE cases ADD COLUMN identity_reminded BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE cases ADD COLUMN vouched_by TEXT COLLATE "C";
ALTER TABLE cases ADD COLUMN acknowledged_at BIGINT;
ALTER TABLE cases ADD COLUMN effective_at BIGINT;
ALTER TABLE cases ADD COLUMN answered_at BIGINT;
ALTER TABLE cases ADD COLUMN reason TEXT COLLATE "C";
ALTER TABLE cases ADD COLUMN duplicate_of TEXT COLLATE "C";
ALTER TABLE cases ADD COLUMN assignee TEXT COLLATE "C";
ALTER TABLE cases ADD COLUMN warned BIGINT NOT NULL DEFAULT 0;
CREATE INDEX cases_by_due ON cases (due_at, id);
CREATE INDEX cases_by_received ON cases (received_at, id);

-- What happened to a case, in order; `detail` is sealed (notes, the text of an answer) and dies with the person's data,
-- the rest stays for the response record.
CREATE TABLE case_events (
    case_id TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    state_before TEXT COLLATE "C" NOT NULL,
    state_after TEXT COLLATE "C" NOT NULL,
    actor TEXT COLLATE "C" NOT NULL,
    actor_id TEXT COLLATE "C",
    channel TEXT COLLATE "C" NOT NULL,
    detail BYTEA,
    entry_index BIGINT NOT NULL,
    PRIMARY KEY (case_id, number)
);

-- Who else must be told: systems that hold data, partners it is shared with, controllers whose end users write to us.
-- The contact's address and the webhook's secret are sealed; `detail` is JSON without personal data.
CREATE TABLE parties (
    id TEXT COLLATE "C" PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    sender_id BIGINT REFERENCES senders (id),
    contact BYTEA,
    url TEXT COLLATE "C",
    secret BYTEA,
    detail TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    retired_at BIGINT,
    entry_index BIGINT NOT NULL,
    UNIQUE (kind, key)
);

-- What a party must do for a case, which cannot be done while one is open. `token_hash` is of the link it is mailed;
-- `answer` what it handed over, sealed.
CREATE TABLE case_tasks (
    id TEXT COLLATE "C" PRIMARY KEY,
    case_id TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
    party_id TEXT COLLATE "C" NOT NULL REFERENCES parties (id),
    party_kind TEXT COLLATE "C" NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    opened_at BIGINT NOT NULL,
    told BIGINT NOT NULL,
    next_at BIGINT,
    settled_at BIGINT,
    settled_by TEXT COLLATE "C",
    token_hash BYTEA NOT NULL UNIQUE,
    answer BYTEA,
    entry_index BIGINT NOT NULL
);
CREATE INDEX case_tasks_by_case ON case_tasks (case_id, id);
CREATE INDEX case_tasks_due ON case_tasks (state, next_at);
