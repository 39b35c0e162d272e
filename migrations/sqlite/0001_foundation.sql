-- What this installation is: one row. Its keys are files (master, ledger) or lie sealed in `keys`.
CREATE TABLE installation (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id TEXT NOT NULL,
    master_check BLOB NOT NULL,
    ledger_vkey TEXT NOT NULL,
    link_keys_issued INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

-- Keys sealed under the master key: purpose `match` (number = scheme), `link` (number = key id), `data`.
CREATE TABLE keys (
    purpose TEXT NOT NULL,
    number INTEGER NOT NULL,
    scheme INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (purpose, number)
) STRICT;

CREATE TABLE sender_groups (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    entry_index INTEGER NOT NULL
) STRICT;

CREATE TABLE senders (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    group_id INTEGER NOT NULL REFERENCES sender_groups (id),
    name TEXT NOT NULL,
    former_names TEXT NOT NULL,
    postal_address TEXT,
    support_address TEXT,
    public_hosts TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    entry_index INTEGER NOT NULL
) STRICT;

-- A topic's class never changes and a topic is never deleted.
CREATE TABLE topics (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    sender_id INTEGER NOT NULL REFERENCES senders (id),
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    class TEXT NOT NULL,
    requires_opt_in INTEGER NOT NULL CHECK (requires_opt_in IN (0, 1)),
    purpose TEXT,
    list_id TEXT NOT NULL,
    retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
    created_at INTEGER NOT NULL,
    entry_index INTEGER NOT NULL
) STRICT;

-- API keys; the secret is kept only as its SHA-256.
CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    secret_hash BLOB NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    sender_id INTEGER REFERENCES senders (id),
    created_at INTEGER NOT NULL,
    revoked_at INTEGER,
    entry_index INTEGER NOT NULL
) STRICT;

-- One row per recipient key: the salt that opens this person's ledger entries, and the address where it is known.
-- Both sealed. Erasure removes the row; `salt_id` in ledger_subjects then points nowhere.
CREATE TABLE recipients (
    recipient_key BLOB NOT NULL,
    scheme INTEGER NOT NULL,
    salt_id BLOB NOT NULL,
    salt BLOB NOT NULL,
    address BLOB,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (recipient_key, scheme)
) STRICT, WITHOUT ROWID;

-- What recipients chose, and every other reason not to send: one row per scope and slot.
CREATE TABLE preferences (
    recipient_key BLOB NOT NULL CHECK (length(recipient_key) = 16),
    scheme INTEGER NOT NULL,
    scope TEXT NOT NULL,
    scope_number INTEGER NOT NULL,
    slot TEXT NOT NULL,
    state TEXT NOT NULL,
    until INTEGER,
    proven INTEGER NOT NULL CHECK (proven IN (0, 1)),
    since INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    entry_index INTEGER NOT NULL,
    channel TEXT NOT NULL,
    -- SHA-256 of the page form whose answer can take this stop back; null when none can.
    undo_by BLOB,
    PRIMARY KEY (recipient_key, scheme, scope, scope_number, slot)
) STRICT, WITHOUT ROWID;
CREATE INDEX preferences_by_entry ON preferences (entry_index);

-- The head of the ledger: one row, locked by whoever writes.
CREATE TABLE ledger_head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    epoch INTEGER NOT NULL,
    size INTEGER NOT NULL,
    root BLOB NOT NULL,
    frontier BLOB NOT NULL,
    registry_size INTEGER NOT NULL
) STRICT;

-- The entries. `leaf` is the canonical JSON as hashed; it becomes null when pruned.
CREATE TABLE ledger_entries (
    entry_index INTEGER PRIMARY KEY,
    leaf_hash BLOB NOT NULL,
    leaf BLOB
) STRICT;

-- Whom an entry is about. Apart, so that erasure can remove it while the tree stays whole.
CREATE TABLE ledger_subjects (
    entry_index INTEGER NOT NULL,
    recipient_key BLOB NOT NULL,
    scheme INTEGER NOT NULL,
    salt_id BLOB NOT NULL,
    -- What showed that it was asked for, sealed: kept as long as the entry can be opened (SUP-12).
    evidence BLOB,
    PRIMARY KEY (entry_index, recipient_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_subjects_by_recipient ON ledger_subjects (recipient_key, scheme, entry_index);

-- Complete tiles of 256 tree nodes; rows are only ever added.
CREATE TABLE ledger_tiles (
    level INTEGER NOT NULL,
    number INTEGER NOT NULL,
    root BLOB NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (level, number)
) STRICT;

-- The rows of a batch entry (an import chunk), sealed, sorted by key, under their own small root.
CREATE TABLE ledger_batches (
    entry_index INTEGER PRIMARY KEY,
    row_count INTEGER NOT NULL,
    root BLOB NOT NULL,
    sealed BLOB NOT NULL
) STRICT;

-- Mails to send. `payload` is sealed; `ordering` keeps one recipient's mails in order; `cause` says who could make
-- us send it (`stranger` ones are limited per address).
CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL,
    kind TEXT NOT NULL,
    cause TEXT NOT NULL,
    ordering BLOB NOT NULL,
    payload BLOB NOT NULL,
    status TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    due INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    first_tried INTEGER,
    last_error TEXT,
    settled_at INTEGER
) STRICT;
CREATE UNIQUE INDEX outbox_in_order ON outbox (sequence);
CREATE INDEX outbox_due ON outbox (status, due);
CREATE INDEX outbox_by_recipient ON outbox (ordering, sequence);

-- One-time links of mails we sent: what POST /confirm/{token} will do. Only the token's hash is kept.
CREATE TABLE confirmations (
    token_hash BLOB PRIMARY KEY,
    action TEXT NOT NULL,
    payload BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;

-- Processes at work on this database.
CREATE TABLE instances (
    id TEXT PRIMARY KEY,
    public_url TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    ledger_size INTEGER NOT NULL
) STRICT;

-- Mail that came in: raw, sealed, stored before anybody is told that it was taken (L1, L7). Worked off by lease while
-- `pending` is 1. `reading` is what was understood, sealed JSON; `recipient_key` whom it turned out to be about.
CREATE TABLE inbox (
    id TEXT PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    raw BLOB NOT NULL,
    origin BLOB,
    via TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    status TEXT NOT NULL,
    pending INTEGER NOT NULL CHECK (pending IN (0, 1)),
    due INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    last_error TEXT,
    decision TEXT,
    reading BLOB,
    recipient_key BLOB,
    sender_id INTEGER,
    worked_at INTEGER
) STRICT;
CREATE INDEX inbox_due ON inbox (pending, due);
CREATE INDEX inbox_by_status ON inbox (status, id);
CREATE INDEX inbox_by_recipient ON inbox (recipient_key, id);

-- To whom it came: a set that grows when the same bytes arrive again. `name` is the SHA-256 of the sealed envelope.
CREATE TABLE inbox_recipients (
    mail_id TEXT NOT NULL REFERENCES inbox (id),
    name BLOB NOT NULL,
    envelope BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    worked_at INTEGER,
    PRIMARY KEY (mail_id, name)
) STRICT;

-- What a recipient asked for and somebody must answer. `detail` is sealed JSON; every move is a ledger entry, the last
-- of which is `entry_index`. `holds` is 1 while promotional mail to the recipient is held because of it (L7).
CREATE TABLE cases (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    sender_id INTEGER NOT NULL REFERENCES senders (id),
    recipient_key BLOB,
    scheme INTEGER,
    mail_id TEXT REFERENCES inbox (id),
    detail BLOB,
    holds INTEGER NOT NULL CHECK (holds IN (0, 1)),
    received_at INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    done_at INTEGER,
    outcome TEXT,
    entry_index INTEGER NOT NULL
) STRICT;
CREATE INDEX cases_by_state ON cases (state, id);
CREATE INDEX cases_by_recipient ON cases (recipient_key, id);
CREATE INDEX cases_by_mail ON cases (mail_id, id);

-- Support mailboxes whose forwards are trusted. The address is sealed; it is found by its recipient key.
CREATE TABLE agents (
    id TEXT PRIMARY KEY,
    recipient_key BLOB NOT NULL UNIQUE,
    scheme INTEGER NOT NULL,
    address BLOB NOT NULL,
    status_notes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    removed_at INTEGER,
    entry_index INTEGER NOT NULL
) STRICT;

-- What is still to be told to an agent whose notes are collected; `note` is sealed JSON.
CREATE TABLE agent_notes (
    id TEXT PRIMARY KEY,
    agent_id TEXT NOT NULL REFERENCES agents (id),
    note BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    sent_at INTEGER
) STRICT;
CREATE INDEX agent_notes_waiting ON agent_notes (agent_id, sent_at);

-- How far a mailbox was read, by a hash of its server, login and name.
CREATE TABLE mailboxes (
    name BLOB PRIMARY KEY,
    uid_validity INTEGER NOT NULL,
    last_uid INTEGER NOT NULL,
    begun_at INTEGER NOT NULL,
    read_at INTEGER NOT NULL
) STRICT;
