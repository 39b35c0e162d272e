//! The statements that need two texts, by name: everything bulk (a JSON parameter is unpacked differently; rows by
//! `jsonb_each`, because `json_each` writes a row out as text again for every column read from it) and the
//! claiming of work (`FOR UPDATE SKIP LOCKED` exists on PostgreSQL only).

use super::sql::Pair;

/// Locks the ledger head for this transaction and reads it. On SQLite the transaction itself is the lock.
pub const LOCK_HEAD: Pair = Pair {
    sqlite: "SELECT epoch, size, root, frontier, registry_size FROM ledger_head WHERE one = 1",
    postgres: "SELECT epoch, size, root, frontier, registry_size FROM ledger_head WHERE one = 1 FOR UPDATE",
};

/// Everything recorded about these recipient keys.
pub const PREFERENCES_OF: Pair = Pair {
    sqlite: "SELECT recipient_key, scheme, scope, scope_number, state, until, proven, since, entry_index \
             FROM preferences WHERE recipient_key IN (SELECT unhex(value) FROM json_each($1))",
    postgres: "SELECT recipient_key, scheme, scope, scope_number, state, until, proven, since, entry_index \
               FROM preferences WHERE recipient_key = \
               ANY (ARRAY(SELECT decode(e, 'hex') FROM jsonb_array_elements_text($1::jsonb) AS e))",
};

/// Writes many preferences; each replaces what stood in its scope and slot.
pub const PUT_PREFERENCES: Pair = Pair {
    sqlite: "INSERT INTO preferences (recipient_key, scheme, scope, scope_number, slot, state, until, proven, since, \
             recorded_at, entry_index, channel, undo_by) \
             SELECT unhex(value->>0), value->>1, value->>2, value->>3, value->>4, value->>5, value->>6, value->>7, \
             value->>8, value->>9, value->>10, value->>11, unhex(value->>12) FROM jsonb_each($1) WHERE true \
             ON CONFLICT (recipient_key, scheme, scope, scope_number, slot) DO UPDATE SET state = excluded.state, \
             until = excluded.until, proven = excluded.proven, since = excluded.since, \
             recorded_at = excluded.recorded_at, entry_index = excluded.entry_index, channel = excluded.channel, \
             undo_by = excluded.undo_by",
    postgres: "INSERT INTO preferences (recipient_key, scheme, scope, scope_number, slot, state, until, proven, since, \
               recorded_at, entry_index, channel, undo_by) \
               SELECT decode(e->>0, 'hex'), (e->>1)::bigint, e->>2, (e->>3)::bigint, e->>4, e->>5, (e->>6)::bigint, \
               (e->>7)::bigint = 1, (e->>8)::bigint, (e->>9)::bigint, (e->>10)::bigint, e->>11, \
               decode(e->>12, 'hex') \
               FROM jsonb_array_elements($1::jsonb) AS e \
               ON CONFLICT (recipient_key, scheme, scope, scope_number, slot) DO UPDATE SET state = excluded.state, \
               until = excluded.until, proven = excluded.proven, since = excluded.since, \
               recorded_at = excluded.recorded_at, entry_index = excluded.entry_index, channel = excluded.channel, \
               undo_by = excluded.undo_by",
};

/// What is known of these recipient keys.
pub const RECIPIENTS_OF: Pair = Pair {
    sqlite: "SELECT recipient_key, scheme, salt_id, salt, address FROM recipients \
             WHERE recipient_key IN (SELECT unhex(value) FROM json_each($1))",
    postgres: "SELECT recipient_key, scheme, salt_id, salt, address FROM recipients WHERE recipient_key = \
               ANY (ARRAY(SELECT decode(e, 'hex') FROM jsonb_array_elements_text($1::jsonb) AS e))",
};

/// Adds recipients; one that is known keeps its salt and gains the address if it had none.
pub const PUT_RECIPIENTS: Pair = Pair {
    sqlite: "INSERT INTO recipients (recipient_key, scheme, salt_id, salt, address, created_at) \
             SELECT unhex(value->>0), value->>1, unhex(value->>2), unhex(value->>3), unhex(value->>4), value->>5 \
             FROM jsonb_each($1) WHERE true \
             ON CONFLICT (recipient_key, scheme) DO UPDATE SET address = COALESCE(recipients.address, excluded.address)",
    postgres: "INSERT INTO recipients (recipient_key, scheme, salt_id, salt, address, created_at) \
               SELECT decode(e->>0, 'hex'), (e->>1)::bigint, decode(e->>2, 'hex'), decode(e->>3, 'hex'), \
               decode(e->>4, 'hex'), (e->>5)::bigint FROM jsonb_array_elements($1::jsonb) AS e \
               ON CONFLICT (recipient_key, scheme) DO UPDATE \
               SET address = COALESCE(recipients.address, excluded.address)",
};

/// Appends entries.
pub const PUT_ENTRIES: Pair = Pair {
    sqlite: "INSERT INTO ledger_entries (entry_index, leaf_hash, leaf) \
             SELECT value->>0, unhex(value->>1), unhex(value->>2) FROM jsonb_each($1)",
    postgres: "INSERT INTO ledger_entries (entry_index, leaf_hash, leaf) \
               SELECT (e->>0)::bigint, decode(e->>1, 'hex'), decode(e->>2, 'hex') \
               FROM jsonb_array_elements($1::jsonb) AS e",
};

/// Appends whom entries are about.
pub const PUT_SUBJECTS: Pair = Pair {
    sqlite: "INSERT INTO ledger_subjects (entry_index, recipient_key, scheme, salt_id, evidence) \
             SELECT value->>0, unhex(value->>1), value->>2, unhex(value->>3), unhex(value->>4) FROM jsonb_each($1)",
    postgres: "INSERT INTO ledger_subjects (entry_index, recipient_key, scheme, salt_id, evidence) \
               SELECT (e->>0)::bigint, decode(e->>1, 'hex'), (e->>2)::bigint, decode(e->>3, 'hex'), \
               decode(e->>4, 'hex') \
               FROM jsonb_array_elements($1::jsonb) AS e",
};

/// What is sealed in these events of cases, each named by case and number; in a case only beside its newest event.
pub const SEALED_EVENTS: Pair = Pair {
    sqlite: "SELECT e.case_id, e.number, (e.number = c.version) AS newest, e.detail AS event, \
             CASE WHEN e.number = c.version THEN c.detail END AS detail FROM jsonb_each($1) AS w \
             JOIN case_events AS e ON e.case_id = w.value->>0 AND e.number = w.value->>1 JOIN cases AS c ON c.id = e.case_id",
    postgres: "SELECT e.case_id, e.number, (CASE WHEN e.number = c.version THEN 1 ELSE 0 END)::bigint AS newest, \
               e.detail AS event, CASE WHEN e.number = c.version THEN c.detail END AS detail \
               FROM jsonb_array_elements($1::jsonb) AS w \
               JOIN case_events AS e ON e.case_id = w->>0 AND e.number = (w->>1)::bigint JOIN cases AS c ON c.id = e.case_id",
};

/// The sealed answers to these tasks, each named with the entry of its last change.
pub const SEALED_ANSWERS: Pair = Pair {
    sqlite: "SELECT t.id, t.answer FROM jsonb_each($1) AS w \
             JOIN case_tasks AS t ON t.id = w.value->>0 AND t.entry_index = w.value->>1",
    postgres: "SELECT t.id, t.answer FROM jsonb_array_elements($1::jsonb) AS w \
               JOIN case_tasks AS t ON t.id = w->>0 AND t.entry_index = (w->>1)::bigint",
};

/// Adds to counts.
pub const ADD_FIGURES: Pair = Pair {
    sqlite: "INSERT INTO figures (day, sender_id, topic_id, campaign, what, n) \
             SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5 FROM jsonb_each($1) WHERE true \
             ON CONFLICT (day, sender_id, topic_id, campaign, what) DO UPDATE SET n = figures.n + excluded.n",
    postgres: "INSERT INTO figures (day, sender_id, topic_id, campaign, what, n) \
               SELECT (e->>0)::bigint, (e->>1)::bigint, (e->>2)::bigint, e->>3, e->>4, (e->>5)::bigint \
               FROM jsonb_array_elements($1::jsonb) AS e \
               ON CONFLICT (day, sender_id, topic_id, campaign, what) DO UPDATE SET n = figures.n + excluded.n",
};

/// Claims what is due, by lease: mails, or webhooks if $4; only what has no earlier unsettled one to the same recipient
/// or endpoint.
pub const CLAIM_OUTBOX: Pair = Pair {
    sqlite: "UPDATE outbox SET lease_until = $2, claimed_by = $5, attempts = attempts + 1, \
             first_tried = COALESCE(first_tried, $1) \
             WHERE id IN (SELECT id FROM outbox AS o WHERE status = 'pending' AND due <= $1 AND lease_until <= $1 \
             AND (kind = 'webhook') = $4 \
             AND NOT EXISTS (SELECT 1 FROM outbox AS e WHERE e.ordering = o.ordering AND e.sequence < o.sequence \
             AND e.status = 'pending') ORDER BY sequence LIMIT $3) \
             RETURNING id, sequence, kind, ordering, payload, attempts, first_tried, lease_until",
    postgres: "UPDATE outbox SET lease_until = $2, claimed_by = $5, attempts = attempts + 1, \
               first_tried = COALESCE(first_tried, $1) \
               WHERE id IN (SELECT id FROM outbox AS o WHERE status = 'pending' AND due <= $1 AND lease_until <= $1 \
               AND (kind = 'webhook') = $4 \
               AND NOT EXISTS (SELECT 1 FROM outbox AS e WHERE e.ordering = o.ordering AND e.sequence < o.sequence \
               AND e.status = 'pending') ORDER BY sequence LIMIT $3 FOR UPDATE SKIP LOCKED) \
               RETURNING id, sequence, kind, ordering, payload, attempts, first_tried, lease_until",
};

/// Queues webhooks behind everything queued before; one whose id is there already is the same one.
pub const PUT_WEBHOOKS: Pair = Pair {
    sqlite: "INSERT INTO outbox (id, sequence, kind, cause, ordering, payload, status, created_at, due, lease_until, \
             attempts) SELECT value->>0, (SELECT COALESCE(MAX(sequence), 0) FROM outbox) + 1 + key, 'webhook', \
             'service', unhex(value->>1), unhex(value->>2), 'pending', value->>3, value->>3, 0, 0 \
             FROM jsonb_each($1) WHERE true ON CONFLICT (id) DO NOTHING",
    postgres: "INSERT INTO outbox (id, sequence, kind, cause, ordering, payload, status, created_at, due, \
               lease_until, attempts) SELECT e->>0, (SELECT COALESCE(MAX(sequence), 0) FROM outbox) + n, 'webhook', \
               'service', decode(e->>1, 'hex'), decode(e->>2, 'hex'), 'pending', (e->>3)::bigint, (e->>3)::bigint, \
               0, 0 FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS t (e, n) ON CONFLICT (id) DO NOTHING",
};

/// Claims mails that came in and wait, by lease, oldest first: those that were claimed so many times in vain.
pub const CLAIM_INBOX: Pair = Pair {
    sqlite: "UPDATE inbox SET lease_until = $2, claimed_by = $4, claims = claims + 1 WHERE id IN \
             (SELECT id FROM inbox WHERE pending = TRUE AND due <= $1 AND lease_until <= $1 \
             AND claims BETWEEN $5 AND $6 ORDER BY due, id LIMIT $3) \
             RETURNING id, raw, origin, via, received_at, status, attempts, claims, lease_until, reading",
    postgres: "UPDATE inbox SET lease_until = $2, claimed_by = $4, claims = claims + 1 WHERE id IN \
               (SELECT id FROM inbox WHERE pending = TRUE AND due <= $1 AND lease_until <= $1 \
               AND claims BETWEEN $5 AND $6 ORDER BY due, id LIMIT $3 FOR UPDATE SKIP LOCKED) \
               RETURNING id, raw, origin, via, received_at, status, attempts, claims, lease_until, reading",
};
