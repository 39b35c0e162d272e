-- Endpoints of webhooks: who is told what happens. URL and secrets are sealed. While `former_until` is not over,
-- `former_secret` signs, too. A row is never deleted: `disabled_at` and `disabled_why` say that it is told nothing.
CREATE TABLE webhooks (
    id TEXT COLLATE "C" PRIMARY KEY,
    sender_id BIGINT REFERENCES senders (id),
    url BYTEA NOT NULL,
    description TEXT COLLATE "C" NOT NULL,
    events TEXT COLLATE "C" NOT NULL,
    addresses BOOLEAN NOT NULL,
    secret BYTEA NOT NULL,
    former_secret BYTEA,
    former_until BIGINT,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT,
    disabled_why TEXT COLLATE "C",
    entry_index BIGINT NOT NULL
);
