-- The versions of the privacy policy as they were last recorded in the ledger: one row, JSON (P10).
CREATE TABLE policy_versions (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    versions TEXT NOT NULL,
    entry_index INTEGER NOT NULL
) STRICT;

-- How far the retention is: one row. `night` is the last night (a date) that was worked off whole; while `lease_until` is
-- not over, an instance is at work on the next.
CREATE TABLE retention (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    night TEXT NOT NULL,
    lease_until INTEGER NOT NULL,
    finished_at INTEGER
) STRICT;

-- 1: there is content, an envelope or a reading that retention has not taken yet; 1: so with who handed the mail over.
ALTER TABLE inbox ADD COLUMN content_kept INTEGER NOT NULL DEFAULT 1 CHECK (content_kept IN (0, 1));
ALTER TABLE inbox ADD COLUMN client_kept INTEGER NOT NULL DEFAULT 1 CHECK (client_kept IN (0, 1));
CREATE INDEX inbox_content ON inbox (worked_at, id) WHERE content_kept;
CREATE INDEX inbox_client ON inbox (received_at, id) WHERE client_kept;
CREATE INDEX confirmations_by_expiry ON confirmations (expires_at);
CREATE INDEX outbox_by_settled ON outbox (settled_at, id);
CREATE INDEX cases_by_done ON cases (done_at, id);
