-- What this installation is: one row. Its keys are files (master, ledger) or lie sealed in `keys`.
CREATE TABLE installation (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    id TEXT COLLATE "C" NOT NULL,
    master_check BYTEA NOT NULL,
    ledger_vkey TEXT COLLATE "C" NOT NULL,
    link_keys_issued BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

-- Keys sealed under the master key: purpose `match` (number = scheme), `link` (number = key id), `data`.
CREATE TABLE keys (
    purpose TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    scheme BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (purpose, number)
);

CREATE TABLE sender_groups (
    id BIGINT PRIMARY KEY,
    key TEXT COLLATE "C" NOT NULL UNIQUE,
    entry_index BIGINT NOT NULL
);

CREATE TABLE senders (
    id BIGINT PRIMARY KEY,
    key TEXT COLLATE "C" NOT NULL UNIQUE,
    group_id BIGINT NOT NULL REFERENCES sender_groups (id),
    name TEXT COLLATE "C" NOT NULL,
    former_names TEXT COLLATE "C" NOT NULL,
    postal_address TEXT COLLATE "C",
    support_address TEXT COLLATE "C",
    public_hosts TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    entry_index BIGINT NOT NULL
);

-- A topic's class never changes and a topic is never deleted.
CREATE TABLE topics (
    id BIGINT PRIMARY KEY,
    key TEXT COLLATE "C" NOT NULL UNIQUE,
    sender_id BIGINT NOT NULL REFERENCES senders (id),
    name TEXT COLLATE "C" NOT NULL,
    description TEXT COLLATE "C" NOT NULL,
    class TEXT COLLATE "C" NOT NULL,
    requires_opt_in BOOLEAN NOT NULL,
    purpose TEXT COLLATE "C",
    list_id TEXT COLLATE "C" NOT NULL,
    retired BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    entry_index BIGINT NOT NULL
);

-- API keys; the secret is kept only as its SHA-256.
CREATE TABLE api_keys (
    id TEXT COLLATE "C" PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    secret_hash BYTEA NOT NULL UNIQUE,
    scopes TEXT COLLATE "C" NOT NULL,
    sender_id BIGINT REFERENCES senders (id),
    created_at BIGINT NOT NULL,
    revoked_at BIGINT,
    entry_index BIGINT NOT NULL
);

-- One row per recipient key: the salt that opens this person's ledger entries, and the address where it is known.
-- Both sealed. Erasure removes the row; `salt_id` in ledger_subjects then points nowhere.
CREATE TABLE recipients (
    recipient_key BYTEA NOT NULL,
    scheme BIGINT NOT NULL,
    salt_id BYTEA NOT NULL,
    salt BYTEA NOT NULL,
    address BYTEA,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (recipient_key, scheme)
);

-- What recipients chose, and every other reason not to send: one row per scope and slot.
CREATE TABLE preferences (
    recipient_key BYTEA NOT NULL CHECK (length(recipient_key) = 16),
    scheme BIGINT NOT NULL,
    scope TEXT COLLATE "C" NOT NULL,
    scope_number BIGINT NOT NULL,
    slot TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    until BIGINT,
    proven BOOLEAN NOT NULL,
    since BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    entry_index BIGINT NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    -- SHA-256 of the page form whose answer can take this stop back; null when none can.
    undo_by BYTEA,
    PRIMARY KEY (recipient_key, scheme, scope, scope_number, slot)
);
CREATE INDEX preferences_by_entry ON preferences (entry_index);

-- The head of the ledger: one row, locked by whoever writes.
CREATE TABLE ledger_head (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    epoch BIGINT NOT NULL,
    size BIGINT NOT NULL,
    root BYTEA NOT NULL,
    frontier BYTEA NOT NULL,
    registry_size BIGINT NOT NULL
);

-- The entries. `leaf` is the canonical JSON as hashed; it becomes null when pruned.
CREATE TABLE ledger_entries (
    entry_index BIGINT PRIMARY KEY,
    leaf_hash BYTEA NOT NULL,
    leaf BYTEA
);

-- Whom an entry is about. Apart, so that erasure can remove it while the tree stays whole.
CREATE TABLE ledger_subjects (
    entry_index BIGINT NOT NULL,
    recipient_key BYTEA NOT NULL,
    scheme BIGINT NOT NULL,
    salt_id BYTEA NOT NULL,
    -- What showed that it was asked for, sealed: kept as long as the entry can be opened (SUP-12).
    evidence BYTEA,
    PRIMARY KEY (entry_index, recipient_key)
);
CREATE INDEX ledger_subjects_by_recipient ON ledger_subjects (recipient_key, scheme, entry_index);

-- Complete tiles of 256 tree nodes; rows are only ever added.
CREATE TABLE ledger_tiles (
    level BIGINT NOT NULL,
    number BIGINT NOT NULL,
    root BYTEA NOT NULL,
    hashes BYTEA NOT NULL,
    PRIMARY KEY (level, number)
);

-- The rows of a batch entry (an import chunk), sealed, sorted by key, under their own small root.
CREATE TABLE ledger_batches (
    entry_index BIGINT PRIMARY KEY,
    row_count BIGINT NOT NULL,
    root BYTEA NOT NULL,
    sealed BYTEA NOT NULL
);

-- Mails to send. `payload` is sealed; `ordering` keeps one recipient's mails in order; `cause` says who could make
-- us send it (`stranger` ones are limited per address).
CREATE TABLE outbox (
    id TEXT COLLATE "C" PRIMARY KEY,
    sequence BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    cause TEXT COLLATE "C" NOT NULL,
    ordering BYTEA NOT NULL,
    payload BYTEA NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    due BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    first_tried BIGINT,
    last_error TEXT COLLATE "C",
    settled_at BIGINT
);
CREATE UNIQUE INDEX outbox_in_order ON outbox (sequence);
CREATE INDEX outbox_due ON outbox (status, due);
CREATE INDEX outbox_by_recipient ON outbox (ordering, sequence);

-- One-time links of mails we sent: what POST /confirm/{token} will do. Only the token's hash is kept.
CREATE TABLE confirmations (
    token_hash BYTEA PRIMARY KEY,
    action TEXT COLLATE "C" NOT NULL,
    payload BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);

-- Processes at work on this database.
CREATE TABLE instances (
    id TEXT COLLATE "C" PRIMARY KEY,
    public_url TEXT COLLATE "C" NOT NULL,
    started_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ledger_size BIGINT NOT NULL
);

-- Mail that came in: raw, sealed, stored before anybody is told that it was taken (L1, L7). Worked off by lease while
-- `pending` is true. `reading` is what was understood, sealed JSON; `recipient_key` whom it turned out to be about.
CREATE TABLE inbox (
    id TEXT COLLATE "C" PRIMARY KEY,
    sha256 BYTEA NOT NULL UNIQUE,
    size BIGINT NOT NULL,
    raw BYTEA NOT NULL,
    origin BYTEA,
    via TEXT COLLATE "C" NOT NULL,
    received_at BIGINT NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    pending BOOLEAN NOT NULL,
    due BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    last_error TEXT COLLATE "C",
    decision TEXT COLLATE "C",
    reading BYTEA,
    recipient_key BYTEA,
    sender_id BIGINT,
    worked_at BIGINT
);
CREATE INDEX inbox_due ON inbox (pending, due);
CREATE INDEX inbox_by_status ON inbox (status, id);
CREATE INDEX inbox_by_recipient ON inbox (recipient_key, id);

-- To whom it came: a set that grows when the same bytes arrive again. `name` is the SHA-256 of the sealed envelope.
CREATE TABLE inbox_recipients (
    mail_id TEXT COLLATE "C" NOT NULL REFERENCES inbox (id),
    name BYTEA NOT NULL,
    envelope BYTEA NOT NULL,
    received_at BIGINT NOT NULL,
    worked_at BIGINT,
    PRIMARY KEY (mail_id, name)
);

-- What a recipient asked for and somebody must answer. `detail` is sealed JSON; every move is a ledger entry, the last
-- of which is `entry_index`. `holds` is true while promotional mail to the recipient is held because of it (L7).
CREATE TABLE cases (
    id TEXT COLLATE "C" PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    sender_id BIGINT NOT NULL REFERENCES senders (id),
    recipient_key BYTEA,
    scheme BIGINT,
    mail_id TEXT COLLATE "C" REFERENCES inbox (id),
    detail BYTEA,
    holds BOOLEAN NOT NULL,
    received_at BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    done_at BIGINT,
    outcome TEXT COLLATE "C",
    entry_index BIGINT NOT NULL
);
CREATE INDEX cases_by_state ON cases (state, id);
CREATE INDEX cases_by_recipient ON cases (recipient_key, id);
CREATE INDEX cases_by_mail ON cases (mail_id, id);

-- Support mailboxes whose forwards are trusted. The address is sealed; it is found by its recipient key.
CREATE TABLE agents (
    id TEXT COLLATE "C" PRIMARY KEY,
    recipient_key BYTEA NOT NULL UNIQUE,
    scheme BIGINT NOT NULL,
    address BYTEA NOT NULL,
    status_notes TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    removed_at BIGINT,
    entry_index BIGINT NOT NULL
);

-- What is still to be told to an agent whose notes are collected; `note` is sealed JSON.
CREATE TABLE agent_notes (
    id TEXT COLLATE "C" PRIMARY KEY,
    agent_id TEXT COLLATE "C" NOT NULL REFERENCES agents (id),
    note BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    sent_at BIGINT
);
CREATE INDEX agent_notes_waiting ON agent_notes (agent_id, sent_at);

-- How far a mailbox was read, by a hash of its server, login and name.
CREATE TABLE mailboxes (
    name BYTEA PRIMARY KEY,
    uid_validity BIGINT NOT NULL,
    last_uid BIGINT NOT NULL,
    begun_at BIGINT NOT NULL,
    read_at BIGINT NOT NULL
);
