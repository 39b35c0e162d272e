-- Who works on what: `claimed_by` names the instance that claimed a mail, so that what a dead one had claimed can be given
-- to the others at once. `claims` counts how often a mail was claimed since somebody could say what became of it;
-- `attempts` are those that failed.
ALTER TABLE inbox ADD COLUMN claims INTEGER NOT NULL DEFAULT 0;
ALTER TABLE inbox ADD COLUMN claimed_by TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN claimed_by TEXT NOT NULL DEFAULT '';

-- A stop in it was applied though nothing proves who wrote it: many of them at once are an alarm (AUTH-20).
ALTER TABLE inbox ADD COLUMN unproven INTEGER NOT NULL DEFAULT 0 CHECK (unproven IN (0, 1));
CREATE INDEX inbox_unproven ON inbox (worked_at) WHERE unproven;

-- How many automatic answers go out in an hour (ACK-11).
CREATE INDEX outbox_by_kind ON outbox (kind, due);
