-- The epochs that restores opened (domain/epoch.rs): what the first leaf of each says, and the hashes of the leaves that
-- were lost with it. A published head beyond `known_size` may stand beside it.
CREATE TABLE ledger_epochs (
    epoch BIGINT PRIMARY KEY,
    entry_index BIGINT NOT NULL,
    fork BIGINT NOT NULL,
    known_size BIGINT NOT NULL,
    known_root BYTEA NOT NULL,
    published_size BIGINT,
    published_root BYTEA,
    hashes BYTEA NOT NULL
);
