-- When the ledger was last verified whole, and with what result: for people. One row.
CREATE TABLE verified (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    at BIGINT NOT NULL,
    took_ms BIGINT NOT NULL,
    verifier TEXT NOT NULL,
    ledger_size BIGINT NOT NULL,
    root TEXT NOT NULL,
    faults BIGINT NOT NULL
);
