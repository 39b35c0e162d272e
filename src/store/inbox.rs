//! `inbox` and `inbox_recipients`: mail that came in, claimed by lease, worked off, never dropped.
//!
//! The same bytes are one mail (SMTP-14): its envelope recipients are a set that grows, and a new one makes the mail
//! wait again. Whoever settles a mail first shows that its lease still holds, which also locks the row, so that on
//! PostgreSQL a recipient arriving at the same moment is seen or makes the mail wait anew.

use super::sql::{columns, exec, open_states, row, rows};
use super::{StoreError, Tx, dialect, labels};
use crate::domain::time::Instant;

columns! {
    /// A claimed mail.
    pub struct ClaimedMail {
        pub id: String,
        pub raw: Vec<u8>,
        pub origin: Option<Vec<u8>>,
        pub via: String,
        pub received_at: i64,
        pub status: String,
        pub attempts: i64,
        pub claims: i64,
        pub lease_until: i64,
        pub reading: Option<Vec<u8>>,
    }
}

columns! {
    /// A mail without its bytes.
    pub struct MailRow {
        pub id: String,
        pub size: i64,
        pub via: String,
        pub received_at: i64,
        pub status: String,
        pub pending: bool,
        pub attempts: i64,
        pub last_error: Option<String>,
        pub decision: Option<String>,
        pub reading: Option<Vec<u8>>,
        pub recipient_key: Option<Vec<u8>>,
        pub sender_id: Option<i64>,
        pub worked_at: Option<i64>,
    }
}

columns! {
    /// One envelope recipient of a mail.
    pub struct RecipientRow {
        pub mail_id: String,
        pub name: Vec<u8>,
        pub envelope: Vec<u8>,
        pub received_at: i64,
        pub worked_at: Option<i64>,
    }
}

/// A mail to store.
pub struct NewMail {
    /// UUIDv7.
    pub id: String,
    /// SHA-256 of the raw bytes.
    pub sha256: [u8; 32],
    /// How many octets they are.
    pub size: i64,
    /// The sealed raw bytes.
    pub raw: Vec<u8>,
    /// Sealed: who handed it over, or for whom it was written down.
    pub origin: Option<Vec<u8>>,
    /// The way in.
    pub via: &'static str,
    /// When its clock begins.
    pub received_at: Instant,
    /// When it is to be worked on.
    pub due: Instant,
    /// Until when whoever stores it works on it; 0: anybody may.
    pub lease_until: Instant,
}

/// What was made of a mail.
pub struct Worked {
    /// Where it stands now.
    pub status: &'static str,
    /// What was decided.
    pub decision: Option<&'static str>,
    /// The sealed reading; `None` keeps what there is.
    pub reading: Option<Vec<u8>>,
    /// Whom it is about; `None` keeps what there is.
    pub recipient_key: Option<[u8; 16]>,
    /// Whose mail it is about; `None` keeps what there is.
    pub sender: Option<i64>,
    /// Who wrote it; `None` keeps what there is.
    pub author: Option<[u8; 16]>,
    /// A stop in it was applied though nothing proves who wrote it; once so, it stays so.
    pub unproven: bool,
    /// When.
    pub at: Instant,
}

/// Stores a mail; `false` when the same bytes are stored already.
pub async fn insert(tx: &mut Tx, mail: &NewMail) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "INSERT INTO inbox (id, sha256, size, raw, origin, via, received_at, status, pending, due, lease_until, \
         attempts) VALUES ($1, $2, $3, $4, $5, $6, $7, 'received', TRUE, $8, $9, 0) ON CONFLICT (sha256) DO NOTHING",
        &mail.id,
        &mail.sha256[..],
        mail.size,
        &mail.raw[..],
        mail.origin.as_deref(),
        mail.via,
        mail.received_at.0,
        mail.due.0,
        mail.lease_until.0
    )?;
    Ok(touched == 1)
}

/// The mail with these bytes.
pub async fn find_by_hash(tx: &mut Tx, sha256: &[u8]) -> Result<Option<String>, StoreError> {
    Ok(row!(tx, (String,), "SELECT id FROM inbox WHERE sha256 = $1", sha256)?.map(|(id,)| id))
}

/// Adds an envelope recipient; `false` when it is known.
pub async fn add_recipient(
    tx: &mut Tx,
    mail: &str,
    name: &[u8],
    envelope: &[u8],
    now: Instant,
) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "INSERT INTO inbox_recipients (mail_id, name, envelope, received_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (mail_id, name) DO NOTHING",
        mail,
        name,
        envelope,
        now.0
    )?;
    Ok(touched == 1)
}

/// Makes a mail wait to be worked on, now.
pub async fn wake(tx: &mut Tx, mail: &str, now: Instant) -> Result<(), StoreError> {
    exec!(tx, "UPDATE inbox SET pending = TRUE, due = $2 WHERE id = $1", mail, now.0)?;
    Ok(())
}

/// Claims up to `limit` waiting mails until `lease` for an instance (empty: one that nobody knows): those that were
/// claimed from `least` to `most` times since somebody could say what became of it.
pub async fn claim(
    tx: &mut Tx,
    by: &str,
    (now, lease): (Instant, Instant),
    (least, most): (i64, i64),
    limit: i64,
) -> Result<Vec<ClaimedMail>, StoreError> {
    let mut claimed = rows!(tx, ClaimedMail, pair dialect::CLAIM_INBOX, now.0, lease.0, limit, by, least, most)?;
    claimed.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(claimed)
}

/// The mails that an instance has claimed: id, end of the lease, and how often they were claimed.
pub async fn claimed_by(tx: &mut Tx, instance: &str) -> Result<Vec<(String, i64, i64)>, StoreError> {
    Ok(rows!(
        tx,
        (String, i64, i64),
        "SELECT id, lease_until, claims FROM inbox WHERE pending = TRUE AND lease_until > 0 AND claimed_by = $1 \
         ORDER BY id",
        instance
    )?)
}

/// Takes a claim back whose claimer is gone, to be claimed again at `due`; `false` when it is over already.
pub async fn take_back(tx: &mut Tx, mail: &str, lease: i64, due: Instant) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "UPDATE inbox SET lease_until = 0, claimed_by = '', due = $3 WHERE id = $1 AND lease_until = $2",
        mail,
        lease,
        due.0
    )?;
    Ok(touched == 1)
}

/// Claims one mail that waits, whoever else may have claimed it less than a lease ago.
pub async fn claim_one(tx: &mut Tx, by: &str, mail: &str, lease: Instant) -> Result<Option<ClaimedMail>, StoreError> {
    Ok(row!(
        tx,
        ClaimedMail,
        "UPDATE inbox SET lease_until = $2, claimed_by = $3, claims = claims + 1 WHERE id = $1 AND pending = TRUE \
         RETURNING id, raw, origin, via, received_at, status, attempts, claims, lease_until, reading",
        mail,
        lease.0,
        by
    )?)
}

/// One mail with its bytes, as if it had been claimed, but without a lease.
pub async fn peek(tx: &mut Tx, mail: &str) -> Result<Option<ClaimedMail>, StoreError> {
    let found = row!(
        tx,
        ClaimedMail,
        "SELECT id, raw, origin, via, received_at, status, attempts, claims, lease_until, reading FROM inbox \
         WHERE id = $1",
        mail
    )?;
    Ok(found.map(|mail| ClaimedMail { lease_until: 0, ..mail }))
}

/// The envelope recipients of a mail, in the order they came.
pub async fn recipients(tx: &mut Tx, mail: &str) -> Result<Vec<RecipientRow>, StoreError> {
    Ok(rows!(
        tx,
        RecipientRow,
        "SELECT mail_id, name, envelope, received_at, worked_at FROM inbox_recipients WHERE mail_id = $1 \
         ORDER BY received_at, name",
        mail
    )?)
}

/// Whether this lease on a mail still holds; it is given back, and the row locked for this transaction.
pub async fn give_back(tx: &mut Tx, mail: &str, lease: i64) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "UPDATE inbox SET lease_until = 0 WHERE id = $1 AND lease_until = $2 AND pending = TRUE",
        mail,
        lease
    )?;
    Ok(touched == 1)
}

/// Marks an envelope recipient as worked off.
pub async fn recipient_worked(tx: &mut Tx, mail: &str, name: &[u8], now: Instant) -> Result<(), StoreError> {
    exec!(
        tx,
        "UPDATE inbox_recipients SET worked_at = $3 WHERE mail_id = $1 AND name = $2 AND worked_at IS NULL",
        mail,
        name,
        now.0
    )?;
    Ok(())
}

/// Writes down what was made of a mail. It waits on if a recipient came meanwhile.
pub async fn settle(tx: &mut Tx, mail: &str, worked: &Worked) -> Result<(), StoreError> {
    exec!(
        tx,
        "UPDATE inbox SET status = $2, decision = COALESCE($3, decision), reading = COALESCE($4, reading), \
         recipient_key = COALESCE($5, recipient_key), sender_id = COALESCE($6, sender_id), worked_at = $7, \
         author_key = COALESCE($8, author_key), unproven = CASE WHEN $9 THEN TRUE ELSE unproven END, \
         last_error = NULL, attempts = 0, claims = 0, claimed_by = '', \
         pending = EXISTS (SELECT 1 FROM inbox_recipients WHERE mail_id = inbox.id \
         AND inbox_recipients.worked_at IS NULL) WHERE id = $1",
        mail,
        worked.status,
        worked.decision,
        worked.reading.as_deref(),
        worked.recipient_key.as_ref().map(|key| &key[..]),
        worked.sender,
        worked.at.0,
        worked.author.as_ref().map(|key| &key[..]),
        worked.unproven
    )?;
    Ok(())
}

/// What is left of the content of a mail that is not kept.
const NOTHING: &[u8] = &[];

/// Gives a mail's content away; that it came, and its hash, stay.
pub async fn forget(tx: &mut Tx, mail: &str) -> Result<(), StoreError> {
    exec!(tx, "UPDATE inbox SET raw = $2, reading = NULL WHERE id = $1", mail, NOTHING)?;
    Ok(())
}

/// The mails that are about a recipient, that they wrote, or that their cases came with.
pub async fn concerning(tx: &mut Tx, recipient: &[u8]) -> Result<Vec<String>, StoreError> {
    let found = rows!(
        tx,
        (String,),
        "SELECT id FROM inbox WHERE recipient_key = $1 OR author_key = $1 OR id IN \
         (SELECT mail_id FROM cases WHERE recipient_key = $1) ORDER BY id",
        recipient
    )?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Says that a mail's content is to be destroyed; [`erase`] does it.
pub async fn to_erase(tx: &mut Tx, mail: &str) -> Result<(), StoreError> {
    exec!(tx, "UPDATE inbox SET erase = TRUE WHERE id = $1", mail)?;
    Ok(())
}

/// Destroys the content and the envelope of a mail that [`to_erase`] marked, if no worker and no open case needs it any
/// more: `false` otherwise. That it came, its hash and its dates stay.
pub async fn erase(tx: &mut Tx, mail: &str) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        concat!(
            "UPDATE inbox SET raw = $2, origin = NULL, reading = NULL, last_error = NULL, erase = FALSE, \
         content_kept = FALSE, client_kept = FALSE WHERE id = $1 AND erase = TRUE AND pending = FALSE AND NOT EXISTS (SELECT 1 FROM cases \
             WHERE mail_id = inbox.id AND state IN ",
            open_states!(),
            ")"
        ),
        mail,
        NOTHING
    )?;
    if touched == 1 {
        exec!(tx, "UPDATE inbox_recipients SET envelope = $2 WHERE mail_id = $1", mail, NOTHING)?;
        labels::forget(tx, mail).await?;
    }
    Ok(touched == 1)
}

/// Whether a mail's content was given away.
pub async fn is_forgotten(tx: &mut Tx, mail: &str) -> Result<bool, StoreError> {
    let row = row!(tx, (i64,), "SELECT CAST(length(raw) AS BIGINT) FROM inbox WHERE id = $1", mail)?;
    Ok(row == Some((0,)))
}

/// Gives a mail its content back, sealed anew, when the same bytes come once more.
pub async fn recall(tx: &mut Tx, mail: &str, raw: &[u8]) -> Result<(), StoreError> {
    exec!(tx, "UPDATE inbox SET raw = $2, content_kept = TRUE WHERE id = $1", mail, raw)?;
    Ok(())
}

/// Puts a mail back for a later attempt, if the lease still holds. This counts as an attempt: whoever claimed it lives
/// and could not do it; what a process that died had claimed was not tried.
pub async fn retry(tx: &mut Tx, mail: &str, lease: i64, due: Instant, error: &str) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "UPDATE inbox SET due = $3, last_error = $4, lease_until = 0, claimed_by = '', claims = 0, \
         attempts = attempts + 1 WHERE id = $1 AND lease_until = $2",
        mail,
        lease,
        due.0,
        error
    )?;
    Ok(touched == 1)
}

/// Moves a mail from one status to another; `false` when it does not stand there.
pub async fn move_status(tx: &mut Tx, mail: &str, from: &str, to: &str, now: Instant) -> Result<bool, StoreError> {
    let touched =
        exec!(tx, "UPDATE inbox SET status = $3, worked_at = $4 WHERE id = $1 AND status = $2", mail, from, to, now.0)?;
    Ok(touched == 1)
}

/// One mail.
pub async fn find(tx: &mut Tx, mail: &str) -> Result<Option<MailRow>, StoreError> {
    Ok(row!(
        tx,
        MailRow,
        "SELECT id, size, via, received_at, status, pending, attempts, last_error, decision, reading, recipient_key, \
         sender_id, worked_at FROM inbox WHERE id = $1",
        mail
    )?)
}

/// The sealed bytes of one mail.
pub async fn raw(tx: &mut Tx, mail: &str) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(row!(tx, (Vec<u8>,), "SELECT raw FROM inbox WHERE id = $1", mail)?.map(|(raw,)| raw))
}

/// Mails in a status (any, when it is empty) of a sender (any, when it is -1), oldest first, after the given id.
pub async fn page(tx: &mut Tx, status: &str, sender: i64, after: &str, limit: i64) -> Result<Vec<MailRow>, StoreError> {
    Ok(rows!(
        tx,
        MailRow,
        "SELECT id, size, via, received_at, status, pending, attempts, last_error, decision, reading, recipient_key, \
         sender_id, worked_at FROM inbox WHERE ($1 = '' OR status = $1) AND ($2 = -1 OR sender_id = $2) AND id > $3 \
         ORDER BY id LIMIT $4",
        status,
        sender,
        after,
        limit
    )?)
}

/// The mails about a recipient, newest first: at most so many.
pub async fn newest_about(tx: &mut Tx, recipient: &[u8], limit: i64) -> Result<Vec<MailRow>, StoreError> {
    Ok(rows!(
        tx,
        MailRow,
        "SELECT id, size, via, received_at, status, pending, attempts, last_error, decision, reading, recipient_key, \
         sender_id, worked_at FROM inbox WHERE recipient_key = $1 ORDER BY id DESC LIMIT $2",
        recipient,
        limit
    )?)
}

/// How many mails stand in each status.
pub async fn counts(tx: &mut Tx) -> Result<Vec<(String, i64)>, StoreError> {
    Ok(rows!(tx, (String, i64), "SELECT status, COUNT(*) FROM inbox GROUP BY status ORDER BY status")?)
}

/// How many mails wait to be worked on.
pub async fn pending(tx: &mut Tx) -> Result<i64, StoreError> {
    Ok(row!(tx, (i64,), "SELECT COUNT(*) FROM inbox WHERE pending = TRUE")?.map_or(0, |(n,)| n))
}

/// How many mails wait that were claimed at least so many times in vain.
pub async fn claimed_in_vain(tx: &mut Tx, least: i64) -> Result<i64, StoreError> {
    let count = row!(tx, (i64,), "SELECT COUNT(*) FROM inbox WHERE pending = TRUE AND claims >= $1", least)?;
    Ok(count.map_or(0, |(n,)| n))
}

/// How many mails since then had a stop applied that nothing proves.
pub async fn unproven_since(tx: &mut Tx, since: Instant) -> Result<i64, StoreError> {
    let count = row!(tx, (i64,), "SELECT COUNT(*) FROM inbox WHERE unproven AND worked_at > $1", since.0)?;
    Ok(count.map_or(0, |(n,)| n))
}
