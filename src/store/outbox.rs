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
}

/// Queues a mail behind everything queued before.
pub async fn push(tx: &mut Tx, mail: &NewMail) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO outbox (id, sequence, kind, cause, ordering, payload, status, created_at, due, lease_until, \
         attempts) SELECT $1, COALESCE(MAX(sequence), 0) + 1, $2, $3, $4, $5, 'pending', $6, $6, 0, 0 FROM outbox",
        &mail.id,
        &mail.kind,
        mail.cause,
        &mail.ordering[..],
        &mail.payload[..],
        mail.created_at.0
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

/// Claims up to `limit` due mails until `lease`.
pub async fn claim(tx: &mut Tx, now: Instant, lease: Instant, limit: i64) -> Result<Vec<ClaimedRow>, StoreError> {
    let mut claimed = rows!(tx, ClaimedRow, pair dialect::CLAIM_OUTBOX, now.0, lease.0, limit)?;
    claimed.sort_by_key(|mail| mail.sequence);
    Ok(claimed)
}

/// Marks a mail as sent or dead, if the lease is still ours. The content of a sent one goes, and of one to somebody who
/// was erased, with the reason a server gave, which may name them; the fact stays.
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
         lease_until = 0, payload = CASE WHEN $3 = 'sent' OR erase = TRUE THEN $6 ELSE payload END \
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
        "UPDATE outbox SET due = $3, last_error = CASE WHEN erase = TRUE THEN NULL ELSE $4 END, lease_until = 0 \
         WHERE id = $1 AND lease_until = $2 AND status = 'pending'",
        id,
        lease,
        due.0,
        error
    )?;
    Ok(touched == 1)
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
