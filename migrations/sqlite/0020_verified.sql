-- When the ledger was last verified whole, and with what result: for people. One row.
CREATE TABLE verified (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    at INTEGER NOT NULL,
    took_ms INTEGER NOT NULL,
    verifier TEXT NOT NULL,
    ledger_size INTEGER NOT NULL,
    root TEXT NOT NULL,
    faults INTEGER NOT NULL
) STRICT;
