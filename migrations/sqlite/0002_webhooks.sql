-- Endpoints of webhooks: who is told what happens. URL and secrets are sealed. While `former_until` is not over,
-- `former_secret` signs, too. A row is never deleted: `disabled_at` and `disabled_why` say that it is told nothing.
CREATE TABLE webhooks (
    id TEXT PRIMARY KEY,
    sender_id INTEGER REFERENCES senders (id),
    url BLOB NOT NULL,
    description TEXT NOT NULL,
    events TEXT NOT NULL,
    addresses INTEGER NOT NULL CHECK (addresses IN (0, 1)),
    secret BLOB NOT NULL,
    former_secret BLOB,
    former_until INTEGER,
    created_at INTEGER NOT NULL,
    disabled_at INTEGER,
    disabled_why TEXT,
    entry_index INTEGER NOT NULL
) STRICT;
