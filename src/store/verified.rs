//! `verified`: when the ledger was last verified whole, and with what result. One row; a help for people, no proof.

use super::sql::{columns, exec, row};
use super::{StoreError, Tx};

columns! {
    /// The last verification.
    pub struct VerifiedRow {
        pub at: i64,
        pub took_ms: i64,
        pub verifier: String,
        pub ledger_size: i64,
        pub root: String,
        pub faults: i64,
    }
}

/// Writes down a verification in place of the one before, unless that was later.
pub async fn put(tx: &mut Tx, row: &VerifiedRow) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO verified (one, at, took_ms, verifier, ledger_size, root, faults) VALUES (1, $1, $2, $3, $4, $5, $6) \
         ON CONFLICT (one) DO UPDATE SET at = excluded.at, took_ms = excluded.took_ms, verifier = excluded.verifier, \
         ledger_size = excluded.ledger_size, root = excluded.root, faults = excluded.faults \
         WHERE verified.at <= excluded.at",
        row.at,
        row.took_ms,
        &row.verifier,
        row.ledger_size,
        &row.root,
        row.faults
    )?;
    Ok(())
}

/// The last verification, if there was one.
pub async fn last(tx: &mut Tx) -> Result<Option<VerifiedRow>, StoreError> {
    Ok(row!(tx, VerifiedRow, "SELECT at, took_ms, verifier, ledger_size, root, faults FROM verified WHERE one = 1")?)
}
