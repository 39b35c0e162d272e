//! `outbox`: mails to send, claimed by lease, settled in a second transaction, never dropped.

use super::sql::{columns, exec, row, rows};
use super::{StoreError, Tx, dialect};
use crate::domain::time::Instant;

columns! {
    /// A claimed mail.
    pub struct ClaimedRow {
        pub id: String,
        pub sequence: i64,
        pub kind: String,
        pub payload: Vec<u8>,
        pub attempts: i64,
        pub first_tried: Option<i64>,
        pub lease_until: i64,
    }
}

columns! {
    /// A mail that will not be sent any more, for `doctor`.
    pub struct DeadRow {
        pub id: String,
        pub kind: String,
        pub attempts: i64,
        pub last_error: Option<String>,
        pub settled_at: Option<i64>,
    }
}

/// What is left of the content of a mail that was sent.
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
    let mut claimed = rows!(tx, ClaimedRow, pair dialect::CLAIM_OUTBOX, now.0, lease.0, limit, by)?;
    claimed.sort_by_key(|mail| mail.sequence);
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

/// Marks a mail as sent or dead, if the lease is still ours. The content of a sent one goes; the fact stays.
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
        "UPDATE outbox SET status = $3, last_error = $4, settled_at = $5, lease_until = 0, \
         payload = CASE WHEN $3 = 'sent' THEN $6 ELSE payload END \
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

/// Puts a mail back for a later attempt, if the lease is still ours.
pub async fn retry(tx: &mut Tx, id: &str, lease: i64, due: Instant, error: Option<&str>) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "UPDATE outbox SET due = $3, last_error = $4, lease_until = 0 \
         WHERE id = $1 AND lease_until = $2 AND status = 'pending'",
        id,
        lease,
        due.0,
        error
    )?;
    Ok(touched == 1)
}

/// How many mails wait.
pub async fn pending(tx: &mut Tx) -> Result<i64, StoreError> {
    Ok(row!(tx, (i64,), "SELECT COUNT(*) FROM outbox WHERE status = 'pending'")?.map_or(0, |(n,)| n))
}

/// How many mails stand in each status.
pub async fn counts(tx: &mut Tx) -> Result<Vec<(String, i64)>, StoreError> {
    Ok(rows!(tx, (String, i64), "SELECT status, COUNT(*) FROM outbox GROUP BY status ORDER BY status")?)
}

/// Dead mails, newest first.
pub async fn dead(tx: &mut Tx, limit: i64) -> Result<Vec<DeadRow>, StoreError> {
    Ok(rows!(
        tx,
        DeadRow,
        "SELECT id, kind, attempts, last_error, settled_at FROM outbox WHERE status = 'dead' \
         ORDER BY sequence DESC LIMIT $1",
        limit
    )?)
}

/// When the earliest waiting mail is due.
pub async fn next_due(tx: &mut Tx) -> Result<Option<i64>, StoreError> {
    let due = row!(tx, (Option<i64>,), "SELECT MIN(due) FROM outbox WHERE status = 'pending'")?;
    Ok(due.and_then(|(due,)| due))
}
