//! `confirmations`: what a mailed one-time link will do. Only the hash of its token is kept.

use super::sql::{columns, exec, row};
use super::{StoreError, Tx};
use crate::domain::time::Instant;

columns! {
    /// As stored.
    pub struct ConfirmationRow {
        pub action: String,
        pub payload: Vec<u8>,
        pub created_at: i64,
        pub expires_at: i64,
        pub used_at: Option<i64>,
    }
}

/// Adds one, mailed to the recipient of this key.
pub async fn insert(
    tx: &mut Tx,
    (token_hash, recipient): (&[u8], &[u8]),
    action: &str,
    payload: &[u8],
    now: Instant,
    expires: Instant,
) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO confirmations (token_hash, action, payload, created_at, expires_at, recipient_key) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        token_hash,
        action,
        payload,
        now.0,
        expires.0,
        recipient
    )?;
    Ok(())
}

/// Destroys every one that was mailed to a recipient, used or not.
pub async fn forget(tx: &mut Tx, recipient: &[u8]) -> Result<u64, StoreError> {
    Ok(exec!(tx, "DELETE FROM confirmations WHERE recipient_key = $1", recipient)?)
}

/// Destroys every one that was mailed to a recipient, but for one that is spent at this very moment.
pub async fn forget_others(tx: &mut Tx, recipient: &[u8], now: Instant) -> Result<u64, StoreError> {
    Ok(exec!(
        tx,
        "DELETE FROM confirmations WHERE recipient_key = $1 AND (used_at IS NULL OR used_at < $2)",
        recipient,
        now.0
    )?)
}

/// Reads one.
pub async fn find(tx: &mut Tx, token_hash: &[u8]) -> Result<Option<ConfirmationRow>, StoreError> {
    Ok(row!(
        tx,
        ConfirmationRow,
        "SELECT action, payload, created_at, expires_at, used_at FROM confirmations WHERE token_hash = $1",
        token_hash
    )?)
}

/// Spends one; `false` when another was first, or when it is too old.
pub async fn spend(tx: &mut Tx, token_hash: &[u8], now: Instant) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "UPDATE confirmations SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at >= $2",
        token_hash,
        now.0
    )?;
    Ok(touched == 1)
}
