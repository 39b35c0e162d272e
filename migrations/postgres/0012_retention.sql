-- The versions of the privacy policy as they were last recorded in the ledger: one row, JSON (P10).
CREATE TABLE policy_versions (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    versions TEXT COLLATE "C" NOT NULL,
    entry_index BIGINT NOT NULL
);

-- How far the retention is: one row. `night` is the last night (a date) that was worked off whole; while `lease_until` is
-- not over, an instance is at work on the next.
CREATE TABLE retention (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    night TEXT COLLATE "C" NOT NULL,
    lease_until BIGINT NOT NULL,
    finished_at BIGINT
);

-- TRUE: there is content, an envelope or a reading that retention has not taken yet; TRUE: so with who handed the mail over.
ALTER TABLE inbox ADD COLUMN content_kept BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE inbox ADD COLUMN client_kept BOOLEAN NOT NULL DEFAULT TRUE;
CREATE INDEX inbox_content ON inbox (worked_at, id) WHERE content_kept;
CREATE INDEX inbox_client ON inbox (received_at, id) WHERE client_kept;
CREATE INDEX confirmations_by_expiry ON confirmations (expires_at);
CREATE INDEX outbox_by_settled ON outbox (settled_at, id);
CREATE INDEX cases_by_done ON cases (done_at, id);
