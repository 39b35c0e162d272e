-- People in the console. The address is sealed; whoever signs in is matched by its key.
CREATE TABLE operators (
    id TEXT PRIMARY KEY,
    recipient_key BLOB NOT NULL UNIQUE,
    scheme INTEGER NOT NULL,
    address BLOB NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    disabled_at INTEGER,
    entry_index INTEGER NOT NULL
) STRICT;

-- What an operator signs in with. `last_step` is the newest step of the code that was used: none is taken twice.
CREATE TABLE operator_credentials (
    operator_id TEXT PRIMARY KEY,
    password_hash TEXT NOT NULL,
    totp_secret BLOB NOT NULL,
    last_step INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    locked_until INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;

-- Signed in. Only the hash of the token is kept.
CREATE TABLE operator_sessions (
    token_hash BLOB PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    operator_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    proven_at INTEGER NOT NULL,
    client TEXT NOT NULL,
    agent TEXT NOT NULL
) STRICT;

CREATE INDEX operator_sessions_of ON operator_sessions (operator_id);

-- One-time links to begin, or to begin anew. Without an operator: for the first of all.
CREATE TABLE operator_links (
    token_hash BLOB PRIMARY KEY,
    operator_id TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
