//! `installation` and `keys`: what this installation is, and its sealed keys.

use super::sql::{columns, exec, row, rows};
use super::{StoreError, Tx};
use crate::domain::time::Instant;

columns! {
    /// The one row.
    pub struct InstallationRow {
        pub id: String,
        pub master_check: Vec<u8>,
        pub ledger_vkey: String,
        pub link_keys_issued: i64,
        pub created_at: i64,
    }
}

columns! {
    /// A sealed key.
    pub struct KeyRow {
        pub purpose: String,
        pub number: i64,
        pub scheme: i64,
        pub sealed: Vec<u8>,
    }
}

/// Reads the installation, if the database is in use.
pub async fn find(tx: &mut Tx) -> Result<Option<InstallationRow>, StoreError> {
    Ok(row!(
        tx,
        InstallationRow,
        "SELECT id, master_check, ledger_vkey, link_keys_issued, created_at FROM installation WHERE one = 1"
    )?)
}

/// Makes the installation.
pub async fn insert(tx: &mut Tx, row: &InstallationRow) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO installation (one, id, master_check, ledger_vkey, link_keys_issued, created_at) \
         VALUES (1, $1, $2, $3, $4, $5)",
        &row.id,
        &row.master_check[..],
        &row.ledger_vkey,
        row.link_keys_issued,
        row.created_at
    )?;
    Ok(())
}

/// All keys.
pub async fn keys(tx: &mut Tx) -> Result<Vec<KeyRow>, StoreError> {
    Ok(rows!(tx, KeyRow, "SELECT purpose, number, scheme, sealed FROM keys ORDER BY purpose, number")?)
}

/// Adds a key.
pub async fn insert_key(tx: &mut Tx, key: &KeyRow, now: Instant) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO keys (purpose, number, scheme, sealed, created_at) VALUES ($1, $2, $3, $4, $5)",
        &key.purpose,
        key.number,
        key.scheme,
        &key.sealed[..],
        now.0
    )?;
    Ok(())
}
