-- The epochs that restores opened (domain/epoch.rs): what the first leaf of each says, and the hashes of the leaves that
-- were lost with it. A published head beyond `known_size` may stand beside it.
CREATE TABLE ledger_epochs (
    epoch INTEGER PRIMARY KEY,
    entry_index INTEGER NOT NULL,
    fork INTEGER NOT NULL,
    known_size INTEGER NOT NULL,
    known_root BLOB NOT NULL,
    published_size INTEGER,
    published_root BLOB,
    hashes BLOB NOT NULL
) STRICT;
