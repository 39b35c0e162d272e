-- People in the console. The address is sealed; whoever signs in is matched by its key.
CREATE TABLE operators (
    id TEXT PRIMARY KEY,
    recipient_key BYTEA NOT NULL UNIQUE,
    scheme BIGINT NOT NULL,
    address BYTEA NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT,
    entry_index BIGINT NOT NULL
);

-- What an operator signs in with. `last_step` is the newest step of the code that was used: none is taken twice.
CREATE TABLE operator_credentials (
    operator_id TEXT PRIMARY KEY,
    password_hash TEXT NOT NULL,
    totp_secret BYTEA NOT NULL,
    last_step BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    locked_until BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);

-- Signed in. Only the hash of the token is kept.
CREATE TABLE operator_sessions (
    token_hash BYTEA PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    operator_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    proven_at BIGINT NOT NULL,
    client TEXT NOT NULL,
    agent TEXT NOT NULL
);

CREATE INDEX operator_sessions_of ON operator_sessions (operator_id);

-- One-time links to begin, or to begin anew. Without an operator: for the first of all.
CREATE TABLE operator_links (
    token_hash BYTEA PRIMARY KEY,
    operator_id TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
