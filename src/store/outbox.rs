//! `outbox`: mails and webhooks to send, claimed by lease, settled in a second transaction, never dropped.
//!
//! Webhooks have the kind `webhook` and are claimed apart from mails, so that neither waits for the other. Their
//! `ordering` is a name longer than a recipient key, so that the two cannot be confused.

use super::bulk::Bulk;
use super::sql::{columns, exec, row, rows};
use super::{StoreError, Tx, dialect};
use crate::domain::time::Instant;

columns! {
    /// A claimed mail or webhook.
    pub struct ClaimedRow {
        pub id: String,
        pub sequence: i64,
        pub kind: String,
        pub ordering: Vec<u8>,
        pub payload: Vec<u8>,
        pub attempts: i64,
        pub first_tried: Option<i64>,
        pub lease_until: i64,
    }
}

columns! {
    /// A mail or webhook that will not be sent any more, for `doctor`.
    pub struct DeadRow {
        pub id: String,
        pub kind: String,
        pub attempts: i64,
        pub last_error: Option<String>,
        pub settled_at: Option<i64>,
    }
}

columns! {
    /// How a webhook stands: `pending`, `sent` or `dead`.
    pub struct StateRow {
        pub status: String,
        pub attempts: i64,
        pub due: i64,
        pub last_error: Option<String>,
        pub settled_at: Option<i64>,
    }
}

/// What is left of the content of what was sent.
const NOTHING: &[u8] = &[];

/// A mail to send.
pub struct NewMail {
    /// Stable through all attempts; the Message-ID is made of it.
    pub id: String,
    /// Which mail.
    pub kind: String,
    /// Who can cause it: `stranger` ones are limited per address.
    pub cause: &'static str,
    /// Mails with the same bytes here are sent in order (the recipient key).
    pub ordering: Vec<u8>,
    /// The sealed message and envelope.
    pub payload: Vec<u8>,
    /// When.
    pub created_at: Instant,
    /// Not sent before then.
    pub due: Instant,
}

/// A webhook to send.
#[derive(Clone, Debug)]
pub struct NewWebhook {
    /// Stable through all attempts: the `webhook-id`.
    pub id: String,
    /// Webhooks with the same bytes here are sent in order; longer than a recipient key.
    pub ordering: Vec<u8>,
    /// The sealed message.
    pub payload: Vec<u8>,
    /// When.
    pub created_at: Instant,
}

/// Queues webhooks, in their order, behind everything queued before. One whose id is there already is left as it is.
pub async fn push_webhooks(tx: &mut Tx, webhooks: &[NewWebhook]) -> Result<(), StoreError> {
    let mut bulk = Bulk::with_capacity(webhooks.len() * 8);
    for one in webhooks {
        bulk.row().text(&one.id).bytes(&one.ordering).bytes(&one.payload).int(one.created_at.0);
    }
    let bulk = bulk.finish();
    exec!(tx, pair dialect::PUT_WEBHOOKS, &bulk)?;
    Ok(())
}

/// Queues a mail behind everything queued before.
pub async fn push(tx: &mut Tx, mail: &NewMail) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO outbox (id, sequence, kind, cause, ordering, payload, status, created_at, due, lease_until, \
         attempts) SELECT $1, COALESCE(MAX(sequence), 0) + 1, $2, $3, $4, $5, 'pending', $6, $7, 0, 0 FROM outbox",
        &mail.id,
        &mail.kind,
        mail.cause,
        &mail.ordering[..],
        &mail.payload[..],
        mail.created_at.0,
        mail.due.0
    )?;
    Ok(())
}

/// How many mails of this cause went to (or wait for) a recipient since then.
pub async fn count_since(tx: &mut Tx, ordering: &[u8], cause: &str, since: Instant) -> Result<i64, StoreError> {
    let count = row!(
        tx,
        (i64,),
        "SELECT COUNT(*) FROM outbox WHERE ordering = $1 AND cause = $2 AND created_at > $3",
        ordering,
        cause,
        since.0
    )?;
    Ok(count.map_or(0, |(n,)| n))
}

/// How many mails of this kind went to (or wait for) a recipient since then.
pub async fn count_kind_since(tx: &mut Tx, ordering: &[u8], kind: &str, since: Instant) -> Result<i64, StoreError> {
    let count = row!(
        tx,
        (i64,),
        "SELECT COUNT(*) FROM outbox WHERE ordering = $1 AND kind = $2 AND created_at > $3",
        ordering,
        kind,
        since.0
    )?;
    Ok(count.map_or(0, |(n,)| n))
}

/// How many automatic answers went out since then, or wait to go out.
pub async fn answers_since(tx: &mut Tx, since: Instant) -> Result<i64, StoreError> {
    let count = row!(
        tx,
        (i64,),
        "SELECT COUNT(*) FROM outbox WHERE kind IN ('answer', 'answer_notice', 'confirm_request') AND due > $1",
        since.0
    )?;
    Ok(count.map_or(0, |(n,)| n))
}

/// How many automatic answers have not been tried and wait for a later hour.
pub async fn answers_put_off(tx: &mut Tx, now: Instant) -> Result<i64, StoreError> {
    let count = row!(
        tx,
        (i64,),
        "SELECT COUNT(*) FROM outbox WHERE kind IN ('answer', 'answer_notice', 'confirm_request') AND due > $1 \
         AND status = 'pending' AND attempts = 0",
        now.0
    )?;
    Ok(count.map_or(0, |(n,)| n))
}

/// Claims up to `limit` due mails until `lease` for an instance (empty: one that nobody knows).
pub async fn claim(
    tx: &mut Tx,
    by: &str,
    now: Instant,
    lease: Instant,
    limit: i64,
) -> Result<Vec<ClaimedRow>, StoreError> {
    claim_kind(tx, by, now, lease, limit, false).await
}

/// The same for webhooks; nobody takes these back before their lease ends.
pub async fn claim_webhooks(
    tx: &mut Tx,
    now: Instant,
    lease: Instant,
    limit: i64,
) -> Result<Vec<ClaimedRow>, StoreError> {
    claim_kind(tx, "", now, lease, limit, true).await
}

async fn claim_kind(
    tx: &mut Tx,
    by: &str,
    now: Instant,
    lease: Instant,
    limit: i64,
    webhooks: bool,
) -> Result<Vec<ClaimedRow>, StoreError> {
    let mut claimed = rows!(tx, ClaimedRow, pair dialect::CLAIM_OUTBOX, now.0, lease.0, limit, webhooks, by)?;
    claimed.sort_by_key(|one| one.sequence);
    Ok(claimed)
}

/// The mails that an instance has claimed: id, end of the lease, and how often they were claimed.
pub async fn claimed_by(tx: &mut Tx, instance: &str) -> Result<Vec<(String, i64, i64)>, StoreError> {
    Ok(rows!(
        tx,
        (String, i64, i64),
        "SELECT id, lease_until, attempts FROM outbox WHERE status = 'pending' AND lease_until > 0 \
         AND claimed_by = $1 ORDER BY sequence",
        instance
    )?)
}

/// Marks it as sent or dead, if the lease is still ours. The content goes with what was sent, with every webhook (its
/// receiver catches up from the API) and with what was written to somebody who was erased, whose last error, which may
/// name them, goes too. The fact stays.
pub async fn settle(
    tx: &mut Tx,
    id: &str,
    lease: i64,
    status: &str,
    error: Option<&str>,
    now: Instant,
) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "UPDATE outbox SET status = $3, last_error = CASE WHEN erase = TRUE THEN NULL ELSE $4 END, settled_at = $5, \
         lease_until = 0, payload = CASE WHEN $3 = 'sent' OR kind = 'webhook' OR erase = TRUE THEN $6 ELSE payload END \
         WHERE id = $1 AND lease_until = $2 AND status = 'pending'",
        id,
        lease,
        status,
        error,
        now.0,
        NOTHING
    )?;
    Ok(touched == 1)
}

/// Puts it back for a later attempt, if the lease is still ours.
pub async fn retry(tx: &mut Tx, id: &str, lease: i64, due: Instant, error: Option<&str>) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "UPDATE outbox SET due = $3, last_error = CASE WHEN erase = TRUE THEN NULL ELSE $4 END, lease_until = 0 \
         WHERE id = $1 AND lease_until = $2 AND status = 'pending'",
        id,
        lease,
        due.0,
        error
    )?;
    Ok(touched == 1)
}

/// What waits behind a webhook that is put off is due no earlier, so that nobody looks at it in vain.
pub async fn wait_behind(tx: &mut Tx, ordering: &[u8], due: Instant) -> Result<(), StoreError> {
    exec!(tx, "UPDATE outbox SET due = $2 WHERE ordering = $1 AND status = 'pending' AND due < $2", ordering, due.0)?;
    Ok(())
}

/// What waits for an endpoint is tried now: its trouble may be mended. What is under way is left alone.
pub async fn hurry(tx: &mut Tx, ordering: &[u8], now: Instant) -> Result<(), StoreError> {
    exec!(
        tx,
        "UPDATE outbox SET due = $2 WHERE ordering = $1 AND status = 'pending' AND due > $2 AND lease_until <= $2",
        ordering,
        now.0
    )?;
    Ok(())
}

/// Destroys the content of every mail to a recipient, and what servers said of it: one that waits is not sent any more
/// (status `erased`). Those named in `keep` still go out, and are destroyed when that has ended.
pub async fn forget(tx: &mut Tx, ordering: &[u8], keep: &[&str], now: Instant) -> Result<(), StoreError> {
    for id in keep {
        exec!(
            tx,
            "UPDATE outbox SET erase = TRUE, last_error = NULL WHERE id = $1 AND ordering = $2 AND status = 'pending'",
            *id,
            ordering
        )?;
    }
    exec!(
        tx,
        "UPDATE outbox SET payload = $2, last_error = NULL, lease_until = 0, \
         settled_at = COALESCE(settled_at, $3), status = CASE WHEN status = 'pending' THEN 'erased' ELSE status END \
         WHERE ordering = $1 AND erase = FALSE",
        ordering,
        NOTHING,
        now.0
    )?;
    Ok(())
}

/// Ends everything that waits for an endpoint, whoever holds it; answers how many there were. Their content goes.
pub async fn give_up(tx: &mut Tx, ordering: &[u8], error: &str, now: Instant) -> Result<u64, StoreError> {
    Ok(exec!(
        tx,
        "UPDATE outbox SET status = 'dead', last_error = $2, settled_at = $3, lease_until = 0, payload = $4 \
         WHERE ordering = $1 AND status = 'pending'",
        ordering,
        error,
        now.0,
        NOTHING
    )?)
}

/// Mails that were given up since then, and whose content is kept, wait again as if they had never been tried; answers how
/// many there were.
pub async fn revive(tx: &mut Tx, since: Instant, now: Instant) -> Result<u64, StoreError> {
    Ok(exec!(
        tx,
        "UPDATE outbox SET status = 'pending', due = $2, attempts = 0, first_tried = NULL, settled_at = NULL, \
         last_error = NULL, lease_until = 0, claimed_by = '' WHERE status = 'dead' AND kind <> 'webhook' \
         AND settled_at >= $1 AND erase = FALSE AND payload <> $3",
        since.0,
        now.0,
        NOTHING
    )?)
}

/// How a mail or webhook stands.
pub async fn state(tx: &mut Tx, id: &str) -> Result<Option<StateRow>, StoreError> {
    Ok(row!(tx, StateRow, "SELECT status, attempts, due, last_error, settled_at FROM outbox WHERE id = $1", id)?)
}

/// How many mails wait.
pub async fn pending(tx: &mut Tx) -> Result<i64, StoreError> {
    let waiting = row!(tx, (i64,), "SELECT COUNT(*) FROM outbox WHERE status = 'pending' AND kind <> 'webhook'")?;
    Ok(waiting.map_or(0, |(n,)| n))
}

/// How many webhooks wait.
pub async fn pending_webhooks(tx: &mut Tx) -> Result<i64, StoreError> {
    let waiting = row!(tx, (i64,), "SELECT COUNT(*) FROM outbox WHERE status = 'pending' AND kind = 'webhook'")?;
    Ok(waiting.map_or(0, |(n,)| n))
}

/// How many mails, or webhooks, stand in each status.
pub async fn counts(tx: &mut Tx, webhooks: bool) -> Result<Vec<(String, i64)>, StoreError> {
    Ok(rows!(
        tx,
        (String, i64),
        "SELECT status, COUNT(*) FROM outbox WHERE (kind = 'webhook') = $1 GROUP BY status ORDER BY status",
        webhooks
    )?)
}

/// Dead mails, or webhooks, newest first.
pub async fn dead(tx: &mut Tx, webhooks: bool, limit: i64) -> Result<Vec<DeadRow>, StoreError> {
    Ok(rows!(
        tx,
        DeadRow,
        "SELECT id, kind, attempts, last_error, settled_at FROM outbox WHERE status = 'dead' \
         AND (kind = 'webhook') = $1 ORDER BY sequence DESC LIMIT $2",
        webhooks,
        limit
    )?)
}

/// When the earliest waiting mail, or webhook, is due.
pub async fn next_due(tx: &mut Tx, webhooks: bool) -> Result<Option<i64>, StoreError> {
    let due = row!(
        tx,
        (Option<i64>,),
        "SELECT MIN(due) FROM outbox WHERE status = 'pending' AND (kind = 'webhook') = $1",
        webhooks
    )?;
    Ok(due.and_then(|(due,)| due))
}
