//! `cases`: what recipients asked for and somebody must answer.

use serde_json::{Value, json};

use super::sql::{columns, exec, row, rows};
use super::{StoreError, Tx, fixed, hex};
use crate::domain::address::RecipientKey;
use crate::domain::case::{CaseKind, CaseState};
use crate::domain::time::Instant;

columns! {
    /// As stored.
    pub struct CaseRow {
        pub id: String,
        pub kind: String,
        pub state: String,
        pub sender_id: i64,
        pub recipient_key: Option<Vec<u8>>,
        pub scheme: Option<i64>,
        pub mail_id: Option<String>,
        pub detail: Option<Vec<u8>>,
        pub holds: bool,
        pub received_at: i64,
        pub opened_at: i64,
        pub confirmed_at: Option<i64>,
        pub done_at: Option<i64>,
        pub outcome: Option<String>,
        pub entry_index: i64,
    }
}

impl CaseRow {
    /// What was asked for.
    pub fn kind(&self) -> Result<CaseKind, StoreError> {
        CaseKind::from_word(&self.kind).ok_or_else(|| StoreError::corrupt("cases", "kind", &self.id))
    }

    /// How far it is.
    pub fn state(&self) -> Result<CaseState, StoreError> {
        CaseState::from_word(&self.state).ok_or_else(|| StoreError::corrupt("cases", "state", &self.id))
    }

    /// Whom it is about, if that is known.
    pub fn recipient(&self) -> Result<Option<RecipientKey>, StoreError> {
        let (Some(bytes), Some(scheme)) = (&self.recipient_key, self.scheme) else { return Ok(None) };
        let scheme = u16::try_from(scheme).map_err(|_| StoreError::corrupt("cases", "scheme", &self.id))?;
        Ok(Some(RecipientKey { scheme, bytes: fixed(bytes, "cases", "recipient_key", &self.id)? }))
    }

    /// Every column that a move may change or must not, for the entry that commits to the row.
    pub fn columns(&self) -> Value {
        let bytes = |bytes: &Option<Vec<u8>>| bytes.as_deref().map(hex);
        json!({
            "id": self.id,
            "kind": self.kind,
            "state": self.state,
            "sender_id": self.sender_id,
            "recipient_key": bytes(&self.recipient_key),
            "scheme": self.scheme,
            "mail_id": self.mail_id,
            "detail": bytes(&self.detail),
            "holds": self.holds,
            "received_at": self.received_at,
            "opened_at": self.opened_at,
            "confirmed_at": self.confirmed_at,
            "done_at": self.done_at,
            "outcome": self.outcome,
        })
    }
}

/// A case to open.
pub struct NewCase<'a> {
    /// UUIDv7.
    pub id: &'a str,
    /// What was asked for.
    pub kind: CaseKind,
    /// Where it begins.
    pub state: CaseState,
    /// Whose mail.
    pub sender: i64,
    /// Whom it is about.
    pub recipient: Option<RecipientKey>,
    /// The mail it came with.
    pub mail: Option<&'a str>,
    /// What else is known, sealed.
    pub detail: Option<&'a [u8]>,
    /// Whether mail is held because of it.
    pub holds: bool,
    /// When it was received.
    pub received_at: Instant,
    /// When it was opened.
    pub opened_at: Instant,
}

/// Opens a case; its entry is set by [`set_entry`] in the same transaction.
pub async fn insert(tx: &mut Tx, case: &NewCase<'_>) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO cases (id, kind, state, sender_id, recipient_key, scheme, mail_id, detail, holds, \
         received_at, opened_at, entry_index) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, -1)",
        case.id,
        case.kind.word(),
        case.state.word(),
        case.sender,
        case.recipient.as_ref().map(|key| &key.bytes[..]),
        case.recipient.map(|key| i64::from(key.scheme)),
        case.mail,
        case.detail,
        case.holds,
        case.received_at.0,
        case.opened_at.0
    )?;
    Ok(())
}

/// Moves a case on; `false` when it does not stand in `from`. `done_at` is set when it moves to done.
pub async fn advance(
    tx: &mut Tx,
    id: &str,
    (from, to): (CaseState, CaseState),
    outcome: Option<&str>,
    now: Instant,
) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "UPDATE cases SET state = $3, outcome = COALESCE($4, outcome), \
         done_at = CASE WHEN $3 = 'done' THEN $5 ELSE done_at END WHERE id = $1 AND state = $2",
        id,
        from.word(),
        to.word(),
        outcome,
        now.0
    )?;
    Ok(touched == 1)
}

/// Says that the recipient confirmed a case, once.
pub async fn confirm(tx: &mut Tx, id: &str, now: Instant) -> Result<bool, StoreError> {
    let touched = exec!(tx, "UPDATE cases SET confirmed_at = $2 WHERE id = $1 AND confirmed_at IS NULL", id, now.0)?;
    Ok(touched == 1)
}

/// Says that no mail is held because of a case any more.
pub async fn release(tx: &mut Tx, id: &str) -> Result<bool, StoreError> {
    Ok(exec!(tx, "UPDATE cases SET holds = FALSE WHERE id = $1 AND holds = TRUE", id)? == 1)
}

/// Names the entry of a case's last move.
pub async fn set_entry(tx: &mut Tx, id: &str, entry: u64) -> Result<(), StoreError> {
    exec!(tx, "UPDATE cases SET entry_index = $2 WHERE id = $1", id, entry as i64)?;
    Ok(())
}

/// How many cases hold a recipient's mail of a sender.
pub async fn holding(tx: &mut Tx, recipient: &[u8], sender: i64) -> Result<i64, StoreError> {
    let count = row!(
        tx,
        (i64,),
        "SELECT COUNT(*) FROM cases WHERE recipient_key = $1 AND sender_id = $2 AND holds = TRUE",
        recipient,
        sender
    )?;
    Ok(count.map_or(0, |(n,)| n))
}

/// One case.
pub async fn find(tx: &mut Tx, id: &str) -> Result<Option<CaseRow>, StoreError> {
    Ok(row!(
        tx,
        CaseRow,
        "SELECT id, kind, state, sender_id, recipient_key, scheme, mail_id, detail, holds, received_at, \
         opened_at, confirmed_at, done_at, outcome, entry_index FROM cases WHERE id = $1",
        id
    )?)
}

/// The cases of one mail, oldest first.
pub async fn of_mail(tx: &mut Tx, mail: &str) -> Result<Vec<CaseRow>, StoreError> {
    Ok(rows!(
        tx,
        CaseRow,
        "SELECT id, kind, state, sender_id, recipient_key, scheme, mail_id, detail, holds, received_at, \
         opened_at, confirmed_at, done_at, outcome, entry_index FROM cases WHERE mail_id = $1 ORDER BY id",
        mail
    )?)
}

/// The cases about one recipient, oldest first.
pub async fn of_recipient(tx: &mut Tx, key: &[u8]) -> Result<Vec<CaseRow>, StoreError> {
    Ok(rows!(
        tx,
        CaseRow,
        "SELECT id, kind, state, sender_id, recipient_key, scheme, mail_id, detail, holds, received_at, \
         opened_at, confirmed_at, done_at, outcome, entry_index FROM cases WHERE recipient_key = $1 ORDER BY id",
        key
    )?)
}

/// Cases in a state (any, when it is empty) of a sender (any, when it is -1), oldest first, after the given id.
pub async fn page(tx: &mut Tx, state: &str, sender: i64, after: &str, limit: i64) -> Result<Vec<CaseRow>, StoreError> {
    Ok(rows!(
        tx,
        CaseRow,
        "SELECT id, kind, state, sender_id, recipient_key, scheme, mail_id, detail, holds, received_at, \
         opened_at, confirmed_at, done_at, outcome, entry_index FROM cases \
         WHERE ($1 = '' OR state = $1) AND ($2 = -1 OR sender_id = $2) AND id > $3 ORDER BY id LIMIT $4",
        state,
        sender,
        after,
        limit
    )?)
}
