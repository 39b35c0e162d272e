//! `case_copies`: the copy of a person's data that was handed out for a request, frozen and sealed.

use serde_json::{Value, json};

use super::sql::{columns, exec, row, rows};
use super::{StoreError, Tx, hex};
use crate::domain::time::Instant;

columns! {
    /// As stored.
    pub struct CopyRow {
        pub case_id: String,
        pub digest: Vec<u8>,
        pub copy: Option<Vec<u8>>,
        pub frozen_at: i64,
        pub opened_at: Option<i64>,
        pub expires_at: i64,
        pub entry_index: i64,
    }
}

/// The columns of [`CopyRow`], for `SELECT`.
macro_rules! copy_columns {
    ($rest:literal) => {
        concat!("SELECT case_id, digest, copy, frozen_at, opened_at, expires_at, entry_index FROM case_copies ", $rest)
    };
}

impl CopyRow {
    /// Every column that an entry commits to: all but the copy itself, which its digest stands for and which may be
    /// destroyed, and the end of the newest link.
    pub fn columns(&self) -> Value {
        json!({
            "case_id": self.case_id,
            "digest": hex(&self.digest),
            "frozen_at": self.frozen_at,
            "opened_at": self.opened_at,
        })
    }
}

/// Freezes the copy of a case; its entry is set by [`set_entry`] in the same transaction.
pub async fn insert(
    tx: &mut Tx,
    case: &str,
    (digest, copy): (&[u8], &[u8]),
    now: Instant,
    expires: Instant,
) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO case_copies (case_id, digest, copy, frozen_at, expires_at, entry_index) \
         VALUES ($1, $2, $3, $4, $5, -1)",
        case,
        digest,
        copy,
        now.0,
        expires.0
    )?;
    Ok(())
}

/// The copy of a case.
pub async fn find(tx: &mut Tx, case: &str) -> Result<Option<CopyRow>, StoreError> {
    Ok(row!(tx, CopyRow, copy_columns!("WHERE case_id = $1"), case)?)
}

/// Writes down that it was opened; the first time counts.
pub async fn opened(tx: &mut Tx, case: &str, now: Instant) -> Result<(), StoreError> {
    exec!(tx, "UPDATE case_copies SET opened_at = COALESCE(opened_at, $2) WHERE case_id = $1", case, now.0)?;
    Ok(())
}

/// A new link leads to it until then; `false` when it was destroyed.
pub async fn prolong(tx: &mut Tx, case: &str, expires: Instant) -> Result<bool, StoreError> {
    let touched =
        exec!(tx, "UPDATE case_copies SET expires_at = $2 WHERE case_id = $1 AND copy IS NOT NULL", case, expires.0)?;
    Ok(touched == 1)
}

/// Names the entry of its last change.
pub async fn set_entry(tx: &mut Tx, case: &str, entry: u64) -> Result<(), StoreError> {
    exec!(tx, "UPDATE case_copies SET entry_index = $2 WHERE case_id = $1", case, entry as i64)?;
    Ok(())
}

/// Destroys every copy that was made for a recipient; that it was made stays.
pub async fn forget(tx: &mut Tx, recipient: &[u8]) -> Result<u64, StoreError> {
    Ok(exec!(
        tx,
        "UPDATE case_copies SET copy = NULL WHERE copy IS NOT NULL AND case_id IN \
         (SELECT id FROM cases WHERE recipient_key = $1)",
        recipient
    )?)
}

/// The cases whose copy is still there though its last link ended before this, oldest end first.
pub async fn ended(tx: &mut Tx, before: Instant, limit: i64) -> Result<Vec<String>, StoreError> {
    let cases = rows!(
        tx,
        (String,),
        "SELECT case_id FROM case_copies WHERE copy IS NOT NULL AND expires_at < $1 ORDER BY expires_at, case_id LIMIT $2",
        before.0,
        limit
    )?;
    Ok(cases.into_iter().map(|(case,)| case).collect())
}

/// Destroys one whose last link ended before this; `false` when it is gone already, or a newer link leads to it.
pub async fn destroy(tx: &mut Tx, case: &str, before: Instant) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "UPDATE case_copies SET copy = NULL WHERE case_id = $1 AND copy IS NOT NULL AND expires_at < $2",
        case,
        before.0
    )?;
    Ok(touched == 1)
}

/// All of them, by case, after the given one: for `verify`.
pub async fn page(tx: &mut Tx, after: &str, limit: i64) -> Result<Vec<CopyRow>, StoreError> {
    Ok(rows!(tx, CopyRow, copy_columns!("WHERE case_id > $1 ORDER BY case_id LIMIT $2"), after, limit)?)
}
